"""What the buttons of requests mean: making one, answering it, and what has come back."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("req:list")
@dataclass(frozen=True, slots=True)
class ShowRequests(Meaning):
    """A page of those that one has made or may look at."""

    page: int = 0


@meaning("req:make")
@dataclass(frozen=True, slots=True)
class MakeRequest(Meaning):
    """A new one."""


@meaning("req:open")
@dataclass(frozen=True, slots=True)
class OpenRequest(Meaning):
    """One of them: for whoever is asked, what is to be done; for all others, how it goes."""

    request: int


@meaning("req:missing")
@dataclass(frozen=True, slots=True)
class ShowUnanswered(Meaning):
    """Who has not answered yet."""

    request: int
    page: int = 0


@meaning("req:remind")
@dataclass(frozen=True, slots=True)
class RemindUnanswered(Meaning):
    """Write to all of them."""

    request: int


@meaning("req:answers")
@dataclass(frozen=True, slots=True)
class ShowAnswersTo(Meaning):
    """What has come back, one school after the other."""

    request: int
    page: int = 0


@meaning("req:table")
@dataclass(frozen=True, slots=True)
class ExportRequest(Meaning):
    """All of it as a workbook."""

    request: int


@meaning("req:files")
@dataclass(frozen=True, slots=True)
class ExportFiles(Meaning):
    """The files as an archive; `part` is its number, where they do not fit into one."""

    request: int
    part: int = 0


@meaning("req:close")
@dataclass(frozen=True, slots=True)
class CloseRequest(Meaning):
    """Nobody has to answer any more; `sure` is the second question answered."""

    request: int
    sure: int = 0
