"""Sample facts for what is said of own plans."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scheduler.documents.applying import Outlook
from scheduler.documents.telling import Shown
from storage.imports import State
from storage.own_plans import Waiting
from storage.participants import Role, RoleHeld
from tests.messages.samples_of_imports import EMPTY, FILE, IMPORT, LATER, OUTLOOK, PREVIEW, SAME, WHENS
from tests.messages.samples_of_rooms import LONG, NAME, SCHOOL, TITLE

HELD = RoleHeld(1, Role.DIRECTOR, 1, 19, SCHOOL, "school", "Asia/Irkutsk", TITLE, "", "2018-05-16", "2018-12-31")
EACH = replace(IMPORT, organisation=19, organisation_title=SCHOOL, author_name=NAME, state=State.SENT,
               sent_at=1_526_435_700)
FIRST = [Shown("1.1", LONG, each, (), acting=LONG) for each in WHENS[:3]]
OWN: Mapping[str, Any] = {**PREVIEW, "place": SCHOOL, "remark": "", "first": FIRST}
READ: Mapping[str, Any] = {"each": EACH, "outlook": LATER, "activities": 2000, "undated": 31, "mine": True,
                           "noted": 120, "first": FIRST}
OUTLOOKS = (OUTLOOK, LATER, SAME)
OWN_PLANS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((f"own/{name}" for name in (
        "ask_file", "not_a_leader", "nothing", "nobody_reads", "not_to_read", "not_a_reader", "not_your_turn",
        "other_now")), ({},)),
    "own/mark": ({"place": 12},),
    "own/ask_sure": tuple({"name": FILE, "places": places} for places in ([HELD], [HELD, HELD])),
    "own/ask_place": ({"place": SCHOOL},),
    "own/preview": (OWN, {**OWN, "remark": LONG}, {**OWN, **EMPTY, "outlook": LATER, "first": []},
                    {**OWN, **EMPTY, "outlook": SAME}, {**OWN, **EMPTY},
                    {**OWN, **EMPTY, "outlook": Outlook((), (), (), (), 0, 0, True, 1), "first": []}),
    "own/state": tuple({"each": replace(EACH, state=state, why=LONG, ended_at=1_526_435_700)} for state in State),
    "own/told_sent": ({"each": EACH}, {"each": replace(EACH, author_name="")}),
    "own/told_returned": ({"each": EACH, "remark": LONG, "who": NAME},),
    "own/told_accepted": tuple({"each": EACH, "outlook": each} for each in OUTLOOKS),
    "own/list": ({"lines": [Waiting(number, FILE, SCHOOL, NAME, 1_526_435_700) for number in range(5)], "before": 40,
                  "total": 60, "place": 45, "zone": "Asia/Irkutsk"},
                 {"lines": [], "before": 0, "total": 0, "place": 1, "zone": "Asia/Irkutsk"}),
    "own/read": (READ, {**READ, "outlook": OUTLOOK, "mine": False}, {**READ, "activities": 0, "undated": 0,
                                                                     "first": []}),
    "own/sure": ({"outlook": LATER},),
    "own/accepted": tuple({"each": EACH, "outlook": each} for each in OUTLOOKS),
    "own/passed": ({"each": EACH},),
    "own/ask_remark": ({"each": EACH},),
    "own/returned": ({"each": EACH},),
}
