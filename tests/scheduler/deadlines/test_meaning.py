"""Clauses, brackets and the row above: what they add to a deadline and what they take from its sureness."""

from datetime import date

import pytest

from scheduler.programme import phrases
from scheduler.programme.reading import Context, Sort, Status, Why
from scheduler.programme.when import When

YEAR = Context(2023, 2024)
OCTOBER = When(date(2023, 10, 1), date(2023, 10, 31))


@pytest.mark.parametrize(("phrase", "why", "words"), [
    ("октябрь, по графику", Why.LEFT_OVER, "по графику"),
    ("октябрь - входная диагностика", Why.LEFT_OVER, "входная диагностика"),
    ("до октября", Why.VAGUE, "до октября"),
    ("с 01.10.2023 но 10.10.2023", Why.SLIP, "но"),
    ("с 1 октября 10 октября", Why.LOST_DASH, "с 1 октября 10 октября"),
    ("октябрь, октябрь", Why.TWICE, "октябрь, октябрь"),
    ("с октября", Why.OPEN_END, "с октября"),
    ("5 октября (среда)", Why.WEEKDAY, "среда"),
    ("январь - декабрь", Why.YEAR, "январь - декабрь"),
])
def test_what_is_not_sure_says_why(phrase: str, why: Why, words: str) -> None:
    read = phrases.understood(phrase, YEAR)
    assert read.status is Status.UNSURE
    assert (why, words) in [(doubt.why, doubt.words) for doubt in read.doubts]


@pytest.mark.parametrize(("phrase", "sort", "why"), [
    ("в течение 3 дней", Sort.RELATIVE, Why.RELATIVE),
    ("после 15 октября", Sort.RELATIVE, Why.RELATIVE),
    ("по мере необходимости", Sort.UNSPECIFIED, Why.ELSEWHERE),
    ("2 раза в год", Sort.UNSPECIFIED, Why.ELSEWHERE),
    ("31 ноября", Sort.UNKNOWN, Why.IMPOSSIBLE),
    ("с 10.10.2023 по 01.10.2023", Sort.UNKNOWN, Why.BACKWARDS),
    ("скоро", Sort.UNKNOWN, Why.UNKNOWN),
])
def test_what_has_no_day_says_why(phrase: str, sort: Sort, why: Why) -> None:
    read = phrases.understood(phrase, YEAR)
    assert (read.status, read.sort, read.dated) == (Status.NOT_UNDERSTOOD, sort, False)
    assert read.doubts[0].why is why


def test_a_day_outside_the_document_is_read_as_it_stands_with_a_warning() -> None:
    read = phrases.understood("до 15.1.2023 г.", YEAR)
    assert (read.status, read.when) == (Status.READ, When(None, date(2023, 1, 15)))
    assert [doubt.why for doubt in read.doubts] == [Why.OUTSIDE]


@pytest.mark.parametrize(("phrase", "end"), [
    ("2 неделя", "2023-10-14"), ("до 15 числа", "2023-10-15"), ("III декада", "2023-10-31"), ("10-13", "2023-10-13"),
    ("до 20", "2023-10-20"), ("в течение месяца", "2023-10-31"), ("до 20 ноября", "2023-11-20")])
def test_below_a_month_its_weeks_and_days_are_of_that_month(phrase: str, end: str) -> None:
    assert str(phrases.understood(phrase, YEAR, OCTOBER).when.end) == end


def test_below_several_months_a_week_is_of_none() -> None:
    above = When(date(2023, 10, 1), date(2023, 11, 30))
    assert phrases.understood("2 неделя", YEAR, above).status is Status.NOT_UNDERSTOOD


def test_brackets_that_say_it_closer_are_to_be_confirmed() -> None:
    read = phrases.understood("II полугодие (март-апрель)", YEAR)
    assert (read.status, read.when) == (Status.UNSURE, When(date(2024, 3, 1), date(2024, 4, 30)))


def test_without_the_years_of_the_document_a_yearless_phrase_is_not_read() -> None:
    read = phrases.understood("до 1 мая")
    assert (read.status, read.doubts[0].why) == (Status.NOT_UNDERSTOOD, Why.YEAR)


@pytest.mark.parametrize(("start", "end", "context"), [
    ("2018-05-16", "2018-12-31", Context(2018, 2018)),
    ("2023-09-01", "2024-08-31", Context(2023, 2024)),
    ("2016-01-01", "2020-12-31", Context(2016, 2020)),
    ("2023-01-01", "2024-12-31", Context(2023, 2024, years=True)),
])
def test_the_period_of_a_programme_gives_its_years(start: str, end: str, context: Context) -> None:
    assert Context.between(date.fromisoformat(start), date.fromisoformat(end)) == context


def test_two_calendar_years_are_no_school_year() -> None:
    assert Context(2023, 2024).school
    assert not Context(2023, 2024, years=True).school
    assert Context(2023, 2024, years=True).whole == When(date(2023, 1, 1), date(2024, 12, 31))
