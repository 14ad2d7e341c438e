"""The list of an event as a workbook: before its end to be signed, afterwards to be filed, with the totals."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import OpenAttendance
from messages.reports.figures import Page, Paper, Workbook
from messages.updates import FileKind
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import attendance, events
from storage.attendance import Comer
from storage.database import Transaction
from storage.errands import Errand
from storage.events import Event

SHEET = "attendance"
SPARE = 8
"""Empty rows for those who come without having been expected."""
SIGNED = 26.0
"""Points of a row in which somebody signs."""
Row = list[str | int | float | None]


async def sheet(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For those who hold the event, now as when they asked for it."""
    event = await events.by_id(tx, json.loads(errand.facts)["event"])
    if event is None or not await attendance.organises(tx, event.id, errand.participant):
        return Order(catalogue.say("attendance/not_yours", [[Choice("menu", ShowMenu())]]))
    people, over = await attendance.people(tx, event.id), now >= event.ends_at
    start = _local(event.starts_at, event.time_zone)
    above = catalogue.words("attendance/sheet_above", event=event, over=over, day=start.date().isoformat(),
                            clock=start.strftime("%H:%M"))
    pages = [_came(event, people, above) if over else _to_sign(people, above), _totals(people, above)]
    reply = catalogue.say("attendance/sheet", [[Choice("back", OpenAttendance(event.id)), Choice("menu", ShowMenu())]],
                          title=event.title, over=over)
    name = catalogue.words("attendance/sheet_name", title=event.title, over=over)
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


def _to_sign(people: Sequence[Comer], above: str) -> Page:
    """Without those who have said that they do not come."""
    words = _words()["to_sign"]
    rows: list[Row] = [[words[key] for key in ("number", "name", "place", "how", "signature")]]
    expected = [each for each in people if each.answer != "no"]
    rows += [[number, each.name, each.place, _answer(each), None] for number, each in enumerate(expected, 1)]
    rows += [[number, None, None, None, None] for number in range(len(expected) + 1, len(expected) + 1 + SPARE)]
    return Page(words["title"], [6, 36, 38, 15, 24], rows, Paper(above, landscape=True, row_height=SIGNED))


def _came(event: Event, people: Sequence[Comer], above: str) -> Page:
    """Those who came first."""
    words = _words()["came"]
    rows: list[Row] = [[words[key] for key in ("number", "name", "place", "how", "came", "when", "hours")]]
    ordered = sorted(people, key=lambda each: each.attended_at is None)
    rows += [[number, each.name, each.place, _answer(each), words["no" if each.attended_at is None else "yes"],
              _moment(each.attended_at, event.time_zone), _hours(each.minutes)]
             for number, each in enumerate(ordered, 1)]
    return Page(words["title"], [6, 36, 38, 15, 9, 19, 8], rows, Paper(above, landscape=True))


def _totals(people: Sequence[Comer], above: str) -> Page:
    """The whole first, then each part by its name."""
    words = _words()["totals"]
    rows: list[Row] = [[words[key] for key in ("by", "part", "listed", "promised", "came")]]
    rows.append([words["all"], None, *_counted(people)])
    parts: Mapping[str, Callable[[Comer], str]] = {
        "municipality": lambda each: each.municipality, "place": lambda each: each.place,
        "region": lambda each: each.region}
    for by, part in parts.items():
        names = sorted({part(each) for each in people} - {""})
        rows += [[words[by], name, *_counted([each for each in people if part(each) == name])] for name in names]
    return Page(words["title"], [18, 56, 15, 15, 12], rows, Paper(above, landscape=True))


def _counted(people: Sequence[Comer]) -> Row:
    return [len(people), sum(each.promised for each in people), sum(each.attended_at is not None for each in people)]


def _answer(comer: Comer) -> str:
    return _words()["answers"]["waits" if comer.waits else comer.answer or "none"]


def _hours(minutes: int) -> int | float | None:
    hours = round(minutes / 60, 2)
    return (int(hours) if hours.is_integer() else hours) or None


def _moment(at: int | None, zone: str) -> str | None:
    return _local(at, zone).strftime("%d.%m.%Y %H:%M") if at else None


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))


def _words() -> Mapping[str, Mapping[str, str]]:
    return lexicon.read("attendance/sheet")


ORDERINGS = {SHEET: sheet}
"""By the kind of an errand."""
