"""The menu of each role holds what that role can use, and nothing else."""

import pytest

from tests.handlers.conftest import APOLOGY, Village, instant
from tests.handlers.tables import change

OWN = ["В работе · 7", "Готово · 0"]
NAME, ASK, SEND = "Исправить моё имя", "Спросить куратора", "Рассылки"
SHELF, PEOPLE, DAY, MORE = "Материалы", "Мои люди", "Мой день", "Ещё"


@pytest.mark.parametrize(("who", "labels"), [
    ("teacher", [ASK, SHELF, PEOPLE, NAME, MORE]), ("mentor", [DAY, ASK, SHELF, PEOPLE, NAME, MORE]),
    ("expert", [DAY, ASK, SHELF, NAME, MORE]),
    ("guest", [ASK, SHELF, NAME]),
    ("director", [*OWN, ASK, SEND, SHELF, PEOPLE, NAME, MORE]),
    ("coordinator", [DAY, "В работе · 4", "Готово · 0", "На проверку · 0", "Просрочено · 0", "По организациям", ASK,
                     SEND, PEOPLE, MORE]),
    ("curator", [DAY, "В работе · 14", "Готово · 0", "На проверку · 0", "Просрочено · 0", "По организациям", "Журнал",
                 SEND, PEOPLE, MORE]),
    ("operator", [DAY, "На проверку · 0", "Просрочено · 0", "По организациям", "Журнал", SEND, SHELF, NAME, MORE]),
    ("observer", ["На проверку · 0", "Просрочено · 0", "По организациям", SHELF, NAME, MORE])])
async def test_each_role_has_its_menu(village: Village, who: str, labels: list[str]) -> None:
    phone = village.phone(who)
    await phone.says("меню")
    assert phone.labels() == labels


@pytest.mark.parametrize("word", ["/start", "/menu", "Меню", "ПРИВЕТ", "здравствуйте"])
async def test_the_menu_opens_by_many_words(village: Village, word: str) -> None:
    phone = village.phone("director")
    await phone.says(word)
    phone.sees("Марина Петровна, чем помочь?", "МБОУ «Бильчирская СОШ»")


async def test_every_button_of_every_menu_leads_somewhere(village: Village) -> None:
    for who in village.people:
        phone = village.phone(who)
        await phone.says("меню")
        for label in phone.labels():
            await phone.taps(label)
            assert not phone.has_seen(APOLOGY), (who, label)
            assert "больше не работает" not in phone.last.text, (who, label)
            await phone.says("/cancel")
            await phone.says("меню")


async def test_what_is_late_stands_in_red_figures(village: Village) -> None:
    await village.stage.clock.advance(instant("2018-06-20") - village.now)
    phone = village.phone("director")
    await phone.says("меню")
    phone.sees("7 в работе, из них просрочено 1")
    assert "Просрочено · 1" in phone.labels()


async def test_an_open_question_can_be_gone_on_with(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("вопрос")
    await phone.says("/start")
    await phone.taps("Продолжить ответ")
    phone.sees("Напишите вопрос")


async def test_two_roles_in_one_school_name_it_once(village: Village) -> None:
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         "select participant, programme, organisation, 'teacher', 'people', 1 from roles "
                         "where participant = ?", village.people["director"].participant)
    phone = village.phone("director")
    await phone.says("меню")
    assert phone.last.text.count("Бильчирская") == 1


async def test_without_a_role_one_is_told_what_to_do(village: Village) -> None:
    change(village.file, "update roles set ended_at = 1 where participant = ?",
           village.people["teacher"].participant)
    phone = village.phone("teacher")
    for word in ("меню", "/tasks", "что-нибудь", "вопрос"):
        await phone.says(word)
        assert not phone.has_seen(APOLOGY)
    await phone.says("меню")
    phone.sees("нет роли ни в одной программе")
    await phone.says("/help")
    phone.sees("[Мои данные]")


async def test_help_names_the_ways(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("/help")
    phone.sees("«Меню»", "«Отмена»", "[Открыть меню]")
    assert "Нужна школа" not in phone.last.text
    curator = village.phone("curator")
    await curator.says("/help")
    curator.sees("Нужна школа — напишите её номер")
