"""What those who make courses write is read as they mean it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers import course_words
from handlers.forms import Given, Wrong
from tests.handlers.conftest import instant
from tests.messages.samples_of_courses import MEMBER

ZONE, TODAY = "Asia/Irkutsk", "2018-05-16"
NOW = instant(TODAY, "10:00")


def read(words: str) -> list[str]:
    found = course_words.days(Given(text=words), TODAY, ZONE, NOW)
    return [datetime.fromtimestamp(each, ZoneInfo(ZONE)).strftime("%d.%m.%Y %H:%M") for each in found]


@pytest.mark.parametrize(("words", "days"), [
    ("3.09 в 14:00", ["03.09.2018 14:00"]),
    ("3.09, 10.09, 17.09 в 14:00", ["03.09.2018 14:00", "10.09.2018 14:00", "17.09.2018 14:00"]),
    ("10 сентября и 3 сентября 9:30", ["03.09.2018 09:30", "10.09.2018 09:30"]),
    ("в 14:00: 3.09; 3.09", ["03.09.2018 14:00"]),
    ("3.09\n10.09\n14:00", ["03.09.2018 14:00", "10.09.2018 14:00"]),
])
def test_days_come_in_any_order_with_one_time(words: str, days: list[str]) -> None:
    assert read(words) == days


@pytest.mark.parametrize("words", ["", "3.09", "14:00", "3.09 в 14:00, 10.09 в 15:00", "завтра вечером",
                                   "32.09 в 14:00", ", ".join(f"{day}.09" for day in range(1, 31)) * 3 + " 14:00"])
def test_what_is_no_day_with_a_time_is_refused(words: str) -> None:
    with pytest.raises(Wrong):
        read(words)


def test_daily_sessions_leave_out_days_off_and_weekly_ones_keep_their_weekday() -> None:
    first = instant("2018-06-08", "10:00")
    daily = course_words.repeated(first, 3, course_words.DAILY, ZONE)
    assert daily == [first, instant("2018-06-13", "10:00"), instant("2018-06-14", "10:00")]
    assert course_words.repeated(first, 2, 14, ZONE) == [first, instant("2018-06-22", "10:00")]


def test_minutes_are_shared_and_none_is_lost() -> None:
    assert course_words.shares(2160, 7) == [308] * 6 + [312]
    assert course_words.shares(60, 1) == [60]


@pytest.mark.parametrize(("said", "is_meant"), [
    ("Константинопольская-Преображенская", True), ("константинопольская", True), ("Преображенская", False), ("", False),
    (MEMBER.name, True), (MEMBER.name + " Лишняя", False)])
def test_a_name_is_known_by_how_it_begins(said: str, is_meant: bool) -> None:
    assert [each.participant for each in course_words.meant([MEMBER], said)] == ([7] if is_meant else [])
