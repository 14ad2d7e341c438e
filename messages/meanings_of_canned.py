"""What the buttons of canned answers mean."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("canned:list")
@dataclass(frozen=True, slots=True)
class ShowCanned(Meaning):
    """A page of them, for the answer to this thread."""

    consultation: int
    page: int = 0


@meaning("canned:use")
@dataclass(frozen=True, slots=True)
class UseCanned(Meaning):
    """Put it into the answer that is being written."""

    consultation: int
    canned: int


@meaning("canned:keep")
@dataclass(frozen=True, slots=True)
class KeepAnswer(Meaning):
    """What was answered here last shall be at hand again."""

    consultation: int


@meaning("canned:drop")
@dataclass(frozen=True, slots=True)
class DropCanned(Meaning):
    """It is needed no more."""

    canned: int
    consultation: int
