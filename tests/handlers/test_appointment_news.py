"""When both sides are told: before it is too late, whatever hour it is, and else not at night."""

import pytest

from messages.meanings_of_appointments import BookSlot, CancelBooking, CancelSlot
from tests.handlers.conftest import Village, instant, press
from tests.handlers.consulting_hours import HALF, THREE, book, calendars, publish, slot
from tests.handlers.tables import change

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


async def test_only_those_reminders_are_promised_that_come(village: Village) -> None:
    teacher, ids = village.phone("teacher"), await publish(village, EVENING, EVENING + 86400, EVENING + 2 * 86400)
    for id, early, promised in ((ids[0], 86400, "Напомню за день и за час."), (ids[1], 3600, "Напомню за час."),
                                (ids[2], 1800, "")):
        await village.stage.rehearsal.live_until((await slot(village, id)).starts_at - early)
        await press(teacher, BookSlot(id))
        card = next(shown.text for shown in reversed(teacher.screen) if "Вы записаны" in shown.text)
        assert promised in card
        assert bool(promised) == ("Напомню" in card)


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


async def test_a_series_that_is_called_off_is_one_letter_with_one_file_to_each(village: Village) -> None:
    starts = [THREE + day * 86400 for day in (0, 1, 2, 3, 6, 7)]
    ids = await publish(village, *starts, seats=5)
    for id in ids:
        await book(village, id, village.people["teacher"].participant)
    await book(village, ids[1], village.people["colleague"].participant)
    teacher, colleague, curator = (village.phone(each) for each in ("teacher", "colleague", "curator"))
    await press(curator, CancelSlot(ids[0], 1))
    curator.sees("Отменяем 6 окон", "2 человека записаны")
    await curator.says("Командировка")
    await curator.taps("Да, отменить")
    assert curator.has_seen("Было записано: 2 человека. Все получат сообщение.")
    assert curator.has_seen("отменённые консультации: 6, первая – вторник, 22 мая, 15:00–15:30")
    teacher.sees("Отменяются консультации: 6", "• вторник, 22 мая, 15:00–15:30", "и ещё 1", "Причина: Командировка")
    colleague.sees("Консультация отменяется", "среда, 23 мая, 15:00–15:30")
    for phone in (teacher, curator):
        off, = calendars(phone)
        assert [each.start_datetime.timestamp() for each in off.events] == starts
        assert {each.status for each in off.events} == {"CANCELLED"}
        assert all(each.sequence for each in off.events)
    assert calendars(colleague)[0].method == "CANCEL"
    assert sum("тменя" in shown.text for shown in teacher.screen) == 1
    await village.stage.rehearsal.live_until(starts[-1])
    assert not teacher.has_seen("Скоро")


async def test_a_reason_of_signs_that_count_twice_is_no_longer_than_a_message_may_be(village: Village) -> None:
    id, = await publish(village)
    await book(village, id, village.people["teacher"].participant)
    curator = village.phone("curator")
    await press(curator, CancelSlot(id))
    for long in ("😀" * 201, "<" * 101):
        await curator.says(long)
        assert curator.has_seen("400")
    await curator.says("😀" * 200)
    await curator.taps("Да, отменить")
    village.phone("teacher").sees("Консультация отменяется", "😀" * 200)
    assert village.phone("teacher").last.file


async def test_whom_nothing_reaches_is_said_to_whoever_calls_it_off(village: Village) -> None:
    id, = await publish(village, seats=5)
    await book(village, id, *(village.people[each].participant for each in ("teacher", "colleague")))
    change(village.file, "update addresses set closed_at = 1 where participant = ?",
           village.people["teacher"].participant)
    for rest in ("Сообщение получит 1 человек, остальные не в боте.", "предупредите, пожалуйста, сами"):
        curator = village.phone("curator")
        await press(curator, CancelSlot(id))
        await curator.taps("Пропустить")
        await curator.taps("Да, отменить")
        assert curator.has_seen(rest)
        id, = await publish(village, THREE + 86400, seats=5)
        await book(village, id, village.people["teacher"].participant)
