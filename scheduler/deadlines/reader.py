"""Tokens → pieces: what is one thing together. Years that are not said stay open; `assembly.py` settles them."""

from collections.abc import Callable
from dataclasses import replace

from scheduler.deadlines import spans
from scheduler.deadlines.frequencies import frequency
from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.pieces import Bare, Before, Mark, Note, Piece, Unread, Whole
from scheduler.deadlines.rules import Line, of_kind
from scheduler.deadlines.spans import Span, Unit
from scheduler.deadlines.tokens import Token
from scheduler.programme.reading import Context, Doubt, Why

_UNITS = {Kind.QUARTER: Unit.QUARTER, Kind.TERM: Unit.TERM, Kind.TRIMESTER: Unit.TRIMESTER}
_COUNTED = "(NUMBER|ROMAN|ORDINAL)"
_SCHOOL_YEAR = "(YEAR|NUMBER) (DASH|SLASH)? (YEAR|NUMBER) (OF_YEAR? SCHOOL OF_YEAR?)"
_YEARS = "YEAR IN? (DASH|SLASH|BY|AND|COMMA)? (YEAR|NUMBER) OF_YEAR"
_WHOLE_PROGRAMME = "(ALL|IN|DURING)+ (PERIOD|OF_PROGRAMME)+ (OF_PROGRAMME|PERIOD|THIS)*"
_SAID_CLOSER = "(FROM|YEAR|DATE|NUMBER|MONTH|SEASON|WORD|ANCHOR)"
_WHOLE_YEAR = "(IN? DURING ALL?|ALL|IN? DURING FILLING|IN? DURING THIS) FILLING? OF_YEAR"


Part = Callable[[Span], Span | None]


