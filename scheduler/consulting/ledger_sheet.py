"""The ledger as a workbook: every entry with its corrections, sums by curator, school and month, plan and fact, stars.

As far as whoever has asked may see it (`overview`); who has given the stars is in none of the sheets.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

import messages
from messages import russian
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_ledger import ShowLedger
from messages.reports.figures import Page, Paper, Workbook
from messages.updates import FileKind
from scheduler.consulting import overview, reckoning
from scheduler.consulting.overview import Overview, Reach
from scheduler.consulting.reckoning import Sum
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import participants
from storage.database import Transaction
from storage.errands import Errand
from storage.hours import Told

LEDGER = "ledger"
Row = list[str | int | float | None]
Words = Mapping[str, str]


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    held = await participants.roles(tx, errand.participant)
    found = await overview.look(tx, errand.participant, held, json.loads(errand.facts)["programme"], now)
    if found is None or found.reach is Reach.MUNICIPALITY:
        return Order(catalogue.say("hours/not_an_overseer", [[Choice("menu", ShowMenu())]]))
    pages = [_entries(found), _curators(found), _schools(found), _months(found), _plan(found), _ratings(found)]
    made = [Page(title, widths, rows, Paper(catalogue.words(
        "hours/workbook_above", sheet=title, title=found.programme.title, day=found.today), landscape=True))
        for title, widths, rows in pages]
    reply = catalogue.say("hours/workbook", [[Choice("back", ShowLedger(found.programme.id)),
                                              Choice("menu", ShowMenu())]],
                          title=found.programme.title, whole=found.reach is Reach.WHOLE)
    name = catalogue.words("hours/workbook_name", day=found.today)
    return Order(reply, Workbook(made), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


Sheet = tuple[str, list[float], list[Row]]
"""A title, the widths of the columns, and the rows below their headings."""


def _entries(found: Overview) -> Sheet:
    """Also those that count no more: what took their place stands below, with the number of what it replaced."""
    words, kinds = _words()["entries"], _words()["kinds"]
    zone = ZoneInfo(found.programme.time_zone)
    rows: list[Row] = [[words[key] for key in (
        "number", "day", "name", "kind", "minutes", "people", "schools", "municipality", "thread", "entered", "state",
        "corrected", "replaces")]]
    for each in found.entries:
        places = found.places.get(each.id, ())
        rows.append([
            each.id, _day(each.on_day), each.name, kinds[each.kind], each.minutes, each.people,
            "\n".join(place.title for place in places) or None,
            "\n".join(dict.fromkeys(place.municipality for place in places if place.municipality)) or None,
            each.consultation, _by(each.entered_at, each.entered_by_name, zone), words[_state(each)],
            _by(each.replaced_at, each.replaced_by_name, zone), each.replaces])
    rows.append([None, None, words["total"], None, reckoning.total(found.counted).minutes, *[None] * 8])
    return words["title"], [7, 12, 36, 18, 10, 10, 40, 48, 10, 22, 13, 22, 9], rows


def _curators(found: Overview) -> Sheet:
    words, sums = _words()["curators"], _words()["sums"]
    rows: list[Row] = [[words["name"], *_heads(sums), words["rated"], words["rating"], words["due"],
                        words["in_time"]]]
    rows += [[each.name, *_cells(each.sum), each.rating.number, each.rating.mean, each.promptness.due,
              each.promptness.in_time] for each in found.curators]
    rows.append([sums["total"], *_cells(reckoning.total(found.counted)),
                 sum(each.rating.number for each in found.curators), None,
                 sum(each.promptness.due for each in found.curators),
                 sum(each.promptness.in_time for each in found.curators)])
    rows.append([sums["note"], *[None] * 10])
    return words["title"], [44, 10, 11, 13, 13, 13, 13, 10, 10, 10, 10], rows


def _schools(found: Overview) -> Sheet:
    """Those without any at the end."""
    words, sums = _words()["schools"], _words()["sums"]
    rows: list[Row] = [[words["school"], words["municipality"], *_heads(sums)]]
    rows += [[each.title, each.municipality or None, *_cells(each.sum)] for each in found.school_lines]
    rows.append([words["note"], *[None] * 7])
    return words["title"], [52, 48, 10, 11, 13, 13, 13, 13], rows


def _months(found: Overview) -> Sheet:
    """Whoever gives against the months, in hours."""
    words = _words()["months"]
    months = list(found.months)
    parts = reckoning.grouped(found.counted, lambda each: ((each.participant, each.month),))
    rows: list[Row] = [[words["name"], *(russian.month(f"{month}-01") for month in months), words["total"]]]
    givers = [each for each in found.curators if each.sum.entries]
    rows += [[each.name, *(_hours(parts.get((each.participant, month))) for month in months), _hours(each.sum)]
             for each in givers]
    rows.append([_words()["sums"]["total"], *(_hours(sum) for sum in found.months.values()),
                 _hours(reckoning.total(found.counted))])
    rows.append([_words()["sums"]["note"], *[None] * (len(months) + 1)])
    return words["title"], [44, *[15.0] * len(months), 11], rows


def _plan(found: Overview) -> Sheet:
    """What was promised of each kind; somebody who sees only their own hours sees no more of the fact than these."""
    words = _words()["plan"]
    own = "" if found.reach is Reach.WHOLE else "_own"
    rows: list[Row] = [[words["what"], words["plan"], words[f"fact{own}"], words[f"percent{own}"], words["left"]]]
    for each in found.promises:
        hours, count, share = each.plan.hours, each.plan.count, each.share
        rows.append([words[f"hours_{each.kind.value}"], hours or None, russian.tenths(share.minutes),
                     each.percent_of_hours if hours else None,
                     russian.tenths(each.minutes_left) if hours and not own else None])
        rows.append([words[f"count_{each.kind.value}"], count or None, share.entries,
                     each.percent_of_count if count else None, each.count_left if count and not own else None])
    first, last = (date.fromisoformat(day) for day in (found.programme.starts_on, found.programme.ends_on))
    whole, left = (last - first).days + 1, found.elapsed.days_left
    rows.append([words["time"], whole, max(0, whole - left), found.elapsed.percent, left])
    rows.append([words["note"], *[None] * 4])
    return words["title"], [58, 10, 14, 15, 12], rows


def _ratings(found: Overview) -> Sheet:
    words = _words()["ratings"]
    rows: list[Row] = [[words[key] for key in ("thread", "name", "stars", "note", "day")]]
    rows += [[each.id, each.owner_name or None, each.rating, each.rating_note or None,
              _moment(each.rated_at, ZoneInfo(found.programme.time_zone))]
             for each in found.threads if each.rating
             and (found.reach is Reach.WHOLE or each.owner == found.participant)]
    return words["title"], [11, 34, 9, 70, 18], rows


def _heads(words: Words) -> list[str]:
    return [words[key] for key in ("entries", "hours", "individual", "groups", "group", "on_site")]


def _cells(sum: Sum) -> Row:
    return [sum.entries, russian.tenths(sum.minutes), russian.tenths(sum.individual.minutes), sum.group.entries,
            russian.tenths(sum.group.minutes), russian.tenths(sum.on_site.minutes)]


def _hours(sum: Sum | None) -> float | None:
    return russian.tenths(sum.minutes) if sum is not None and sum.entries else None


def _state(entry: Told) -> str:
    if entry.replaced_at is None:
        return "counts"
    return "replaced" if entry.successor else "struck"


def _by(at: int | None, name: str, zone: ZoneInfo) -> str | None:
    return ", ".join(filter(None, (_moment(at, zone), russian.short_name(name)))) if at else None


def _moment(at: int | None, zone: ZoneInfo) -> str | None:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).strftime("%d.%m.%Y %H:%M") if at else None


def _day(day: str) -> str:
    return date.fromisoformat(day).strftime("%d.%m.%Y")


@cache
def _words() -> Mapping[str, Words]:
    path = Path(messages.__path__[0]) / "templates" / "ru" / "hours" / "workbook.yaml"
    found: Mapping[str, Words] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


ORDERINGS = {LEDGER: workbook}
"""By the kind of an errand."""
