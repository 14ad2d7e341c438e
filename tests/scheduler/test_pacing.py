"""As fast as the messenger allows and not one call more, with a place for a reply always near."""

import random
from dataclasses import replace

import pytest

from scheduler.clock import HandClock
from scheduler.pacing import CATCH_UP, CLOSEST, DOUBT, FEW, SLOWEST, Pacing
from tests.loopback.memory import PLENTY

TELEGRAM = replace(PLENTY, rate=24, dialog_rate=1, dialog_burst=3)


class Desk:
    """A pacing and the clock under it."""

    def __init__(self, rate: float = 24) -> None:
        self.clock = HandClock()
        self.pacing = Pacing(replace(TELEGRAM, rate=rate), self.clock.monotonic)

    def goes(self, seconds: float, *, took: float = 0.0, evenly: bool = True) -> list[float]:
        """When calls go in so long a time if they go as soon as they may."""
        times: list[float] = []
        until = self.clock.monotonic() + seconds
        while (now := self.clock.monotonic()) < until:
            if wait := self.pacing.wait(evenly=evenly):
                self.clock.advance(wait)
            else:
                departure = self.pacing.take([str(len(times))])
                times.append(now)
                self.clock.advance(took)
                self.pacing.landed(departure)
        return times


@pytest.fixture
def desk() -> Desk:
    return Desk()


def busiest(times: list[float], second: float = 1.0) -> int:
    return max(sum(start <= time < start + second for time in times) for start in times)


@pytest.mark.parametrize("rate", [30, 300])
def test_the_limit_is_kept_in_every_second_and_used_up(rate: float) -> None:
    times = Desk(rate).goes(20)
    assert busiest(times) == rate
    assert len(times) / 20 >= 0.99 * rate


@pytest.mark.parametrize("rate", [30, 300])
def test_the_messenger_never_counts_too_many_however_long_a_call_is_on_its_way(rate: float) -> None:
    # Each call arrives at some moment within so long after it has left.
    chance, times = random.Random(1), Desk(rate).goes(20)
    assert busiest([time + chance.uniform(0, CLOSEST) for time in times]) <= rate


def doubted(desk: Desk, took: float) -> float:
    """How much is added to a second for a call that took so long."""
    desk.clock.advance(desk.pacing.wait(evenly=False))
    departure = desk.pacing.take(["a"])
    desk.clock.advance(took)
    desk.pacing.landed(departure)
    return departure.counts_until - departure.left - 1


def test_a_call_that_was_long_under_way_is_believed_to_have_come_late() -> None:
    desk = Desk(rate=100)
    for _ in range(2000):
        doubted(desk, 0.003)
    assert doubted(desk, 0.003) == pytest.approx(CLOSEST, rel=0.001)
    assert doubted(desk, 0.2) == pytest.approx(0.197)


def test_at_first_all_of_its_time_may_be_the_way() -> None:
    assert doubted(Desk(), 0.05) == pytest.approx(0.05)


def test_doubts_cost_no_hundredth_of_the_pace_however_the_answers_dawdle() -> None:
    desk, chance = Desk(rate=100), random.Random(1)
    spent = [doubted(desk, chance.uniform(0.01, 0.2)) for _ in range(2000)]
    assert sum(spent[500:]) / len(spent[500:]) < 0.01


def test_a_refusal_makes_us_more_careful_for_a_while() -> None:
    desk, chance = Desk(rate=100), random.Random(1)
    for _ in range(1000):
        doubted(desk, chance.uniform(0.01, 0.2))
    desk.pacing.refused()
    assert sum(doubted(desk, chance.uniform(0.01, 0.2)) for _ in range(200)) / 200 > 0.01
    desk.clock.advance(60)
    for _ in range(1000):
        doubted(desk, chance.uniform(0.01, 0.2))
    assert sum(doubted(desk, chance.uniform(0.01, 0.2)) for _ in range(200)) / 200 < 0.01


def test_a_call_counts_from_when_it_left_us() -> None:
    desk = Desk(rate=1)
    departure = desk.pacing.take(["a"])
    desk.clock.advance(0.3)
    desk.pacing.leaves(departure)
    assert desk.pacing.wait(evenly=False) == pytest.approx(1 + DOUBT)


