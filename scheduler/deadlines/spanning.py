"""What one span is: a day, a month, a quarter, a term, a season, or a part of one. Its year is read by `years.py`."""

from collections.abc import Callable
from dataclasses import replace

from scheduler.deadlines import spans
from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.rules import Line, of_kind
from scheduler.deadlines.spans import Span, Unit
from scheduler.deadlines.years import SCHOOL_YEAR, Years
from scheduler.programme.reading import Context

COUNTED = "(NUMBER|ROMAN|ORDINAL)"
_UNITS = {Kind.QUARTER: Unit.QUARTER, Kind.TERM: Unit.TERM, Kind.TRIMESTER: Unit.TRIMESTER}

Part = Callable[[Span], Span | None]


class Spans:
    """Reads spans where a line stands; where there is none, the line stays."""

    def __init__(self, line: Line, context: Context | None) -> None:
        self._line, self._context = line, context
        self._years = Years(line, context)

    def school_start(self) -> Span | None:
        """September of the school year that is named here."""
        if self._line.take("FILLING? SCHOOL OF_YEAR"):
            return spans.month(9, self._years.school_year())
        return None

    def span(self) -> Span | None:
        """A day, a month, a term, a part of one; the year where it is said."""
        start = self._line.at
        found = (self._part() or self._date() or self._worded_day() or self._month() or self._counted()
                 or self._season() or self._years.alone())
        if found is None:
            self._line.at = start
        return found

    def _part(self) -> Span | None:
        """«Начало мая», «вторая половина октября», «1-я неделя», «последние числа»."""
        line = self._line
        if taken := line.take("START|MIDDLE|END"):
            return self.within(taken[0].kind)
        if taken := line.take(f"{COUNTED} HALF_OF IN?"):
            return self._of_span(lambda whole: spans.half(whole, taken[0].value))
        if taken := line.take(f"{COUNTED} DECADE IN?"):
            return self._of_span(lambda whole: spans.decade(whole, taken[0].value))
        if taken := line.take(f"{COUNTED} WEEK IN?"):
            return self._of_span(lambda whole: spans.week(whole, taken[0].value))
        if taken := line.take(f"{COUNTED} WEEKDAY IN?"):
            return self._of_span(lambda whole: spans.weekday(whole, taken[0].value, taken[1].value))
        if taken := line.take("ORDINAL WORKING? OF_DAY"):
            return self._of_span(lambda whole: _edge(whole, taken[0].value))
        if taken := line.take("ORDINAL DAY_OF_MONTH"):
            return self._of_span(lambda whole: spans.decade(whole, -1 if taken[0].value == -1 else 1))
        return None

    def _of_span(self, part: Part) -> Span | None:
        whole = self.span()
        return part(whole) if whole else None

    def within(self, place: Kind) -> Span | None:
        """Start, middle or end of a month, of a term, of the school year or of a year."""
        line = self._line
        if line.take("FILLING? SCHOOL OF_YEAR"):
            return _of_school_year(place, self._years.school_year())
        if line.sees(SCHOOL_YEAR):
            return _of_school_year(place, self._years.school_year())
        if line.take("FILLING? OF_YEAR|THIS FILLING? OF_YEAR"):
            return _of_year(place, None, school=self._context is not None and self._context.school)
        whole = self.span()
        if whole is None:
            return None
        if whole.unit is Unit.YEAR:
            return _of_year(place, (whole.year or 0) + (whole.over if place is Kind.END else 0), school=False)
        return spans.decade(whole, {Kind.START: 1, Kind.MIDDLE: 2, Kind.END: 3}[place])

    def _date(self) -> Span | None:
        taken = self._line.take("DATE OF_YEAR?")
        if not taken:
            return None
        one = taken[0]
        return self._years.of(spans.day(one.value, one.month, one.year or None))

    def _worded_day(self) -> Span | None:
        """«5 мая», «первое сентября»."""
        taken = self._line.take("(NUMBER|ORDINAL) DAY_OF_MONTH? MONTH OF_MONTH?")
        if not taken or taken[0].value < 1:
            return None
        return self._years.of(spans.day(taken[0].value, of_kind(taken, Kind.MONTH)[0].value))

    def _month(self) -> Span | None:
        taken = self._line.take("MONTH OF_MONTH?")
        if not taken:
            return None
        month = spans.month(taken[0].value, taken[0].year or None)
        whole = month if month.year else self._years.of(month)
        return self._closer(whole) or whole

    def _closer(self, whole: Span) -> Span | None:
        """«Август (3 неделя)», «октябрь, вторая половина», «май (1-10)»."""
        line = self._line
        if taken := line.take(f"(OPEN|COMMA|DASH)? {COUNTED} (WEEK|DECADE|HALF_OF) CLOSE?(?!IN? MONTH)"):
            number, kind = of_kind(taken, Kind.NUMBER, Kind.ROMAN, Kind.ORDINAL)[0].value, of_kind(
                taken, Kind.WEEK, Kind.DECADE, Kind.HALF_OF)[0].kind
            part = {Kind.WEEK: spans.week, Kind.DECADE: spans.decade, Kind.HALF_OF: spans.half}[kind]
            return part(whole, number)
        if taken := line.take("(OPEN|COMMA)? (START|MIDDLE|END) (OF_MONTH|CLOSE)*"):
            if self.span() is None:
                place = of_kind(taken, Kind.START, Kind.MIDDLE, Kind.END)[0].kind
                return spans.decade(whole, {Kind.START: 1, Kind.MIDDLE: 2, Kind.END: 3}[place])
            self._line.at -= 1
        if taken := line.take("OPEN FROM? NUMBER (DASH|BY) NUMBER DAY_OF_MONTH? CLOSE"):
            first, last = (each.value for each in of_kind(taken, Kind.NUMBER))
            month = whole.first[0]
            return replace(whole, unit=Unit.PART, first=(month, first), last=(month, last))
        return None

    def _counted(self) -> Span | None:
        """A quarter, a term, a half-year by its number on either side."""
        line = self._line
        if taken := line.take(f"{COUNTED} (SCHOOL|FILLING)? (QUARTER|TERM|HALF|TRIMESTER) (SCHOOL? OF_YEAR)?"):
            number = taken[0].value
        elif taken := line.take("(QUARTER|TERM|HALF|TRIMESTER) (NUMBER|ROMAN)"):
            number = taken[-1].value
        else:
            return None
        kind = of_kind(taken, Kind.QUARTER, Kind.TERM, Kind.HALF, Kind.TRIMESTER)[0].kind
        in_school = bool(of_kind(taken, Kind.SCHOOL)) or line.sees("SCHOOL OF_YEAR") or line.sees(SCHOOL_YEAR)
        if kind is Kind.HALF:
            within = self._context is not None and self._context.school
            calendar = line.sees("YEAR") and not in_school
            found = spans.numbered(Unit.SCHOOL_HALF if in_school or (within and not calendar) else Unit.HALF, number)
            found = replace(found, vague=within and calendar) if found else None
        elif number == -1:
            found = spans.numbered(_UNITS[kind], 4 if kind is not Kind.TRIMESTER else 3)
        else:
            found = spans.numbered(_UNITS[kind], number)
        return self._years.of(found) if found else None

    def _season(self) -> Span | None:
        """«Осенью», «осенне-зимний период 2012-2013 годов»."""
        taken = self._line.take("SEASON (DASH SEASON)? PERIOD?")
        if not taken:
            return None
        seasons = [spans.season(token.value) for token in of_kind(taken, Kind.SEASON)]
        whole = seasons[0]
        if len(seasons) == 2:
            over = int(seasons[1].last[0] < seasons[0].first[0])
            whole = replace(whole, last=seasons[1].last, over=over)
        years = self._line.take("IN? YEAR (DASH|SLASH) (YEAR|NUMBER) OF_YEAR?")
        if years:
            return replace(whole, year=of_kind(years, Kind.YEAR)[0].value + int(whole.first[0] < 6))
        dated = self._years.of(whole)
        return replace(dated, unit=Unit.SEASON)


def _edge(whole: Span, place: int) -> Span:
    point = whole.last if place == -1 else whole.first
    over = whole.over if place == -1 else 0
    return Span(Unit.DAY, point, point, whole.year + over if whole.year is not None else None)


def _of_school_year(place: Kind, first: int | None) -> Span | None:
    """September, May; the middle is nothing that everybody means alike."""
    if place is Kind.START:
        return replace(spans.month(9, first), unit=Unit.PART)
    if place is Kind.END:
        return replace(spans.month(5, first + 1 if first is not None else None), unit=Unit.PART)
    return None


def _of_year(place: Kind, year: int | None, *, school: bool) -> Span | None:
    if school:
        found = _of_school_year(place, None)
        return replace(found, vague=True) if found else None
    month = {Kind.START: 1, Kind.END: 12}.get(place)
    return replace(spans.month(month, year), unit=Unit.PART, vague=True) if month else None
