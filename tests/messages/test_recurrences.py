"""What repeats, in words."""

from datetime import date

import pytest

from messages import recurrences

SEPTEMBER, MAY = date(2023, 9, 1), date(2024, 5, 31)


@pytest.mark.parametrize(("rule", "said"), [
    ("FREQ=DAILY", "ежедневно"),
    ("FREQ=DAILY;INTERVAL=10", "1 раз в 10 дней"),
    ("FREQ=WEEKLY", "еженедельно"),
    ("FREQ=WEEKLY;INTERVAL=2", "1 раз в 2 недели"),
    ("FREQ=WEEKLY;BYDAY=MO,WE", "еженедельно по понедельникам и средам"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "по рабочим дням"),
    ("FREQ=MONTHLY", "ежемесячно"),
    ("FREQ=MONTHLY;INTERVAL=3", "1 раз в 3 месяца"),
    ("FREQ=MONTHLY;BYMONTHDAY=25", "ежемесячно до 25 числа"),
    ("FREQ=MONTHLY;BYMONTHDAY=10,25", "ежемесячно до 10 и 25 числа"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "ежемесячно в последний день месяца"),
    ("FREQ=MONTHLY;BYDAY=2TU", "каждый второй вторник месяца"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "каждую последнюю пятницу месяца"),
    ("FREQ=YEARLY", "ежегодно"),
    ("FREQ=YEARLY;INTERVAL=5", "1 раз в 5 лет"),
    ("FREQ=YEARLY;BYMONTH=5", "ежегодно в мае"),
    ("FREQ=YEARLY;BYMONTH=1,4,10", "ежегодно в январе, апреле и октябре"),
    ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25", "ежегодно до 25 апреля"),
    ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=20", "ежегодно до 20 января и 20 июля"),
    ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "1 раз в квартал"),
    ("FREQ=YEARLY;BYMONTH=3,5,10,12;BYMONTHDAY=-1", "1 раз в четверть"),
    ("FREQ=YEARLY;BYMONTH=2,5,11;BYMONTHDAY=-1", "1 раз в триместр"),
    ("FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=-1", "1 раз в полугодие"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "ежегодно до конца февраля"),
])
def test_a_rule_is_put_into_words(rule: str, said: str) -> None:
    assert recurrences.written(rule) == said


@pytest.mark.parametrize("rule", [
    "FREQ=HOURLY", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYDAY=1MO,3MO", "FREQ=YEARLY;BYDAY=MO", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2",
    "FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;BYHOUR=9", "",
])
def test_a_rule_that_has_no_words_stays_as_it_is(rule: str) -> None:
    assert recurrences.written(rule) == rule


@pytest.mark.parametrize(("start", "end", "said"), [
    (SEPTEMBER, MAY, "ежемесячно в течение 2023/2024 учебного года"),
    (SEPTEMBER, date(2024, 4, 30), "ежемесячно с сентября 2023 г. по апрель 2024 г."),
    (date(2024, 1, 1), date(2024, 12, 31), "ежемесячно в течение 2024 г."),
    (date(2024, 1, 15), MAY, "ежемесячно с 15 января 2024 г. по 31 мая 2024 г."),
    (SEPTEMBER, None, "ежемесячно с 1 сентября 2023 г."),
    (None, MAY, "ежемесячно до 31 мая 2024 г."),
])
def test_a_rule_says_its_bounds(start: date | None, end: date | None, said: str) -> None:
    assert recurrences.written("FREQ=MONTHLY", start, end) == said
