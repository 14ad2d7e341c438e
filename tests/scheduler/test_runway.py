"""Who goes next: replies overtake, and no lane starves."""

from collections import Counter

from scheduler.calls import Call, Ready
from scheduler.runway import CYCLE, Runway
from storage.claims import Letter
from storage.outbox import Lane


def ready(lane: Lane, id: int = 1) -> Ready:
    return Ready(Call((Letter(id, "u", None, lane, "r", 1, 0, None, "", 1),)), {})


def lanes(runway: Runway, number: int, *, others: bool) -> list[Lane]:
    found = [runway.next(others=others) for _ in range(number)]
    return [each.call.lane for each in found if each]


def test_higher_lanes_go_first_and_a_late_reply_overtakes() -> None:
    runway = Runway()
    runway.add(ready(lane) for lane in (Lane.BROADCAST, Lane.BROADCAST, Lane.TALK))
    assert lanes(runway, 1, others=True) == [Lane.TALK]
    runway.add([ready(Lane.REPLY)])
    assert lanes(runway, 9, others=True) == [Lane.REPLY, Lane.BROADCAST, Lane.BROADCAST]
    assert not runway


def test_only_replies_go_where_the_others_must_wait() -> None:
    runway = Runway()
    runway.add([ready(Lane.BROADCAST), ready(Lane.REPLY)])
    assert lanes(runway, 3, others=False) == [Lane.REPLY]
    assert not runway.has_next(others=False)
    assert runway.has_next(others=True)


def test_no_lane_starves_while_replies_never_end() -> None:
    runway = Runway()
    for lane in Lane:
        runway.add(ready(lane, id) for id in range(3 * CYCLE))
    assert Counter(lanes(runway, 3 * CYCLE, others=False)) == {
        Lane.REPLY: 51, Lane.TALK: 3, Lane.REMINDER: 3, Lane.BROADCAST: 3}


def test_what_is_cleared_is_given_back() -> None:
    runway = Runway()
    runway.add([ready(Lane.TALK, 1), ready(Lane.REPLY, 2)])
    assert [each.call.letters[0].id for each in runway.clear()] == [2, 1]
    assert len(runway) == 0
