"""When somebody has time, read from their words; and the slots that come of it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import slot_words
from handlers.forms import Given, Wrong

ZONE = "Asia/Irkutsk"
TODAY = "2018-05-16"
"""A Wednesday."""
NOW = int(datetime(2018, 5, 16, 10, tzinfo=ZoneInfo(ZONE)).timestamp())


def read(words: str) -> list[str]:
    """Beginnings and ends, «2018-05-22T15:00/17:00»."""
    return [f"{starts}/{ends[11:]}" if ends else starts
            for starts, ends in slot_words.spans(Given(text=words), TODAY, ZONE, NOW)]


@pytest.mark.parametrize(("words", "becomes"), [
    ("вт 15:00", ["2018-05-22T15:00"]), ("Во вторник в 15:00", ["2018-05-22T15:00"]),
    ("12 июня 15:00-17:00", ["2018-06-12T15:00/17:00"]), ("12.06 с 15.00 до 17.00", ["2018-06-12T15:00/17:00"]),
    ("12.06.2018, 15:00", ["2018-06-12T15:00"]), ("завтра 9:05", ["2018-05-17T09:05"]),
    ("вт, чт 10:00; пт 12:00–14:00", ["2018-05-17T10:00", "2018-05-18T12:00/14:00", "2018-05-22T10:00"]),
    ("вт и чт 10:00", ["2018-05-17T10:00", "2018-05-22T10:00"]),
    ("вт 10:00, 12:00\nср 11:00", ["2018-05-16T11:00", "2018-05-22T10:00", "2018-05-22T12:00"]),
    ("ср 11:00", ["2018-05-16T11:00"]), ("ср 9:00", ["2018-05-23T09:00"]), ("по средам 9:00", []),
])
def test_days_and_times_are_read_as_people_write_them(words: str, becomes: list[str]) -> None:
    if becomes:
        assert read(words) == becomes
    else:
        with pytest.raises(Wrong):
            read(words)


@pytest.mark.parametrize(("words", "answer"), [
    ("", "slots/when_not_understood"), ("15:00", "slots/when_not_understood"), ("вт", "slots/when_not_understood"),
    ("12.06", "slots/when_not_understood"), ("вт 25:00", "slots/when_not_understood"),
    ("вт 15:00 чт", "slots/when_not_understood"), ("31 июня 10:00", "slots/when_not_understood"),
    ("сегодня 9:00", "broadcasts/when_past"), ("вт 15:00-15:00", "slots/ends_before"),
])
def test_what_is_no_time_is_refused(words: str, answer: str) -> None:
    with pytest.raises(Wrong) as refused:
        read(words)
    assert refused.value.name == answer


@given(st.text(alphabet="вт среду12.06:-–;, и\n0935мая", max_size=30))
def test_no_words_make_trouble(words: str) -> None:
    try:
        found = read(words)
    except Wrong:
        return
    assert found


def test_a_series_keeps_its_hour_where_the_clocks_change() -> None:
    plan = slot_words.planned([["2018-10-25T10:00", ""]], 30, 2, "Europe/Berlin", "2018-12-31")
    hours = [datetime.fromtimestamp(starts, UTC).astimezone(ZoneInfo("Europe/Berlin")).hour for starts, _ in plan.times]
    assert hours == [10, 10]


def test_what_lies_after_the_programme_is_left_out_and_named() -> None:
    plan = slot_words.planned([["2018-12-20T10:00", "2018-12-20T11:00"]], 30, 3, ZONE, "2018-12-31")
    assert (len(plan.times), plan.beyond) == (4, ("2019-01-03",))


def test_a_series_that_begins_on_a_day_off_is_meant_so() -> None:
    plan = slot_words.planned([["2018-05-19T10:00", ""]], 30, 3, ZONE, "2018-12-31")
    assert (len(plan.times), plan.days_off) == (3, ())


def test_offered_times_are_of_working_days() -> None:
    friday = int(datetime(2018, 6, 8, 10, tzinfo=ZoneInfo(ZONE)).timestamp())
    assert slot_words.offered(friday, ZONE) == ["2018-06-13T10:00", "2018-06-13T15:00", "2018-06-14T10:00",
                                                "2018-06-14T15:00"]
