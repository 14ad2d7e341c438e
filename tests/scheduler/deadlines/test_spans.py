"""Days, weeks, terms and parts of them in a year."""

from datetime import date

import pytest

from scheduler.deadlines import spans
from scheduler.deadlines.spans import Span, Unit
from scheduler.programme.when import When


def days(span: Span | None, year: int = 2023) -> tuple[str, str]:
    assert span is not None
    when = span.days(span.year if span.year is not None else year)
    return str(when.start), str(when.end)


@pytest.mark.parametrize(("span", "first", "last"), [
    (spans.month(2), "2023-02-01", "2023-02-28"),
    (spans.month(2, 2024), "2024-02-01", "2024-02-29"),
    (spans.numbered(Unit.QUARTER, 4), "2023-10-01", "2023-12-31"),
    (spans.numbered(Unit.TERM, 3), "2023-01-01", "2023-03-31"),
    (spans.numbered(Unit.TRIMESTER, 2), "2023-12-01", "2024-02-29"),
    (spans.season(0), "2023-12-01", "2024-02-29"),
    (spans.years(2016, 2020), "2016-01-01", "2020-12-31"),
    (spans.school_year(2018, 2020), "2018-09-01", "2020-05-31"),
    (spans.week(spans.month(8), 3), "2023-08-15", "2023-08-21"),
    (spans.week(spans.month(9), -1), "2023-09-24", "2023-09-30"),
    (spans.week(spans.month(9), 5), "2023-09-29", "2023-09-30"),
    (spans.decade(spans.month(9), -1), "2023-09-21", "2023-09-30"),
    (spans.half(spans.month(5), 1), "2023-05-01", "2023-05-15"),
    (spans.half(spans.years(2023, 2023), 2), "2023-07-01", "2023-12-31"),
    (spans.weekday(spans.month(10), 1, 1), "2023-10-03", "2023-10-03"),
    (spans.weekday(spans.month(10), -1, 4), "2023-10-27", "2023-10-27"),
    (spans.sibling(spans.day(15, 5), 1), "2023-05-01", "2023-05-01"),
    (spans.sibling(spans.numbered(Unit.QUARTER, 2) or spans.month(1), 1), "2023-01-01", "2023-03-31"),
])
def test_a_span_has_its_first_and_last_day(span: Span | None, first: str, last: str) -> None:
    assert days(span) == (first, last)


@pytest.mark.parametrize("span", [
    spans.numbered(Unit.QUARTER, 5), spans.numbered(Unit.TERM, 0), spans.week(spans.month(5), 6),
    spans.decade(spans.month(5), 4), spans.half(spans.month(5), 3), spans.sibling(spans.day(1, 5), 32),
    spans.sibling(spans.month(5), 3), spans.weekday(spans.day(1, 5), 1, 1)])
def test_what_does_not_exist_is_none(span: Span | None) -> None:
    assert span is None


@pytest.mark.parametrize("span", [spans.day(31, 4), spans.day(29, 2), spans.weekday(spans.month(2), 5, 0)])
def test_a_day_that_the_year_has_not_is_an_error(span: Span) -> None:
    with pytest.raises(ValueError, match=r"."):
        span.days(2023)


def test_a_year_that_has_the_day_has_it() -> None:
    assert spans.day(29, 2).days(2024) == When(date(2024, 2, 29), date(2024, 2, 29))
