"""As fast as the messenger allows, and room for replies."""

from dataclasses import replace

import pytest

from scheduler.clock import HandClock
from scheduler.pacing import FEW, Pacing, Room
from tests.loopback.memory import PLENTY

TELEGRAM = replace(PLENTY, rate=24, dialog_rate=1, dialog_burst=3)


class Desk:
    """A pacing and the clock under it."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.pacing = Pacing(TELEGRAM, self.clock.monotonic)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_third_of_the_burst_is_left_to_replies(desk: Desk) -> None:
    assert desk.pacing.room() == Room(replies=6, others=4)
    for user in "abcdef":
        desk.pacing.take(user)
    assert desk.pacing.room() == Room(0, 0)


def test_in_the_long_run_the_rate_is_kept_and_used_up(desk: Desk) -> None:
    sent = 0
    for _ in range(10):
        for _ in range(10):
            for _ in range(desk.pacing.room().others):
                desk.pacing.take(str(sent))
                sent += 1
            desk.clock.advance(0.1)
    assert 240 <= sent <= 246


def test_it_tells_when_any_lane_may_go_on(desk: Desk) -> None:
    for user in "abcdef":
        desk.pacing.take(user)
    assert desk.pacing.wait() == pytest.approx(3 / 24)
    desk.clock.advance(desk.pacing.wait())
    assert desk.pacing.room() == Room(3, 1)
    assert desk.pacing.wait() == 0


def test_one_dialogue_gets_a_short_burst_then_one_a_second(desk: Desk) -> None:
    for _ in range(3):
        assert desk.pacing.ready_in("a") == 0
        desk.pacing.take("a")
    assert desk.pacing.ready_in("a") == pytest.approx(1)
    assert desk.pacing.ready_in("b") == 0
    desk.clock.advance(1)
    assert desk.pacing.ready_in("a") == 0


def test_a_held_token_lets_nothing_through_and_starts_gently(desk: Desk) -> None:
    desk.pacing.hold(30)
    assert desk.pacing.held()
    assert desk.pacing.room() == Room(0, 0)
    desk.pacing.hold(10)
    desk.clock.advance(29)
    assert desk.pacing.held(), "a shorter hold does not cut a longer one"
    desk.clock.advance(1)
    assert not desk.pacing.held()
    assert desk.pacing.room() == Room(1, 0)


def test_a_held_dialogue_waits_alone(desk: Desk) -> None:
    desk.pacing.hold(60, "a")
    assert desk.pacing.ready_in("a") == pytest.approx(60)
    assert desk.pacing.ready_in("b") == 0
    assert desk.pacing.room().replies == 6


def test_a_call_while_held_does_not_shorten_the_hold(desk: Desk) -> None:
    desk.pacing.hold(60)
    desk.pacing.take("a")
    desk.clock.advance(59)
    assert desk.pacing.room() == Room(0, 0)
    desk.clock.advance(2)
    assert desk.pacing.room().replies >= 1


def test_rested_dialogues_are_forgotten_but_held_ones_are_not(desk: Desk) -> None:
    desk.pacing.hold(10_000, "held")
    for number in range(5 * FEW):
        desk.pacing.take(str(number))
        desk.clock.advance(0.1)
    assert desk.pacing.remembered <= FEW + 1
    assert desk.pacing.ready_in("held") > 9000


def test_the_slowest_token_still_moves_all_lanes() -> None:
    clock = HandClock()
    pacing = Pacing(replace(PLENTY, rate=0.5), clock.monotonic)
    assert pacing.room() == Room(2, 1)
    pacing.take("a")
    pacing.take("b")
    clock.advance(pacing.wait())
    assert pacing.room().others == 1
