"""What the buttons of the ledger mean: one's own hours, their corrections, and what all of it amounts to."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("hours:mine")
@dataclass(frozen=True, slots=True)
class ShowHoursGiven(Meaning):
    """The consultations that I have given."""

    page: int = 0


@meaning("hours:add")
@dataclass(frozen=True, slots=True)
class AddHours(Meaning):
    """One that came about without a question here."""


@meaning("hours:open")
@dataclass(frozen=True, slots=True)
class OpenEntry(Meaning):
    """An entry and its story."""

    entry: int


@meaning("hours:correct")
@dataclass(frozen=True, slots=True)
class CorrectEntry(Meaning):
    """What is wrong: `minutes`, `kind`, `day`, `school` or `people`."""

    entry: int
    what: str


@meaning("hours:strike")
@dataclass(frozen=True, slots=True)
class StrikeEntry(Meaning):
    """There was no such consultation; `sure` is 1 after the second question."""

    entry: int
    sure: int = 0


@meaning("hours:ledger")
@dataclass(frozen=True, slots=True)
class ShowLedger(Meaning):
    """Plan and fact; 0 for the first programme of which something can be seen."""

    programme: int = 0


@meaning("hours:figures")
@dataclass(frozen=True, slots=True)
class ShowFigures(Meaning):
    """The same by `curators`, `schools` or `months`."""

    programme: int
    by: str
    page: int = 0


@meaning("hours:export")
@dataclass(frozen=True, slots=True)
class ExportLedger(Meaning):
    """All of it as a workbook."""

    programme: int
