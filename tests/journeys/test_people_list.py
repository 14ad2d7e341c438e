"""A list of people as an Excel file on two messengers: sent, settled by thumbs, loaded, and corrected by a second file.
The run on SQLite with the operator on Telegram writes its transcript into `docs/transcripts/`.
"""

from pathlib import Path

import pytest

from storage.participants import Role
from tests.handlers.listing import book, somebody
from tests.journeys.conftest import Town
from tests.journeys.test_meeting import NAMES, measure
from tests.phone import Phone

TRANSCRIPT = Path(__file__).parents[2] / "docs" / "transcripts" / "people-list.md"
SCHOOL, SPELT = "МБОУ «Бильчирская СОШ»", "Бильчирская  СОШ (МБОУ)"
FIRST = (somebody("Сорокина Инга Львовна", school=SPELT, phone="8 (902) 555-01-09"),
         somebody("Лосев Пётр Ильич", "учитель физики", "Школа у озера"),
         somebody("Седова Яна Олеговна", "методист", SCHOOL, email="sedova@example.org"),
         somebody("Сорокина И. Л.", "учитель", SCHOOL))
SECOND = (somebody("Сорокина Инга Львовна", school=SCHOOL, email="sorokina@example.org"),
          somebody("Лосев Пётр Ильич", "учитель физики", "Школа у озера"),
          somebody("Ветрова Ася Юрьевна", "методист", SCHOOL))


@pytest.mark.parametrize("channel", ["telegram", "vk"])
async def test_people_from_the_file_to_its_correction(irkutsk_town: Town, channel: str,
                                                      request: pytest.FixtureRequest) -> None:
    operator = await irkutsk_town.joins(irkutsk_town.member(Role.OPERATOR), channel)
    operator.transcript.clear()
    operator.taken = operator.said = 0
    counted: list[str] = []
    await settled(operator)
    measure(counted, "Оператор прислал список, ответил на три вопроса и загрузил", operator)
    await corrected(operator)
    measure(counted, "Оператор прислал исправленный список и загрузил его", operator)
    if "sqlite" in request.node.name and channel == "telegram":
        TRANSCRIPT.write_text(transcript(counted, operator), encoding="utf-8")


async def settled(operator: Phone) -> None:
    operator.note("16 мая. Оператор присылает список таблицей Excel")
    await operator.sends("document", "Список участников.xlsx", book(*FIRST))
    operator.sees("Это список людей", "Нужно уточнить: 3", "которых нет в файле: они остаются")
    await operator.taps("Уточнить · 3")
    await operator.taps("1")
    operator.sees("Школа у озера", "Лосев Пётр Ильич")
    await operator.taps("Другая организация")
    await operator.taps("Найти по названию")
    await operator.says("бильчирская")
    operator.sees("методист", "какая это роль")
    await operator.taps("Наставник")
    operator.sees("Одно лицо или двое", "Сорокина И. Л.")
    await operator.taps("Одно лицо")
    operator.sees("Это список людей: 3 человека", "Всё понятно")
    await operator.taps("Замечания · 2")
    operator.sees(SPELT.replace("  ", " "), SCHOOL)
    await operator.taps("К файлу")
    await operator.taps("Что изменится")
    operator.sees("Новых: 3", "Сорокина Инга Львовна", "остаются со своими ролями")
    await operator.taps("✅ Загрузить")
    operator.sees("Люди загружены", "Новых: 3", "Файл удалён", "vekha invites")


async def corrected(operator: Phone) -> None:
    operator.note("Исправленный список: новый адрес, одного человека нет, один новый")
    await operator.sends("document", "Список участников (исправленный).xlsx", book(*SECOND))
    operator.sees("Учтены ответы к прежним файлам: 2", "Новых: 1, с изменениями: 1, без изменений: 1", "Всё понятно")
    await operator.taps("Что изменится")
    operator.sees("Ветрова Ася Юрьевна", "эл. почта", "остаются со своими ролями")
    await operator.taps("✅ Загрузить")
    operator.sees("Люди загружены", "Новых: 1, с изменениями: 1")


def transcript(counted: list[str], phone: Phone) -> str:
    told = "\n".join(phone.transcript).strip()
    return ("# Список людей из файла Excel: вопросы, разница, загрузка, исправленный файл\n\n"
            "Записано тестом `tests/journeys/test_people_list.py`; файл правится только им.\n\n" + "\n".join(counted)
            + f"\n\n## Оператор, {NAMES[phone.channel]}\n\n```text\n{told}\n```\n")
