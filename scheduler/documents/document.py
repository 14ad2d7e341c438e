"""A roadmap document as it was understood, without any programme: rows in their order, each with its doubts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.documents.indicator import Indicator as Indicator
from scheduler.programme.mistakes import Place
from scheduler.programme.reading import Context, Reading


class Fate(StrEnum):
    """What became of a row of a table that is no activity; every row of a file is accounted for."""

    SECTION = "section"
    HEADING = "heading"
    NUMBERS = "numbers"
    """The row of column numbers under a heading."""
    EMPTY = "empty"
    HIDDEN = "hidden"
    RESULT = "result"
    """One more result, owner or deadline of the activity above."""
    NOTE = "note"
    """A remark, a total, a signature."""
    OTHER_TABLE = "other_table"
    """A row of a table that is no roadmap."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no activity: where it stands, what it is, and how it begins."""

    table: int
    place: Place
    fate: Fate
    text: str


class Concern(StrEnum):
    """What a person should look at in a row, beyond its deadline's own doubts."""

    NO_DEADLINE = "no_deadline"
    NO_OWNER = "no_owner"
    OUTSIDE_PERIOD = "outside_period"
    AFTER_EVENT = "after_event"
    """The deadline stands after the event that it prepares."""
    TWICE = "twice"
    """The same activity with the same deadline and owners stands in another row."""
    NUMBER_TWICE = "number_twice"
    DEADLINES_DIFFER = "deadlines_differ"
    """Two places of the row name different days."""
    FOUND_INSIDE = "found_inside"
    """The deadline was found among the words of the activity or of a result."""
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Warned:
    """One concern with its facts, for the wording."""

    concern: Concern
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One activity of a document.

    `table` counts the tables of the file from 1. `section` is the heading above, "" without one. `number` is as it
    is written or counted by Word, "" without one. `phrase` is the deadline as it is written, wherever it was found.
    `owners` are the separate words of the owners' cell. `others` are further columns by the meaning of their heading
    (`form`, `participants`, `level`, `place`, `done`, …).
    """

    table: int
    place: Place
    section: str
    number: str
    activity: str
    phrase: str
    deadline: Reading
    owners: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    warnings: tuple[Warned, ...] = ()
    others: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file. `context` are the years that the deadlines were read in; None: the document names none."""

    file: str
    title: str
    context: Context | None
    rows: tuple[Row, ...]
    passed: tuple[Passed, ...]
