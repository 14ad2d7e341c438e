"""What the buttons of meetings mean: arranging one, deciding something, minutes, and the next one."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("meet:list")
@dataclass(frozen=True, slots=True)
class ShowMeetings(Meaning):
    """A page of those that one holds or is invited to."""

    page: int = 0


@meaning("meet:open")
@dataclass(frozen=True, slots=True)
class OpenMeeting(Meaning):
    """What is open from last time, the agenda, the decisions."""

    event: int


@meaning("meet:make")
@dataclass(frozen=True, slots=True)
class MakeMeeting(Meaning):
    """A new one."""


@meaning("meet:next")
@dataclass(frozen=True, slots=True)
class NextMeeting(Meaning):
    """The same again, a month later."""

    event: int


@meaning("meet:same")
@dataclass(frozen=True, slots=True)
class InviteSame(Meaning):
    """Invite whoever was in the list of the meeting before."""

    event: int


@meaning("meet:all")
@dataclass(frozen=True, slots=True)
class ShowDecided(Meaning):
    """A page of all that has come of one meeting or visit."""

    event: int
    page: int = 0


@meaning("meet:send")
@dataclass(frozen=True, slots=True)
class SendMinutes(Meaning):
    """Send the minutes to those who were invited; `before` is when they were sent last, 0 for never."""

    event: int
    before: int = 0


@meaning("meet:word")
@dataclass(frozen=True, slots=True)
class ExportMinutes(Meaning):
    """The minutes as a Word file."""

    event: int


@meaning("dec:add")
@dataclass(frozen=True, slots=True)
class AddDecision(Meaning):
    """Write down what a meeting decides, or what comes next after a visit."""

    event: int


@meaning("dec:list")
@dataclass(frozen=True, slots=True)
class ShowDecisions(Meaning):
    """A page of all decisions that one has written down or watches over: open, late, done; "": what is most urgent."""

    kind: str = ""
    page: int = 0


@meaning("dec:drop")
@dataclass(frozen=True, slots=True)
class DropDecision(Meaning):
    """Nobody has to do it any more; `sure` is the second question answered."""

    activity: int
    sure: int = 0
