"""Another date for everyone: named, confirmed, and told to all concerned once."""

import pytest

from messages.meanings import AskMoreTime, DecideExtension, MoveDate
from storage import extensions, tasks
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, rows
from tests.phone import Phone


async def begun(village: Village, number: str = "1.4.1") -> tuple[Phone, int]:
    activity = (await village.task(number)).activity
    phone = village.phone("curator")
    await press(phone, MoveDate(activity))
    return phone, activity


async def test_all_tasks_move_and_all_concerned_hear_once(village: Village) -> None:
    phone, activity = await begun(village)
    phone.sees("Срок для всех: 15 июня 2018 года", "Организаций: 13")
    await phone.says("29.06.2018")
    phone.sees("29 июня 2018", "13 организаций")
    await phone.taps("Да, перенести")
    phone.sees("изменено задач: 13")
    async with village.database.reading() as tx:
        moved = [await tasks.by_id(tx, id) for id in await tasks.of_activity(tx, activity)]
    assert {each.due_on for each in moved if each} == {"2018-06-29"}
    for who in ("director", "other_director", "coordinator", "other_coordinator", "far_curator"):
        assert [shown.text for shown in village.phone(who).screen] == [
            "Новый срок: «Обосновать отбор школ, которые обязательно войдут в программу (не менее 11 % школ по итогам "
            "выявления)» — до 29 июня 2018 года."], who
    for who in ("teacher", "observer", "operator", "expert"):
        assert village.phone(who).screen == [], who


@pytest.mark.parametrize(("typed", "why"), [
    ("15.05.2018", "Этот день уже прошёл"), ("31.06.2018", "Не понял дату"), ("01.02.2019", "Программа заканчивается")])
async def test_a_day_that_cannot_be_is_asked_for_again(village: Village, typed: str, why: str) -> None:
    phone, _ = await begun(village)
    await phone.says(typed)
    assert phone.has_seen(why)
    phone.sees("Напишите новый день")


async def test_nothing_moves_without_the_last_tap(village: Village) -> None:
    before = rows(village.file)
    phone, _ = await begun(village)
    await phone.says("29.06.2018")
    await phone.says("да")
    assert phone.has_seen("Нажмите, пожалуйста, кнопку")
    await phone.taps("Отменить")
    assert rows(village.file) == before


async def test_a_request_that_the_new_day_overtakes_is_closed(village: Village) -> None:
    task = await village.task("1.4.1")
    director = village.phone("director")
    await press(director, AskMoreTime(task.id))
    await director.says("22.06.2018")
    await director.says("Не успеваем")
    async with village.database.reading() as tx:
        extension = await extensions.open_of(tx, task.id)
    assert extension
    phone, _ = await begun(village)
    await phone.says("29.06.2018")
    await phone.taps("Да, перенести")
    await press(village.phone("coordinator"), DecideExtension(extension.id, 1))
    assert (await village.again(task)).due_on == "2018-06-29"


async def test_at_night_it_is_told_in_the_morning(village: Village) -> None:
    await village.stage.clock.advance(instant("2018-05-16", "23:00") - village.now)
    phone, _ = await begun(village)
    await phone.says("29.06.2018")
    await phone.taps("Да, перенести")
    phone.sees("изменено задач: 13")
    assert village.phone("director").screen == []
    await village.stage.rehearsal.live_until(instant("2018-05-17", "08:00"))
    village.phone("director").sees("29 июня 2018")


async def test_a_form_whose_right_is_gone_ends_instead_of_catching_every_word(village: Village) -> None:
    phone, _ = await begun(village)
    change(village.file, "update roles set role = 'observer' where participant = ?",
           village.people["curator"].participant)
    await phone.says("29.06.2018")
    phone.sees("нужна другая роль")
    await phone.says("меню")
    phone.sees("чем помочь?")
    assert "Продолжить ответ" not in phone.labels()
