"""The ledger as a workbook: every entry with its corrections, sums by curator, school and month, plan and fact, stars.

As far as whoever has asked may see it (`overview`); who has given the stars is in none of the sheets.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from messages import russian
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_ledger import ShowLedger
from messages.reports.figures import Ledger, Page, Paper
from messages.reports.ledger import headings
from messages.updates import FileKind
from scheduler.consulting import overview, reckoning
from scheduler.consulting.overview import CuratorLine, Overview, Reach, SchoolLine
from scheduler.consulting.reckoning import Sum
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import hours, participants, tallies
from storage.database import Transaction
from storage.errands import Errand
from storage.tallies import Given

LEDGER = "ledger"
Row = list[str | int | float | None]
Words = Mapping[str, str]


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    held = await participants.roles(tx, errand.participant)
    found = await overview.look(tx, errand.participant, held, json.loads(errand.facts)["programme"], now)
    if found is None or found.reach is Reach.MUNICIPALITY:
        return Order(catalogue.say("hours/not_an_overseer", [[Choice("menu", ShowMenu())]]))
    made = await _ledger(tx, found, catalogue)
    reply = catalogue.say("hours/workbook", [[Choice("back", ShowLedger(found.programme.id)),
                                              Choice("menu", ShowMenu())]],
                          title=found.programme.title, whole=found.reach is Reach.WHOLE)
    name = catalogue.words("hours/workbook_name", day=found.today)
    return Order(reply, made, FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


async def _ledger(tx: Transaction, found: Overview, catalogue: Catalogue) -> Ledger:
    """Every row is read once; what is long goes to the process as it is stored."""
    programme, lines = found.programme, await overview.curators(tx, found)

    def above(title: str) -> str:
        return catalogue.words("hours/workbook_above", sheet=title, title=programme.title, day=found.today)

    sheets = [_curators(found, lines), _schools(await overview.school_lines(tx, found)),
              _months(found, lines, await overview.monthly(tx, found)), _plan(found)]
    return Ledger(
        await hours.of_programme(tx, programme.id, found.only),
        await hours.places_of_programme(tx, programme.id, found.only), found.sum.minutes,
        [Page(title, widths, rows, Paper(above(title), landscape=True)) for title, widths, rows in sheets],
        await tallies.rated(tx, programme.id, found.only),
        (above(headings()["entries"]["title"]), above(headings()["ratings"]["title"])), programme.time_zone)


Sheet = tuple[str, list[float], list[Row]]
"""A title, the widths of the columns, and the rows below their headings."""


def _curators(found: Overview, lines: Sequence[CuratorLine]) -> Sheet:
    words, sums = headings()["curators"], headings()["sums"]
    rows: list[Row] = [[words["name"], *_heads(sums), words["rated"], words["rating"], words["due"],
                        words["in_time"]]]
    rows += [[each.name, *_cells(each.sum), each.rating.number, each.rating.mean, each.promptness.due,
              each.promptness.in_time] for each in lines]
    rows.append([sums["total"], *_cells(found.sum), sum(each.rating.number for each in lines), None,
                 sum(each.promptness.due for each in lines), sum(each.promptness.in_time for each in lines)])
    rows.append([sums["note"], *[None] * 10])
    return words["title"], [44, 10, 11, 13, 13, 13, 13, 10, 10, 10, 10], rows


def _schools(lines: Sequence[SchoolLine]) -> Sheet:
    """Those without any at the end."""
    words, sums = headings()["schools"], headings()["sums"]
    rows: list[Row] = [[words["school"], words["municipality"], *_heads(sums)]]
    rows += [[each.title, each.municipality or None, *_cells(each.sum)] for each in lines]
    rows.append([words["note"], *[None] * 7])
    return words["title"], [52, 48, 10, 11, 13, 13, 13, 13], rows


def _months(found: Overview, lines: Sequence[CuratorLine], given: Sequence[Given]) -> Sheet:
    """Whoever gives against the months, in hours."""
    words = headings()["months"]
    months = reckoning.by_month(given)
    parts = reckoning.grouped(given, lambda each: ((each.participant, each.month),))
    rows: list[Row] = [[words["name"], *(russian.month(f"{month}-01") for month in months), words["total"]]]
    givers = [each for each in lines if each.sum.entries]
    rows += [[each.name, *(_hours(parts.get((each.participant, month))) for month in months), _hours(each.sum)]
             for each in givers]
    rows.append([headings()["sums"]["total"], *(_hours(sum) for sum in months.values()), _hours(found.sum)])
    rows.append([headings()["sums"]["note"], *[None] * (len(months) + 1)])
    return words["title"], [44, *[15.0] * len(months), 11], rows


def _plan(found: Overview) -> Sheet:
    """What was promised of each kind; somebody who sees only their own hours sees no more of the fact than these."""
    words = headings()["plan"]
    own = "" if found.reach is Reach.WHOLE else "_own"
    rows: list[Row] = [[words["what"], words["plan"], words[f"fact{own}"], words[f"percent{own}"], words["left"]]]
    for each in found.promises:
        promised, count, share = each.plan.hours, each.plan.count, each.share
        rows.append([words[f"hours_{each.kind.value}"], promised or None, russian.tenths(share.minutes),
                     each.percent_of_hours if promised else None,
                     russian.tenths(each.minutes_left) if promised and not own else None])
        rows.append([words[f"count_{each.kind.value}"], count or None, share.entries,
                     each.percent_of_count if count else None, each.count_left if count and not own else None])
    first, last = (date.fromisoformat(day) for day in (found.programme.starts_on, found.programme.ends_on))
    whole, left = (last - first).days + 1, found.elapsed.days_left
    rows.append([words["time"], whole, max(0, whole - left), found.elapsed.percent, left])
    rows.append([words["note"], *[None] * 4])
    return words["title"], [58, 10, 14, 15, 12], rows


def _heads(words: Words) -> list[str]:
    return [words[key] for key in ("entries", "hours", "individual", "groups", "group", "on_site")]


def _cells(sum: Sum) -> Row:
    return [sum.entries, russian.tenths(sum.minutes), russian.tenths(sum.individual.minutes), sum.group.entries,
            russian.tenths(sum.group.minutes), russian.tenths(sum.on_site.minutes)]


def _hours(sum: Sum | None) -> float | None:
    return russian.tenths(sum.minutes) if sum is not None and sum.entries else None


ORDERINGS = {LEDGER: workbook}
"""By the kind of an errand."""
