"""Sample facts for what is said of plans that come as documents."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from scheduler.documents.answers import Answer, Said
from scheduler.documents.applying import Line, Outlook
from scheduler.documents.document import Concern, Row
from scheduler.documents.indicator import Indicator
from scheduler.documents.questions import Matter, Question
from scheduler.documents.telling import Asked, Named, Remark, Shown
from scheduler.programme.mistakes import Place
from scheduler.programme.model import Level, Period
from scheduler.programme.reading import Reading, Sort, Status
from scheduler.programme.when import NO_DATE, When
from storage.imports import Import, Kind, Listed, Remembered, State
from storage.participants import Role
from tests.messages.samples_of_rooms import DAY, LONG, SCHOOL, TITLE

FILE = "Дорожная карта <ШНОР> & сопровождение, исправленная.docx"
IMPORT = Import(7, 1, TITLE, "Asia/Irkutsk", 5, 9, FILE, State.DRAFT, "", "", "{}", 1_526_435_700, None)
PERIOD = Period(date(2018, 5, 16), date(2018, 12, 31))
WHEN = When(date(2018, 5, 29), date(2018, 5, 30))
WHENS = (WHEN, When(None, date(2018, 6, 30)), When(date(2018, 7, 1), date(2018, 7, 1)), NO_DATE)
NAMED = (*(Named(level.value) for level in Level), *(Named(level.value, TITLE, True) for level in Level),
         Named("school", SCHOOL))
INDICATOR = Indicator(LONG, Decimal("52.5"), "процента <школ>")
ROW = Row(1, Place("план.docx"), TITLE, "1.1", LONG, "до 30 мая",
          Reading("до 30 мая", Status.UNSURE, Sort.DAYS, WHEN))
LINES = [Line("1.1", LONG, was_number="1.2", what=("section", "title", "due", "owners", "results", "indicators"),
              was=DAY), Line("1.3", TITLE, what=("due",), became=DAY)]
OUTLOOK = Outlook(tuple(LINES), (), (), (), 3, 240, True, 12)
LATER = Outlook(tuple(LINES), tuple(LINES), tuple(LINES), tuple(LINES), 300, 240, False, 12)
SAME = Outlook((), (), (), (), 300, 240, False, 12)
PREVIEW: Mapping[str, Any] = {
    "name": FILE, "programme": TITLE, "outlook": OUTLOOK, "activities": 2000, "sections": 9, "times": 22, "undated": 31,
    "ownerless": 2, "skipped": 1, "figures": 47, "remembered": 5, "open": 17, "noted": 120,
    "first": [Shown("1.1", LONG, each, NAMED) for each in WHENS[:3]]}
EMPTY: Mapping[str, Any] = dict.fromkeys(("times", "undated", "ownerless", "skipped", "figures", "remembered", "open",
                                          "noted"), 0)
ANSWERS = tuple(Answer(said, date(2018, 5, 30), (), Role.MENTOR) for said in Said if said is not Said.WHOLE)


def question(matter: Matter) -> Question:
    return Question(matter, LONG, "2018-2018", (1, 2), ROW.deadline if matter is Matter.UNSURE else None)


def asked(matter: Matter, answer: Answer | None = None) -> Asked:
    due = WHENS if matter in (Matter.UNSURE, Matter.OUTSIDE) else ()
    return Asked(question(matter), (ROW,) * 5, due, answer, NAMED if answer else (), answer is not None, (LONG,) * 4)


ASKED = [asked(matter, answer) for matter in Matter for answer in (None, *ANSWERS)]
NOBODY_NAMED = replace(asked(Matter.OWNER), question=Question(Matter.OWNER, "", "", (1,)), rows=(ROW,))
QUESTION: Mapping[str, Any] = {"shown": 3, "left": 4, "period": PERIOD, "named": NAMED[-1], "own": False}
MEMORIES = [{"row": Remembered(number, 1, matter.value, LONG, "", ""), "answer": ANSWERS[number], "whom": NAMED}
            for number, matter in enumerate(Matter)]
LISTED = [Listed(number, TITLE, FILE, state, 1_526_435_700, 1_526_435_800 if number else None)
          for number, state in enumerate(State) if state is not State.DROPPED]
OWN_LISTED = [replace(each, organisation_title=SCHOOL, returned=1) for each in LISTED]
KINDS = ("gone", "moved", "changed", "added")
PAGED: Mapping[str, Any] = {"before": 40, "place": 45}
FATES = ("note", "other_table", "hidden", "spelt", "repeated", "unseen")
IMPORTS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((f"imports/{name}" for name in (
        "ask_file", "file_please", "file_not_such", "not_such", "not_an_operator", "not_yours", "no_draft",
        "no_question", "no_such_owner", "still_open", "other_ground", "gone", "day_please", "nobody_of_that_name")),
        ({},)),
    "imports/ask_programme": ({"programme_title": TITLE},),
    "imports/reading": ({"name": FILE, "programme": TITLE},),
    "imports/list": tuple({**PAGED, "lines": lines, "zone": "Asia/Irkutsk", "operates": operates}
                          for lines, operates in ((LISTED, True), (OWN_LISTED, False), ([], True), ([], False))),
    "imports/state": tuple({"each": replace(IMPORT, state=state, why=LONG, ended_at=1_526_435_700, kind=kind)}
                           for state in State for kind in Kind),
    "imports/preview": (PREVIEW, {**PREVIEW, **EMPTY}, {**PREVIEW, **EMPTY, "outlook": LATER, "first": []},
                        {**PREVIEW, **EMPTY, "outlook": SAME}),
    "imports/loaded": tuple({"name": FILE, "programme": TITLE, "outlook": each} for each in (OUTLOOK, LATER, SAME)),
    "imports/sure_load": ({"outlook": LATER},),
    "imports/sure_drop": ({"name": FILE},),
    "imports/unsure": (*({**PAGED, "lines": ASKED[at:at + 5], "open": 17, "total": 40}
                         for at in range(0, len(ASKED), 5)),
                       {**PAGED, "lines": [NOBODY_NAMED], "open": 0, "total": 40},
                       {**PAGED, "lines": [], "open": 0, "total": 0}),
    "imports/question": (*({**QUESTION, "asked": each} for each in (*ASKED, NOBODY_NAMED)),
                         {**QUESTION, "asked": asked(Matter.OUTSIDE), "own": True}),
    "imports/sure_accept": ({"number": dict.fromkeys(map(str, Matter), 2)},
                            {"number": {**dict.fromkeys(map(str, Matter), 0), "unread": 1}}),
    "imports/ask_day": tuple({"words": LONG, "period": PERIOD, "own": own} for own in (False, True)),
    "imports/owners": ({**PAGED, "lines": NAMED[:5], "words": LONG}, {**PAGED, "lines": NAMED[5:10], "words": ""}),
    "imports/ask_owner": ({"words": LONG}, {"words": ""}),
    "imports/ask_which": ({"title": SCHOOL},),
    "imports/rows": ({"lines": [Shown("1.1/12", LONG, each, NAMED, (INDICATOR,) * 3) for each in WHENS * 2],
                      "total": 2000, "page": 3, "pages": 250}, {"lines": [], "total": 0, "page": 0, "pages": 0}),
    "imports/remarks": (*({"lines": [Remark("план.xlsx!Лист1!C7", LONG, f"{concern}: {LONG}") for concern in some],
                           "total": 120} for some in ([*Concern][:8], [*Concern][8:])),
                        {"lines": [Remark("план.docx", LONG, fate=fate) for fate in FATES], "total": 6},
                        {"lines": [], "total": 0}),
    "imports/changes": (
        *({"outlook": LATER, "lines": [(kind, line) for kind in KINDS for line in LINES], "open": number,
           "before": before} for number, before in ((0, ""), (3, "gone"))),
        {"outlook": SAME, "lines": [], "open": 0, "before": ""}),
    "imports/memory": tuple({**PAGED, "lines": lines, "programme": TITLE}
                            for lines in (MEMORIES[:5], MEMORIES[5:10], MEMORIES[10:], [])),
}
