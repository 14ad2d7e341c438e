"""Sample facts for what is said of meetings, decisions and visits: the longest values, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.decided import Written
from handlers.meeting_making import NOWHERE
from handlers.meetings import AGENDA, BEFORE, SHOWN, SORTS, Line
from handlers.visit_making import PURPOSES
from handlers.visit_sheets import Said
from handlers.visits import Line as Visit
from scheduler.visit_table import BY, Sum
from storage.assignments import Assignment, Kind
from storage.decisions import LISTS, Counts, Decision
from storage.rsvps import Counts as Answers
from storage.rsvps import Listed
from storage.tasks import TaskState
from storage.visits import Clash, Unvisited
from storage.visits import Listed as Going
from tests.messages.samples_of_events import BARE, FULL, SLOTS, STARTS, ZONE
from tests.messages.samples_of_rooms import DAY, LONG, NAME, SCHOOL, TASK, TITLE, TODAY

MEETING, VISIT = replace(FULL, kind="meeting"), replace(FULL, kind="visit", about=LONG)
OFF = replace(MEETING, cancelled_at=STARTS)
DECISION = Decision(7, 8, Kind.DECISION, 1, "Р-112", TITLE, "2018-05-28", TaskState.OPEN, 0, SCHOOL, ZONE, NAME)
DONE = replace(DECISION, state=TaskState.DONE, person="")
BACK = replace(DECISION, state=TaskState.RETURNED, due_on=DAY)
UNDATED = replace(DECISION, due_on=None)
MANY = [DECISION, DONE, BACK, UNDATED] * 3
ASKED = Assignment(7, 1, Kind.DECISION, "Р-112", TITLE, LONG, DAY, 0, 5, NAME, 1, 9, None, None)
ANSWERS = Answers(30, 20, 3, 2, 5, 0, 25)
LABELS: Mapping[str, Any] = {"number": "Р-112", "people": 30, "owner_name": NAME, "owner_place": SCHOOL, "day": DAY,
                             "until": STARTS, "sort": "group", "kind": "meeting", "minutes_at": 5, "more_people": 3,
                             "schools": 200}
CARD: Mapping[str, Any] = {
    **LABELS, "event": MEETING, "agenda": SLOTS[:1] * AGENDA, "more_agenda": 3, "decisions": MANY[:SHOWN], "more": 5,
    "before": MANY[:BEFORE], "more_before": 4, "today": TODAY, "made": False, "holds": True, "counts": ANSWERS,
    "begun": True, "over": True, "zone": "Europe/Moscow"}
EMPTY: Mapping[str, Any] = {
    **CARD, "event": replace(BARE, kind="meeting"), "agenda": (), "more_agenda": 0, "decisions": [], "more": 0,
    "before": [], "more_before": 0, "counts": Answers(0, 0, 0, 0, 0, 0, 0), "minutes_at": None, "more_people": 0,
    "zone": ZONE}
MAKING: Mapping[str, Any] = {
    **LABELS, "title": FULL.title, "zone": ZONE, "example": DAY, "starts_at": STARTS, "ends_at": STARTS + 7200,
    "where": {"place": FULL.place[:200], "link": FULL.link}, "agenda": SLOTS * 10}
ASKING: Mapping[str, Any] = {**LABELS, "event": MEETING, "words": LONG, "more": 3, "unknown": NAME, "looked": NAME,
                             "example": DAY, "limit": 12}
WRITTEN = Written("Р-112", LONG, NAME, DAY, 8)
MINUTES: Mapping[str, Any] = {"event": MEETING, "decisions": MANY[:10], "more": 3, "before": MANY[:4], "more_before": 2,
                              "zone": ZONE, "came": 21, "today": TODAY, "who": NAME}
LINES = [Line(1, TITLE, STARTS, ZONE, off=False, over=True, decisions=5, undone=2),
         Line(2, TITLE, STARTS, ZONE, off=False, over=True, decisions=1, undone=0),
         Line(3, TITLE, STARTS, ZONE, off=True, over=False, decisions=0, undone=0),
         Line(4, TITLE, STARTS, ZONE, off=False, over=True, decisions=0, undone=0)]
GOING = Going(1, SCHOOL, "Тулунский муниципальный район", STARTS, STARTS + 9, ZONE, None, 1, 1)
VISITS = [Visit(number, each) for number, each in enumerate(
    (GOING, replace(GOING, written=0, own=0, municipality=""), replace(GOING, cancelled_at=1)), 1)]
SIX = [NAME] * 6
PLANNING: Mapping[str, Any] = {
    **LABELS, "school": SCHOOL * 2, "school_title": SCHOOL, "example": DAY, "offered": DAY, "at": "10:00", "day": DAY,
    "starts_at": STARTS, "zone": ZONE, "visitors": SIX, "purpose": LONG, "person_name": NAME, "visited": True,
    "clashes": [Clash(NAME, TITLE, STARTS, STARTS + 9, ZONE)] * 5, "answers": {"visitors": [1]}}
HEARD = [Listed(1, NAME, "", SCHOOL, answer, LONG, 1, None, None) for answer in ("yes", "no", "")]
AT: Mapping[str, Any] = {
    "event": VISIT, "school": SCHOOL * 2, "visitors": SIX, "steps": MANY[:6], "more": 2, "result": LONG * 2,
    "written": True, "shared_at": STARTS, "reads": True, "answers": HEARD, "made": False, "told": 0, "own": None,
    "over": True, "today": TODAY, "zone": "Europe/Moscow"}
AHEAD: Mapping[str, Any] = {**AT, "event": replace(BARE, kind="visit", about="План"), "steps": [], "more": 0,
                            "result": "", "written": False, "shared_at": None, "answers": [], "over": False,
                            "zone": ZONE}
TOLD: Mapping[str, Any] = {"event": VISIT, "visitors": SIX, "asks": True, "who": NAME, "school": SCHOOL,
                           "answer": "no", "reason": LONG, "side": "school", "soon": True, "zone": ZONE}
SUMS = [Sum(SCHOOL, 3, 2, 1)] * 15
WHOLE = Sum("", 45, 30, 15)
NEVER = [Unvisited(number, SCHOOL, "Тулунский муниципальный район" if number % 2 else "", 200) for number in range(8)]
MEETINGS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys(("meetings/not_a_maker", "meetings/not_yours", "meetings/nobody_found", "meetings/overtaken",
                     "meetings/sent_before", "visits/not_a_visitor", "visits/not_your_school", "visits/no_school",
                     "visits/not_yours", "visits/nobody_found", "visits/shared_before", "visits/table_name"), ({},)),
    **dict.fromkeys(("meetings/off", "meetings/nobody_to_tell", "meetings/over"), ({"event": OFF},)),
    "meetings/no_minutes": ({"event": MEETING}, {"event": OFF}),
    **dict.fromkeys(("meetings/ask_title", "meetings/title"), tuple({"sort": each} for each in SORTS)),
    **dict.fromkeys(("meetings/ask_starts", "meetings/ask_ends", "meetings/ask_where", "meetings/ask_agenda"),
                    (MAKING,)),
    "meetings/ask_sure": (MAKING, {**MAKING, "where": NOWHERE, "agenda": ()}),
    "meetings/programme_over": ({"starts_at": STARTS, "zone": ZONE, "ends_on": DAY},),
    "meetings/list": tuple({"lines": lines, "makes": makes, "number": 21} for lines in (LINES, [])
                           for makes in (True, False)),
    "meetings/card": (CARD, EMPTY, {**CARD, "event": OFF}, {**CARD, "made": True}, {**EMPTY, "made": True},
                      {**EMPTY, "over": False, "begun": False}, {**EMPTY, "holds": False}),
    "meetings/decisions": ({"lines": MANY[:6], "title": TITLE, "today": TODAY, "total": 12, "number": "Р-112"},
                           {"lines": [], "title": TITLE, "today": TODAY, "total": 0, "number": "Р-1"}),
    "meetings/overview": tuple({"lines": lines, "kind": kind, "counts": Counts(3, 2, 1), "today": TODAY,
                                "number": "Р-1"} for lines in (MANY[:6], []) for kind in LISTS),
    "meetings/ask_decision": (ASKING, {**ASKING, "event": VISIT}),
    "meetings/ask_owner": (ASKING, {**ASKING, "unknown": "", "more": 0}),
    **dict.fromkeys(("meetings/ask_which", "meetings/ask_due"), (ASKING,)),
    "meetings/lines_many": ({"limit": 12},), "meetings/line_long": ({"limit": 600},),
    "meetings/decided": tuple({"lines": lines, "kind": kind, "more": 0} for kind in ("meeting", "visit")
                              for lines in ([WRITTEN], [WRITTEN, replace(WRITTEN, told=False)] * 5)),
    "meetings/told_decided": tuple({"event": event, "tasks": [replace(TASK, about=LONG, participant=person)] * 6,
                                    "who": NAME} for event in (MEETING, VISIT) for person in (None, 5)),
    "meetings/sure_drop": ({"asked": ASKED},), "meetings/told_dropped": ({"task": TASK, "who": NAME},),
    "meetings/dropped": tuple({"asked": ASKED, "already": already} for already in (True, False)),
    "meetings/told_done": tuple({"task": replace(TASK, about=about), "who": NAME} for about in (LONG, "")),
    "meetings/minutes": (MINUTES, {**MINUTES, "decisions": [], "before": [], "more": 0, "came": 0}),
    "meetings/minutes_sent": ({"people": 21},),
    "meetings/paper": tuple({"title": TITLE, "decisions": number} for number in (21, 0)),
    "meetings/paper_name": ({"title": TITLE, "day": DAY},),
    **dict.fromkeys(("visits/purpose", "visits/ask_purpose"), tuple({"sort": each} for each in PURPOSES)),
    "visits/purpose_long": ({"limit": 300},), "visits/title": ({"school": SCHOOL},),
    "visits/sheet_title": ({"school": SCHOOL},),
    **dict.fromkeys(("visits/ask_school", "visits/ask_which", "visits/ask_day", "visits/ask_time"), (PLANNING,)),
    "visits/ask_visitors": (PLANNING, {**PLANNING, "answers": {"visitors": None}}),
    "visits/ask_sure": (PLANNING, {**PLANNING, "clashes": ()}),
    "visits/told_school": (TOLD, {**TOLD, "asks": False}), "visits/told_visitor": (TOLD,),
    "visits/told_answer": (TOLD, {**TOLD, "reason": ""}, {**TOLD, "answer": "yes"}),
    "visits/near": tuple({**TOLD, "side": side, "soon": soon} for side in ("school", "visitor")
                         for soon in (True, False)),
    "visits/card": (AT, AHEAD, *({**AHEAD, "own": own} for own in ("yes", "no")), {**AHEAD, "made": True},
                    {**AHEAD, "made": True, "told": 1, "answers": HEARD}, {**AHEAD, "over": True},
                    {**AT, "event": replace(VISIT, cancelled_at=1)}, {**AT, "shared_at": None}),
    "visits/list": tuple({"lines": lines, "past": past, "makes": makes, "number": 21} for lines in (VISITS, [])
                         for past in (True, False) for makes in (True, False)),
    "visits/not_begun": ({"event": VISIT}, {"event": replace(VISIT, cancelled_at=1)}),
    "visits/other_writes": ({"name": NAME}, {"name": ""}), "visits/not_written": ({"event": VISIT},),
    "visits/photo": ({"label": LONG},),
    "visits/sheet": tuple({"event": VISIT, "said": [Said("q", LONG, LONG)] * 5, "name": NAME, "files": files}
                          for files in (0, 2)),
    "visits/shared": ({"told": 1}, {"told": 0}),
    "visits/told_result": ({**AT, "who": NAME}, {**AT, "who": NAME, "result": "", "steps": [], "more": 0}),
    "visits/written": ({"school": SCHOOL},),
    "visits/over": ({"event": VISIT, "due_on": DAY}, {"event": VISIT, "due_on": None}),
    "visits/figures": tuple({"sums": [Sum("2018-05", 1, 2, 1)] if by == "month" else sums, "by": by, "whole": WHOLE,
                             "schools": 200} for by in BY for sums in (SUMS, [Sum("", 0, 1, 0)], [])),
    "visits/unvisited": ({"schools": NEVER, "skip": 8, "total": 200, "number": 16},
                         {"schools": [], "skip": 0, "total": 0, "number": 1}),
    "visits/table": ({"whole": WHOLE, "never": 9},),
}
