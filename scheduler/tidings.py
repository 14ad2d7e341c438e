"""What whoever watches is told of calls that have landed: how each delivery ended, and who asked us to wait."""

from collections.abc import Iterable, Sequence

from messages.messenger import Outcome, TryLater
from scheduler.verdicts import FileRefused, Unreachable, Verdict
from scheduler.watch import Watch
from storage.claims import Letter, Settled
from storage.outbox import State


def of_ends(watch: Watch, channel: str, verdicts: Sequence[Verdict], letters: Iterable[Letter], now: int) -> None:
    """How deliveries have ended; `letters` are those of the call, `now` is programme time."""
    own = {letter.id: letter for letter in letters}
    for verdict in verdicts:
        match verdict:
            case Settled(id, state):
                watch.ended(channel, own[id].lane, state)
                if state is State.SENT:
                    watch.sent_after(own[id].lane, now - own[id].due_at)
            case FileRefused(letter):
                watch.ended(channel, letter.lane, State.FAILED)
            case Unreachable(letter):
                watch.ended(channel, letter.lane, State.UNREACHABLE)


def of_waits(watch: Watch, channel: str, outcomes: Sequence[Outcome]) -> None:
    """A call counts once, however many it was for."""
    for outcome in outcomes:
        if isinstance(outcome, TryLater) and (outcome.throttled or outcome.after is not None):
            return watch.throttled(channel, outcome.scope)
