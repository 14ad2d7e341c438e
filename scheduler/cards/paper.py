"""The card of one school as a Word file, to be printed and signed."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_cards import OpenCard
from messages.reports.card_figures import Measure, Problem, Said, SchoolCard
from messages.updates import FileKind
from messages.visible import visible
from scheduler.cards import drawing
from scheduler.cards.drawing import Drawn
from scheduler.consulting.paper import DOCX
from scheduler.errands import Order
from storage import cards, programmes
from storage.cards import Note, Place, Row
from storage.database import Transaction
from storage.errands import Errand
from storage.tasks import TaskState

PAPER = "school_card"


async def paper(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    school = json.loads(errand.facts)["school"]
    place = await cards.place(tx, school)
    if place is None or not await cards.roles(tx, errand.participant, school):
        return Order(catalogue.say("cards/not_yours", [[Choice("menu", ShowMenu())]]))
    rows = await cards.rows(tx, [school], errand.participant)
    notes = by_task(await cards.notes(tx, [row.task for row in rows]))
    made = _card(place, rows, notes, now, programme=await _title(tx, place.programme))
    reply = catalogue.say("cards/paper", [[Choice("back", OpenCard(school)), Choice("menu", ShowMenu())]], school=place)
    name = " ".join(visible(catalogue.words("cards/paper_name", school=place)).replace("/", "-").split())
    return Order(reply, made, FileKind.DOCUMENT, f"{name}.docx", DOCX)


def by_task(notes: Sequence[Note]) -> Mapping[int, list[Note]]:
    """What was said of each task."""
    found: defaultdict[int, list[Note]] = defaultdict(list)
    for note in notes:
        found[note.task].append(note)
    return found


def state(row: Row, today: str) -> str:
    """The word for how a measure stands: settled, waiting, late, returned or open."""
    if row.is_settled:
        return "settled"
    if row.state is TaskState.DONE:
        return "waiting"
    if row.is_late(today):
        return "late"
    return "returned" if row.state is TaskState.RETURNED else "open"


def state_of_problem(row: Row) -> str:
    """The same of a problem."""
    if row.is_settled:
        return "solved"
    return {TaskState.DONE: "told_solved", TaskState.RETURNED: "returned_problem"}.get(row.state, "solving")


def day_in(zone: str, now: int) -> str:
    """The day it is there, ISO."""
    return datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(zone)).date().isoformat()


def days_late(row: Row, today: str) -> int:
    """For how many days it is."""
    return (date.fromisoformat(today) - date.fromisoformat(row.due_on or today)).days if row.is_late(today) else 0


async def _title(tx: Transaction, programme: int) -> str:
    found = await programmes.by_id(tx, programme)
    return found.title if found else ""


def _card(place: Place, rows: Sequence[Row], notes: Mapping[int, list[Note]], now: int, *,
          programme: str) -> SchoolCard:
    today = day_in(place.time_zone, now)
    drawn = drawing.drawn(rows, today)
    progress = drawing.progress(rows, today)
    return SchoolCard(programme, place.title, place.municipality, [_problem(each, notes, today) for each in drawn],
                      sum(each.problem.is_settled for each in drawn), progress.total, progress.settled, progress.late,
                      place.time_zone, now)


def _problem(drawn: Drawn, notes: Mapping[int, list[Note]], today: str) -> Problem:
    row = drawn.problem
    measures = [Measure(each.number, each.about, each.due_on or "", state(each, today), days_late(each, today),
                        each.handed_name, each.tutor_name, _said(notes.get(each.task, ()))) for each in drawn.measures]
    return Problem(row.number, row.about, state_of_problem(row), row.author_name, row.asked_at, measures,
                   _said(notes.get(row.task, ())))


def _said(notes: Sequence[Note]) -> list[Said]:
    return [Said(each.added_at, each.name, each.body, each.file) for each in notes]


ORDERINGS = {PAPER: paper}
"""By the kind of an errand."""
