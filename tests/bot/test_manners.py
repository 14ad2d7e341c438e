"""Who asks too much at once is told so once, then passed over until they have paused."""

from itertools import count

from bot.manners import BURST, PER_SECOND, QUIET, Hearing, Manners
from messages.updates import Address

ANNA, BORIS = Address("a", "1"), Address("a", "2")
_keys = map(str, count())


def heard(manners: Manners, number: int, at: float, who: Address = ANNA) -> list[Hearing]:
    return [manners.hear(who, next(_keys), at) for _ in range(number)]


def test_a_burst_is_heard_and_the_rest_is_told_of_once() -> None:
    answers = heard(Manners(), BURST + 30, 100.0)
    assert answers == [Hearing.HEARD] * BURST + [Hearing.TOLD] + [Hearing.PASSED_OVER] * 29


def test_a_steady_pace_is_heard_for_ever() -> None:
    manners = Manners()
    assert {manners.hear(ANNA, next(_keys), second / PER_SECOND) for second in range(500)} == {Hearing.HEARD}


def test_after_a_pause_one_is_heard_again_and_told_again() -> None:
    manners = Manners()
    heard(manners, BURST + 2, 100.0)
    assert manners.hear(ANNA, next(_keys), 100.0 + (QUIET - 1) / PER_SECOND) is Hearing.PASSED_OVER, "a trickle"
    again = 100.0 + QUIET / PER_SECOND
    assert heard(manners, QUIET + 2, again) == [Hearing.HEARD] * QUIET + [Hearing.TOLD, Hearing.PASSED_OVER]


def test_of_too_many_edits_nobody_is_told_and_the_next_words_still_are() -> None:
    manners = Manners()
    edits = [manners.hear(ANNA, next(_keys), 100.0, aside=True) for _ in range(BURST + 9)]
    assert edits == [Hearing.HEARD] * BURST + [Hearing.PASSED_OVER] * 9
    assert heard(manners, 2, 100.0) == [Hearing.TOLD, Hearing.PASSED_OVER]


def test_one_persons_haste_is_nobody_elses_matter() -> None:
    manners = Manners()
    heard(manners, BURST + 2, 100.0)
    assert manners.hear(BORIS, next(_keys), 100.0) is Hearing.HEARD


def test_who_has_been_quiet_is_forgotten_and_who_was_too_fast_is_not() -> None:
    manners = Manners(remembered=10)
    heard(manners, BURST + 2, 1000.0)
    for user in range(20):
        manners.hear(Address("b", str(user)), next(_keys), 900.0 + user)
    manners.hear(BORIS, next(_keys), 1000.0)
    assert len(manners._buckets) < 22
    assert manners.hear(ANNA, next(_keys), 1000.0) is Hearing.PASSED_OVER


def test_a_flood_of_addresses_does_not_make_each_look_at_all_of_them() -> None:
    manners = Manners(remembered=10)
    for user in range(1000):
        manners.hear(Address("b", str(user)), next(_keys), 5.0)
    assert manners._remembered >= 1000


def test_what_comes_again_is_not_counted_again_and_told_again() -> None:
    manners = Manners()
    keys = [f"k{number}" for number in range(BURST + 1)]
    for _ in range(3):
        assert [manners.hear(ANNA, key, 5.0) for key in keys] == [Hearing.HEARD] * BURST + [Hearing.TOLD]
    assert manners.hear(ANNA, "another", 5.0) is Hearing.PASSED_OVER


def test_of_what_was_said_only_the_latest_is_remembered() -> None:
    manners = Manners()
    for second in range(1000):
        manners.hear(ANNA, next(_keys), float(second))
    assert len(manners._buckets[ANNA].said) == 2 * BURST
