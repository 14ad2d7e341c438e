"""Booking a time, as whoever books and whoever is booked see it."""

from datetime import date

import pytest

from messages.meanings_of_appointments import (
    BookSlot,
    CancelBooking,
    NoteBooking,
    OpenBooking,
    ShowDays,
    ShowOwners,
    ShowTimes,
)
from tests.handlers.conftest import Village, press
from tests.handlers.consulting_hours import (
    DAY,
    HALF,
    THREE,
    booking,
    calendars,
    in_another_programme,
    phone_of,
    publish,
    slot,
    teachers,
)
from tests.handlers.tables import change, rows


async def test_one_tap_books_and_both_have_it_in_their_calendars(village: Village) -> None:
    first, _ = await publish(village, THREE, THREE + HALF)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await teacher.says("записаться")
    teacher.sees(village.people["curator"].name, "вторник, 22 мая, 15:00–15:30", "Институт, ауд. 204")
    await teacher.taps("вт 22.05, 15:00")
    assert teacher.has_seen("Вы записаны")
    curator.sees("К вам записались", "вторник, 22 мая, 15:00–15:30", village.people["teacher"].name)
    assert (await slot(village, first)).taken == 1
    for phone in (teacher, curator):
        calendar, = calendars(phone)
        event, = calendar.events
        assert (calendar.method, event.sequence, event.location) == ("PUBLISH", 0, "Институт, ауд. 204")
        assert event.start_datetime.timestamp() == THREE
    assert calendars(teacher)[0].events[0].uid == calendars(curator)[0].events[0].uid


async def test_a_move_is_the_same_entry_at_another_time_and_the_old_time_is_free_again(village: Village) -> None:
    first, second = await publish(village, THREE, THREE + HALF)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, BookSlot(first))
    await teacher.says("мои записи")
    await teacher.taps("1")
    await teacher.taps("О чём поговорим")
    await teacher.says("Разбор ВПР")
    curator.sees("О чём будет консультация", "Разбор ВПР")
    await teacher.taps("Перенести")
    assert teacher.has_seen("Прежнее останется вашим")
    await teacher.taps("вт 22.05, 15:30")
    curator.sees("Запись перенесена", "Было: вторник, 22 мая, 15:00–15:30", "Стало: вторник, 22 мая, 15:30–16:00")
    assert [(await slot(village, each)).taken for each in (first, second)] == [0, 1]
    assert (await booking(village, second)).note == "Разбор ВПР"
    for phone in (teacher, curator):
        before, after = (each.events[0] for each in calendars(phone))
        assert before.uid == after.uid
        assert (before.sequence, after.sequence) == (0, 1)
        assert after.start_datetime.timestamp() == THREE + HALF


async def test_a_cancelled_booking_leaves_the_calendar_frees_the_time_and_can_be_made_again(village: Village) -> None:
    id, = await publish(village)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, BookSlot(id))
    await press(teacher, OpenBooking(id))
    await teacher.taps("Отменить")
    teacher.sees("Отменить запись?")
    await teacher.taps("Да, отменить")
    assert teacher.has_seen("Запись отменена")
    curator.sees("Запись отменена", "Окно снова свободно")
    for phone in (teacher, curator):
        made, off = calendars(phone)
        assert (made.events[0].uid, off.method) == (off.events[0].uid, "CANCEL")
        assert (off.events[0].sequence or 0) > (made.events[0].sequence or 0)
    await press(teacher, OpenBooking(id))
    teacher.sees("Такой записи у вас нет")
    await press(teacher, BookSlot(id))
    assert teacher.has_seen("Вы записаны")
    assert (await slot(village, id)).taken == 1


async def test_whoever_is_too_late_is_offered_other_times(village: Village) -> None:
    first, *_ = await publish(village, THREE, THREE + HALF, THREE + 2 * HALF)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await colleague.says("записаться")
    await press(teacher, BookSlot(first))
    await colleague.taps("вт 22.05, 15:00")
    colleague.sees("Это время уже заняли", "Вот что ещё свободно")
    await colleague.taps("вт 22.05, 15:30")
    assert colleague.has_seen("Вы записаны")


