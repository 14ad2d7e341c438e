"""What an answer means, judged against those before it; end to end this is in test_delivery."""

import pytest

from messages.messenger import Gone, Outcome, Rejected, Scope, Sent, Stopped, TryLater
from scheduler.clock import HandClock
from scheduler.pacing import Pacing
from scheduler.verdicts import ALIKE, Judge, Returned, Unreachable, Verdict, backoff
from storage.outbox import Lane, Letter, Postponed, Settled, State
from tests.loopback.memory import PLENTY

GONE = Gone("blocked")


class Court:
    """A judge, and the clock and the pace it works with."""

    def __init__(self) -> None:
        self.clock = HandClock(1000)
        self.pacing = Pacing(PLENTY, self.clock.monotonic)
        self.judge = Judge(self.pacing, self.clock.real, lambda: 1.0)

    def says(self, outcome: Outcome, id: int = 1, user: str = "", tries: int = 0) -> list[Verdict]:
        return self.judge.judge(letter(id, user, tries), outcome)


@pytest.fixture
def court() -> Court:
    return Court()


def letter(id: int, user: str = "", tries: int = 0) -> Letter:
    return Letter(id, user or f"u{id}", None, Lane.TALK, "r", 1, tries, None, "", "{}", None)


def test_waits_grow_to_five_minutes_and_chance_shortens_them() -> None:
    assert [backoff(tries, 1.0) for tries in (1, 2, 3, 9, 10, 400)] == [1, 2, 4, 256, 300, 300]
    assert backoff(10, 0.0) == 150


def test_a_plain_answer_ends_the_delivery(court: Court) -> None:
    assert court.says(Sent("m1")) == [Settled(1, State.SENT, ref="m1")]
    assert court.says(Rejected("bad")) == [Settled(1, State.FAILED, "bad")]


def test_the_messengers_own_wait_goes_before_ours(court: Court) -> None:
    assert court.says(TryLater("502"), tries=3) == [Postponed(1, 1008, "502")]
    assert court.says(TryLater("429", after=0.3), tries=3) == [Postponed(1, 1001, "429")]
    assert not court.pacing.held()
    assert court.says(TryLater("429", after=7, scope=Scope.TOKEN)) == [Postponed(1, 1007, "429")]
    assert court.pacing.held()


def test_doubts_wait_for_a_success_or_for_silence(court: Court) -> None:
    assert court.says(GONE, 1) == []
    assert court.says(Sent(), 2) == [Settled(2, State.SENT), Unreachable(letter(1), "blocked")]
    assert court.says(GONE, 3) == []
    assert court.judge.believe() == [Unreachable(letter(3), "blocked")]
    assert court.judge.believe() == []


def test_one_person_may_be_gone_many_times(court: Court) -> None:
    for id in range(2 * ALIKE):
        assert court.says(GONE, id, user="same") == []
    assert not court.judge.stopped


def test_everybody_gone_is_the_channel_and_nobody_is_judged_while_it_stands(court: Court) -> None:
    verdicts = [court.says(GONE, id) for id in range(1, ALIKE + 1)]
    assert verdicts == [*[[]] * (ALIKE - 1), [Returned(id) for id in range(1, ALIKE + 1)]]
    assert court.judge.stopped
    assert court.says(GONE, 9) == [Returned(9)]
    assert court.judge.alarm()
    assert court.judge.alarm() == ""
    assert court.says(Sent(), 10) == [Settled(10, State.SENT)]
    assert not court.judge.stopped
    assert court.says(GONE, 9) == [Unreachable(letter(9), "blocked")]


def test_a_stop_is_told_once_until_the_channel_has_worked_again(court: Court) -> None:
    alarms = []
    for outcome in (Stopped("401"), Stopped("401"), Sent(), Stopped("403")):
        court.says(outcome)
        alarms.append(court.judge.alarm())
    assert alarms == ["401", "", "", "403"]


def test_trouble_with_everybody_gives_the_messenger_a_break(court: Court) -> None:
    for id in range(ALIKE):
        assert not court.pacing.held()
        court.says(TryLater("502"), id)
    assert court.pacing.held()
    court.clock.advance(1)
    assert not court.pacing.held()
    court.says(TryLater("502"), 99)
    court.clock.advance(1)
    assert court.pacing.held(), "the second break is longer"
