"""What the buttons of those who hold events mean: making one, inviting, changing, calling it off."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("desk:list")
@dataclass(frozen=True, slots=True)
class ShowDesk(Meaning):
    """A page of the events that one holds."""

    page: int = 0


@meaning("desk:make")
@dataclass(frozen=True, slots=True)
class MakeEvent(Meaning):
    """A new event."""


@meaning("desk:open")
@dataclass(frozen=True, slots=True)
class OpenDesk(Meaning):
    """How an event stands: who comes, and what can be done about it."""

    event: int


@meaning("desk:invite")
@dataclass(frozen=True, slots=True)
class InvitePeople(Meaning):
    """Begin an invitation: whom it is for is asked next."""

    event: int


@meaning("desk:who")
@dataclass(frozen=True, slots=True)
class ShowAnswers(Meaning):
    """A page of those who gave an answer: yes, online, waiting, no or silent."""

    event: int
    answer: str
    page: int = 0


@meaning("desk:change")
@dataclass(frozen=True, slots=True)
class ChangeEvent(Meaning):
    """Say what is different."""

    event: int


@meaning("desk:tell")
@dataclass(frozen=True, slots=True)
class TellNow(Meaning):
    """Do not wait for more changes."""

    event: int


@meaning("desk:off")
@dataclass(frozen=True, slots=True)
class CallOff(Meaning):
    """It does not take place."""

    event: int


@meaning("desk:guests")
@dataclass(frozen=True, slots=True)
class ShowGuests(Meaning):
    """The open link for guests from outside, and how many came by it."""

    event: int


@meaning("desk:noguests")
@dataclass(frozen=True, slots=True)
class CloseGuests(Meaning):
    """Nobody comes by that link any more."""

    event: int
