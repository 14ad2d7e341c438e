"""What the buttons of «my people» mean: whom one turns to, whom one looks after, and asking one of them."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("people:mine")
@dataclass(frozen=True, slots=True)
class ShowPeople(Meaning):
    """A page of those one can turn to."""

    page: int = 0


@meaning("people:schools")
@dataclass(frozen=True, slots=True)
class ShowLookedAfter(Meaning):
    """A page of the schools that one looks after, with their directors."""

    page: int = 0


@meaning("people:ask")
@dataclass(frozen=True, slots=True)
class AskPerson(Meaning):
    """A question to this one of one's people."""

    participant: int
