"""Frequencies as rules that a calendar understands, with their bounds."""

from datetime import datetime

import pytest
from dateutil.rrule import rrulestr

from scheduler.programme import phrases
from scheduler.programme.reading import Context, Status

SCHOOL, CALENDAR = Context(2023, 2024), Context(2024, 2024)


@pytest.mark.parametrize(("phrase", "rule", "start", "end"), [
    ("ежемесячно до 25 числа", "FREQ=MONTHLY;BYMONTHDAY=25", "", ""),
    ("ежемесячно 5, 20 числа", "FREQ=MONTHLY;BYMONTHDAY=5,20", "", ""),
    ("последний рабочий день месяца", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "", ""),
    ("1 и 3 вторник месяца", "FREQ=MONTHLY;BYDAY=1TU,3TU", "", ""),
    ("еженедельно (пятница)", "FREQ=WEEKLY;BYDAY=FR", "", ""),
    ("ежедневно по рабочим дням", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", ""),
    ("1 раз в 2 месяца с октября по май", "FREQ=MONTHLY;INTERVAL=2", "2023-10-01", "2024-05-31"),
    ("ежегодно в апреле с мая 2022 г. по май 2025 г.", "FREQ=YEARLY;BYMONTH=4", "2022-05-01", "2025-05-31"),
    ("май, ежегодно с 2025", "FREQ=YEARLY;BYMONTH=5", "2025-05-01", ""),
    ("ежеквартально до 10 числа месяца, следующего за отчётным кварталом",
     "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", "", ""),
    ("до 25 числа последнего месяца квартала", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "", ""),
    ("1 раз в полугодие", "FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=-1", "", ""),
])
def test_a_frequency_is_a_rule(phrase: str, rule: str, start: str, end: str) -> None:
    read = phrases.understood(phrase, SCHOOL)
    bounds = tuple(str(one) if one else "" for one in (read.when.start, read.when.end))
    assert (read.status, read.recurrence, *bounds) == (Status.READ, rule, start, end)


def test_a_half_year_of_a_calendar_year_ends_in_june() -> None:
    assert phrases.understood("1 раз в полугодие", CALENDAR).recurrence == "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"


def test_a_rule_gives_the_days_that_are_meant() -> None:
    rule = phrases.understood("1 раз в четверть", SCHOOL).recurrence
    days = rrulestr(rule, dtstart=datetime(2023, 9, 1)).between(datetime(2023, 9, 1), datetime(2024, 6, 1))  # noqa: DTZ001
    assert [day.date().isoformat() for day in days] == ["2023-10-31", "2023-12-31", "2024-03-31", "2024-05-31"]


@pytest.mark.parametrize("phrase", [
    "2 раза в год", "дважды в год", "3-4 раза в месяц", "не чаще чем раз в год и не реже чем раз в три года",
    "ежемесячно, ежегодно"])
def test_a_frequency_that_no_rule_can_say_is_not_read(phrase: str) -> None:
    assert phrases.understood(phrase, SCHOOL).status is Status.NOT_UNDERSTOOD


@pytest.mark.parametrize("phrase", [
    "сентябрь, далее ежемесячно", "2 раза в год (сентябрь, май)", "в конце каждого месяца", "до 5 числа",
    "ежегодно в I квартале", "ежегодно до мая"])
def test_a_frequency_with_two_meanings_is_asked(phrase: str) -> None:
    read = phrases.understood(phrase, SCHOOL)
    assert read.status is Status.UNSURE
    assert read.recurrence
