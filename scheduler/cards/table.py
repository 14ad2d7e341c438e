"""All cards that somebody may see as a workbook: a sheet of schools, one of measures, one of teachers and mentors."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_cards import ShowCards
from messages.reports.figures import Page, Paper, Workbook
from messages.russian import short_name
from messages.updates import FileKind
from scheduler.cards import drawing, paper
from scheduler.cards.drawing import Progress
from scheduler.cards.usual import SUBJECTS
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import cards, participants, plans
from storage.cards import Note, Row, School
from storage.database import Transaction
from storage.errands import Errand
from storage.plans import Teacher

TABLE = "school_cards"
_ALL = 100_000
Cells = list[str | int | float | None]
_NONE: Cells = [None] * 8
"""In the place of a measure."""


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    held = await participants.roles(tx, errand.participant)
    today = paper.day_in(held[0].time_zone, now) if held else ""
    schools = await cards.schools(tx, errand.participant, today, size=_ALL)
    if not schools:
        return Order(catalogue.say("cards/not_yours", [[Choice("menu", ShowMenu())]]))
    rows = await cards.rows(tx, [each.id for each in schools], errand.participant)
    notes = paper.by_task(await cards.notes(tx, [row.task for row in rows]))
    teachers = await plans.teachers(tx, errand.participant, SUBJECTS, today, size=_ALL)
    pages = [_schools(schools), _measures(schools, rows, notes, today), _mentors(teachers)]
    reply = catalogue.say("cards/table", [[Choice("back", ShowCards()), Choice("menu", ShowMenu())]],
                          total=len(schools))
    name = catalogue.words("cards/table_name", today=today)
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


def _schools(schools: Sequence[School]) -> Page:
    words = headings()["schools"]
    found: list[Cells] = [["№", *(words[key] for key in ("municipality", "school", "problems", "solved", "measures",
                                                         "settled", "late", "percent"))]]
    for place, each in enumerate(sorted(schools, key=lambda each: (each.municipality, each.title)), 1):
        percent = Progress(each.measures, each.settled, each.late).percent if each.measures else None
        found.append([place, each.municipality, each.title, each.problems, each.solved, each.measures, each.settled,
                      each.late, percent])
    total = Progress(*(sum(getattr(each, key) for each in schools) for key in ("measures", "settled", "late")))
    found.append([None, None, words["total"], sum(each.problems for each in schools),
                  sum(each.solved for each in schools), total.total, total.settled, total.late,
                  total.percent if total.total else None])
    return Page(words["title"], [6, 34, 46, 12, 12, 12, 14, 14, 14], found, Paper(words["above"], landscape=True))


def _measures(schools: Sequence[School], rows: Sequence[Row], notes: Mapping[int, Sequence[Note]], today: str) -> Page:
    words, states = headings()["measures"], headings()["states"]
    keys = ("municipality", "school", "problem", "problem_state", "number", "measure", "due_on", "state", "late",
            "does", "tutor", "said")
    found: list[Cells] = [[words[key] for key in keys]]
    by_school: dict[int, list[Row]] = {}
    for row in rows:
        by_school.setdefault(row.organisation, []).append(row)
    for school in sorted(schools, key=lambda each: (each.municipality, each.title)):
        for drawn in drawing.drawn(by_school.get(school.id, []), today):
            problem = f"{drawn.problem.number}. {drawn.problem.about}"
            head: Cells = [school.municipality, school.title, problem, states[paper.state_of_problem(drawn.problem)]]
            measures = [_measure(each, notes.get(each.task, ()), today) for each in drawn.measures]
            found += [[*head, *each] for each in measures or [_NONE]]
    return Page(words["title"], [20, 24, 28, 14, 7, 32, 11, 14, 12, 17, 17, 28], found,
                Paper(words["above"], landscape=True))


def _measure(row: Row, notes: Sequence[Note], today: str) -> Cells:
    words, states = headings()["measures"], headings()["states"]
    due = date.fromisoformat(row.due_on).strftime("%d.%m.%Y") if row.due_on else None
    last = notes[-1] if notes else None
    said = "; ".join(filter(None, (last.body, last.file))) if last else None
    return [row.number, row.about, due, states[paper.state(row, today)], paper.days_late(row, today) or None,
            short_name(row.handed_name) or words["the_school"], short_name(row.tutor_name) or None, said]


def _mentors(teachers: Iterable[Teacher]) -> Page:
    words = headings()["mentors"]
    keys = ("school", "teacher", "subjects", "mentor", "steps", "settled", "late")
    found: list[Cells] = [[words[key] for key in keys]]
    found += [[each.school, each.name, each.subjects, each.mentor or words["nobody"], each.steps, each.settled,
               each.late] for each in sorted(teachers, key=lambda each: (each.school, each.name))]
    return Page(words["title"], [46, 36, 30, 36, 10, 14, 14], found, Paper(words["title"], landscape=True))


def headings() -> Mapping[str, Mapping[str, str]]:
    """The words of the sheets."""
    return lexicon.read("cards/workbook")


ORDERINGS = {TABLE: workbook}
"""By the kind of an errand."""
