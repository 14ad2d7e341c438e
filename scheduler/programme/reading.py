"""What a deadline phrase means, how sure that is, and why it is not surer. The phrases themselves: `phrases.py`."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.programme.when import NO_DATE, When


class Status(StrEnum):
    """How sure a reading is. `UNSURE` has a value that a person has to confirm; `NOT_UNDERSTOOD` has none."""

    READ = "read"
    UNSURE = "unsure"
    NOT_UNDERSTOOD = "not_understood"


class Sort(StrEnum):
    """What a phrase speaks of."""

    DAYS = "days"
    """A day or a range of days, `when`."""
    LIST = "list"
    """Several deadlines, `parts`; `when` reaches from the first to the last."""
    RECURRING = "recurring"
    """`recurrence`; `when` bounds it where the phrase does."""
    WHOLE_PERIOD = "whole_period"
    """All of the school year, of the calendar year or of the programme."""
    RELATIVE = "relative"
    """Counted from something that happens: no value."""
    UNSPECIFIED = "unspecified"
    """Points to another schedule, or names a frequency that no rule can say: no value."""
    NONE = "none"
    """The document says that there is no deadline, or says nothing."""
    UNKNOWN = "unknown"
    """Words that are not understood: no value."""


class Why(StrEnum):
    """Why a reading is not sure, or what of it a person should see all the same."""

    SLIP = "slip"
    """A misspelt word was read by its sense."""
    LOST_DASH = "lost_dash"
    """Two ends of a range without a sign between them."""
    OUTSIDE = "outside"
    """The value lies outside the period of the document."""
    TWICE = "twice"
    """The same value stands twice."""
    LEFT_OVER = "left_over"
    """Words beside the deadline that say nothing known."""
    VAGUE = "vague"
    """Words like «конец четверти» that have no one meaning."""
    YEAR = "year"
    """The year is not said, or not said in one way."""
    OPEN_END = "open_end"
    """The phrase says from when and not until when."""
    WEEKDAY = "weekday"
    """The day of the week beside a date is another."""
    IMPOSSIBLE = "impossible"
    """A day that no calendar has."""
    BACKWARDS = "backwards"
    """A period that ends before it begins."""
    RELATIVE = "relative"
    """Counted from something that happens."""
    ELSEWHERE = "elsewhere"
    """Another paper says when, or no rule can say how often."""
    UNKNOWN = "unknown"
    """Words that are not understood."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason; `words` are those of the phrase that it is about."""

    why: Why
    words: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The years of the document: 2018, the school year 2018-2019 or a programme of 2016-2020."""

    first: int
    last: int
    years: bool = False
    """Two calendar years that follow each other and are no school year."""

    @property
    def school(self) -> bool:
        """Whether it is one school year, September to May."""
        return self.last == self.first + 1 and not self.years

    @property
    def whole(self) -> When:
        """From the first to the last day."""
        if self.school:
            return When(date(self.first, 9, 1), date(self.last, 5, 31))
        return When(date(self.first, 1, 1), date(self.last, 12, 31))

    def __contains__(self, day: date) -> bool:
        """Whether the day may be meant; the summers around a school year belong to it."""
        if self.school:
            return date(self.first, 6, 1) <= day <= date(self.last, 8, 31)
        return self.first <= day.year <= self.last

    @staticmethod
    def of(words: str) -> "Context | None":
        """`2018`, `2018-2019`, `2016-2020`; None for anything else."""
        found = re.fullmatch(r"\s*((?:19|20)\d\d)(?:\s*[-–—/]\s*((?:19|20)\d\d))?\s*", words, re.ASCII)
        if found is None or int(found[2] or found[1]) < int(found[1]):
            return None
        return Context(int(found[1]), int(found[2] or found[1]))

    @staticmethod
    def between(start: date, end: date) -> "Context":
        """The years of a period. One from a summer or autumn to before the next autumn is a school year."""
        school = start.month >= 7 and end.month <= 8
        return Context(start.year, end.year, years=end.year == start.year + 1 and not school)


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a phrase. `recurrence` is an RRULE (RFC 5545) or "".

    `parts` are the single deadlines of a list, in their order. `anchor` are the words of what a relative deadline is
    counted from.
    """

    phrase: str
    status: Status
    sort: Sort
    when: When = NO_DATE
    recurrence: str = ""
    parts: tuple[When, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    anchor: str = ""

    @property
    def dated(self) -> bool:
        """Whether it says a day or a rule, sure or not."""
        return bool(self.when.start or self.when.end or self.recurrence)
