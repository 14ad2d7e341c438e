"""Sample facts for what hours of consultations say: the longest names and titles, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.hours import STORY, Line
from handlers.hours_overview import PAGES
from handlers.hours_steps import MATCHES, SCHOOLS
from scheduler.consulting.overview import CuratorLine, Reach, SchoolLine
from scheduler.consulting.reckoning import NOTHING, Elapsed, Promise, Promptness, Rating, Share, Sum
from scheduler.consulting.rules import Plan
from storage.hours import School, Told
from storage.ledger import Given, Kind
from tests.messages.samples_of_rooms import NAME, SCHOOL, TITLE

ZONE, DAY, AT = "Asia/Irkutsk", "2018-06-05", 1_527_000_000
ENTRY = Told(12_345, 1, 7, NAME, "group", 1440, DAY, 1000, 98_765, None, NAME, None, AT, 8, NAME, None, "", None)
HANDMADE = replace(ENTRY, kind="on_site", people=1, consultation=None, asker_name="", entered_by=7)
WAS = replace(ENTRY, kind="individual", replaced_at=AT, replaced_by_name=NAME, successor=12_345)
STRUCK = replace(HANDMADE, replaced_at=AT, replaced_by_name=NAME)
MUCH = Sum(Share(900, 54_000), Share(90, 5_400), Share(9, 615))
FOUND = [School(number, 1, SCHOOL, SCHOOL) for number in range(MATCHES)]
LINES = [Line(195 + number, ENTRY if number % 2 else HANDMADE, (SCHOOL,) * number, "2018-06-01" if number < 2 else "",
              6000) for number in range(5)]
LISTED: Mapping[str, Any] = {"lines": LINES, "entries": 200, "minutes": 60_015, "this": MUCH, "number": 199,
                             "titles": {}}
CARD: Mapping[str, Any] = {"entry": ENTRY, "schools": (SCHOOL,) * 50, "mine": False, "struck": False, "zone": ZONE,
                           "story": [(WAS, (SCHOOL,) * 3)] * STORY, "untold": 7, "thread": 98_765,
                           "programme": TITLE}
ASKED: Mapping[str, Any] = {"day": DAY, "minutes": 90, "kind": "group", "schools": FOUND * 9, "found": FOUND,
                            "today": DAY, "entry": None, "title": SCHOOL, "people": 30, "titles": {1: TITLE},
                            "programme": TITLE}
BEGUN: Mapping[str, Any] = {**ASKED, "day": "", "minutes": 0, "kind": "", "schools": [], "found": [],
                            "titles": {}, "programme": ""}
ASKINGS: tuple[Mapping[str, Any], ...] = (ASKED, BEGUN, {**ASKED, "entry": ENTRY}, {**ASKED, "minutes": 0, "kind": ""})
PROMISES = [Promise(Kind.INDIVIDUAL, Plan(hours=90), Share(50, 2_520)),
            Promise(Kind.GROUP, Plan(count=10), Share(3, 270)),
            Promise(Kind.ON_SITE, Plan(hours=2, count=1), Share(2, 120))]
RATINGS = (Rating(0, None), Rating(2, None), Rating(21, 4.7))
CURATORS = [CuratorLine(number, NAME, MUCH, RATINGS[number % 3], Promptness(number % 2 * 120, 99))
            for number in range(PAGES["curators"])]
SUMMARY: Mapping[str, Any] = {
    "title": TITLE, "ends_on": "2018-12-31", "elapsed": Elapsed(21, 91), "promises": PROMISES, "planned": True,
    "reach": "whole", "sum": MUCH, "schools": 210, "empty": 180, "line": None,
}
SCHOOLS_OF = [SchoolLine(number, SCHOOL, SCHOOL, MUCH if number < 3 else NOTHING) for number in range(PAGES["schools"])]
PAGED: Mapping[str, Any] = {"skip": 190, "number": 210, "fewest": 3, "programme": TITLE}
CORRECTED: Mapping[str, Any] = {"who": NAME, "was": WAS, "entry": ENTRY, "struck": False, "were": [], "are": [],
                                "programme": TITLE}

HOURS_GIVEN: dict[str, tuple[Mapping[str, Any], ...]] = {
    "hours/list": (LISTED, {**LISTED, "titles": {1: TITLE}},
                   {**LISTED, "lines": [], "entries": 0, "minutes": 0, "this": NOTHING}),
    "hours/card": (CARD, {**CARD, "entry": HANDMADE, "schools": (), "mine": True, "story": [], "untold": 0},
                   {**CARD, "entry": STRUCK, "struck": True}, {**CARD, "entry": STRUCK, "struck": True, "story": [],
                                                               "untold": 0}),
    **{f"hours/{name}": ASKINGS for name in ("ask_day", "ask_minutes", "ask_kind", "ask_school", "ask_which",
                                             "ask_others", "ask_people")},
    "hours/day_wrong": ({"today": DAY},), "hours/people_wrong": ({"limit": 1000},), "hours/no_school": ({},),
    "hours/many_schools": ({"number": 210},), "hours/schools_enough": ({"limit": SCHOOLS},),
    "hours/entered": tuple({"given": Given(1, 7, kind, 90, DAY, 12), "schools": [SCHOOL] * number, "programme": TITLE}
                           for kind in Kind for number in (1, 50)),
    "hours/ask_strike": ({"entry": ENTRY, "programme": TITLE}, {"entry": HANDMADE, "programme": ""}),
    "hours/told_corrected": (CORRECTED, {**CORRECTED, "struck": True},
                             {**CORRECTED, "were": [SCHOOL], "are": [SCHOOL] * 50}),
    **dict.fromkeys(("hours/not_yours", "hours/not_a_giver", "hours/not_your_school", "hours/not_an_overseer"), ({},)),
    **dict.fromkeys(("hours/struck_before", "hours/overtaken"), ({"id": 12_345},)),
    "hours/overview": (
        SUMMARY, *({**SUMMARY, "reach": reach.name.lower()} for reach in Reach),
        {**SUMMARY, "reach": "territory", "line": CURATORS[5]}, {**SUMMARY, "reach": "territory", "line": CURATORS[0]},
        {**SUMMARY, "promises": [], "planned": False, "elapsed": Elapsed(0, 100), "schools": 0, "sum": NOTHING}),
    "hours/curators": ({**PAGED, "lines": CURATORS}, {**PAGED, "lines": [], "number": 0}),
    "hours/schools": ({**PAGED, "lines": SCHOOLS_OF}, {**PAGED, "lines": [], "number": 0}),
    "hours/months": tuple({**PAGED, "lines": lines, "reach": reach} for lines in ([("2018-06-01", MUCH)] * 12, [])
                          for reach in ("whole", "territory")),
    "hours/workbook": ({"title": TITLE, "whole": True}, {"title": TITLE, "whole": False}),
    "hours/workbook_name": ({"day": DAY},),
    "hours/workbook_above": ({"sheet": "План и факт", "title": TITLE, "day": DAY},),
}
