"""What the buttons of visits mean: planning one, its sheet, what the school may read, and the figures."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("vis:list")
@dataclass(frozen=True, slots=True)
class ShowVisits(Meaning):
    """A page of those ahead, or of those that are over."""

    past: int = 0
    page: int = 0


@meaning("vis:open")
@dataclass(frozen=True, slots=True)
class OpenVisit(Meaning):
    """When, where, who, why; and what has come of it."""

    event: int


@meaning("vis:make")
@dataclass(frozen=True, slots=True)
class MakeVisit(Meaning):
    """A new one; `school` is the one to go to, where that is known already."""

    school: int = 0


@meaning("vis:fill")
@dataclass(frozen=True, slots=True)
class FillVisitSheet(Meaning):
    """Write down what was seen."""

    event: int


@meaning("vis:sheet")
@dataclass(frozen=True, slots=True)
class ShowVisitSheet(Meaning):
    """What was written down, for those who watch over the school."""

    event: int


@meaning("vis:share")
@dataclass(frozen=True, slots=True)
class ShareVisit(Meaning):
    """Let the school read what has come of it."""

    event: int


@meaning("vis:sums")
@dataclass(frozen=True, slots=True)
class ShowVisitFigures(Meaning):
    """How many were planned and held, by municipality, school, visitor or month."""

    by: str = "municipality"
    page: int = 0


@meaning("vis:never")
@dataclass(frozen=True, slots=True)
class ShowUnvisited(Meaning):
    """A page of the schools to which nobody has gone."""

    page: int = 0


@meaning("vis:table")
@dataclass(frozen=True, slots=True)
class ExportVisits(Meaning):
    """All of it as a workbook."""
