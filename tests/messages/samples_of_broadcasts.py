"""Sample facts for what broadcasts say: the longest names and lists, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle
from typing import Any

from markupsafe import Markup

from handlers import each_screens
from handlers.audience_offers import EVENT_STATES, WAVE_STATES, Offer
from handlers.audience_screens import ConditionLine
from handlers.broadcasts import Line, Person
from scheduler.archive import ENTRIES, Fault, Objection
from scheduler.audience import By
from scheduler.matching import How
from scheduler.progress import Pressed
from storage.addressees import Failure
from storage.broadcasts import Kind, State
from storage.participants import Role
from tests.messages.samples_of_rooms import LONG, NAME, SCHOOL

AT, ZONE = 1_527_000_000, "Asia/Irkutsk"
TITLE = "Вебинар <«Чтение & смысл»> для всех учителей " * 4
LISTED = Line(1, Kind.MESSAGE, TITLE, State.DONE, AT, 21, NAME)
LINES = [replace(LISTED, number=number, kind=kind, state=state, at=None if state is State.DRAFT else AT,
                 people=0 if state in (State.DRAFT, State.SCHEDULED) else 21)
         for number, (kind, state) in enumerate(zip(Kind, cycle(State), strict=False), 1)]
PEOPLE = [Person(number, NAME, SCHOOL * 2 if number != 4 else "", "+7 395 200-00-00" if number % 2 else "",
                 number != 3) for number in range(1, 11)]
PAGED: Mapping[str, Any] = {"lines": PEOPLE, "total": 1203, "title": TITLE, "page": 1, "pages": 121, "letter": False}
NOBODY_LEFT: Mapping[str, Any] = {**PAGED, "lines": [], "total": 0, "page": 0, "pages": 1}
VALUES = tuple(Offer(str(number), SCHOOL * 2) for number in range(8))
CONDITIONS = [
    *(ConditionLine(by, VALUES, by is By.GROUP) for by in By if by not in (By.EVENT, By.WAVE)),
    ConditionLine(By.EVENT, tuple(Offer("1:x", TITLE, state) for state in EVENT_STATES), False),
    ConditionLine(By.WAVE, (*(Offer("1:x", TITLE, state) for state in WAVE_STATES), Offer("9:x", "")), True),
]
WHOM: Mapping[str, Any] = {"title": TITLE, "lines": CONDITIONS, "total": 1203, "reachable": 1200, "absent": 3}
NARROW: Mapping[str, Any] = {"by": "role", "negated": False, "page": 1, "pages": 7, "total": 21, "empty": False,
                             "subjects": [], "label": SCHOOL, "state": ""}
GOING: Mapping[str, Any] = {
    "title": TITLE[:80], "kind": Kind.MESSAGE, "state": State.RUNNING, "done": 4, "left": 6, "percent": 42,
    "total": 12_345, "sent": 5_000, "moving": 125, "waiting": 7_000, "failed": 3, "unreachable": 17, "absent": 200,
    "expired": 2, "cancelled": 1, "failures": [Failure("message <is> too & long " * 10, 1)] * 9,
    "pressed": [Pressed("Это слова ровно в сорок знаков на кнопке", 5)] * 4, "at": AT, "zone": ZONE, "missed": 222,
    "lost": 0, "unread": (),
}
LIST_OF_PARTS: Mapping[str, Any] = {
    "what": "found", "total": 21, "page": 1, "pages": 3, "found": 21, "lost": 2, "schools": 20, "sent": False,
    "number": 1000, "lines": [each_screens.Line(number, f"{LONG}/{number} <файл> & другие.pdf", SCHOOL * 2, how)
                              for number, how in enumerate([*How, *How], 1)],
}
LOST: Mapping[str, Any] = {**LIST_OF_PARTS, "what": "lost", "lines": [
    each_screens.Line(1, LONG, "", "", (SCHOOL * 2,) * 3), each_screens.Line(2, LONG, "", "", (SCHOOL, SCHOOL)),
    each_screens.Line(3, LONG, "", "", (), SCHOOL * 2), *(each_screens.Line(4, LONG, "", fault) for fault in Fault),
    each_screens.Line(6, "", "", "")]}
SCHOOLS: Mapping[str, Any] = {**LIST_OF_PARTS, "lines": [each_screens.Line(n, "", SCHOOL * 3, "") for n in range(1, 9)]}
NOTHING_YET: Mapping[str, Any] = {
    **GOING, "total": 0, "sent": 0, "moving": 0, "waiting": 0, "failed": 0, "unreachable": 0, "absent": 0, "expired": 0,
    "cancelled": 0, "failures": [], "pressed": [], "missed": 0, "done": 10, "left": 0, "percent": 100,
}
ALL_SENT: Mapping[str, Any] = {**NOTHING_YET, "total": 1, "sent": 1, "state": State.DONE}

BROADCASTS: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((f"broadcasts/{name}" for name in (
        "not_a_sender", "not_yours", "gone_out", "only_a_look", "text_first", "file_please", "one_file",
        "ask_file", "ask_buttons", "programme_please", "when_not_understood", "when_past", "when_far",
        "when_over", "each_file_please", "each_for_nobody", "ask_each_text")), ({},)),
    "broadcasts/list": ({"lines": LINES, "zone": ZONE, "number": 1}, {"lines": [], "zone": ZONE, "number": 1},
                        {"lines": [replace(LISTED, title="", author="", people=1)], "zone": ZONE, "number": 987}),
    "broadcasts/ask_programme": ({"letter": True, "title": TITLE}, {"letter": False, "title": SCHOOL}),
    "broadcasts/ask_text": ({"letter": True}, {"letter": False}),
    "broadcasts/too_long": ({"size": 3701, "limit": 3700},),
    "broadcasts/too_long_beside": ({"size": 801, "limit": 800},),
    "broadcasts/many_buttons": ({"limit": 4},),
    "broadcasts/label_wrong": ({"number": 2, "limit": 40},),
    "broadcasts/link_wrong": ({"number": 4},),
    "broadcasts/message": ({"text": Markup("<b>Слова</b>\n" * 200), "who": NAME, "place": SCHOOL * 2},),
    "broadcasts/role": tuple({"role": role} for role in Role),
    "broadcasts/audience": (WHOM, {**WHOM, "lines": [], "title": "", "absent": 0, "total": 1, "reachable": 1},
                            {**WHOM, "total": 0, "reachable": 0, "absent": 0}, {**WHOM, "absent": 1}),
    "broadcasts/narrow": (
        *({**NARROW, "by": by} for by in ("role", "group", "place", "school", "subject")),
        *({**NARROW, "by": "event", "state": state, "label": label, "subjects": [TITLE]}
          for state in EVENT_STATES for label in ("", TITLE)),
        *({**NARROW, "by": "wave", "state": state, "label": TITLE, "subjects": [TITLE] * 3} for state in WAVE_STATES),
        {**NARROW, "negated": True, "pages": 1, "page": 0}, {**NARROW, "empty": True, "pages": 1, "page": 0}),
    "broadcasts/people": (PAGED, NOBODY_LEFT),
    "broadcasts/missed": (PAGED, NOBODY_LEFT),
    "broadcasts/silent": tuple({**facts, "letter": letter} for facts in (PAGED, NOBODY_LEFT)
                               for letter in (False, True)),
    "broadcasts/previewed": (
        {"total": 1203, "elsewhere": 2, "probe": 3, "kind": "message", "tasks": 0},
        {"total": 1, "elsewhere": 0, "probe": 3, "kind": "request", "tasks": 1}),
    "broadcasts/sure": ({"total": 1203, "absent": 2, "unread": 5}, {"total": 21, "absent": 1, "unread": 1},
                        {"total": 1, "absent": 0, "unread": 0}, {"total": 0, "absent": 0, "unread": 0}),
    "broadcasts/ask_each": ({"pieces": 0, "sources": [], "unseen": 0},
                            {"pieces": 1000, "sources": [LONG] * 30, "unseen": 12}),
    "broadcasts/each_many": ({"pieces": 1001, "limit": 1000},),
    "broadcasts/each_too_long": ({"file": LONG, "size": 3701, "beside": 800, "limit": 3700},),
    "broadcasts/dropped": ({"posted": 0}, {"posted": 21}),
    "broadcasts/each_heavy": ({"limit": 60},),
    "broadcasts/each_table_wrong": ({"mistakes": [LONG] * 8, "more": 9}, {"mistakes": ["а!б!A1: <пусто>"], "more": 0}),
    "broadcasts/each_other_archive": ({"name": LONG},),
    "broadcasts/each_archive_wrong": tuple(
        {"objection": each, "file": file, "entries": ENTRIES, "size": 20, "total": 60}
        for each in Objection for file in ("", LONG)),
    "broadcasts/each_title": ({"pieces": 1}, {"pieces": 22}),
    "broadcasts/each_parts": (
        LIST_OF_PARTS, {**LIST_OF_PARTS, "lost": 0, "schools": 21}, {**LIST_OF_PARTS, "lines": [], "pages": 1}, LOST,
        {**LOST, "sent": True}, {**SCHOOLS, "what": "empty"}, {**SCHOOLS, "what": "unread", "sent": True}),
    "broadcasts/ask_when": ({"example": "2018-05-30", "at": AT, "zone": ZONE},),
    "broadcasts/scheduled": ({"at": AT, "zone": ZONE, "total": 1}, {"at": AT, "zone": ZONE, "total": 22}),
    "broadcasts/clicked": tuple({"letter": letter, "first": first, "label": "Буду & <перезвоните>"}
                                for letter in (False, True) for first in (False, True)),
    "broadcasts/clicked_notice": ({"first": True}, {"first": False}),
    "broadcasts/progress": (
        *({**GOING, "kind": kind, "state": state} for kind in Kind for state in State if state is not State.DRAFT),
        {**NOTHING_YET, "state": State.SCHEDULED}, {**NOTHING_YET, "state": State.DONE}, ALL_SENT,
        {**ALL_SENT, "kind": Kind.LETTER, "pressed": [Pressed("Ознакомлен", 0)]},
        {**GOING, "title": LONG[:80], "pressed": []}, {**ALL_SENT, "title": ""},
        {**GOING, "kind": Kind.EACH, "pressed": [], "lost": 2, "unread": [SCHOOL * 2] * 9},
        {**ALL_SENT, "kind": Kind.EACH, "lost": 1, "unread": [SCHOOL]}),
}