async def test_two_times_at_once_are_refused_with_the_one_in_the_way(village: Village) -> None:
    first, = await publish(village)
    second, = await publish(village, THREE + 600, who="operator")
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(first))
    await press(teacher, BookSlot(second))
    teacher.sees("В это время вы уже записаны", village.people["curator"].name, "15:00–15:30")
    await teacher.taps("Моя запись")
    teacher.sees("Ваша запись")
    assert (await slot(village, second)).taken == 0


async def test_a_second_tap_books_nothing_more(village: Village) -> None:
    id, = await publish(village, seats=5)
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(id))
    await press(teacher, BookSlot(id))
    assert (await slot(village, id)).taken == 1
    assert village.pocket.notices[-1][1] == "Вы уже записаны"


async def test_what_has_begun_is_neither_booked_nor_moved_nor_cancelled(village: Village) -> None:
    first, second, third = await publish(village, THREE, THREE + HALF, THREE + 2 * HALF)
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(first))
    await village.stage.clock.advance(THREE + 60 - village.now)
    await press(teacher, BookSlot(second, first))
    teacher.sees("уже началась или прошла")
    await press(teacher, CancelBooking(first, 1))
    teacher.sees("уже началась")
    await press(teacher, NoteBooking(first))
    teacher.sees("уже началась")
    await village.stage.clock.advance(2 * HALF)
    await press(teacher, BookSlot(third))
    teacher.sees("Это время уже прошло")
    assert [(await slot(village, each)).taken for each in (first, second, third)] == [1, 0, 0]


async def test_many_times_are_shown_by_days_and_pages(village: Village) -> None:
    days = [THREE + day * 86400 for day in range(8)]
    await publish(village, *days, *(each + HALF for each in days))
    teacher = village.phone("teacher")
    await teacher.says("записаться")
    teacher.sees("Свободно: 16 окон")
    assert "вт 22.05 · 2" in teacher.labels()
    await teacher.taps("Позже ›")
    await teacher.taps("вт 29.05 · 2")
    assert teacher.labels()[:2] == ["вт 29.05, 15:00", "вт 29.05, 15:30"]
    await teacher.taps("Другие дни")
    await teacher.taps("вт 22.05 · 2")
    await teacher.taps("вт 22.05, 15:30")
    assert teacher.has_seen("Вы записаны")


async def test_of_several_people_one_is_chosen_first(village: Village) -> None:
    await publish(village)
    await publish(village, THREE, who="mentor")
    teacher = village.phone("teacher")
    await teacher.says("записаться")
    teacher.sees("Выберите, к кому", village.people["curator"].name, "ближайшее – 22 мая, 15:00")
    await teacher.taps(next(each for each in teacher.labels() if each.endswith("· 1")))
    await teacher.taps("К списку")
    teacher.sees("Выберите, к кому")


async def test_with_one_person_to_book_what_one_has_booked_is_a_tap_away(village: Village) -> None:
    first, _ = await publish(village, THREE, THREE + HALF)
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(first))
    await teacher.says("записаться")
    await teacher.taps("Мои записи")
    teacher.sees("Мои записи", "1. " + village.people["curator"].name)


async def test_a_booking_is_not_moved_into_another_programme(village: Village) -> None:
    first, second, third = await publish(village, THREE, THREE + HALF, THREE + 2 * HALF)
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(first))
    await in_another_programme(village, third, "curator", "teacher")
    await press(teacher, ShowDays(village.people["curator"].participant))
    assert {"вт 22.05, 15:30", "вт 22.05, 16:00"} <= set(teacher.labels())
    await press(teacher, ShowDays(village.people["curator"].participant, first))
    assert "вт 22.05, 16:00" not in teacher.labels()
    await press(teacher, BookSlot(third, first))
    teacher.sees("Такой записи у вас нет")
    assert [(await slot(village, each)).taken for each in (first, second, third)] == [1, 0, 0]


