"""Working days of Russia, the hour of the digest and quiet hours, in any zone and over a change of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import workdays
from scheduler.workdays import Rhythm

BERLIN = ZoneInfo("Europe/Berlin")
IRKUTSK = Rhythm("Asia/Irkutsk", "09:00", "20:00-08:00")


def utc(written: str) -> int:
    return int(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp())


OFF_2018 = {
    *(date(2018, 1, day) for day in range(1, 9)), date(2018, 2, 23), date(2018, 3, 8), date(2018, 3, 9),
    date(2018, 4, 30), date(2018, 5, 1), date(2018, 5, 2), date(2018, 5, 9), date(2018, 6, 11),
    date(2018, 6, 12), date(2018, 11, 5), date(2018, 12, 31),
}


def test_the_year_2018_has_the_days_off_that_the_government_gave_it() -> None:
    year = [date(2018, 1, 1) + timedelta(days=day) for day in range(365)]
    off = {day for day in year if not workdays.is_workday(day)}
    assert off == OFF_2018 | {day for day in year if day.weekday() >= 5}


def test_a_working_saturday_is_still_a_day_off() -> None:
    assert not workdays.is_workday(date(2018, 4, 28))


def test_days_off_are_stepped_over_in_both_directions() -> None:
    assert workdays.previous_workday(date(2018, 5, 2)) == date(2018, 4, 27)
    assert workdays.next_workday(date(2018, 4, 28)) == date(2018, 5, 3)
    assert workdays.next_workday(date(2018, 5, 30)) == workdays.previous_workday(date(2018, 5, 30))


def test_the_next_slot_is_the_hour_of_the_digest_on_a_working_day() -> None:
    assert workdays.next_slot(utc("2018-05-30 01:00"), ZoneInfo("Asia/Irkutsk"), "09:00") == utc("2018-05-30 01:00")
    assert workdays.next_slot(utc("2018-05-30 01:01"), ZoneInfo("Asia/Irkutsk"), "09:00") == utc("2018-05-31 01:00")
    assert workdays.next_slot(utc("2018-04-27 05:00"), ZoneInfo("Asia/Irkutsk"), "09:00") == utc("2018-05-03 01:00")


@pytest.mark.parametrize(
    ("now", "quiet", "then"),
    [
        ("2018-05-30 12:00", "20:00-08:00", "2018-05-31 00:00"),  # 20:00 in Irkutsk
        ("2018-05-30 11:59", "20:00-08:00", "2018-05-30 11:59"),
        ("2018-05-30 18:00", "20:00-08:00", "2018-05-31 00:00"),  # 02:00
        ("2018-05-31 00:00", "20:00-08:00", "2018-05-31 00:00"),
        ("2018-05-30 06:30", "14:00-15:00", "2018-05-30 07:00"),
        ("2018-05-30 18:00", "", "2018-05-30 18:00"),
        ("2018-05-30 18:00", "09:00-09:00", "2018-05-30 18:00"),
    ],
)
def test_quiet_hours_are_waited_out(now: str, quiet: str, then: str) -> None:
    assert workdays.after_quiet(utc(now), ZoneInfo("Asia/Irkutsk"), quiet) == utc(then)


def test_quiet_hours_end_by_the_clock_on_the_wall_when_it_is_changed() -> None:
    forward, back = utc("2018-03-25 00:30"), utc("2018-10-28 00:30")
    assert workdays.after_quiet(forward, BERLIN, "22:00-07:00") == utc("2018-03-25 05:00")
    assert workdays.after_quiet(back, BERLIN, "22:00-07:00") == utc("2018-10-28 06:00")
    gap = workdays.after_quiet(forward, BERLIN, "22:00-02:30")
    assert gap == utc("2018-03-25 01:30")
    twice = workdays.after_quiet(utc("2018-10-28 01:10"), BERLIN, "22:00-02:30")
    assert twice > utc("2018-10-28 01:10")


def test_a_digest_may_go_from_its_hour_until_the_evening() -> None:
    day = date(2018, 5, 30)
    assert not IRKUTSK.open(utc("2018-05-30 00:59"))
    assert IRKUTSK.open(utc("2018-05-30 01:00"))
    assert IRKUTSK.open(utc("2018-05-30 11:59"))
    assert not IRKUTSK.open(utc("2018-05-30 12:00"))
    assert not IRKUTSK.open(utc("2018-05-27 05:00"))
    assert IRKUTSK.closes(day) == utc("2018-05-30 12:00")
    assert Rhythm("Asia/Irkutsk", "09:00", "00:00-07:00").closes(day) == utc("2018-05-30 16:00")
    assert Rhythm("Asia/Irkutsk", "09:00", "").closes(day) == utc("2018-05-30 16:00")


def test_a_digest_hour_within_quiet_hours_waits_for_their_end() -> None:
    early = Rhythm("Asia/Irkutsk", "07:00", "20:00-08:00")
    assert early.slot(date(2018, 5, 30)) == utc("2018-05-30 00:00")
    late = Rhythm("Asia/Irkutsk", "21:00", "20:00-08:00")
    assert late.slot(date(2018, 5, 30)) == utc("2018-05-30 00:00")


ZONES = st.sampled_from(["Europe/Kaliningrad", "Asia/Irkutsk", "Asia/Kamchatka", "Europe/Berlin"])
HOURS = st.sampled_from(["09:00", "07:30", "21:00", "00:00", "02:30"])
QUIETS = st.sampled_from(["20:00-08:00", "00:00-07:00", "22:00-02:30", "13:00-14:00", ""])
INSTANTS = st.integers(utc("2018-01-01 00:00"), utc("2026-12-31 00:00"))


@given(INSTANTS, ZONES, HOURS, QUIETS)
def test_every_slot_lies_ahead_and_is_open(now: int, zone: str, hour: str, quiet: str) -> None:
    rhythm = Rhythm(zone, hour, quiet)
    slot = rhythm.next_slot(now)
    assert now <= slot
    assert rhythm.open(slot)
    assert rhythm.slot_after(rhythm.day(slot)) > slot
    assert workdays.after_quiet(now, ZoneInfo(zone), quiet) >= now