def test_replies_may_go_at_once_and_the_rest_spreads_itself_over_the_second(desk: Desk) -> None:
    begun = desk.clock.monotonic()
    assert len([time for time in desk.goes(1, evenly=False) if time == begun]) == 24
    desk = Desk()
    assert len([time for time in desk.goes(1) if time == begun]) == 1 + CATCH_UP * 24 // 1


def test_a_reply_finds_the_next_place_near_while_a_broadcast_runs(desk: Desk) -> None:
    desk.goes(5)
    for _ in range(24):
        assert desk.pacing.wait(evenly=False) <= 1 / 24 + DOUBT
        desk.clock.advance(desk.pacing.wait(evenly=False))
        desk.pacing.take(["a"])


def test_a_pace_below_one_a_second_still_moves() -> None:
    desk = Desk(rate=0.5)
    assert len(desk.goes(20)) == 10
    assert busiest(desk.goes(20), second=2) == 1


def test_one_dialogue_gets_a_short_burst_then_one_a_second(desk: Desk) -> None:
    for _ in range(3):
        assert desk.pacing.ready_in("a") == 0
        desk.pacing.take(["a"])
    assert desk.pacing.ready_in("a") == pytest.approx(1)
    assert desk.pacing.ready_in("b") == 0
    desk.clock.advance(1)
    assert desk.pacing.ready_in("a") == 0


def test_a_held_token_lets_nothing_through_and_starts_gently(desk: Desk) -> None:
    desk.pacing.hold(30)
    desk.pacing.hold(10)
    assert desk.pacing.held_for() == 30, "a shorter hold does not cut a longer one"
    assert desk.pacing.wait(evenly=False) == 30
    desk.clock.advance(30)
    assert not desk.pacing.held_for()
    assert busiest(desk.goes(0.5, evenly=False), second=0.2) <= 7


def test_a_held_dialogue_waits_alone(desk: Desk) -> None:
    desk.pacing.hold(60, "a")
    assert desk.pacing.ready_in("a") == pytest.approx(60)
    assert desk.pacing.ready_in("b") == 0
    assert desk.pacing.wait(evenly=True) == 0


def test_a_throttled_pace_is_slower_once_for_all_that_were_under_way(desk: Desk) -> None:
    under_way = [desk.pacing.take(["a"]) for _ in range(5)]
    desk.clock.advance(0.1)
    for departure in under_way:
        desk.pacing.throttled(departure)
    assert desk.pacing.rate == pytest.approx(24 * 0.7)
    for _ in range(20):
        desk.clock.advance(0.1)
        desk.pacing.throttled(desk.pacing.take(["a"]))
    assert desk.pacing.rate == 24 * SLOWEST


def test_a_throttled_pace_comes_back_little_by_little_while_calls_succeed(desk: Desk) -> None:
    desk.pacing.throttled(desk.pacing.take(["a"]))
    desk.clock.advance(60)
    assert desk.pacing.rate == pytest.approx(24 * 0.7), "silence proves nothing"
    for second in range(1, 16):
        desk.clock.advance(1)
        for _ in range(20):
            desk.pacing.succeeded()
        assert desk.pacing.rate == pytest.approx(min(24, 24 * (0.7 + 0.02 * second)))


def test_rested_dialogues_are_forgotten_but_held_ones_are_not(desk: Desk) -> None:
    desk.pacing.hold(10_000, "held")
    for number in range(5 * FEW):
        desk.pacing.take([str(number)])
        desk.clock.advance(0.1)
    assert desk.pacing.remembered <= FEW + 1
    assert desk.pacing.ready_in("held") > 9000


def test_where_replies_are_coming_others_leave_room_for_more_of_them(desk: Desk) -> None:
    # Twelve replies a second, and others that take whatever they are given.
    waits, others = list[float](), 0
    for step in range(24 * 10):
        if step % 2 == 0:
            waits.append(desk.pacing.wait(evenly=False))
            desk.pacing.landed(desk.pacing.take([f"reply {step}"], urgent=True))
        while not desk.pacing.wait(evenly=True):
            desk.pacing.landed(desk.pacing.take([f"other {step} {others}"]))
            others += 1
        desk.clock.advance(1 / 24)
    assert max(waits[12:]) == 0, "after the first second a reply waits for nobody"
    assert 8 * 10 <= others <= 10 * 10, "all but the replies and a quarter as many"
