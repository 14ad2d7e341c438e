"""Days within a year that may not be known yet: a day, a month, a quarter, a term, a season, and parts of them.

Sources of the bounds: the calendar quarter; the school year of nine months, 1 September to 31 May (Federal Law
273-FZ leaves the calendar to the school; terms are the usual ones).
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from scheduler.programme.when import When

Point = tuple[int, int]
"""Month and day; the day 0 is the last of the month."""


class Unit(StrEnum):
    """What a span is one of; by this the bare number beside it is understood."""

    DAY = "day"
    WEEK = "week"
    DECADE = "decade"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    HALF = "half"
    SCHOOL_HALF = "school_half"
    TRIMESTER = "trimester"
    SEASON = "season"
    YEAR = "year"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Span:
    """`year` is that of the first day, None: not said. The last day lies `over` years later."""

    unit: Unit
    first: Point
    last: Point
    year: int | None = None
    over: int = 0
    nth: tuple[int, int] | None = None
    """«Первый вторник»: which one, and the day of the week from 0; within the month of `first`."""
    vague: bool = False
    """Whether the words have another meaning as well."""

    @property
    def months(self) -> tuple[int, ...]:
        """The months it touches, in their order from the first."""
        length = (self.last[0] - self.first[0]) % 12 + 1
        return tuple((self.first[0] - 1 + step) % 12 + 1 for step in range(length))

    def days(self, year: int) -> When:
        """Its days, when the first lies in this year. Raises ValueError for a day that the year has not."""
        if self.nth:
            only = _weekday(year, self.first[0], *self.nth)
            return When(only, only)
        return When(_day(year, self.first), _day(year + self.over, self.last))


TERMS = ((9, 10), (11, 12), (1, 3), (4, 5))
TRIMESTERS = ((9, 11), (12, 2), (3, 5))
SEASONS = ((12, 2), (3, 5), (6, 8), (9, 11))
SCHOOL_HALVES = ((9, 12), (1, 5))


def day(number: int, month: int, year: int | None = None) -> Span:
    return Span(Unit.DAY, (month, number), (month, number), year)


def month(number: int, year: int | None = None) -> Span:
    return _months(Unit.MONTH, (number, number), year)


def numbered(unit: Unit, number: int) -> Span | None:
    """The first, second, … of a unit; None where there is none."""
    bounds = {
        Unit.QUARTER: tuple((first, first + 2) for first in (1, 4, 7, 10)),
        Unit.HALF: ((1, 6), (7, 12)),
        Unit.SCHOOL_HALF: SCHOOL_HALVES,
        Unit.TERM: TERMS,
        Unit.TRIMESTER: TRIMESTERS,
    }[unit]
    return _months(unit, bounds[number - 1]) if 1 <= number <= len(bounds) else None


def season(number: int) -> Span:
    """Winter is 0."""
    return _months(Unit.SEASON, SEASONS[number])


def years(first: int, last: int) -> Span:
    return Span(Unit.YEAR, (1, 1), (12, 31), first, last - first)


def school_year(first: int | None, last: int | None = None) -> Span:
    """1 September to 31 May, of several years too."""
    over = last - first if first is not None and last is not None else 1
    return Span(Unit.PART, (9, 1), (5, 31), first, max(over, 1))


def sibling(span: Span, number: int) -> Span | None:
    """The one of this number beside it: «1» before «15 мая» is the first of May."""
    month = span.first[0]
    match span.unit:
        case Unit.DAY:
            return replace(span, first=(month, number), last=(month, number)) if 1 <= number <= 31 else None
        case Unit.WEEK:
            return week(_month_of(span), number)
        case Unit.DECADE:
            return decade(_month_of(span), number)
        case Unit.QUARTER | Unit.TERM | Unit.HALF | Unit.SCHOOL_HALF | Unit.TRIMESTER:
            found = numbered(span.unit, number)
            return replace(found, year=span.year) if found else None
    return None


def week(of: Span, number: int) -> Span | None:
    """The days 7N-6 to 7N of a month; -1: its last seven."""
    start, end = of.first[0], of.last[0]
    if number == -1:
        length = calendar.monthrange(of.year or 2023, end)[1]
        return Span(Unit.WEEK, (end, length - 6), (end, 0), of.year)
    if not 1 <= number <= 5:
        return None
    return Span(Unit.WEEK, (start, 7 * number - 6), (start, 7 * number if number < 5 else 0), of.year)


def decade(of: Span, number: int) -> Span | None:
    """Ten days of a month, the third to its end; -1 is the third."""
    month = of.last[0] if number in (-1, 3) else of.first[0]
    last = {1: 10, 2: 20, 3: 0, -1: 0}.get(number)
    if last is None:
        return None
    return Span(Unit.DECADE, (month, {10: 1, 20: 11, 0: 21}[last]), (month, last), of.year)


def half(of: Span, number: int) -> Span | None:
    """The first or second half: of a month up to the 15th, of longer ones by months."""
    if number not in (1, 2, -1):
        return None
    if of.unit is Unit.MONTH:
        at = of.first[0]
        bounds: tuple[Point, Point] = ((at, 1), (at, 15)) if number == 1 else ((at, 16), (at, 0))
        return Span(Unit.PART, *bounds, of.year)
    months = of.months
    middle = (len(months) + 1) // 2
    chosen = months[:middle] if number == 1 else months[middle:]
    if not chosen:
        return None
    later = int(of.over == 1 and number != 1 and chosen[0] < of.first[0])
    year = of.year + later if of.year is not None else None
    return Span(Unit.PART, (chosen[0], 1), (chosen[-1], 0), year, int(chosen[-1] < chosen[0]))


def weekday(of: Span, place: int, number: int) -> Span | None:
    """The first, second, … of a weekday in a month; -1 is the last."""
    return replace(of, unit=Unit.PART, nth=(place, number)) if of.unit is Unit.MONTH and -1 <= place <= 5 else None


def _weekday(year: int, month: int, place: int, number: int) -> date:
    days = [day for day in calendar.Calendar().itermonthdates(year, month)
            if day.month == month and day.weekday() == number]
    if place > len(days):
        raise ValueError(f"weekday {place} of {month}")
    return days[place - 1 if place > 0 else place]


def _month_of(span: Span) -> Span:
    return month(span.first[0], span.year)


def _months(unit: Unit, bounds: tuple[int, int], year: int | None = None) -> Span:
    return Span(unit, (bounds[0], 1), (bounds[1], 0), year, int(bounds[1] < bounds[0]))


def _day(year: int, point: Point) -> date:
    month, number = point
    return date(year, month, number or calendar.monthrange(year, month)[1])
