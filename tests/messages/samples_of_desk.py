"""Sample facts for what those who hold events read, and for what events say by themselves; every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.event_desk import ANSWERS, Line
from handlers.event_making import HOURS
from scheduler.events.news import SHOWN
from scheduler.programme.event import EventKind
from storage.events import Definition
from storage.guests import Region
from tests.messages.samples_of_broadcasts import PEOPLE
from tests.messages.samples_of_events import BARE, FULL, ONLINE, SLOTS, STARTS, ZONE
from tests.messages.samples_of_rooms import LONG

TITLE = FULL.title
NOBODY: Mapping[str, Any] = {"event": BARE, "numbers": {}, "total": 0, "made": True, "came": 0, "telling": False,
                             "over": False, "zone": ZONE}
CROWD: Mapping[str, Any] = {**NOBODY, "event": replace(FULL, tell_at=STARTS), "made": False, "total": 250, "came": 7,
                            "telling": True, "numbers": dict.fromkeys(ANSWERS, 50), "zone": "Europe/Moscow"}
WHERE = {"place": FULL.place[:200], "directions": FULL.directions[:600], "link": FULL.link}
MAKING: Mapping[str, Any] = {
    "title": TITLE, "kind": "course", "starts_at": STARTS, "ends_at": STARTS + 7200, "zone": ZONE, "where": WHERE,
    "seats": 40, "hours": 6, "agenda": SLOTS * 10, "example": "2018-05-30", "row_number": "1.6.1", "row_title": TITLE,
    "until": STARTS + 3600, "number_of": 1, "survey_title": TITLE,
}
ONLINE_ONLY = {"place": "", "directions": "", "link": "https://a.example"}
LITTLE: Mapping[str, Any] = {**MAKING, "where": ONLINE_ONLY, "seats": None, "hours": None, "agenda": ()}
CHANGING: Mapping[str, Any] = {"event": FULL, "what": "when", "zone": ZONE, "example": "2018-05-30", "invited": 250,
                               "answers": {"reason": LONG},
                               "became": {"starts_at": STARTS + 86400, "ends_at": STARTS + 93600}}
WAS = Definition("seminar", TITLE, STARTS - 86400, STARTS - 80000, "Europe/Moscow", place="Прежнее <место>")
OFF = replace(FULL, cancelled_at=STARTS, tell_at=STARTS)
NEWS: Mapping[str, Any] = {"event": FULL, "was": WAS, "changed": SHOWN, "off": False, "back": False, "zone": ZONE}
LINE = Line(1, "seminar", TITLE, STARTS, ZONE, off=False, over=False)
LISTED: Mapping[str, Any] = {"lines": PEOPLE, "total": len(PEOPLE), "title": TITLE, "page": 0, "pages": 3, "count": 50}
GUEST: Mapping[str, Any] = {"event": FULL, "own_name": "Константинопольская-Заволжская Александра Вениаминовна",
                            "region_name": "Ханты-Мансийский автономный округ — Югра"}

DESK: dict[str, tuple[Mapping[str, Any], ...]] = {
    "desk/list": ({"lines": [LINE, replace(LINE, off=True), replace(LINE, over=True)] * 2, "number": 12},
                  {"lines": [], "number": 1}),
    "desk/card": (NOBODY, CROWD, {**CROWD, "event": OFF}, {**NOBODY, "made": False},
                  {**CROWD, "event": ONLINE, "numbers": {}, "over": True, "telling": False}),
    "desk/answers": (*({**LISTED, "answer": answer} for answer in ANSWERS),
                     {**LISTED, "answer": "no", "lines": [], "total": 0, "pages": 1}),
    **dict.fromkeys(("desk/not_a_holder", "desk/when_over", "desk/ends_late", "desk/one_link"),
                    ({},)),
    "desk/invite_late": tuple({"title": TITLE, "off": off, "over": over} for off in (False, True)
                              for over in (False, True)),
    "desk/not_an_inviter": ({"title": TITLE},),
    "desk/too_late_to_change": ({"title": TITLE, "off": True}, {"title": TITLE, "off": False}),
    "desk/ask_kind": tuple({"kind": kind.value} for kind in EventKind),
    **dict.fromkeys(("desk/ask_title", "desk/ask_starts", "desk/ask_ends", "desk/ask_where", "desk/ask_agenda",
                     "desk/ask_seats", "desk/ask_feedback"), (MAKING,)),
    "desk/ask_hours": tuple({**MAKING, "number_of": int(each)} for each in HOURS),
    "desk/ask_sure": (MAKING, LITTLE, *({**LITTLE, "kind": kind.value} for kind in EventKind)),
    "desk/ask_what": (CHANGING,),
    "desk/ask_value": (*({**CHANGING, "what": what} for what in ("when", "where", "agenda", "title", "seats", "hours")),
                       {**CHANGING, "event": ONLINE, "what": "where"}, {**CHANGING, "event": BARE, "what": "seats"}),
    "desk/ask_reason_off": (CHANGING,),
    "desk/ask_sure_off": (CHANGING, {**CHANGING, "invited": 0, "answers": {"reason": None}}),
    "desk/ask_sure_moved": (CHANGING, {**CHANGING, "invited": 0}, {**CHANGING, "invited": 1}),
    "desk/title_long": ({"length": 301, "limit": 200},), "desk/ends_before": ({"starts_at": STARTS, "zone": ZONE},),
    "desk/place_long": ({"limit": 200},), "desk/agenda_long": ({"limit": 40},), "desk/agenda_line": ({"number": 3},),
    "desk/agenda_order": ({"number": 3},), "desk/number_please": ({"limit": 500},),
    "desk/reason_long": ({"limit": 400},),
    "desk/guests": (
        {"event": FULL, "links": [("Telegram", "https://t.me/vekha_bot?start=ABCDEFGHJK")] * 3, "code": "ABCDEFGHJK",
         "regions": [Region("Республика <Саха> & Якутия", number) for number in range(1, 30)]},
        {"event": BARE, "links": [], "code": "ABCDEFGHJK", "regions": []}),
    "desk/guest_link_closed": ({},), "desk/guest_late": ({"event": FULL}, {"event": OFF}),
    "desk/guest_name": (GUEST,), "desk/guest_region": (GUEST,), "desk/guest_organisation": (GUEST,),
    "events/news": (
        NEWS, {**NEWS, "event": OFF, "off": True}, {**NEWS, "event": replace(BARE, cancelled_at=1), "off": True},
        {**NEWS, "changed": (), "back": True}, {**NEWS, "event": BARE}, {**NEWS, "event": ONLINE},
        *({**NEWS, "changed": (name,)} for name in SHOWN)),
    **{name: tuple({"event": event, "online": online, "zone": ZONE} for event in (FULL, BARE, ONLINE)
                   for online in (True, False)) for name in ("events/tomorrow", "events/soon")},
    "events/mark_please": tuple({"event": FULL, "unmarked": unmarked, "came": came}
                                for unmarked, came in ((1, 0), (5, 1), (21, 22))),
    "events/thanks": tuple({"event": event, "feedback": feedback} for event in (FULL, BARE, ONLINE)
                           for feedback in (True, False)),
}
