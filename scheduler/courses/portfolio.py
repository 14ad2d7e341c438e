"""Somebody's own record as a paper: courses and events year by year, with hours and numbers that can be verified."""

import json
from collections.abc import Sequence
from itertools import groupby

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_courses import ShowRecord
from messages.reports.figures import Portfolio, PortfolioPart, PortfolioRow
from messages.updates import FileKind
from scheduler import attending
from scheduler.certifying import PDF
from scheduler.errands import Order
from storage import learning, participants, programmes
from storage.database import Transaction
from storage.errands import Errand
from storage.learning import Learnt

PORTFOLIO = "portfolio"


async def portfolio(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For nobody but the person themselves."""
    person = await participants.by_id(tx, errand.participant)
    found = await learning.record(tx, errand.participant)
    if person is None or not found:
        return Order(catalogue.say("record/empty", [[Choice("menu", ShowMenu())]]))
    held = await participants.roles(tx, person.id)
    zone = held[0].time_zone if held else found[-1].time_zone
    programme = await programmes.by_id(tx, held[0].programme) if held else None
    day = attending.day(now, zone).isoformat()
    link = json.loads(errand.facts)["link"]
    paper = Portfolio(
        catalogue.words("record/paper_heading"), programme.title if programme else "", person.name,
        catalogue.words("record/paper_place", held=held[:3]), _headings(catalogue),
        tuple(_part(catalogue, year, list(rows)) for year, rows in groupby(reversed(found), key=_year)),
        _totals(catalogue, found), catalogue.words("record/paper_made", day=day),
        catalogue.words("record/paper_how", link=link), link, now)
    reply = catalogue.say("record/made", [[Choice("record", ShowRecord()), Choice("menu", ShowMenu())]],
                          number=len(found))
    name = catalogue.words("record/paper_name", name=person.name, day=day)
    return Order(reply, paper, FileKind.DOCUMENT, f"{name}.pdf", PDF)


def _headings(catalogue: Catalogue) -> tuple[str, str, str, str]:
    what, when, hours, papers = (catalogue.words("record/paper_column", column=each)
                                 for each in ("what", "when", "hours", "papers"))
    return what, when, hours, papers


def _part(catalogue: Catalogue, year: int, found: Sequence[Learnt]) -> PortfolioPart:
    """A year: courses first, and what it comes to."""
    ordered = sorted(found, key=lambda each: (not each.course, each.starts_at))
    rows = tuple(_row(catalogue, each) for each in ordered)
    return PortfolioPart(catalogue.words("record/paper_year", year=year), rows,
                         catalogue.words("record/paper_sum", minutes=_sum(found)))


def _row(catalogue: Catalogue, learnt: Learnt) -> PortfolioRow:
    first = attending.day(learnt.starts_at, learnt.time_zone).isoformat()
    last = attending.last_day(learnt.starts_at, learnt.ends_at, learnt.time_zone).isoformat()
    return PortfolioRow(
        catalogue.words("record/paper_what", learnt=learnt),
        catalogue.words("record/paper_when", first=first, last=last),
        catalogue.words("record/paper_hours", learnt=learnt),
        _papers(catalogue, learnt))


def _papers(catalogue: Catalogue, learnt: Learnt) -> tuple[str, ...]:
    """The institute's own first, then ours; else why there is none."""
    said = [catalogue.words("record/paper_document", document=learnt.document)] if learnt.document else []
    said += [learnt.number] if learnt.number else []
    said += [catalogue.words("record/paper_unfinished")] if learnt.course and learnt.completed_at is None else []
    return tuple(said) or ("–",)


def _totals(catalogue: Catalogue, found: Sequence[Learnt]) -> tuple[str, ...]:
    completed = [each for each in found if each.completed_at is not None]
    visited = [each for each in found if not each.course]
    return tuple(catalogue.words("record/paper_total", what=what, number=len(rows), minutes=_sum(rows))
                 for what, rows in (("courses", completed), ("events", visited), ("all", found)) if rows)


def _year(learnt: Learnt) -> int:
    return attending.day(learnt.starts_at, learnt.time_zone).year


def _sum(found: Sequence[Learnt]) -> int:
    return sum(each.minutes for each in found)


ORDERINGS = {PORTFOLIO: portfolio}
"""By the kind of an errand."""
