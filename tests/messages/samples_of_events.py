"""Sample facts for what those who are invited to events are told: the longest titles and agendas, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.event_cards import Stage
from handlers.events import Line
from scheduler.events.invitation import AGENDA
from scheduler.programme.event import EventKind
from storage.events import Slot
from storage.rsvps import Answer, Rsvp
from tests.messages.events import event
from tests.messages.samples_of_rooms import LONG

ZONE = "Asia/Irkutsk"
STARTS, ENDS = 1_527_660_000, 1_527_667_200
FULL = event(
    kind="conference", title="Читаем <с опорой> & схемы " * 12, about=LONG * 3, starts_at=STARTS, ends_at=ENDS + 86400,
    time_zone="Europe/Kaliningrad", place="Иркутск, <ул. Лермонтова>, 1 " * 12,
    directions="Вход\nсо двора & налево " * 30,
    link="https://meet.example/" + "a" * 400, capacity=30, minutes=95, cancel_reason=LONG)
BARE = event(title="Семинар", starts_at=STARTS, ends_at=ENDS, time_zone=ZONE, place="Школа")
ONLINE = replace(BARE, kind="webinar", place="", link="https://meet.example/a", minutes=60)
SLOTS = (Slot("14:00", "14:30", "Открытие <и> приветствия " * 9, "Сурова & Кедров " * 9), Slot("14:30", "", "Обед", ""))
NOBODY: Mapping[str, Any] = {"agenda": (), "more": 0, "rsvp": None, "place": 0, "free": None, "stage": "ahead",
                             "answering": False, "with_link": True, "zone": ZONE}
MOST: Mapping[str, Any] = {**NOBODY, "event": FULL, "agenda": SLOTS[:1] * AGENDA, "more": 21, "free": 0,
                           "with_link": True}
SAID = Rsvp(1, 2, 1, None, "", 1, None, None)


def card(**facts: Any) -> Mapping[str, Any]:
    return {**NOBODY, "event": BARE, **facts}


def _line(number: int, **facts: Any) -> Line:
    return replace(Line(number, "Читаем <с опорой> & схемы " * 9, STARTS, ZONE, past=False, cancelled=False, answer="",
                        waits=False, attended=False), **facts)


LINES = [_line(1), _line(2, answer="no"), _line(3, answer="yes", time_zone="Europe/Moscow"),
         _line(4, answer="yes", waits=True), _line(5, answer="online"), _line(6, cancelled=True),
         _line(7, past=True, attended=True), _line(8, past=True, answer="no"), _line(9, past=True)]

EVENTS: dict[str, tuple[Mapping[str, Any], ...]] = {
    "events/alarm": ({"hours": 24, "title": FULL.title}, {"hours": 1, "title": FULL.title}),
    "events/answered_notice": tuple({"kind": kind, "answer": each.value, "waits": waits} for each in Answer
                                    for kind in ("seminar", "visit") for waits in (False, True)),
    "events/ask_reason": ({"event": FULL}, {"event": replace(FULL, kind="visit")}),
    "events/calendar": ({"event": FULL}, {"event": replace(FULL, cancelled_at=1)}),
    "events/calendar_coming": ({},),
    "events/calendar_name": ({"day": "2018-05-30"},),
    "events/card": (
        MOST, *({**MOST, "rsvp": replace(SAID, answer=each.value, reason=LONG), "place": place}
                for each in Answer for place in (0, 7)),
        {**MOST, "event": replace(FULL, cancelled_at=1)}, {**MOST, "with_link": False, "answering": True},
        *({**MOST, "stage": each.value, "rsvp": replace(SAID, attended_at=1)} for each in Stage),
        card(), card(answering=True, free=3, event=replace(BARE, capacity=5, minutes=61)),
        card(event=ONLINE, rsvp=replace(SAID, answer="online")), card(rsvp=replace(SAID, answer="yes")),
        *(card(event=replace(BARE, kind=each.value, minutes=30), rsvp=replace(SAID, answer="no"))
          for each in EventKind),
        card(event=replace(BARE, cancelled_at=STARTS), stage="over", rsvp=SAID)),
    "events/closed": tuple({"event": each, "stage": stage.value, "zone": ZONE} for stage in Stage
                           for each in (FULL, replace(FULL, cancelled_at=STARTS), replace(BARE, cancelled_at=STARTS))),
    "events/invitation": ({**MOST, "zone": ""}, {**MOST, "event": ONLINE, "agenda": SLOTS, "more": 0},
                          {"event": BARE, "agenda": (), "more": 0, "zone": ZONE},
                          {"event": replace(BARE, capacity=1), "agenda": (), "more": 0, "zone": ZONE}),
    "events/list": ({"lines": LINES, "zone": ZONE, "number": 9}, {"lines": [], "zone": ZONE, "number": 1},
                    {"lines": LINES[6:], "zone": "", "number": 9}),
    "events/not_yours": ({},),
    "events/reason_kept": ({"reason": True}, {"reason": False}),
    "events/reason_long": ({"limit": 500},),
    "events/told_promoted": ({"event": FULL, "zone": ""}, {"event": BARE, "zone": ""}),
}
