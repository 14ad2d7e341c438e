"""What the buttons of broadcasts mean: composing, choosing whom, sending, looking at what became of it."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("casts:list")
@dataclass(frozen=True, slots=True)
class ShowBroadcasts(Meaning):
    """A page of one's own broadcasts."""

    page: int = 0


@meaning("casts:compose")
@dataclass(frozen=True, slots=True)
class ComposeBroadcast(Meaning):
    """Begin one; `kind` is message or letter."""

    kind: str


@meaning("casts:open")
@dataclass(frozen=True, slots=True)
class OpenBroadcast(Meaning):
    """How it stands: a draft goes on, one that goes out shows its progress, one that has gone its report."""

    broadcast: int


@meaning("casts:rewrite")
@dataclass(frozen=True, slots=True)
class RewriteBroadcast(Meaning):
    """Another text for a draft."""

    broadcast: int


@meaning("casts:drop")
@dataclass(frozen=True, slots=True)
class DropBroadcast(Meaning):
    """Throw a draft away."""

    broadcast: int


@meaning("casts:whom")
@dataclass(frozen=True, slots=True)
class ChooseAudience(Meaning):
    """Whom a draft is for."""

    broadcast: int


@meaning("casts:narrow")
@dataclass(frozen=True, slots=True)
class NarrowAudience(Meaning):
    """The values of one condition, a page of them; `by` is as in the audience, or `school` for single schools."""

    broadcast: int
    by: str
    page: int = 0


@meaning("casts:pick")
@dataclass(frozen=True, slots=True)
class PickValue(Meaning):
    """A value shall be in the condition (`on` is 1) or not (0). `key` names it shortly."""

    broadcast: int
    by: str
    key: str
    on: int
    page: int = 0


@meaning("casts:round")
@dataclass(frozen=True, slots=True)
class TurnRound(Meaning):
    """Leave out those for whom the condition holds (`on` is 1), or take only them (0)."""

    broadcast: int
    by: str
    on: int


@meaning("casts:clear")
@dataclass(frozen=True, slots=True)
class ClearCondition(Meaning):
    """The condition goes."""

    broadcast: int
    by: str


@meaning("casts:people")
@dataclass(frozen=True, slots=True)
class ShowAudience(Meaning):
    """A page of those whom the draft is for, by name."""

    broadcast: int
    page: int = 0


@meaning("casts:preview")
@dataclass(frozen=True, slots=True)
class PreviewBroadcast(Meaning):
    """Send it to oneself, in each messenger, and ask when it shall go."""

    broadcast: int


@meaning("casts:when")
@dataclass(frozen=True, slots=True)
class ScheduleBroadcast(Meaning):
    """Name a day and a time."""

    broadcast: int


@meaning("casts:sure")
@dataclass(frozen=True, slots=True)
class ConfirmBroadcast(Meaning):
    """The last question before it goes."""

    broadcast: int


@meaning("casts:send")
@dataclass(frozen=True, slots=True)
class SendBroadcast(Meaning):
    """Let it go to everybody, as many as were shown."""

    broadcast: int
    people: int


@meaning("casts:probe")
@dataclass(frozen=True, slots=True)
class ProbeBroadcast(Meaning):
    """Let it go to three people first."""

    broadcast: int


@meaning("casts:pause")
@dataclass(frozen=True, slots=True)
class PauseBroadcast(Meaning):
    """Nothing more goes out for now."""

    broadcast: int


@meaning("casts:resume")
@dataclass(frozen=True, slots=True)
class ResumeBroadcast(Meaning):
    """Go on."""

    broadcast: int


@meaning("casts:cancel")
@dataclass(frozen=True, slots=True)
class CancelBroadcast(Meaning):
    """Nothing more goes out at all."""

    broadcast: int


@meaning("casts:missed")
@dataclass(frozen=True, slots=True)
class ShowMissed(Meaning):
    """A page of those whom it did not reach, with their phones."""

    broadcast: int
    page: int = 0


@meaning("casts:again")
@dataclass(frozen=True, slots=True)
class SendAgain(Meaning):
    """Once more to those whom it did not reach."""

    broadcast: int


@meaning("casts:silent")
@dataclass(frozen=True, slots=True)
class ShowSilent(Meaning):
    """A page of those who have pressed nothing."""

    broadcast: int
    page: int = 0


@meaning("casts:click")
@dataclass(frozen=True, slots=True)
class ClickBroadcast(Meaning):
    """A button of the message itself, by its place; 0 is the confirmation of a letter."""

    broadcast: int
    button: int


@meaning("casts:letter")
@dataclass(frozen=True, slots=True)
class OpenLetter(Meaning):
    """Show a letter again to somebody to whom it goes, with the button by which it is confirmed."""

    broadcast: int
