"""What a deadline becomes: one day, several, or none."""

from datetime import date

import pytest

from scheduler.documents import terms
from scheduler.documents.answers import Answer, Said
from scheduler.programme.model import Period
from scheduler.programme.reading import Reading, Sort, Status
from scheduler.programme.when import NO_DATE, When
from tests.scheduler.documents.plans import PERIOD, day, listed, recurring, unread, unsure, until, without


def ends(reading: Reading, period: Period = PERIOD) -> list[str]:
    return [str(term.due.end) for term in terms.of(reading, period)]


def labels(reading: Reading) -> list[str]:
    return [term.label for term in terms.of(reading, PERIOD)]


def test_a_day_is_itself_and_needs_no_label() -> None:
    term, = terms.of(until("2024-03-30"), PERIOD)
    assert (term.due, term.label) == (When(None, day("2024-03-30")), "")


def test_a_list_becomes_its_days_each_with_its_month() -> None:
    reading = listed("2023-10-31", "2024-01-31", "2024-04-30")
    assert ends(reading) == ["2023-10-31", "2024-01-31", "2024-04-30"]
    assert labels(reading) == ["октябрь 2023", "январь 2024", "апрель 2024"]


def test_two_days_of_one_month_are_told_apart_by_their_days() -> None:
    assert labels(listed("2023-10-05", "2023-10-25")) == ["5 октября 2023 года", "25 октября 2023 года"]


@pytest.mark.parametrize(("rule", "found"), [
    ("FREQ=MONTHLY", ["2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31",
                      "2024-04-30", "2024-05-31"]),
    ("FREQ=MONTHLY;INTERVAL=3", ["2023-09-30", "2023-12-31", "2024-03-31"]),
    ("FREQ=MONTHLY;INTERVAL=6", ["2023-12-31"]),
    ("FREQ=MONTHLY;BYMONTHDAY=25;BYMONTH=4,5", ["2024-04-25", "2024-05-25"]),
    ("FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=-1", ["2023-12-31", "2024-05-31"]),
    ("FREQ=YEARLY;BYMONTH=3,5,10,12;BYMONTHDAY=-1", ["2023-10-31", "2023-12-31", "2024-03-31", "2024-05-31"]),
    ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25", ["2024-04-25"]),
    ("FREQ=YEARLY", ["2024-05-31"]),
    ("FREQ=DAILY", ["2024-05-31"]),
    ("FREQ=WEEKLY;BYDAY=MO", ["2024-05-31"]),
])
def test_a_rule_becomes_its_days_within_the_programme(rule: str, found: list[str]) -> None:
    assert ends(recurring(rule)) == found


def test_the_last_month_of_a_programme_ends_with_it() -> None:
    assert ends(recurring("FREQ=MONTHLY"), Period(date(2024, 4, 10), date(2024, 5, 20))) == ["2024-04-30", "2024-05-20"]


def test_a_rule_is_bounded_by_its_own_words() -> None:
    bounded = recurring("FREQ=MONTHLY", When(day("2024-01-15"), day("2024-02-29")))
    assert ends(bounded) == ["2024-01-31", "2024-02-29"]


def test_what_comes_too_often_or_never_is_one_piece_of_work() -> None:
    assert ends(recurring("FREQ=MONTHLY"), Period(date(2020, 1, 1), date(2024, 12, 31))) == ["2024-12-31"]
    assert ends(recurring("FREQ=MONTHLY", When(day("2025-01-01"), day("2025-02-01")))) == ["None"]


def test_the_whole_period_is_that_of_the_programme_unless_its_days_are_said() -> None:
    assert terms.of(without(Sort.WHOLE_PERIOD), PERIOD)[0].due == When(PERIOD.start, PERIOD.end)
    said = Reading("2023", Status.READ, Sort.WHOLE_PERIOD, When(day("2023-01-01"), day("2023-12-31")))
    assert ends(said) == ["2023-12-31"]


@pytest.mark.parametrize("reading", [
    unread("по ситуации"), *map(without, (Sort.RELATIVE, Sort.UNSPECIFIED, Sort.NONE))])
def test_what_says_no_day_has_none(reading: Reading) -> None:
    assert [term.due for term in terms.of(reading, PERIOD)] == [NO_DATE]


def test_an_answer_holds_against_what_was_read() -> None:
    reading = unsure("30 марта", "2024-03-30")
    assert terms.of(reading, PERIOD, Answer(Said.DAY, day("2024-04-01")))[0].due == When(None, day("2024-04-01"))
    assert terms.of(reading, PERIOD, Answer(Said.NO_DATE))[0].due == NO_DATE
    assert terms.of(reading, PERIOD, Answer(Said.AS_READ))[0].due.end == day("2024-03-30")
