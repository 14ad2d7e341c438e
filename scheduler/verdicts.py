"""What a messenger's answer means for a delivery, judged against the answers that came before it."""

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from messages.messenger import Fault, Gone, Outcome, Rejected, Scope, Sent, Stopped, TryLater
from messages.post import draw_random_id
from scheduler.calls import Call
from scheduler.pacing import Departure, Pacing
from storage import chats
from storage.claims import Letter, Postponed, Returned, Settled
from storage.outbox import Lane, State

log = logging.getLogger(__name__)

LONGEST_BACKOFF = 300.0
GIVE_UP_AFTER = 24 * 3600
"""Real seconds since the first try ..."""
GIVE_UP_TRIES = 12
"""... but not before so many tries: we may have been down ourselves."""
STOPPED_FOR = 30.0
ALIKE = 5
"""So many different people failing in a row mean the channel, not the people. Chats are no people."""
LONGEST_BREAK = 60.0


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This person could not be written to at this address when the call left: `left_at`, programme time."""

    letter: Letter
    detail: str
    left_at: int

    @property
    def id(self) -> int:
        return self.letter.id


@dataclass(frozen=True, slots=True)
class FileRefused:
    """The messenger takes no such file as the one that this letter carries: its words go without it."""

    letter: Letter
    detail: str

    @property
    def id(self) -> int:
        return self.letter.id


Verdict = Settled | Postponed | Returned | Unreachable | FileRefused


class Judge:
    """Remembers what the last answers of one channel had in common."""

    def __init__(self, pacing: Pacing, real: Callable[[], float], chance: Callable[[], float]) -> None:
        self._pacing, self._real, self._chance = pacing, real, chance
        self._doubts: list[Unreachable] = []
        self._suspected: set[int] = set()
        self._vouched: set[int] = set()
        self._troubled: set[str] = set()
        self._breaks = 0
        self._alarm = ""
        self.stopped = ""
        """Why the channel stands still; empty while it works."""

    def judge(self, call: Call, outcomes: Sequence[Outcome], departure: Departure, left_at: int) -> list[Verdict]:
        """What is to be recorded now: for the letters of this call and for those that were in doubt."""
        cleared: list[Verdict] = []
        if any(isinstance(outcome, Sent) for outcome in outcomes):
            # Whom a call that reached others reports gone is gone.
            cleared = self._channel_works()
            self._vouched |= {letter.id for letter, outcome in zip(call.letters, outcomes, strict=True)
                              if isinstance(outcome, Gone)}
        self._watch_the_pace(outcomes, departure)
        verdicts, chance = list[Verdict](), self._chance()
        for letter, outcome in zip(call.letters, outcomes, strict=True):
            verdicts += self._one(letter, outcome, left_at, chance, shared=call.is_batch)
        if all(isinstance(outcome, TryLater) and not outcome.throttled for outcome in outcomes):
            self._take_a_break(call.letters[0].user)
        return verdicts + cleared

    def believe(self) -> list[Verdict]:
        """Nothing else is due that could clear the doubts: take them for true."""
        return self._confirmed()

    def alarm(self) -> str:
        """Why the channel has stopped, told once a stop; else empty."""
        detail, self._alarm = self._alarm, ""
        return detail

    def _one(self, letter: Letter, outcome: Outcome, left_at: int, chance: float, *, shared: bool) -> list[Verdict]:
        match outcome:
            case Sent(ref):
                return [Settled(letter.id, State.SENT, ref=ref)]
            case TryLater():
                return [self._later(letter, outcome, chance, shared=shared)]
            case Gone(detail):
                return self._gone(Unreachable(letter, detail, left_at))
            case Rejected(detail) if letter.file is not None and letter.lane is Lane.REPLY:
                return [FileRefused(letter, detail)]
            case Rejected(detail):
                log.error("the messenger rejects delivery %s for reason %s: a bug of ours", letter.id, letter.reason,
                          extra={"delivery": letter.id})
                return [Settled(letter.id, State.FAILED, detail)]
            case Stopped(detail):
                self._stop(detail)
                return [_returned(letter)]
            case _:
                assert_never(outcome)

    def _watch_the_pace(self, outcomes: Sequence[Outcome], departure: Departure) -> None:
        """A call counts once, however many it was for."""
        if any(isinstance(outcome, TryLater) and outcome.throttled for outcome in outcomes):
            self._pacing.refused()
        if any(map(_is_throttle, outcomes)):
            self._pacing.throttled(departure)
        elif any(isinstance(outcome, Sent) for outcome in outcomes):
            self._pacing.succeeded()

    def _channel_works(self) -> list[Verdict]:
        # Whom a working channel reports gone after this is gone, even if all of them come in a row again.
        self._vouched |= self._suspected
        self._suspected.clear()
        self._troubled.clear()
        self._breaks, self.stopped = 0, ""
        return self._confirmed()

    def _confirmed(self) -> list[Verdict]:
        doubts, self._doubts = self._doubts, []
        return list(doubts)

    def _gone(self, doubt: Unreachable) -> list[Verdict]:
        if doubt.letter.id in self._vouched:
            self._vouched.discard(doubt.letter.id)
            return [doubt]
        self._doubts.append(doubt)
        people = {each.letter.user for each in self._doubts if not each.letter.reason.startswith(chats.REASON)}
        if not self.stopped and len(people) < ALIKE:
            return []
        doubts, self._doubts = self._doubts, []
        self._suspected |= {each.letter.id for each in doubts}
        self._stop(Fault.EVERYBODY.told(f"{ALIKE} people in a row cannot be reached: {doubt.detail}"))
        return [_returned(each.letter) for each in doubts]

    def _stop(self, detail: str) -> None:
        if not self.stopped:
            self.stopped = self._alarm = detail
        self._pacing.hold(STOPPED_FOR)

    def _later(self, letter: Letter, outcome: TryLater, chance: float, *, shared: bool) -> Verdict:
        real, tries = self._real(), letter.tries + 1
        age = real - (real if letter.tried_at is None else letter.tried_at)
        if age >= GIVE_UP_AFTER and tries >= GIVE_UP_TRIES:
            return Settled(letter.id, State.FAILED, f"gave up: {outcome.detail}")
        wait = backoff(tries, chance) if outcome.after is None else outcome.after
        # Where only the pace was too quick, it is slower by now, and there is no need to stand still.
        if outcome.scope is Scope.TOKEN and not _is_throttle(outcome):
            self._pacing.hold(wait)
        elif outcome.scope is Scope.DIALOG and outcome.after is not None:
            self._pacing.hold(wait, letter.user)
        kept = outcome.unknown or bool(letter.kept)
        number = draw_random_id() if shared and not kept else None
        return Postponed(letter.id, math.ceil(real + wait), outcome.detail, kept=kept, random_id=number)

    def _take_a_break(self, user: str) -> None:
        """A messenger that fails for everybody is left in peace for a while, longer each time."""
        self._troubled.add(user)
        if len(self._troubled) >= ALIKE and not self._pacing.held_for():
            self._pacing.hold(min(2.0**self._breaks, LONGEST_BREAK))
            self._breaks += 1


def _is_throttle(outcome: Outcome) -> bool:
    """Asked too often, and no wait was named."""
    return isinstance(outcome, TryLater) and outcome.throttled and outcome.after is None


def _returned(letter: Letter) -> Returned:
    """Its number was another's as well, unless it was the first: it gets one of its own. But where an earlier try may
    have had its effect, only the number of that one keeps it from doubling.
    """
    alone = letter.kept or letter.batch == letter.id
    return Returned(letter.id, None if alone else draw_random_id(), kept=bool(letter.kept))


def backoff(tries: int, chance: float) -> float:
    """Seconds to wait after so many tries: 1, 2, 4 ... 300, of which chance leaves at least half."""
    return float(min(2.0 ** min(tries - 1, 30), LONGEST_BACKOFF) * (0.5 + chance / 2))
