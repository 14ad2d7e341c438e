"""A plan as a Word file on two messengers: sent, settled by thumbs, loaded, worked on, and corrected by a second file.
The run on SQLite with the operator on Telegram writes its transcript into `docs/transcripts/`.
"""

from pathlib import Path

import pytest

from storage.participants import Role
from tests.handlers.importing import paper
from tests.journeys.conftest import Town
from tests.journeys.test_meeting import NAMES, measure
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
SCHOOL = "МБОУ «Бильчирская СОШ»"
FIRST = (("1", "Совещание директоров школ", "до 30.05.2018", "Школы"),
         ("2", "Обучение школьных команд работе с данными", "до 28.09.2018", "Школы фокус-группы"),
         ("3", "Изучение опыта школ-партнёров", "по щучьему велению", "Школы"),
         ("4", "Анализ планов развития школ", "до 31.10.2018", "Совет мудрецов"),
         ("5", "Выставка детских работ", "до 30.11.2018", "Школы"))
SECOND = (("1", "Входная диагностика учителей", "до 10.09.2018", "Школы"),
          ("2", "Совещание директоров школ", "до 30.05.2018", "Школы"),
          ("3", "Обучение школьных команд работе с данными", "до 12.10.2018", "Школы фокус-группы"),
          ("4", "Изучение опыта школ-партнёров", "по щучьему велению", "Школы"),
          ("5", "Анализ планов развития школ", "до 31.10.2018", "Совет мудрецов"))


@pytest.mark.parametrize(("above", "below"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_plan_from_the_file_to_its_correction(irkutsk_town: Town, above: str, below: str,
                                                      request: pytest.FixtureRequest) -> None:
    operator = await irkutsk_town.joins(irkutsk_town.member(Role.OPERATOR), above)
    school = next(each for each in irkutsk_town.members if each.role is Role.DIRECTOR and each.place == SCHOOL)
    director = await irkutsk_town.joins(school, below)
    for phone in (operator, director):
        phone.transcript.clear()
        phone.taken = phone.said = 0
    counted: list[str] = []
    await settled(operator)
    measure(counted, "Оператор прислал план, ответил на два вопроса и загрузил", operator)
    await worked(director)
    measure(counted, "Директор отметил сделанное", director)
    await corrected(operator)
    measure(counted, "Оператор прислал исправленный план и загрузил его", operator)
    await kept(director)
    if "sqlite" in request.node.name and above == "telegram":
        (TRANSCRIPTS / "import.md").write_text(transcript(counted, operator, director), encoding="utf-8")


async def settled(operator: Phone) -> None:
    operator.note("16 мая. Оператор присылает план таблицей Word")
    await operator.sends("document", "Дорожная карта.docx", paper(*FIRST))
    operator.sees("Мероприятий: 5", "Нужно уточнить: 2")
    await operator.taps("Уточнить · 2")
    await operator.taps("1")
    operator.sees("по щучьему велению", "Изучение опыта")
    await operator.taps("Другая дата")
    await operator.says("15 декабря")
    operator.sees("Совет мудрецов", "кто это в программе")
    await operator.taps("Выбрать")
    await operator.taps("1")
    operator.sees("Всё понятно")
    await operator.taps("Что изменится")
    operator.sees("Новых: 5", "исчезнет: 20")
    while "✅ Загрузить" not in operator.labels():
        await operator.taps("Дальше ›")
    await operator.taps("✅ Загрузить")
    operator.sees("исчезнет больше, чем останется")
    await operator.taps("Да, заменить план")
    operator.sees("План загружен", "Новых мероприятий: 5")


async def worked(director: Phone) -> None:
    director.note("Директор видит задачи нового плана и отмечает первую")
    await director.says("задачи")
    director.sees("Совещание директоров школ", "Анализ планов развития")
    await director.taps("1")
    director.sees("1. Совещание директоров школ")
    await director.taps("✅ Сделано")
    await director.says("Провели 16 мая, были все")
    await director.taps("✅ Готово")
    director.sees("сделано")


async def corrected(operator: Phone) -> None:
    operator.note("Исправленный план: строка в начале, другой срок, одного мероприятия больше нет")
    await operator.sends("document", "Дорожная карта (исправленная).docx", paper(*SECOND))
    operator.sees("Учтены ответы к прежним файлам: 2", "Всё понятно")
    await operator.taps("Что изменится")
    operator.sees("Новых: 1", "под другим номером: 4", "исчезнет: 1", "Выставка детских работ",
                  "2 → 3. Обучение школьных команд", "28 сентября 2018 года → 12 октября 2018 года")
    await operator.taps("✅ Загрузить")
    operator.sees("План загружен", "Новых мероприятий: 1", "под другим номером: 4", "снятых: 1")
    await operator.taps("К файлам")
    operator.sees("загружен")


async def kept(director: Phone) -> None:
    director.note("У директора сделанное осталось сделанным, под новым номером")
    await director.says("задачи")
    director.sees("Входная диагностика", "12 октября")
    assert "Выставка" not in director.last.text
    await director.taps("Готово")
    director.sees("Совещание директоров школ")
    await director.taps("1")
    director.sees("2. Совещание директоров школ", "Подтверждений: 1")


def transcript(counted: list[str], *phones: Phone) -> str:
    told = [f"## {title}, {NAMES[phone.channel]}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n"
            for title, phone in zip(("Оператор", "Директор"), phones, strict=True)]
    return ("# План из файла Word: вопросы, разница, загрузка, исправленный файл\n\n"
            "Записано тестом `tests/journeys/test_import.py`; файл правится только им.\n\n" + "\n".join(counted)
            + "\n\n" + "\n".join(told))
