"""Sample facts for what is said of requests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.broadcasts import Person
from handlers.requests import Line
from scheduler.nudging import Nudged
from scheduler.requests import answers
from scheduler.requests.answers import Sum
from storage.assignments import Assignment, Kind, Place
from tests.messages.samples_of_rooms import DAY, LONG, NAME, SCHOOL, TASK, TITLE, TODAY

ASKED = Assignment(7, 1, Kind.REQUEST, "З-112", TITLE, LONG, DAY, 0, 5, NAME, None, 0, 9, None)
OVERDUE = replace(ASKED, due_on="2018-05-28")
LINES = [Line(number, "З-112", TITLE, DAY if number % 2 else "2018-05-28", NAME if number % 2 else "", 300, number * 60)
         for number in range(1, 7)]
CLOSED = Line(7, "З-1", "План", None, "", 0, 0)
SUM = Sum("Сколько <девятиклассников> & выпускников " * 9, 280, "12480,5", "44,57")
CARD: Mapping[str, Any] = {
    "asked": ASKED, "total": 300, "done": 280, "late": 2, "returned": 1, "sums": [SUM] * 3, "own": False,
    "places": [Place(number, f"{SCHOOL} {number}", 30, 12) for number in range(8)], "more": 5, "today": TODAY,
    "left": 20}
PEOPLE = [Person(number, NAME, SCHOOL if number else "", "+7 900 000-00-00, доб. 15", bool(number % 2))
          for number in range(10)]
ANSWERED = [answers.Line(number, SCHOOL, NAME if number % 2 else "", NAME, 1_526_435_700, "Asia/Irkutsk", number == 3,
                         (("Сколько <девятиклассников>", LONG), ("", "31")) if number < 3 else ())
            for number in range(1, 7)]
ABOUT: Mapping[str, Any] = {"asked": ASKED, "who": NAME, "today": TODAY}
MESSAGE: Mapping[str, Any] = {"number": "З-112", "about": LONG[:2500], "due_on": DAY, "back": "number", "questions": [],
                              "who": NAME, "place": SCHOOL}
FORM: Mapping[str, Any] = {"example": DAY, "limit": 12, "day": DAY}
REQUESTS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys(("requests/ask_text", "requests/ask_back", "requests/not_an_asker",
                     "requests/not_yours"), ({},)),
    **dict.fromkeys(("requests/ask_fields", "requests/ask_day", "requests/fields_many"), (FORM,)),
    "assignments/section": tuple({"kind": kind} for kind in Kind),
    "assignments/number": tuple({"kind": kind, "place": 112} for kind in Kind),
    "requests/sheet": ({"number": "З-112"},),
    "requests/too_long": ({"limit": 2500},),
    "requests/message": (MESSAGE, *({**MESSAGE, "back": back} for back in ("confirm", "file")),
                         {**MESSAGE, "back": "fields", "questions": [TITLE] * 12}),
    "requests/list": ({"lines": LINES, "today": TODAY, "place": 25}, {"lines": [CLOSED], "today": TODAY, "place": 1},
                      {"lines": [], "today": TODAY, "place": 1}),
    "requests/card": (CARD, {**CARD, "done": 300, "late": 0, "returned": 0, "sums": [], "places": [], "more": 0},
                      {**CARD, "asked": OVERDUE, "own": True}, {**CARD, "total": 0, "done": 0, "sums": []}),
    "requests/missing": ({"asked": ASKED, "total": 25, "lines": PEOPLE, "page": 1, "pages": 3},
                         {"asked": ASKED, "total": 0, "lines": [], "page": 0, "pages": 1}),
    "requests/told_reminder": (ABOUT, {**ABOUT, "asked": OVERDUE}),
    "requests/told_all": (ABOUT,),
    "requests/reminded": tuple({"told": told} for told in (Nudged(20, 0, 3), Nudged(0, 4, 0), Nudged(0, 0, 2),
                                                           Nudged(0, 0, 0))),
    "requests/answers": ({"asked": ASKED, "lines": ANSWERED, "total": 280, "place": 25},),
    "requests/table": ({"asked": ASKED, "done": 280, "total": 300},), "requests/table_name": ({"asked": ASKED},),
    "requests/files": tuple({"asked": ASKED, "number": 21, "part": 1, "parts": parts} for parts in (1, 2)),
    "requests/files_name": tuple({"asked": ASKED, "part": 1, "parts": parts} for parts in (1, 2)),
    "requests/no_files": (ABOUT,), "requests/overdue": (ABOUT,), "requests/sure_close": ({"asked": ASKED, "left": 20},),
    "tasks/answer_corrected": ({"task": TASK}, {"task": replace(TASK, kind="contest")}), "review/turn_author": ({},),
}
