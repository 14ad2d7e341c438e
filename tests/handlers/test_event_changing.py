"""An event is changed or called off, and those whom it concerns hear of it once."""


import pytest

from tests.handlers.conftest import Village, instant
from tests.handlers.seminar import TITLE, desk, invited, made
from tests.handlers.tables import change


async def test_several_changes_are_told_once_and_to_those_alone_whom_they_concern(village: Village) -> None:
    phone = await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Приду")
    await colleague.taps("Не смогу")
    await colleague.says("/cancel")
    await desk(village, phone)
    await phone.taps("Изменить")
    await phone.taps("Место и ссылку")
    await phone.says("Школа № 1, актовый зал")
    phone.sees("Об изменениях сообщу всем", "одним сообщением в 10:10")
    await phone.taps("Изменить")
    await phone.taps("Программу")
    await phone.says("10:00 Сразу к делу")
    before = len(teacher.screen), len(colleague.screen)
    await village.stage.rehearsal.live_until(village.now + 700)
    assert len(teacher.screen) == before[0] + 1
    teacher.sees(f"Изменения: {TITLE}", "Место: было Институт, ауд. 204, стало Школа № 1, актовый зал",
                 "Трансляции не будет", "Обновилась программа", "Ваш ответ на приглашение остаётся прежним")
    assert len(colleague.screen) == before[1]
    await village.stage.rehearsal.live_until(village.now + 3600)
    assert len(teacher.screen) == before[0] + 1


async def test_another_time_is_told_also_to_those_who_could_not_come(village: Village) -> None:
    phone = await invited(village)
    colleague = village.phone("colleague")
    await colleague.taps("Не смогу")
    await colleague.says("/cancel")
    await desk(village, phone)
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says("24.05 15:00")
    phone.sees("Было: среда, 23 мая, 10:00–13:00", "Станет: четверг, 24 мая, 15:00–18:00", "20 человек")
    await phone.taps("Да, перенести")
    await phone.taps("Сообщить сейчас")
    colleague.sees("Время: было среда, 23 мая, 10:00–13:00, стало четверг, 24 мая, 15:00–18:00")


@pytest.mark.parametrize(("words", "becomes"), [
    ("22.05 10:00", "вторник, 22 мая, 10:00–13:00"), ("завтра 10:00", "четверг, 17 мая, 10:00–13:00"),
    ("11:00", "среда, 23 мая, 11:00–14:00"), ("в 5:00", "среда, 23 мая, 05:00–08:00"),
])
async def test_a_new_time_is_read_as_of_today_and_a_bare_one_as_of_the_old_day(
    village: Village, words: str, becomes: str
) -> None:
    phone = await made(village)
    change(village.file, "update events set starts_at = ?, ends_at = ?", instant("2018-05-23", "04:00"),
           instant("2018-05-23", "07:00"))  # by Greenwich it is still the 22nd
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says(words)
    phone.sees(f"Станет: {becomes}", "Никто не приглашён")
    await phone.taps("Да, перенести")
    phone.sees(becomes)


async def test_a_new_time_outside_the_programme_is_refused(village: Village) -> None:
    phone = await made(village)
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says("23.05.2020 10:00")
    assert phone.has_seen("Программа заканчивается")
    assert not phone.has_seen("Станет:")


async def test_what_was_changed_back_is_no_news(village: Village) -> None:
    phone = await invited(village)
    teacher = village.phone("teacher")
    await teacher.taps("Приду")
    await desk(village, phone)
    before = len(teacher.screen)
    for title in ("Другое название", TITLE):
        await phone.taps("Изменить")
        await phone.taps("Название")
        await phone.says(title)
    await village.stage.rehearsal.live_until(village.now + 3600)
    assert len(teacher.screen) == before


async def test_it_is_called_off_and_everybody_hears_why(village: Village) -> None:
    phone = await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Приду")
    await desk(village, phone)
    await phone.taps("Отменить")
    await phone.says("Карантин в школах")
    phone.sees("приглашено 20 человек", "Вернуть мероприятие будет нельзя")
    await phone.taps("Да, отменить")
    phone.sees("Отменено: Карантин в школах")
    for each in (teacher, colleague):
        each.sees(f"Отменяется: {TITLE}", "Причина: Карантин в школах")
    await teacher.taps("Убрать из календаря")
    calendar = next(shown.file for shown in reversed(teacher.screen) if shown.file)
    assert b"STATUS:CANCELLED" in calendar[1]
    await village.stage.rehearsal.live_until(instant("2018-05-23", "12:00"))
    assert not teacher.has_seen("Скоро:")
