"""What an answer means, judged against those before it; end to end this is in test_delivery."""

from dataclasses import replace

import pytest

from messages.messenger import Gone, Outcome, Rejected, Scope, Sent, Stopped, TryLater
from scheduler.calls import Call
from scheduler.clock import HandClock
from scheduler.pacing import Pacing
from scheduler.verdicts import ALIKE, FileRefused, Judge, Unreachable, Verdict, backoff
from storage.claims import Letter, Postponed, Returned, Settled
from storage.outbox import Lane, State
from tests.loopback.memory import PLENTY

GONE = Gone("blocked")
LEFT = 900
"""When the calls left, in programme time."""


class Court:
    """A judge, and the clock and the pace it works with."""

    def __init__(self) -> None:
        self.clock = HandClock(1000)
        self.pacing = Pacing(PLENTY, self.clock.monotonic)
        self.judge = Judge(self.pacing, self.clock.real, lambda: 1.0)

    def says(self, outcome: Outcome, id: int = 1, user: str = "", tries: int = 0) -> list[Verdict]:
        call = Call((letter(id, user, tries),))
        return self.judge.judge(call, [outcome], self.pacing.take([call.letters[0].user]), LEFT)

    def says_to_all(self, *outcomes: Outcome, kept: bool = False) -> list[Verdict]:
        """Of a batch to 1, 2, 3 ..."""
        call = Call(tuple(replace(letter(id), batch=1, kept=int(kept)) for id in range(1, len(outcomes) + 1)))
        return self.judge.judge(call, outcomes, self.pacing.take("abc"), LEFT)


@pytest.fixture
def court() -> Court:
    return Court()


def letter(id: int, user: str = "", tries: int = 0) -> Letter:
    return Letter(id, user or f"u{id}", None, Lane.TALK, "r", 1, tries, None, "", 5, batch=id)


@pytest.mark.parametrize("lane", Lane)
def test_a_file_that_is_refused_matters_to_whoever_waits_for_it(court: Court, lane: Lane) -> None:
    song = replace(letter(1), lane=lane, file=3)
    verdicts = court.judge.judge(Call((song,)), [Rejected("mp3")], court.pacing.take([song.user]), LEFT)
    assert verdicts == [FileRefused(song, "mp3") if lane is Lane.REPLY else Settled(1, State.FAILED, "mp3")]


def test_waits_grow_to_five_minutes_and_chance_shortens_them() -> None:
    assert [backoff(tries, 1.0) for tries in (1, 2, 3, 9, 10, 400)] == [1, 2, 4, 256, 300, 300]
    assert backoff(10, 0.0) == 150


def test_a_plain_answer_ends_the_delivery(court: Court) -> None:
    assert court.says(Sent("m1")) == [Settled(1, State.SENT, ref="m1")]
    assert court.says(Rejected("bad")) == [Settled(1, State.FAILED, "bad")]


def test_the_messengers_own_wait_goes_before_ours(court: Court) -> None:
    assert court.says(TryLater("502"), tries=3) == [Postponed(1, 1008, "502")]
    assert court.says(TryLater("429", after=0.3), tries=3) == [Postponed(1, 1001, "429")]
    assert not court.pacing.held_for()
    assert court.says(TryLater("429", after=7, scope=Scope.TOKEN)) == [Postponed(1, 1007, "429")]
    assert court.pacing.held_for()


def test_doubts_wait_for_a_success_or_for_silence(court: Court) -> None:
    assert court.says(GONE, 1) == []
    assert court.says(Sent(), 2) == [Settled(2, State.SENT), Unreachable(letter(1), "blocked", LEFT)]
    assert court.says(GONE, 3) == []
    assert court.judge.believe() == [Unreachable(letter(3), "blocked", LEFT)]
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
    assert court.says(GONE, 9) == [Unreachable(letter(9), "blocked", LEFT)]


def test_a_stop_is_told_once_until_the_channel_has_worked_again(court: Court) -> None:
    alarms = []
    for outcome in (Stopped("401"), Stopped("401"), Sent(), Stopped("403")):
        court.says(outcome)
        alarms.append(court.judge.alarm())
    assert alarms == ["401", "", "", "403"]


def test_trouble_with_everybody_gives_the_messenger_a_break(court: Court) -> None:
    for id in range(ALIKE):
        assert not court.pacing.held_for()
        court.says(TryLater("502"), id)
    assert court.pacing.held_for()
    court.clock.advance(1)
    assert not court.pacing.held_for()
    court.says(TryLater("502"), 99)
    court.clock.advance(1)
    assert court.pacing.held_for(), "the second break is longer"


def test_whom_a_call_reports_gone_that_reached_others_is_gone(court: Court) -> None:
    verdicts = court.says_to_all(*[GONE] * ALIKE, Sent("m"))
    assert [type(verdict) for verdict in verdicts] == [*[Unreachable] * ALIKE, Settled]
    assert not court.judge.stopped


def test_a_lost_call_keeps_its_batch_and_a_refused_one_lets_it_go(court: Court) -> None:
    lost = court.says_to_all(*[TryLater("lost", unknown=True)] * 3)
    assert lost == [Postponed(id, 1001, "lost", kept=True) for id in (1, 2, 3)]
    refused = court.says_to_all(Sent("m"), TryLater("9", after=300), TryLater("9", after=300))
    assert refused[0] == Settled(1, State.SENT, ref="m")
    numbers = [verdict.random_id for verdict in refused[1:] if isinstance(verdict, Postponed) and not verdict.kept]
    assert len(set(numbers)) == 2
    assert None not in numbers


@pytest.mark.parametrize("outcome", [TryLater("10"), TryLater("6", throttled=True), TryLater("9", after=300)])
def test_a_batch_that_was_lost_once_keeps_its_number_when_it_is_refused_later(court: Court, outcome: TryLater) -> None:
    again = court.says_to_all(outcome, outcome, kept=True)
    assert [(verdict.kept, verdict.random_id) for verdict in again if isinstance(verdict, Postponed)] == [
        (True, None)] * 2


def test_a_batch_that_was_lost_once_keeps_its_number_while_the_channel_stands(court: Court) -> None:
    assert court.says_to_all(Stopped("bad key"), Stopped("bad key"), kept=True) == [
        Returned(1, kept=True), Returned(2, kept=True)]


def test_one_call_that_is_lost_for_many_is_one_failure(court: Court) -> None:
    court.says_to_all(*[TryLater("lost", unknown=True)] * 9)
    assert not court.pacing.held_for()


def test_a_throttle_without_a_wait_slows_the_pace_and_stops_nobody(court: Court) -> None:
    court.says_to_all(*[TryLater("6", scope=Scope.TOKEN, throttled=True)] * 9)
    assert not court.pacing.held_for()
    assert court.pacing.rate == 0.7 * PLENTY.rate
    court.says(TryLater("429", after=7, scope=Scope.TOKEN, throttled=True))
    assert court.pacing.held_for() == 7
    assert court.pacing.rate == 0.7 * PLENTY.rate
