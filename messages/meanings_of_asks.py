"""What the buttons of help mean: a school asks for it, the municipality gathers, the institute answers."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("help:ask")
@dataclass(frozen=True, slots=True)
class AskForHelp(Meaning):
    """My school needs help."""


@meaning("help:mine")
@dataclass(frozen=True, slots=True)
class MyAsks(Meaning):
    """What my school has asked for, and how far it has come."""

    page: int = 0


@meaning("help:desk")
@dataclass(frozen=True, slots=True)
class ShowHelp(Meaning):
    """What the schools ask for, in figures."""


@meaning("help:list")
@dataclass(frozen=True, slots=True)
class ShowAsks(Meaning):
    """A page of them: which, and of which kind (0: all)."""

    which: str
    kind: int = 0
    page: int = 0


@meaning("help:kinds")
@dataclass(frozen=True, slots=True)
class ShowKinds(Meaning):
    """Of one kind only; of which?"""

    which: str


@meaning("help:gather")
@dataclass(frozen=True, slots=True)
class GatherAsks(Meaning):
    """Put similar ones into one list; of which kind (0: which are there)?"""

    kind: int = 0


@meaning("help:lists")
@dataclass(frozen=True, slots=True)
class ShowLists(Meaning):
    """What I have passed on."""

    page: int = 0


@meaning("help:paper")
@dataclass(frozen=True, slots=True)
class ListPaper(Meaning):
    """A list as a file."""

    consultation: int


@meaning("help:spread")
@dataclass(frozen=True, slots=True)
class SpreadAnswer(Meaning):
    """What was answered to a list goes to all its schools."""

    consultation: int


@meaning("help:counted")
@dataclass(frozen=True, slots=True)
class ShowAskCounts(Meaning):
    """How many asks there are in a programme (0: the first), by `kinds` or by `places`."""

    programme: int = 0
    by: str = "kinds"
    page: int = 0