async def test_times_are_those_of_whoever_books(village: Village) -> None:
    await publish(village)
    change(village.file, "update organisations set time_zone = 'Europe/Moscow' where id = ?",
           village.people["teacher"].organisation)
    teacher = village.phone("teacher")
    await teacher.says("записаться")
    teacher.sees("вторник, 22 мая, 10:00–10:30")
    await teacher.taps("вт 22.05, 10:00")
    assert teacher.has_seen("10:00–10:30 (по вашему времени: Москва)")


@pytest.mark.parametrize(("owner", "may", "may_not"), [
    ("curator", ("teacher", "director", "other_director", "coordinator"), ("far_curator",)),
    ("mentor", ("teacher", "director"), ("other_director", "coordinator")),
    ("coordinator", ("teacher",), ("other_director",)),
    ("operator", ("teacher", "other_director", "observer", "far_curator"), ("operator",)),
])
async def test_only_people_of_the_circle_may_book(
    village: Village, owner: str, may: tuple[str, ...], may_not: tuple[str, ...]
) -> None:
    id, = await publish(village, who=owner, seats=10)
    for who in may_not:
        phone = village.phone(who)
        for meaning in (BookSlot(id), ShowDays(village.people[owner].participant)):
            await press(phone, meaning)
            assert not phone.has_seen("15:00–15:30")
    for who in may:
        await press(village.phone(who), BookSlot(id))
        assert village.phone(who).has_seen("Вы записаны"), who
    assert (await slot(village, id)).taken == len(may)


async def test_somebody_else_is_not_opened_moved_or_cancelled(village: Village) -> None:
    first, second = await publish(village, THREE, THREE + HALF)
    await press(village.phone("teacher"), BookSlot(first))
    colleague = village.phone("colleague")
    for meaning in (OpenBooking(first), CancelBooking(first, 1), NoteBooking(first), BookSlot(second, first)):
        await press(colleague, meaning)
        colleague.sees("Такой записи у вас нет")
    assert [(await slot(village, each)).taken for each in (first, second)] == [1, 0]


async def test_of_a_group_the_owner_gets_one_entry_and_each_who_comes_their_own(village: Village) -> None:
    id, = await publish(village, seats=3)
    curator = village.phone("curator")
    people = await teachers(village, 3)
    for each in people:
        await press(phone_of(village, each), BookSlot(id))
    made, = calendars(curator)
    assert (made.method, made.events[0].summary) == ("PUBLISH", "Групповая консультация")
    assert len({calendars(phone_of(village, each))[0].events[0].uid for each in people}) == 3
    for each in people:
        await press(phone_of(village, each), CancelBooking(id, 1))
    made, off = calendars(curator)
    assert (off.method, off.events[0].uid) == ("CANCEL", made.events[0].uid)
    assert (off.events[0].sequence or 0) > (made.events[0].sequence or 0)


async def test_nothing_is_kept_of_a_calendars_file_that_has_gone(village: Village) -> None:
    id, = await publish(village)
    await press(village.phone("teacher"), BookSlot(id))
    await village.stage.app.tick()
    assert rows(village.file)["files"] == []


async def test_without_times_it_is_said_so(village: Village) -> None:
    teacher = village.phone("teacher")
    await teacher.says("записаться")
    teacher.sees("Свободного времени для записи пока нет")
    await press(teacher, ShowTimes(village.people["curator"].participant, date.fromisoformat(DAY)))
    teacher.sees("сейчас нет")
    await press(teacher, ShowOwners(9))
    teacher.sees("Свободного времени для записи пока нет")
    await teacher.says("мои записи")
    teacher.sees("Вы пока никуда не записаны")

