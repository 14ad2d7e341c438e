"""A survey as it is defined: questions in their order, options, and the expressions that join them. Pure.

The words are those of XLSForm (https://xlsform.org/en/), the convention of ODK and KoboToolbox. Groups are read as
what they do: their `relevant` is added to that of each question within, their label stands above the first one.
"""

from dataclasses import dataclass
from enum import StrEnum

LABEL_LIMIT = 1000
"""Characters of a question: it must fit one message with its hint and its options."""
OPTION_LIMIT = 300
OPTIONS_LIMIT = 200
QUESTIONS_LIMIT = 300
STEPS_LIMIT = 101
"""Values of a range: a scale from 0 to 100."""


class Kind(StrEnum):
    """What is answered; the names are those of XLSForm."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    TEXT = "text"
    DATE = "date"
    NOTE = "note"
    IMAGE = "image"
    FILE = "file"
    CALCULATE = "calculate"


CHOICES = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from; `name` is stored, `label` is shown."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of a range, both ends included."""

    start: float
    end: float
    step: float

    @property
    def is_climbing(self) -> bool:
        """Whether it has steps at all, and not too many of them."""
        return self.step > 0 and 0 < (self.end - self.start) / self.step < STEPS_LIMIT


@dataclass(frozen=True, slots=True)
class Question:
    """One screen, or a value that is worked out. Expressions are as written; empty where there is none.

    `heading` is the label of a group that begins here.
    """

    name: str
    kind: Kind
    label: str = ""
    hint: str = ""
    heading: str = ""
    options: tuple[Option, ...] = ()
    scale: Scale | None = None
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    calculation: str = ""
    default: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether a person sees it."""
        return self.kind is not Kind.CALCULATE


@dataclass(frozen=True, slots=True)
class Form:
    """A whole survey; `code` is its key within the programme, `version` what its author calls this text of it."""

    code: str
    title: str
    questions: tuple[Question, ...]
    version: str = ""

    @property
    def is_linked(self) -> bool:
        """Whether an answer may change what else is asked, or what is worked out."""
        return any(one.relevant or one.kind is Kind.CALCULATE for one in self.questions)

    def question(self, name: str) -> Question:
        """The question of this name, which must exist."""
        return next(one for one in self.questions if one.name == name)
