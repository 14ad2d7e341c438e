"""What the buttons of events mean to whoever is invited: looking, answering, taking the day into one's calendar."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("events:list")
@dataclass(frozen=True, slots=True)
class ShowEvents(Meaning):
    """A page of one's own events."""

    page: int = 0


@meaning("events:open")
@dataclass(frozen=True, slots=True)
class OpenEvent(Meaning):
    """Show the card of an event."""

    event: int


@meaning("events:answer")
@dataclass(frozen=True, slots=True)
class AnswerInvitation(Meaning):
    """`answer` is yes, online or no."""

    event: int
    answer: str


@meaning("events:why")
@dataclass(frozen=True, slots=True)
class SayWhyNot(Meaning):
    """Tell those who hold it why one does not come."""

    event: int


@meaning("events:calendar")
@dataclass(frozen=True, slots=True)
class SendCalendar(Meaning):
    """A file that puts the event into one's calendar."""

    event: int
