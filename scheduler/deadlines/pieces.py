"""What the tokens of a phrase make: spans of days, frequencies, and the marks between them, one after another."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.deadlines.spans import Span
from scheduler.programme.reading import Doubt


class Mark(StrEnum):
    """What stands between spans."""

    UNTIL = "until"
    FROM = "from"
    BY = "by"
    DASH = "dash"
    APART = "apart"
    """A comma, «и», a slash: one of a list ends here."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A number whose unit stands further on."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """All of the period of the document; `school`: the phrase says that it is a school year."""

    school: bool = False
    programme: bool = False
    vague: str = ""
    """Words that say often rather than always."""


@dataclass(frozen=True, slots=True)
class Before:
    """The time until something begins."""

    whole: Span


@dataclass(frozen=True, slots=True)
class Often:
    """A frequency: once in so many units. `number` is how often, when that is not once; `by` are further parts of the
    rule.
    """

    unit: int
    every: int = 1
    number: int = 1
    by: str = ""
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """«25 числа», «10 и 20 числа»: days of every month. `span`: only the first and last of several."""

    days: tuple[int, ...]
    span: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """«Месяца, следующего за отчётным кварталом»: `of` is the unit that is reported on, `within` what follows.

    `inside`: which month of the unit is meant instead, «последнего месяца квартала» is -1; 0: none.
    """

    within: int
    of: int
    inside: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that are not understood."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt that belongs to the pieces around."""

    doubt: Doubt
    unsure: bool = True


Piece = Span | Mark | Bare | Whole | Before | Often | Numbered | Following | Unread | Note
