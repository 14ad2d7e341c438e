"""The code of an event: six digits that change, are good for ten minutes at most, and tell nothing of those to come."""

from dataclasses import replace

import pytest

from scheduler import attending
from scheduler.attending import CLOSES_AFTER, OPENS_BEFORE, STEP, TICKED_FOR, Door, Fit
from storage.events import Event

START, END = 1_526_446_800, 1_526_454_000
"""16 May 2018, from 13:00 to 15:00 in Irkutsk."""
EVENT = Event(7, 1, "v", "files", "webinar", "Вебинар", "", START, END, "Asia/Irkutsk", "", "", "", None, 90, "[]",
              None, "", 0, "secret", None, 0, "", 0, None, "", None, None, None, None, "", None)
MIDNIGHT = START - 13 * 3600


def test_a_code_is_six_digits_and_another_one_in_each_step_and_for_each_event() -> None:
    steps = range(START // STEP * STEP, END, STEP)
    codes = [attending.code(event, at) for event in (EVENT, replace(EVENT, secret="other")) for at in steps]
    assert {len(code) for code in codes} == {6}
    assert all(code.isdecimal() for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_code_stays_the_same_within_its_step() -> None:
    at = START // STEP * STEP
    assert attending.code(EVENT, at) == attending.code(EVENT, at + STEP - 1) != attending.code(EVENT, at + STEP)


@pytest.mark.parametrize("late", [0, 1, STEP - 1])
def test_it_is_good_as_long_as_was_said(late: int) -> None:
    shown_at = START // STEP * STEP + late
    code, until = attending.code(EVENT, shown_at), attending.good_until(shown_at)
    assert STEP < until - shown_at <= 2 * STEP
    assert [attending.fit(EVENT, code, now) for now in (shown_at, until - 1, until, END)] == [
        Fit.GOOD, Fit.GOOD, Fit.OLD, Fit.OLD]


def test_a_code_to_come_is_wrong_and_so_is_any_of_before_the_door_opened() -> None:
    assert attending.fit(EVENT, attending.code(EVENT, START + STEP), START) is Fit.WRONG
    assert attending.fit(EVENT, attending.code(EVENT, START - OPENS_BEFORE - STEP), START) is Fit.WRONG


@pytest.mark.parametrize(("now", "door", "tickable"), [
    (MIDNIGHT - 1, Door.EARLY, Door.EARLY), (MIDNIGHT, Door.EARLY, Door.OPEN),
    (START - OPENS_BEFORE - 1, Door.EARLY, Door.OPEN), (START - OPENS_BEFORE, Door.OPEN, Door.OPEN),
    (END + CLOSES_AFTER - 1, Door.OPEN, Door.OPEN), (END + CLOSES_AFTER, Door.LATE, Door.OPEN),
    (END + TICKED_FOR - 1, Door.LATE, Door.OPEN), (END + TICKED_FOR, Door.LATE, Door.LATE)])
def test_the_door_and_the_list_are_open_in_their_time(now: int, door: Door, tickable: Door) -> None:
    assert (attending.door(EVENT, now), attending.tickable(EVENT, now)) == (door, tickable)
    cancelled = replace(EVENT, cancelled_at=1)
    assert {attending.door(cancelled, now), attending.tickable(cancelled, now)} == {Door.CANCELLED}


def test_an_event_soon_after_midnight_can_be_ticked_as_soon_as_its_door_opens() -> None:
    early = replace(EVENT, starts_at=MIDNIGHT + 3600)
    assert attending.tickable(early, MIDNIGHT + 3600 - OPENS_BEFORE) is Door.OPEN


def test_what_ends_at_midnight_was_on_one_day() -> None:
    assert str(attending.last_day(START, MIDNIGHT + 86400, "Asia/Irkutsk")) == "2018-05-16"
    assert str(attending.last_day(START, MIDNIGHT + 86401, "Asia/Irkutsk")) == "2018-05-17"
