"""When both sides are told: before it is too late, whatever hour it is, and else not at night."""

import pytest

from messages.meanings_of_appointments import BookSlot, CancelBooking, CancelSlot
from tests.handlers.conftest import Village, instant, press
from tests.handlers.consulting_hours import HALF, book, publish

DAY = "2018-05-22"
EVENING, NIGHT, EARLY = instant(DAY, "20:30"), instant(DAY, "23:00"), instant(DAY, "08:30")
QUIET = instant(DAY, "20:05")


async def test_what_is_cancelled_or_moved_or_booked_just_before_is_told_at_once(village: Village) -> None:
    first, second, third, later = await publish(village, EVENING, EVENING + HALF, NIGHT, EVENING + 86400 * 2)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, BookSlot(first))
    await press(teacher, BookSlot(second))
    await village.stage.rehearsal.live_until(QUIET)
    await press(teacher, CancelBooking(first, 1))
    curator.sees("Запись отменена", "20:30–21:00")
    await press(teacher, BookSlot(later, second))
    curator.sees("Запись перенесена", "Было: вторник, 22 мая, 21:00–21:30")
    await press(teacher, BookSlot(third))
    curator.sees("К вам записались", "23:00–23:30")


async def test_a_slot_that_is_called_off_just_before_is_told_at_once(village: Village) -> None:
    id, = await publish(village, EVENING)
    await book(village, id, village.people["teacher"].participant)
    await village.stage.rehearsal.live_until(QUIET)
    await press(village.phone("curator"), CancelSlot(id))
    await village.phone("curator").taps("Пропустить")
    await village.phone("curator").taps("Да, отменить")
    village.phone("teacher").sees("Консультация отменяется")


async def test_what_can_wait_waits_for_the_morning(village: Village) -> None:
    id, = await publish(village, EVENING + 86400)
    await village.stage.rehearsal.live_until(QUIET)
    await press(village.phone("teacher"), BookSlot(id))
    assert not village.phone("curator").has_seen("К вам записались")
    await village.stage.rehearsal.live_until(instant("2018-05-23", "08:00"))
    village.phone("curator").sees("К вам записались")


@pytest.mark.parametrize("starts", [EVENING, NIGHT, instant(DAY, "03:00"), instant(DAY, "08:00"), EARLY])
async def test_both_are_reminded_an_hour_before_whatever_hour_that_is(village: Village, starts: int) -> None:
    id, = await publish(village, starts)
    await press(village.phone("teacher"), BookSlot(id))
    await village.stage.rehearsal.live_until(starts - 3601)
    assert not village.phone("teacher").has_seen("Скоро ваша консультация")
    await village.stage.rehearsal.live_until(starts - 3600)
    village.phone("teacher").sees("Скоро ваша консультация")
    village.phone("curator").sees("Скоро консультация")


async def test_a_reminder_that_waits_for_the_morning_does_not_come_when_the_slot_is_left(village: Village) -> None:
    starts = instant("2018-05-23", "07:30")
    id, = await publish(village, starts)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, BookSlot(id))
    await village.stage.rehearsal.live_until(starts - 86400 + 60)
    await press(teacher, CancelBooking(id, 1))
    await village.stage.rehearsal.live_until(starts)
    for phone in (teacher, curator):
        assert not phone.has_seen("Напоминаю о консультации")
        assert not phone.has_seen("Скоро")
