"""Sample facts for what attendance and certificates say: the longest names and titles, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.attendance import ComerLine
from handlers.certificates import HolderLine, HourLine
from scheduler.attending import Door
from scheduler.programme.event import EventKind
from storage.attendance import Certificate, Counts
from storage.events import Event
from tests.messages.samples_of_rooms import LONG, NAME, SCHOOL, TITLE

NUMBER, ZONE = "VK-2018-7F3K-9QXM", "Asia/Irkutsk"
EVENT = Event(7, 1, "v", "files", "webinar", TITLE, LONG, 1_527_000_000, 1_527_007_200, ZONE, LONG, LONG, "", 30, 90,
              "[]", None, "", 0, "s", 5, 0, "", 0, None, "", None, None, None, None, "", None)
LINES = [ComerLine(198 + number, NAME, SCHOOL, answer, answer == "", came=number % 2 == 0)
         for number, answer in enumerate(("yes", "online", "no", "uninvited", "stranger", ""))]
WHERE: Mapping[str, Any] = {"title": TITLE, "opens_at": 1_527_000_000, "ends_at": 1_527_000_000, "zone": ZONE}
LIST: Mapping[str, Any] = {"title": TITLE, "lines": LINES, "page": 0, "pages": 34, "total": 201, "came": 3,
                           "number": 198, "name": NAME, "more": 5}
EMPTY: Mapping[str, Any] = {**LIST, "lines": [], "pages": 1, "total": 0, "came": 0, "more": 0}
COUNTED: Mapping[str, Any] = {"event": EVENT, "counts": Counts(201, 120, 90, 88), "opens_at": 1_527_000_000}
HOURS: Mapping[str, Any] = {
    "lines": [HourLine(number, TITLE, "2018-05-30", 45 * number) for number in range(5)], "minutes": 450, "total": 21,
    "page": 0, "pages": 5, "ready": True, "number": 25,
}
CERTIFICATE = Certificate(NUMBER, 22, NAME, 0, TITLE * 2, "webinar", 1_527_000_000, 1_527_007_200, ZONE, 90, TITLE * 2,
                          SCHOOL, 1_527_100_000)
VERIFIED: Mapping[str, Any] = {"certificate": CERTIFICATE, "first": "2018-05-30", "last": "2018-05-31"}
HELD = [HolderLine(number, NAME, NUMBER if number % 2 else "") for number in range(190, 200)]
LINK = "https://vk.me/vekha?ref=c-VK-2018-7F3K-9QXM"

ATTENDANCE: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((f"attendance/{name}" for name in (
        "not_yours", "not_here", "none_open", "stranger", "too_many_guesses", "digits_please", "old_code", "wrong_code",
        "name_wrong")), ({},)),
    **dict.fromkeys((f"attendance/{name}" for name in ("early", "late", "cancelled", "course", "already", "ask_name")),
                    (WHERE,)),
    "attendance/ask_code": ({"title": TITLE}, {"title": ""}),
    "attendance/marked": tuple({"title": TITLE, "minutes": minutes} for minutes in (0, 45, 60, 90)),
    "attendance/event": (
        *({**COUNTED, "door": door.value, "tickable": tickable.value} for door, tickable in (
            (Door.EARLY, Door.EARLY), (Door.EARLY, Door.OPEN), (Door.OPEN, Door.OPEN), (Door.LATE, Door.OPEN),
            (Door.LATE, Door.LATE), (Door.CANCELLED, Door.CANCELLED), (Door.COURSE, Door.COURSE))),
        {**COUNTED, "counts": Counts(0, 0, 0, 0), "door": "open", "tickable": "open"}),
    "attendance/code": tuple({"title": TITLE, "code": "042195", "until": "15:10", "picture": picture}
                             for picture in (True, False)),
    "attendance/list": (LIST, EMPTY), "attendance/found": (LIST, EMPTY),
    "attendance/has_certificate": ({"number": NUMBER},),
    "attendance/sheet_above": tuple(
        {"event": each, "over": over, "day": "2018-05-30", "clock": "15:00"}
        for each, over in ((EVENT, True), (replace(EVENT, place=""), False))),
    "attendance/sheet_name": ({"title": TITLE, "over": True}, {"title": TITLE, "over": False}),
    "attendance/sheet": ({"title": TITLE, "over": True}, {"title": TITLE, "over": False}),
    **dict.fromkeys((f"certificates/{name}" for name in (
        "not_there", "ask_number", "too_many_guesses", "paper_heading", "paper_given")), ({},)),
    "certificates/not_yet": (WHERE,),
    "certificates/list": ({"title": TITLE, "lines": HELD, "total": 21, "issued": 5, "page": 1, "pages": 3},
                          {"title": TITLE, "lines": [], "total": 0, "issued": 0, "page": 0, "pages": 1}),
    "certificates/hours": (HOURS, {**HOURS, "lines": [], "minutes": 0, "total": 0, "pages": 1, "ready": False}),
    "certificates/forged": ({"number": NUMBER},),
    "certificates/genuine": (
        VERIFIED, {**VERIFIED, "certificate": replace(CERTIFICATE, erased=1, minutes=0), "last": "2018-05-30"}),
    "certificates/issued": tuple({"title": TITLE, "number": NUMBER, "link": link} for link in (LINK, "")),
    **dict.fromkeys(("certificates/paper_name", "certificates/paper_number"), ({"number": NUMBER},)),
    "certificates/paper_took_part": tuple(
        {"name": name, "kind": kind, "title": title} for title in (TITLE, "Встреча") for kind in (*EventKind, "other")
        for name in (NAME, "Озерин Пётр Ильич", "Абрамович Анна", "Мамедов Анар Расул оглы", "Аюна")),
    "certificates/paper_event": ({"title": TITLE}, {"title": "Встреча"}),
    "certificates/paper_day": tuple({"first": "2018-05-30", "last": last} for last in (
        "2018-05-30", "2018-05-31", "2018-06-01", "2019-01-01")),
    "certificates/paper_hours": ({"minutes": 90}, {"minutes": 120}),
    "certificates/paper_issued": ({"day": "2018-05-30"},),
    "certificates/paper_how": ({"link": LINK}, {"link": ""}),
}
