"""The years of a phrase: a calendar year, years, a school year, by themselves or behind what they belong to."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.deadlines import spans
from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.rules import Line, of_kind
from scheduler.deadlines.spans import Span, Unit
from scheduler.deadlines.tokens import Token
from scheduler.programme.reading import Context

SCHOOL_YEAR = "(YEAR|NUMBER) (DASH|SLASH)? (YEAR|NUMBER) (OF_YEAR? SCHOOL OF_YEAR?)"
_YEARS = "YEAR IN? (DASH|SLASH|BY|AND|COMMA)? (YEAR|NUMBER) OF_YEAR"


class Years:
    """Reads years where a line stands."""

    def __init__(self, line: Line, context: Context | None) -> None:
        self._line, self._context = line, context

    def school_year(self) -> int | None:
        """The first calendar year of a school year that is named here."""
        taken = self._line.take(f"{SCHOOL_YEAR}|YEAR (DASH|SLASH) (YEAR|NUMBER) OF_YEAR?")
        return of_kind(taken, Kind.YEAR, Kind.NUMBER)[0].value % 100 + 2000 if taken else None

    def alone(self) -> Span | None:
        """A school year, years, a year."""
        line = self._line
        if taken := line.take(f"{SCHOOL_YEAR}|SCHOOL OF_YEAR YEAR (DASH|SLASH) (YEAR|NUMBER)"):
            first, last = _pair(of_kind(taken, Kind.YEAR, Kind.NUMBER))
            return spans.school_year(first, last)
        if line.sees(_YEARS) and not line.sees("YEAR (COMMA|AND|YEAR)"):
            taken = line.take(_YEARS)
            first, last = _pair(of_kind(taken, Kind.YEAR, Kind.NUMBER))
            several = taken[-1].value == 2
            return spans.years(first, last) if first <= last and several else self._bare_years(first, last)
        if taken := line.take("YEAR YEAR OF_YEAR"):  # «2009 2011 годы»: what stood between is lost
            return replace(spans.years(taken[0].value, taken[1].value), vague=True) if taken[0].value < taken[1].value \
                else None
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

    def of(self, whole: Span) -> Span:
        """With the year that is said behind it."""
        line = self._line
        if taken := line.take(f"IN? ({SCHOOL_YEAR})"):
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


def _pair(taken: Sequence[Token]) -> tuple[int, int]:
    """Two years, one of which may be written short: 2023/24, 23-24."""
    first, last = taken[0].value, taken[-1].value
    first = first if first > 99 else 2000 + first
    return first, last if last > 99 else first // 100 * 100 + last