class Reader:
    """Reads a line piece by piece. `context` tells a school half-year from one of the calendar."""

    def __init__(self, line: Line, context: Context | None) -> None:
        self._line, self._context = line, context

    def pieces(self) -> tuple[Piece, ...]:
        """All of them, in their order; what is misspelt or vague stands as a note before its piece."""
        found: list[Piece] = []
        while not self._line.done:
            before = self._line.at
            piece = self._piece()
            found += [Note(Doubt(Why.SLIP, token.text), unsure=_structural(token.kind))
                      for token in self._line.tokens[before : self._line.at] if token.slip]
            found += piece if isinstance(piece, tuple) else [piece] if piece is not None else []
        return tuple(found)

    def _piece(self) -> Piece | tuple[Piece, ...] | None:
        """The next one, or a few that share their end; None where a word only fills."""
        line = self._line
        often = frequency(line)
        if often is not None:
            return often
        if whole := self._whole():
            return whole
        if taken := line.take(f"{_COUNTED} STAGE"):
            return Note(Doubt(Why.LEFT_OVER, " ".join(token.text for token in taken)), unsure=False)
        if line.sees("(UNTIL|NOT LATER) START") and (before := self._before_start()):
            return before
        if line.take("NOT LATER FILLING?|IN FILLING UNTIL|FILLING UNTIL|UNTIL"):
            return Mark.UNTIL
        if line.take("BEGINNING? FROM|NOT EARLIER"):
            return Mark.FROM
        if line.take("BY"):
            return Mark.BY
        if line.take("DASH"):
            return Mark.DASH
        if line.take("AND+|COMMA AND?|SLASH"):
            return Mark.APART
        if places := self._places():
            return places
        if span := self.span():
            return span
        if taken := line.take(_COUNTED):
            return Bare(taken[0].value, taken[0].text)
        if taken := line.take("ABOUT"):
            return Note(Doubt(Why.VAGUE, taken[0].text))
        if line.take("IN|PERIOD|FILLING|DURING|THIS OF_YEAR|OPEN|CLOSE|COLON|ALL"):
            return None
        if line.done:
            return None
        unread = line.tokens[line.at]
        line.at += 1
        return Unread(unread.text)

    def _whole(self) -> Whole | Note | None:
        line = self._line
        if taken := line.take("(IN|BY)? ALWAYS FILLING?"):
            vague = next((token.text for token in taken if token.kind is Kind.ALWAYS and token.value == 2), "")
            return Whole(programme=True, vague=vague)
        if line.sees(_WHOLE_YEAR) and not line.sees(f"{_WHOLE_YEAR} (YEAR|NUMBER)"):
            line.take(_WHOLE_YEAR)
            return Whole()
        if line.sees("(IN|ALL|DURING|FILLING)* SCHOOL OF_YEAR") and not line.sees(
                "(IN|ALL|DURING|FILLING)* SCHOOL OF_YEAR YEAR"):
            line.take("(IN|ALL|DURING|FILLING)* SCHOOL OF_YEAR")
            return Whole(school=True)
        if line.at == 0 and len(line.tokens) <= 4 and line.sees("IN? THIS FILLING? OF_YEAR"):
            line.take("IN? THIS FILLING? OF_YEAR")
            return Whole()
        if line.sees(_WHOLE_PROGRAMME) and not line.sees(f"{_WHOLE_PROGRAMME} {_SAID_CLOSER}"):
            line.take(_WHOLE_PROGRAMME)
            return Whole(programme=True)
        return None

    def _before_start(self) -> Before | None:
        """«До начала учебного года»: the day before it begins, which not everybody means."""
        start = self._line.at
        self._line.take("(UNTIL|NOT LATER) START")
        whole = self._school_start() or self.span()
        if whole is None or whole.unit is Unit.DAY:
            self._line.at = start
            return None
        return Before(whole)

    def _school_start(self) -> Span | None:
        if self._line.take("FILLING? SCHOOL OF_YEAR"):
            return spans.month(9, self._school())
        return None

    def _places(self) -> tuple[Piece, ...]:
        """«В начале и в конце учебного года»."""
        start = self._line.at
        taken = self._line.take("(START|MIDDLE|END) ((COMMA AND?|AND|DASH) IN? (START|MIDDLE|END))+")
        whole = self._line.at
        found: list[Piece | None] = []
        for token in of_kind(taken, Kind.START, Kind.MIDDLE, Kind.END, Kind.COMMA, Kind.AND, Kind.DASH):
            if token.kind in (Kind.COMMA, Kind.AND):
                found.append(Mark.APART)
            elif token.kind is Kind.DASH:
                found.append(Mark.DASH)
            else:
                self._line.at = whole
                found.append(self._within(token.kind))
        if not taken or None in found:
            self._line.at = start
            return ()
        return tuple(piece for piece in found if piece is not None)

    def span(self) -> Span | None:
        """A day, a month, a term, a part of one; the year where it is said."""
        start = self._line.at
        found = (self._part() or self._date() or self._worded_day() or self._month() or self._counted()
                 or self._season() or self._years())
        if found is None:
            self._line.at = start
        return found

    def _part(self) -> Span | None:
        """«Начало мая», «вторая половина октября», «1-я неделя», «последние числа»."""
        line = self._line
        if taken := line.take("START|MIDDLE|END"):
            return self._within(taken[0].kind)
        if taken := line.take(f"{_COUNTED} HALF_OF IN?"):
            return self._of_span(lambda whole: spans.half(whole, taken[0].value))
        if taken := line.take(f"{_COUNTED} DECADE IN?"):
            return self._of_span(lambda whole: spans.decade(whole, taken[0].value))
        if taken := line.take(f"{_COUNTED} WEEK IN?"):
            return self._of_span(lambda whole: spans.week(whole, taken[0].value))
        if taken := line.take(f"{_COUNTED} WEEKDAY IN?"):
            return self._of_span(lambda whole: spans.weekday(whole, taken[0].value, taken[1].value))
        if taken := line.take("ORDINAL WORKING? OF_DAY"):
            return self._of_span(lambda whole: _edge(whole, taken[0].value))
        if taken := line.take("ORDINAL DAY_OF_MONTH"):
            return self._of_span(lambda whole: spans.decade(whole, -1 if taken[0].value == -1 else 1))
        return None

    def _of_span(self, part: Part) -> Span | None:
        whole = self.span()
        return part(whole) if whole else None

    def _within(self, place: Kind) -> Span | None:
        """Start, middle or end of a month, of a term, of the school year or of a year."""
        line = self._line
        if line.take("FILLING? SCHOOL OF_YEAR"):
            return _of_school_year(place, self._school())
        if line.sees(_SCHOOL_YEAR):
            return _of_school_year(place, self._school())
        if line.take("FILLING? OF_YEAR|THIS FILLING? OF_YEAR"):
            return _of_year(place, None, school=self._context is not None and self._context.school)
        whole = self.span()
        if whole is None:
            return None
        if whole.unit is Unit.YEAR:
            return _of_year(place, (whole.year or 0) + (whole.over if place is Kind.END else 0), school=False)
        return spans.decade(whole, {Kind.START: 1, Kind.MIDDLE: 2, Kind.END: 3}[place])

    def _school(self) -> int | None:
        """The first calendar year of a school year that is named here."""
        taken = self._line.take(f"{_SCHOOL_YEAR}|YEAR (DASH|SLASH) (YEAR|NUMBER) OF_YEAR?")
        return of_kind(taken, Kind.YEAR, Kind.NUMBER)[0].value % 100 + 2000 if taken else None

    def _date(self) -> Span | None:
        taken = self._line.take("DATE OF_YEAR?")
        if not taken:
            return None
        one = taken[0]
        return self._dated(spans.day(one.value, one.month, one.year or None))

    def _worded_day(self) -> Span | None:
        """«5 мая», «первое сентября»."""
        taken = self._line.take("(NUMBER|ORDINAL) DAY_OF_MONTH? MONTH OF_MONTH?")
        if not taken or taken[0].value < 1:
            return None
        return self._dated(spans.day(taken[0].value, of_kind(taken, Kind.MONTH)[0].value))

    def _month(self) -> Span | None:
        taken = self._line.take("MONTH OF_MONTH?")
        if not taken:
            return None
        month = spans.month(taken[0].value, taken[0].year or None)
        whole = month if month.year else self._dated(month)
        return self._closer(whole) or whole

    def _closer(self, whole: Span) -> Span | None:
        """«Август (3 неделя)», «октябрь, вторая половина», «май (1-10)»."""
        line = self._line
        if taken := line.take(f"(OPEN|COMMA|DASH)? {_COUNTED} (WEEK|DECADE|HALF_OF) CLOSE?(?!IN? MONTH)"):
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
        if taken := line.take(f"{_COUNTED} (SCHOOL|FILLING)? (QUARTER|TERM|HALF|TRIMESTER) (SCHOOL? OF_YEAR)?"):
            number = taken[0].value
        elif taken := line.take("(QUARTER|TERM|HALF|TRIMESTER) (NUMBER|ROMAN)"):
            number = taken[-1].value
        else:
            return None
        kind = of_kind(taken, Kind.QUARTER, Kind.TERM, Kind.HALF, Kind.TRIMESTER)[0].kind
        in_school = bool(of_kind(taken, Kind.SCHOOL)) or line.sees("SCHOOL OF_YEAR") or line.sees(_SCHOOL_YEAR)
        if kind is Kind.HALF:
            within = self._context is not None and self._context.school
            calendar = line.sees("YEAR") and not in_school
            found = spans.numbered(Unit.SCHOOL_HALF if in_school or (within and not calendar) else Unit.HALF, number)
            found = replace(found, vague=within and calendar) if found else None
        elif number == -1:
            found = spans.numbered(_UNITS[kind], 4 if kind is not Kind.TRIMESTER else 3)
        else:
            found = spans.numbered(_UNITS[kind], number)
        return self._dated(found) if found else None

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
        dated = self._dated(whole)
        return replace(dated, unit=Unit.SEASON)

    def _years(self) -> Span | None:
        """A school year, years, a year."""
        line = self._line
        if taken := line.take(f"{_SCHOOL_YEAR}|SCHOOL OF_YEAR YEAR (DASH|SLASH) (YEAR|NUMBER)"):
            first, last = _pair(of_kind(taken, Kind.YEAR, Kind.NUMBER))
            return spans.school_year(first, last)
        if line.sees(_YEARS) and not line.sees("YEAR (COMMA|AND|YEAR)"):
            taken = line.take(_YEARS)
            first, last = _pair(of_kind(taken, Kind.YEAR, Kind.NUMBER))
            several = taken[-1].value == 2
            return spans.years(first, last) if first <= last and several else self._bare_years(first, last)
        if taken := line.take("YEAR (DASH|SLASH) YEAR"):
            return self._bare_years(taken[0].value, taken[-1].value)
        if taken := line.take("YEAR FILLING? OF_YEAR?"):
            return spans.years(taken[0].value, taken[0].value)
        return None

    def _bare_years(self, first: int, last: int) -> Span | None:
        """Years without «учебный год» and without «годы» may be the school year of the document."""
        if self._context and self._context.school and (first, last) == (self._context.first, self._context.last):
            return replace(spans.school_year(first, last), vague=True)
        return spans.years(first, last) if first <= last else None

    def _dated(self, whole: Span) -> Span:
        """With the year that is said behind it."""
        line = self._line
        if taken := line.take(f"IN? ({_SCHOOL_YEAR})"):
            first, _ = _pair(of_kind(taken, Kind.YEAR, Kind.NUMBER))
            return replace(whole, year=first if whole.first[0] >= 8 else first + 1)
        if taken := line.take("YEAR (DASH|SLASH) YEAR OF_YEAR?(?!SCHOOL)"):
            first, last = _pair(of_kind(taken, Kind.YEAR))
            if last != first + 1:
                return replace(whole, vague=True)
            return replace(whole, year=first if whole.first[0] >= 8 else last, vague=True)
        if not (line.sees("COMMA") and line.tokens[line.at].value) and (taken := line.take(
                "COMMA? IN? YEAR OF_YEAR(?!COLON)|YEAR|COMMA YEAR(?!COLON|(COMMA|AND|SLASH|DASH) YEAR)")):
            year = of_kind(taken, Kind.YEAR)[0].value
            return replace(whole, year=year - whole.over if whole.unit is Unit.SEASON else year)
        if taken := line.take("NUMBER OF_YEAR"):
            return replace(whole, year=2000 + taken[0].value) if taken[0].value < 100 else whole
        if self._context and (taken := line.take("IN? (THIS|NEXT|LAST)? SCHOOL OF_YEAR")) and taken[-3:][0].kind in (
                Kind.NEXT, Kind.LAST):
            step = 1 if taken[-3].kind is Kind.NEXT else -1
            return replace(whole, year=self._context.first + step + int(whole.first[0] < 8))
        if self._context and (taken := line.take("(THIS|NEXT|LAST) FILLING? OF_YEAR")):
            step = {Kind.NEXT: 1, Kind.LAST: -1}.get(taken[0].kind, 0)
            if step or not self._context.school:
                return replace(whole, year=self._context.first + step)
        return whole


def _pair(taken: list[Token]) -> tuple[int, int]:
    """Two years, one of which may be written short: 2023/24, 23-24."""
    first, last = taken[0].value, taken[-1].value
    first = first if first > 99 else 2000 + first
    return first, last if last > 99 else first // 100 * 100 + last


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
        return _of_school_year(place, None)
    month = {Kind.START: 1, Kind.END: 12}.get(place)
    return replace(spans.month(month, year), unit=Unit.PART) if month else None


def _structural(kind: Kind) -> bool:
    """Whether the word holds a phrase together: to guess at one is to guess at the meaning."""
    return kind not in (Kind.MONTH, Kind.QUARTER, Kind.OF_YEAR, Kind.SCHOOL, Kind.TERM, Kind.HALF, Kind.DURING,
                        Kind.FREQUENCY, Kind.ALWAYS)
