"""A curator makes a survey in the chat, and it is answered."""

import pytest

from scheduler import planner
from scheduler.programme import apply, loader
from scheduler.programme.model import Programme
from tests.handlers.conftest import EXAMPLE, Village, instant
from tests.handlers.tables import rows

TEXT = """Готовность к мониторингу
1. План работы утверждён?
- Да
- Нет
- Другое
2. Сколько учителей участвует? (число)
3. Оцените готовность (1-5, необязательно)"""


async def made(village: Village, who: str = "curator", *, whom: str = "Учителей", names: str = "С именами",
               text: str = TEXT) -> None:
    phone = village.phone(who)
    await phone.says("новый опрос")
    phone.sees("Пришлите опрос одним сообщением")
    await phone.says(text)
    phone.sees("Готовность к мониторингу", "Вопросов: 3. Кого спросим?")
    await phone.taps(whom)
    await phone.taps(names)
    phone.sees("До какого дня")
    await phone.says("25.05")
    phone.sees("1. План работы утверждён?", "один ответ: Да / Нет / Другое", "шкала 1–5; можно пропустить",
               "до 25 мая включительно. Всё верно?")
    await phone.taps("Открыть опрос")
    phone.sees("открыт до 25 мая")


async def test_a_curator_pastes_a_text_and_teachers_of_the_territory_answer(village: Village) -> None:
    await made(village)
    curator, teacher = village.phone("curator"), village.phone("teacher")
    curator.sees("Спрашиваем 20 человек, из них в программе уже 2")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "09:00"))
    teacher.sees("Ждём ваших ответов", "Готовность к мониторингу", "до 25 мая")
    await teacher.taps("Ответить на опрос")
    await teacher.taps("Другое")
    teacher.sees("Напишите, пожалуйста, своими словами")
    await teacher.says("Утвердим завтра")
    await teacher.says("4")
    await teacher.taps("5")
    teacher.sees("Спасибо")
    await curator.taps("Кто ответил")
    curator.sees("Ответили 1 из 20")
    far = village.phone("far_curator")
    await far.says("итоги")
    far.sees("Здесь появятся итоги")
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Открыт опрос")


async def test_an_operator_asks_everywhere(village: Village) -> None:
    await made(village, "operator", whom="Учителей и директоров", names="Анонимно")
    village.phone("operator").sees("Спрашиваем 81 человека")
    teacher = village.phone("teacher")
    await teacher.says("опросы")
    teacher.sees("Опрос анонимный")


async def test_mistakes_are_told_by_line_and_nothing_is_lost(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новый опрос")
    await phone.says("1. Вопрос\n- Один")
    assert phone.has_seen("строка 1: первой строкой напишите название")
    assert phone.has_seen("вариант только один")
    await phone.says(TEXT)
    phone.sees("Кого спросим?")
    await phone.says("учителей")
    phone.sees("Кого спросим?")
    assert len(rows(village.file)["surveys"]) == 1


async def test_photos_cannot_be_anonymous(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новый опрос")
    await phone.says("Кабинет\n1. Пришлите снимок (фото)")
    await phone.taps("Учителей")
    assert "Анонимно" not in phone.labels()
    await phone.taps("С именами")
    await phone.says("01.05.2018")
    assert phone.has_seen("уже прош")
    await phone.says("01.05.2030")
    assert phone.has_seen("31 декабря")


@pytest.mark.parametrize("who", ["teacher", "director", "coordinator", "observer", "mentor"])
async def test_nobody_else_makes_surveys(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("новый опрос")
    phone.sees("Опросы открывают кураторы и операторы программы")


async def test_loading_the_programme_again_leaves_it_open(village: Village) -> None:
    await made(village)
    read = loader.read(EXAMPLE)
    assert isinstance(read, Programme)
    async with village.database.transaction() as tx:
        again = await apply.apply(tx, read, now=village.now)
        assert not again.surveys
        assert not again.waves
        await planner.plan_programme(tx, village.programme, village.now)
    teacher = village.phone("teacher")
    await teacher.says("опросы")
    teacher.sees("План работы утверждён?")
