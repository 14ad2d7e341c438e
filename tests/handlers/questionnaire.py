"""A survey of every kind of question, put into the village, and looks at what was answered."""

import json
from typing import Any

from scheduler import planner
from scheduler.surveys import written
from scheduler.surveys.form import Kind, Option, Question, Scale
from storage import surveys
from storage.participants import Role
from storage.surveys import Way
from tests.handlers.conftest import Village
from tests.handlers.tables import rows

LONG = tuple(Option(f"o{number}", f"Вариант {number}: слишком длинный, чтобы стоять на кнопке телефона")
             for number in range(1, 13))
KINDS = (
    Question("plan", Kind.SELECT_ONE, "План есть?", options=(Option("y", "Да"), Option("n", "Нет")),
             required="true()"),
    Question("why", Kind.TEXT, "Почему нет?", hint="Одним предложением", relevant="${plan} = 'n'"),
    Question("pupils", Kind.INTEGER, "Сколько учеников?", required="true()", constraint=". >= 0 and . <= 3000",
             constraint_message="Учеников бывает от 0 до 3000."),
    Question("weak", Kind.INTEGER, "Из них отстают?", relevant="${pupils} > 0", constraint=". <= ${pupils}",
             constraint_message="Не больше, чем всего: ${pupils}."),
    Question("share", Kind.CALCULATE, calculation="round(${weak} div ${pupils} * 100)"),
    Question("warning", Kind.NOTE, "Отстают ${share} % учеников.", relevant="${share} >= 50"),
    Question("long", Kind.SELECT_ONE, "Что важнее?", options=LONG),
    Question("many", Kind.SELECT_MULTIPLE, "Что мешает?", options=LONG[:3], heading="Трудности",
             required="true()"),
    Question("mark", Kind.RANGE, "Оцените", scale=Scale(1, 10, 1)),
    Question("hours", Kind.DECIMAL, "Часов в неделю?"),
    Question("percent", Kind.RANGE, "Сколько процентов?", scale=Scale(0, 100, 1)),
    Question("day", Kind.DATE, "Когда учились?", constraint=". <= today()", required="true()"),
    Question("photo", Kind.IMAGE, "Снимок кабинета"),
    Question("scan", Kind.FILE, "План файлом"),
    Question("bye", Kind.NOTE, "Итоги пришлём в сентябре."),
)
TWO = (Question("a", Kind.SELECT_ONE, "Первый?", options=(Option("y", "Да"), Option("n", "Нет")), required="true()"),
       Question("b", Kind.SELECT_ONE, "Второй?", options=(Option("y", "Да"), Option("n", "Нет")), required="true()"))


async def ask(village: Village, questions: tuple[Question, ...] = KINDS, *, code: str = "k", title: str = "Самоаудит",
              opens: str = "2018-05-16", closes: str = "2018-05-31", **how: Any) -> int:
    """Ask the teachers, from today on. The wave."""
    whom = how.pop("whom", [(Role.TEACHER, "")])
    settings: dict[str, Any] = {"late": False, "unit": "person", "anonymous": False, **how}
    async with village.database.transaction() as tx:
        await surveys.put(tx, programme=village.programme, code=code, title=title, version="1",
                          questions=written.write(questions), now=village.now)
        wave = await surveys.put_wave(tx, programme=village.programme, survey=code, code=code, title=title,
                                      opens_on=opens, closes_on=closes, whom=[Way(*way) for way in whom],
                                       **settings)
        await planner.plan_programme(tx, village.programme, village.now)
    return wave


def answers(village: Village) -> dict[str, Any]:
    """What counts, by the names of the questions; of one sheet, which there must be."""
    found: dict[str, Any] = {}
    for _, question, value, _, counts in rows(village.file)["answers"]:
        assert question not in found
        if counts:
            found[str(question)] = json.loads(str(value))
    return found


def finished(village: Village) -> list[bool]:
    """Of each sheet, whether it is finished."""
    return [row[-1] is not None for row in rows(village.file)["sheets"]]
