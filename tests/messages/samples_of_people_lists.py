"""Sample facts for what is said of lists of people that come as files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scheduler.documents.answers import Answer, Said
from scheduler.documents.people_known import Member
from scheduler.documents.people_rows import Entry
from scheduler.documents.questions import Matter, Question
from scheduler.documents.roster import Line, Outlook
from scheduler.documents.telling import Named
from scheduler.documents.telling_people import ROLES, Asked
from scheduler.programme.mistakes import Place
from scheduler.programme.model import Person, Post
from storage.participants import Role
from tests.messages.samples_of_rooms import LONG, SCHOOL, TITLE

FILE = "Список <участников> & наставников, исправленный.xlsx"
NAME = "Константинопольская-<Преображенская> Александра & Всеволодовна"
PLACE = Place(FILE, "Лист <1>", "F5012")
ENTRY = Entry(PLACE, NAME, "заместитель директора по учебно-воспитательной работе", SCHOOL, "+7 902 555-01-01")
MATTERS = (Matter.PLACE, Matter.ROLE, Matter.CONTACT, Matter.FAULT, Matter.TWIN, Matter.ALIKE)
SETTLED = (None, Answer(Said.SAME), Answer(Said.OTHER), Answer(Said.SKIP), Answer(Said.WITHOUT), Answer(Said.OWNERS),
           *(Answer(Said.ROLE, role=role) for role in Role))
LINE = Line(NAME, tuple((role, SCHOOL) for role in Role), ("name", "phone", "email", "subjects"))
OUTLOOK = Outlook((LINE,) * 3, (LINE,) * 2, (), 120, 240, False, (NAME,) * 7, 12)
WHOLE = replace(OUTLOOK, gone=(LINE,) * 4, whole=True)
SAME = Outlook((), (), (), 120, 0, False, (), 12)
PREVIEW: Mapping[str, Any] = {
    "name": FILE, "programme": TITLE, "outlook": OUTLOOK, "people": 124, "roles": {role.value: 21 for role in Role},
    "open": 17, "noted": 120, "skipped": 3, "spelt": 12, "repeated": 5, "remembered": 4}
EMPTY: Mapping[str, Any] = dict.fromkeys(("open", "noted", "skipped", "spelt", "repeated", "remembered"), 0)
PERSON = Person(NAME, tuple(Post(role, "bil") for role in Role), ("key",), "+79025550101", "konstantin@example.org")


def asked(matter: Matter, answer: Answer | None, rows: int = 1) -> Asked:
    beside = Member(7, NAME, frozenset(("bil",)), frozenset()) if matter is Matter.ALIKE else None
    whom = (Named("school", SCHOOL),) if answer else ()
    return Asked(Question(matter, LONG, "", (1,)), (ENTRY,) * rows, answer, whom,
                 answer is not None, beside, (SCHOOL,) * 5 if beside else ())


PEOPLE_LISTS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "imports/people_preview": (PREVIEW, {**PREVIEW, **EMPTY}, {**PREVIEW, "outlook": WHOLE},
                               {**PREVIEW, **EMPTY, "outlook": SAME, "roles": {}, "people": 0}),
    "imports/people_question": tuple(
        {"asked": asked(matter, answer, rows), "left": 4, "named": Named("school", SCHOOL), "role": role.value}
        for matter in MATTERS for answer in SETTLED for rows, role in ((1, ROLES[0]), (5, ROLES[-1]))),
    "imports/people_rows": (
        {"lines": (PERSON,) * 8, "total": 124, "titles": {"bil": SCHOOL}},
        {"lines": (Person("Лосев", (Post(Role.TEACHER, "bil"),), ("key",)),), "total": 1, "titles": {"bil": SCHOOL}},
        {"lines": (), "total": 0, "titles": {}}),
    "imports/people_changes": (
        *({"outlook": WHOLE, "lines": [(kind, LINE) for kind in ("gone", "changed", "added") for _ in range(2)],
           "open": number, "before": before} for number, before in ((0, ""), (3, "gone"))),
        {"outlook": OUTLOOK, "lines": [("added", Line("Лосев"))], "open": 0, "before": ""},
        {"outlook": SAME, "lines": [], "open": 0, "before": ""}),
    "imports/sure_only": ({"name": FILE, "absent": 240}, {"name": FILE, "absent": 1}),
    "imports/other_people": ({},),
    "imports/people_loaded": tuple({"name": FILE, "programme": TITLE, "outlook": each}
                                   for each in (OUTLOOK, WHOLE, SAME)),
}
