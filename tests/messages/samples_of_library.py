"""Sample facts for the library and for «my people»; every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.library import Line
from scheduler.near import Person
from storage.library import Kind, Material, Source
from storage.people import Director, Relation, School
from tests.messages.samples_of_rooms import LONG

TITLE = "Программа перехода школы в <«эффективный»> режим & план-график на 2018/19 учебный год"
FULL = Material(7, 1, Source.CHAT, Kind.TEMPLATE, TITLE, f"{LONG}\nВторая <строка>", "https://example.org/plan?a=1&b=2",
                3, "document", "План.docx", "", "Смысловое чтение <и> письмо", 5, 1_527_000_000)
BARE = replace(FULL, kind=Kind.ANSWER, title="План", about="", link="", file=None, file_name="", topic="")
PAPER = replace(FULL, register="agreement", number="124-р", dated_on="2018-03-12", partner="Колледж <№ 1> & партнёры")
LINES = [Line(number, FULL if number % 2 else replace(BARE, kind=kind))
         for number, kind in enumerate((*Kind, Kind.ANSWER), 96)]
LINES[-1] = Line(100, PAPER)
LISTED: Mapping[str, Any] = {"lines": LINES, "total": 121, "count": 1234, "number": 121}
EMPTY: Mapping[str, Any] = {**LISTED, "lines": [], "total": 0}
MAKING: Mapping[str, Any] = {"answers": {"kind": "template"}, "programme_title": TITLE, "topic_title": TITLE}

PERSON = Person(Relation.CURATOR, 5, "Константинопольская-Заволжская Александра Вениаминовна", "+7 902 555-01-01",
                "Институт <развития> образования & региона", (TITLE, "Школа № 5", "Школа № 6"), "2018-06-08",
                "Иванова <Мария> Петровна", True)
PEOPLE = [PERSON, *(replace(PERSON, relation=relation, phone="", away_until="", deputy="", reachable=reachable,
                            homes=("Школа № 5",)) for relation in Relation for reachable in (True, False))][:6]
MINE: Mapping[str, Any] = {"people": PEOPLE, "several": True, "person_name": PERSON.name, "count": 215}
SCHOOL = School(3, "МБОУ <«Бильчирская СОШ»> & филиал", "Осинский район", 215)
SCHOOLS: Mapping[str, Any] = {
    "schools": [(SCHOOL, [Director(3, PERSON.name, "+7 902 555-01-01"), Director(3, "Ли Анна", "")]),
                (replace(SCHOOL, municipality=""), [])] * 3,
    "total": 215, "skip": 210}

LIBRARY: dict[str, tuple[Mapping[str, Any], ...]] = {
    "library/shelf": tuple({**facts, "adds": adds} for facts in (LISTED, EMPTY, {**LISTED, "total": 1})
                           for adds in (True, False)),
    "library/kind": tuple({**LISTED, "kind": kind.value} for kind in Kind),
    "library/found": (LISTED, EMPTY, {**LISTED, "total": 2}, {**LISTED, "total": 1}),
    "library/card": ({"material": FULL, "zone": "Asia/Irkutsk"}, {"material": BARE, "zone": "Asia/Irkutsk"},
                     *({"material": each, "zone": "Asia/Irkutsk"} for each in (
                         PAPER, replace(BARE, register="order", dated_on="2018-03-12"),
                         replace(BARE, register="publication")))),
    **dict.fromkeys(("library/sure_drop", "library/dropped", "library/added"), ({"title": TITLE},)),
    **dict.fromkeys(("library/ask_words", "library/too_general", "library/not_there", "library/not_yours",
                     "library/not_a_keeper", "library/content_please", "library/kind_please"), ({},)),
    **dict.fromkeys(("library/ask_programme", "library/ask_title", "library/ask_kind", "library/ask_topic"), (MAKING,)),
    "library/ask_content": (MAKING, {**MAKING, "answers": {"kind": "answer"}}),
    "library/topic_please": ({"titles": ["Чтение <и> письмо"]}, {"titles": [TITLE] * 50}),
    "library/too_long": ({"limit": 200}, {"limit": 3000}),
    "people/mine": (MINE, {**MINE, "people": PEOPLE[1:], "several": False}, {**MINE, "people": []}),
    "people/schools": (SCHOOLS, {**SCHOOLS, "schools": [], "total": 0}),
    "people/not_yours": ({},),
}
