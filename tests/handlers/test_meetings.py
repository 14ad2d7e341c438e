"""Meetings: made, invited to again, minutes sent once, and who reads what."""

import io

import docx

from messages.meanings_of_meetings import ExportMinutes, InviteSame, NextMeeting, OpenMeeting, SendMinutes
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import found
from tests.handlers.test_deciding import begun
from tests.phone import Phone


async def called(village: Village, agenda: str = "Итоги\nВПР") -> Phone:
    """An interview of the 22nd, to which nobody is invited yet."""
    phone = village.phone("curator")
    await phone.says("новая встреча")
    await phone.taps("Рабочая группа")
    await phone.says("22.05 10:00")
    await phone.taps("До 11:30")
    await phone.taps("Пропустить")
    await phone.says(agenda)
    return phone


async def test_a_meeting_needs_no_place_and_no_times_in_its_agenda(village: Village) -> None:
    phone = await called(village)
    phone.sees("Рабочая группа", "1. Итоги", "2. ВПР")
    await phone.taps("Создать")
    phone.sees("Встреча создана", "пригласите людей")


async def test_an_agenda_with_times_is_one_of_times(village: Village) -> None:
    phone = await called(village, "10:00 Итоги\n10:30 ВПР")
    phone.sees("10:00 Итоги", "10:30 ВПР")


async def test_a_beginning_that_has_passed_is_told(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("новая встреча")
    await phone.taps("Совещание")
    await phone.says("15.05.2018 10:00")
    phone.sees("Когда начинается?")
    assert found(village.file, "select count(*) from events where kind = 'meeting' and owner is not null")[0][0] == 0


async def test_the_minutes_go_out_once_for_two_taps(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    for _ in range(2):
        await press(phone, SendMinutes(made.meeting))
    director = village.phone("director")
    director.catch_up()
    assert sum(shown.text.startswith("Протокол: ") for shown in director.screen) == 1
    await press(phone, OpenMeeting(made.meeting))
    phone.sees("Протокол отправлен")
    await village.stage.clock.advance(60)
    await phone.taps("Отправить протокол ещё раз")
    director.catch_up()
    assert sum(shown.text.startswith("Протокол: ") for shown in director.screen) == 2


async def test_minutes_of_what_has_not_begun_are_not_sent(village: Village) -> None:
    phone = await called(village)
    await phone.taps("Создать")
    meeting = found(village.file, "select max(id) from events")[0][0]
    await press(phone, SendMinutes(meeting))
    phone.sees("ещё не началась")


async def test_whoever_was_invited_may_have_the_minutes_as_a_file(village: Village) -> None:
    _, made = await begun(village)
    director = village.phone("director")
    await press(director, OpenMeeting(made.meeting))
    assert "+ Решение" not in director.labels()
    await press(director, ExportMinutes(made.meeting))
    file = next(shown.file for shown in reversed(director.screen) if shown.file)
    assert "Р-1" in [cell.text for table in docx.Document(io.BytesIO(file[1])).tables for row in table.rows
                     for cell in row.cells]


async def test_the_next_meeting_is_one_however_often_it_is_tapped(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    for _ in range(2):
        await press(phone, NextMeeting(made.meeting))
    assert found(village.file, "select count(*) from events where series = ?", made.meeting)[0][0] == 2
    assert phone.last.text.startswith("Открыто с прошлого раза")
    phone.sees("Р-1", "Позовите тех же") if "создана" in phone.last.text else phone.sees("Р-1")


async def test_the_same_people_are_invited_once(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    await press(phone, NextMeeting(made.meeting))
    after = found(village.file, "select max(id) from events")[0][0]
    for _ in range(2):
        await press(phone, InviteSame(after))
    director = village.phone("director")
    director.catch_up()
    assert sum(shown.text.startswith("Приглашаем: ") for shown in director.screen) == 1
    assert found(village.file, "select count(*) from rsvps where event = ? and invited_at is not null", after) == [(1,)]


async def test_a_meeting_behind_the_end_of_the_programme_is_refused(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    await village.stage.clock.advance(instant("2018-12-20") - village.now)
    await press(phone, NextMeeting(made.meeting))
    assert phone.has_seen("программа заканчивается")
    assert found(village.file, "select count(*) from events where series is not null")[0][0] == 0


async def test_after_it_its_holder_is_asked_for_decisions_and_nobody_is_thanked(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    async with village.database.transaction() as tx:
        await tx.run("attendance.mark", event=made.meeting, participant=village.people["director"].participant,
                     how="list", minutes=0, marked_by=None, now=village.now)
    await village.stage.rehearsal.live_until(village.now + 4 * 3600)
    assert phone.has_seen("встреча закончилась")
    assert not village.phone("director").has_seen("Спасибо, что были с нами")


async def test_who_calls_no_meetings_is_told_so(village: Village) -> None:
    for who in ("director", "teacher", "observer", "mentor"):
        phone = village.phone(who)
        await phone.says("новая встреча")
        phone.sees("Встречи назначают координаторы")
