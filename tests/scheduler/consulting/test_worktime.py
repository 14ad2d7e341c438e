"""The clock of working hours: New Year, weekends moved by decree, zones of Russia and its changes of clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import workdays
from scheduler.consulting import worktime

HOURS = "09:00-18:00"
HOUR = 3600
MOSCOW, URALS, IRKUTSK = "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Irkutsk"

zones = st.sampled_from([MOSCOW, URALS, IRKUTSK, "Asia/Kamchatka", "Europe/Kaliningrad", "Europe/Berlin"])
windows = st.sampled_from([HOURS, "08:30-17:15", "00:00-23:59", "12:00-12:01"])
instants = st.integers(1_262_304_000, 1_893_456_000)
"""From 2010 to 2030."""
work = st.integers(0, 45 * HOUR)


def at(written: str, zone: str = IRKUTSK) -> int:
    return int(datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone)).timestamp())


def shown(instant: int, zone: str = IRKUTSK) -> str:
    return f"{datetime.fromtimestamp(instant, ZoneInfo(zone)):%Y-%m-%d %H:%M}"


ANSWERS = [
    # Friday 29 December 2017 is the last day of work; 1 to 8 January are off, Tuesday 9 January is not.
    ("2017-12-29 17:00", 9, "2018-01-09 17:00"),
    ("2017-12-29 09:00", 9, "2017-12-29 18:00"),
    ("2017-12-29 18:00", 1, "2018-01-09 10:00"),
    # Saturday 28 December 2024 was one of work by decree; we leave it off, as we do 29 December to 8 January.
    ("2024-12-27 16:30", 9, "2025-01-09 16:30"),
    ("2024-12-28 12:00", 9, "2025-01-09 18:00"),
    ("2024-12-31 23:59", 10, "2025-01-10 10:00"),
    # The work of Monday 29 April 2024 was moved to Saturday 27: both are off here, and so are 30 April and 1 May.
    ("2024-04-26 17:00", 2, "2024-05-02 10:00"),
    ("2024-04-29 10:00", 9, "2024-05-02 18:00"),
    # 9 to 12 May 2024: Thursday is Victory Day, Friday off by decree.
    ("2024-05-08 13:00", 9, "2024-05-13 13:00"),
    # Saturday 9 June 2018 was one of work by decree; here it is off, as are Monday 11 and Tuesday 12.
    ("2018-06-08 17:00", 2, "2018-06-13 10:00"),
    ("2018-06-09 10:00", 1, "2018-06-13 10:00"),
    # An ordinary week: within the day, over the night, before opening, after closing, 45 hours are a week.
    ("2018-05-15 10:15", 2, "2018-05-15 12:15"),
    ("2018-05-15 16:00", 4, "2018-05-16 11:00"),
    ("2018-05-15 06:00", 1, "2018-05-15 10:00"),
    ("2018-05-15 21:00", 1, "2018-05-16 10:00"),
    ("2018-05-14 11:00", 45, "2018-05-21 11:00"),
]


@pytest.mark.parametrize(("start", "hours", "end"), ANSWERS)
def test_a_term_in_working_hours_ends_when_a_calendar_of_paper_says(start: str, hours: int, end: str) -> None:
    assert shown(worktime.after(at(start), hours * HOUR, HOURS, IRKUTSK)) == end
    assert worktime.between(at(start), at(end), HOURS, IRKUTSK) == hours * HOUR


def test_the_same_moment_is_another_hour_of_work_in_another_zone() -> None:
    asked = at("2018-05-15 09:00", IRKUTSK)  # 04:00 in Moscow, 06:00 in Yekaterinburg
    assert shown(worktime.after(asked, 9 * HOUR, HOURS, IRKUTSK), IRKUTSK) == "2018-05-15 18:00"
    assert shown(worktime.after(asked, 9 * HOUR, HOURS, MOSCOW), MOSCOW) == "2018-05-15 18:00"
    assert worktime.after(asked, HOUR, HOURS, MOSCOW) - worktime.after(asked, HOUR, HOURS, IRKUTSK) == 5 * HOUR
    assert worktime.after(asked, HOUR, HOURS, URALS) - worktime.after(asked, HOUR, HOURS, IRKUTSK) == 3 * HOUR


def test_a_holiday_begins_with_the_day_of_the_zone() -> None:
    evening = at("2018-06-08 16:00", MOSCOW)  # Friday; in Irkutsk it is 21:00, and the long weekend has begun
    assert shown(worktime.after(evening, 2 * HOUR, HOURS, MOSCOW), MOSCOW) == "2018-06-08 18:00"
    assert shown(worktime.after(evening, 2 * HOUR, HOURS, IRKUTSK), IRKUTSK) == "2018-06-13 11:00"


@pytest.mark.parametrize(
    ("start", "end", "hours_between"),
    [
        ("2010-03-26 18:00", "2010-03-29 09:00", 62),  # the clocks went forward on Sunday 28 March
        ("2011-03-25 18:00", "2011-03-28 09:00", 62),  # and once more, to stay there
        ("2012-03-23 18:00", "2012-03-26 09:00", 63),  # a spring without a change
        ("2014-10-24 18:00", "2014-10-27 09:00", 64),  # the last change: back, to stay
        ("2018-03-23 18:00", "2018-03-26 09:00", 63),
        ("2018-10-26 18:00", "2018-10-29 09:00", 63),
    ],
)
@pytest.mark.parametrize("zone", [MOSCOW, URALS, IRKUTSK])
def test_a_change_of_clocks_at_night_takes_no_working_time(start: str, end: str, hours_between: int, zone: str) -> None:
    friday, monday = at(start, zone), at(end, zone)
    assert monday - friday == hours_between * HOUR
    assert worktime.between(friday - HOUR, monday + HOUR, HOURS, zone) == 2 * HOUR
    assert worktime.after(friday - HOUR, 2 * HOUR, HOURS, zone) == monday + HOUR


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2018-05-15 12:20", 3, "2018-05-18 12:20"),
        ("2018-05-18 12:20", 1, "2018-05-21 12:20"),
        ("2018-05-15 07:00", 3, "2018-05-18 09:00"),
        ("2018-05-15 18:00", 3, "2018-05-21 09:00"),
        ("2018-05-19 12:00", 1, "2018-05-22 09:00"),  # a Saturday counts from Monday's opening
        ("2018-05-15 12:20", 0, "2018-05-15 12:20"),
        ("2018-05-19 12:00", 0, "2018-05-21 09:00"),
        ("2017-12-28 15:00", 3, "2018-01-10 15:00"),
        ("2024-12-27 10:00", 2, "2025-01-10 10:00"),
        ("2024-04-26 10:00", 1, "2024-05-02 10:00"),
        ("2018-06-08 10:00", 1, "2018-06-13 10:00"),
    ],
)
def test_days_of_silence_are_days_of_work(start: str, days: int, end: str) -> None:
    assert shown(worktime.days_after(at(start), days, HOURS, IRKUTSK)) == end


def test_no_time_at_all_is_the_start_itself_at_any_hour() -> None:
    night = at("2018-05-19 03:00")
    assert worktime.after(night, 0, HOURS, IRKUTSK) == night
    assert worktime.after(night, -5, HOURS, IRKUTSK) == night


@pytest.mark.parametrize("hours", ["18:00-09:00", "09:00-09:00", "09:00", "", "9-18", "09:00-24:00"])
def test_hours_in_which_nobody_can_work_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        worktime.bounds(hours)


@given(instants, work, windows, zones)
def test_what_has_passed_by_the_end_of_a_term_is_the_term(start: int, seconds: int, hours: str, zone: str) -> None:
    seconds = min(seconds, 3000) if hours == "12:00-12:01" else seconds
    end = worktime.after(start, seconds, hours, zone)
    assert worktime.between(start, end, hours, zone) == seconds
    if seconds:
        assert worktime.between(start, end - 1, hours, zone) == seconds - 1


@given(instants, work, work, zones)
def test_two_terms_one_after_another_are_their_sum(start: int, first: int, second: int, zone: str) -> None:
    middle = worktime.after(start, first, HOURS, zone)
    assert worktime.after(middle, second, HOURS, zone) == worktime.after(start, first + second, HOURS, zone)


@given(instants, st.integers(0, 20), st.integers(0, 20), zones)
def test_days_add_up_and_end_within_working_hours(start: int, first: int, second: int, zone: str) -> None:
    middle = worktime.days_after(start, first, HOURS, zone)
    end = worktime.days_after(middle, second, HOURS, zone)
    assert end == worktime.days_after(start, first + second, HOURS, zone)
    local = datetime.fromtimestamp(end, ZoneInfo(zone))
    assert 9 <= local.hour < 18
    assert workdays.is_workday(local.date())


@given(instants, st.integers(0, 500 * HOUR), st.integers(0, 500 * HOUR), zones)
def test_time_between_instants_adds_up_and_never_runs_backwards(start: int, one: int, two: int, zone: str) -> None:
    parts = [worktime.between(start, start + one, HOURS, zone),
             worktime.between(start + one, start + one + two, HOURS, zone)]
    assert worktime.between(start, start + one + two, HOURS, zone) == sum(parts)
    assert 0 <= parts[0] <= one
    assert worktime.between(start + one, start, HOURS, zone) == 0


@given(instants, st.integers(0, 90 * HOUR), work, zones)
def test_who_asks_later_is_not_answered_earlier(start: int, later: int, seconds: int, zone: str) -> None:
    assert worktime.after(start, seconds, HOURS, zone) <= worktime.after(start + later, seconds, HOURS, zone)
    assert worktime.days_after(start, 3, HOURS, zone) <= worktime.days_after(start + later, 3, HOURS, zone)


@given(instants, st.integers(0, 5000), windows, zones)
def test_every_minute_looked_at_by_itself_gives_the_same(start: int, minutes: int, hours: str, zone: str) -> None:
    start -= start % 60
    opens, closes = worktime.bounds(hours)
    local = [datetime.fromtimestamp(start + 60 * each, ZoneInfo(zone)) for each in range(minutes)]
    worked = sum(opens <= each.time() < closes and workdays.is_workday(each.date()) for each in local)
    assert worktime.between(start, start + 60 * minutes, hours, zone) == 60 * worked


@given(st.lists(st.tuples(instants, st.integers(-HOUR, 500 * HOUR)), max_size=4), windows, zones)
def test_one_meter_measures_thousands_of_times_as_each_is_measured_alone(spans: list[tuple[int, int]], hours: str,
                                                                         zone: str) -> None:
    start = min((begin for begin, _ in spans), default=0)
    near = [(start + (begin - start) % (90 * 24 * HOUR), length) for begin, length in spans]
    worked = worktime.meter(start, max((begin + length for begin, length in near), default=0), hours, zone)
    for begin, length in near:
        assert worked(begin, begin + length) == worktime.between(begin, begin + length, hours, zone)
