"""When a monthly meeting takes place next."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduler import monthly
from scheduler.workdays import is_workday


@pytest.mark.parametrize(("day", "after"), [
    ("2018-05-22", "2018-06-26"), ("2018-01-31", "2018-02-28"), ("2018-10-16", "2018-11-20"),
    ("2018-04-09", "2018-05-14"), ("2018-05-12", "2018-06-08"), ("2018-12-04", "2019-01-09"),
])
def test_it_is_the_same_weekday_of_the_month_or_a_working_day_near_it(day: str, after: str) -> None:
    assert monthly.following(date.fromisoformat(day)).isoformat() == after


@pytest.mark.parametrize("day", ["2017-12-02", "2018-12-03", "2018-04-01", "2018-02-08", "2018-05-12"])
def test_it_is_always_a_working_day(day: str) -> None:
    assert is_workday(monthly.following(date.fromisoformat(day)))


def test_a_year_has_twelve_of_them() -> None:
    day = date(2018, 1, 17)
    for _ in range(12):
        day = monthly.following(day)
    assert (day.year, day.month) == (2019, 1)


def test_it_keeps_its_time_by_the_clock_of_the_place() -> None:
    zone = ZoneInfo("Europe/Kaliningrad")
    begins = int(datetime(2018, 5, 22, 10, 30, tzinfo=zone).timestamp())
    after = datetime.fromtimestamp(monthly.following_instant(begins, zone.key), UTC).astimezone(zone)
    assert (after.date().isoformat(), after.hour, after.minute) == ("2018-06-26", 10, 30)
