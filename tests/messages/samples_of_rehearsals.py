"""Sample facts for what is said of rehearsals: the longest and strangest values that can occur, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scheduler.foresight.remarks import TO_MEND
from scheduler.foresight.summary import BusyDay, BusyPerson, Carried, Summary
from tests.messages.samples_of_rooms import LONG, NAME

FULL = Summary(LONG, "2018-05-16", "2019-01-09", False, 10450, 671, 1105, 1105,
               [BusyDay(f"2018-12-0{day}", 671 - day) for day in (3, 4, 5)],
               [BusyPerson(NAME, "curator", 82 - number) for number in range(3)],
               [Carried("Telegram", 671, 27, True), Carried("ВКонтакте", 66_671, 4445, False)],
               dict.fromkeys(sorted(TO_MEND), 434))
NONE = dict.fromkeys(sorted(TO_MEND), 0)
EMPTY = replace(FULL, title="", joined_only=True, messages=0, told=0, unjoined=0, days=[], people=[], loads=[],
                remarks=NONE)
ALMOST = replace(FULL, joined_only=True, remarks={**NONE, "silent": 1})

REHEARSALS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "rehearsal/about": ({"title": LONG, "ends_on": "2018-12-31"},),
    "rehearsal/calendar": ({},),
    "rehearsal/coming": ({},),
    "rehearsal/file_name": ({"first": "2018-05-16", "last": "2019-01-09"},),
    "rehearsal/not_yours": ({},),
    "rehearsal/over": ({},),
    "rehearsal/summary": ({"it": FULL}, {"it": EMPTY}, {"it": ALMOST}),
}
