"""What the buttons of surveys mean.

`sheet` is the one that is filled in, `edition` tells which text of the questions the button was made for, `place` is
the question's among them, from 0. A button of an older edition brings its sheet's screen anew and answers nothing.
"""

from dataclasses import dataclass
from datetime import date

from messages.buttons import Meaning, meaning


@meaning("survey:list")
@dataclass(frozen=True, slots=True)
class ShowSurveys(Meaning):
    """A page of the surveys that wait for this person."""

    page: int = 0


@meaning("survey:wave")
@dataclass(frozen=True, slots=True)
class OpenWave(Meaning):
    """What of this wave waits for the person: one sheet, or a page of several."""

    wave: int
    page: int = 0


@meaning("survey:open")
@dataclass(frozen=True, slots=True)
class OpenSheet(Meaning):
    """Begin a sheet or go on with it; `unit` names it within its wave."""

    wave: int
    unit: str


@meaning("survey:pick")
@dataclass(frozen=True, slots=True)
class PickOption(Meaning):
    """This one option, from 0; of a range, this step of it."""

    sheet: int
    edition: int
    place: int
    option: int


@meaning("survey:mark")
@dataclass(frozen=True, slots=True)
class MarkOption(Meaning):
    """One of several options; `on` is what it shall be, 1 or 0, so that a second tap changes nothing."""

    sheet: int
    edition: int
    place: int
    option: int
    on: int
    page: int = 0


@meaning("survey:day")
@dataclass(frozen=True, slots=True)
class PickDay(Meaning):
    """This day."""

    sheet: int
    edition: int
    place: int
    day: date


@meaning("survey:week")
@dataclass(frozen=True, slots=True)
class ShowWeek(Meaning):
    """The days of the week that begins so."""

    sheet: int
    edition: int
    place: int
    monday: date


@meaning("survey:go")
@dataclass(frozen=True, slots=True)
class GoToQuestion(Meaning):
    """Show this question, on a page of its options."""

    sheet: int
    edition: int
    place: int
    page: int = 0


@meaning("survey:pass")
@dataclass(frozen=True, slots=True)
class PassQuestion(Meaning):
    """On to the next one: with the answer that is there, or without any."""

    sheet: int
    edition: int
    place: int


@meaning("survey:pause")
@dataclass(frozen=True, slots=True)
class PauseSheet(Meaning):
    """Later."""

    sheet: int


@meaning("survey:send")
@dataclass(frozen=True, slots=True)
class SendSheet(Meaning):
    """All of an anonymous sheet is answered: part it from me."""

    sheet: int


@meaning("survey:take")
@dataclass(frozen=True, slots=True)
class TakeSheet(Meaning):
    """I shall fill in our organisation's sheet, rather than the colleague who has it now."""

    sheet: int


@meaning("survey:hand")
@dataclass(frozen=True, slots=True)
class HandSheet(Meaning):
    """Choose a colleague who will go on with it, from a page of them."""

    sheet: int
    page: int = 0


@meaning("survey:hand_to")
@dataclass(frozen=True, slots=True)
class HandSheetTo(Meaning):
    """This colleague will."""

    sheet: int
    participant: int


@meaning("survey:review")
@dataclass(frozen=True, slots=True)
class ReviewSheet(Meaning):
    """A page of all that was answered."""

    sheet: int
    page: int = 0


@meaning("survey:make")
@dataclass(frozen=True, slots=True)
class MakeSurvey(Meaning):
    """A new survey, from a text."""


@meaning("results:list")
@dataclass(frozen=True, slots=True)
class ShowResults(Meaning):
    """A page of the askings whose results somebody may see."""

    page: int = 0


@meaning("results:open")
@dataclass(frozen=True, slots=True)
class OpenResults(Meaning):
    """Who has answered: by municipality, or, of one of them, by organisation; 0 is all that somebody oversees."""

    wave: int
    organisation: int = 0
    page: int = 0


@meaning("results:missing")
@dataclass(frozen=True, slots=True)
class ShowMissing(Meaning):
    """Who has not."""

    wave: int
    organisation: int = 0
    page: int = 0


@meaning("results:remind")
@dataclass(frozen=True, slots=True)
class RemindMissing(Meaning):
    """Write to all of them."""

    wave: int
    organisation: int = 0


@meaning("results:chart")
@dataclass(frozen=True, slots=True)
class ShowChart(Meaning):
    """How a question was answered; `place` counts the questions that are answered, from 0."""

    wave: int
    place: int
    organisation: int = 0


@meaning("results:export")
@dataclass(frozen=True, slots=True)
class ExportResults(Meaning):
    """Everything as an Excel file."""

    wave: int
