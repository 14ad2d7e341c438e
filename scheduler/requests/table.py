"""A request as a workbook: a row for each school or person, a column for each question; and whom to call."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_requests import OpenRequest
from messages.reports.figures import Page, Paper, Workbook
from messages.updates import FileKind
from scheduler.errands import Order
from scheduler.requests import answers, archive
from scheduler.requests.answers import EVIDENCE
from scheduler.surveys.form import Question
from scheduler.surveys.reporting import XLSX
from storage import assignments, audiences
from storage.assignments import Assignment, Given, Part
from storage.database import Transaction
from storage.errands import Errand
from storage.tasks import TaskState

TABLE = "request_table"
ANSWERED = (TaskState.DONE, TaskState.ACCEPTED)
Cell = str | int | float | None
Row = list[Cell]
ROW_HEIGHT = 18.0
"""Points."""


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    asked = await assignments.by_id(tx, json.loads(errand.facts)["request"])
    if asked is None or not await assignments.sees(tx, asked.id, errand.participant):
        return Order(catalogue.say("requests/not_yours", [[Choice("menu", ShowMenu())]]))
    parts = await assignments.parts(tx, asked.id, errand.participant)
    given = await assignments.given(tx, asked.id, errand.participant)
    questions = await answers.questions(tx, asked.id)
    missing = await assignments.missing(tx, asked.id, errand.participant)
    pages = [_answers(asked, parts, given, questions), await _missing(tx, missing)]
    reply = catalogue.say("requests/table", [[Choice("back", OpenRequest(asked.id)), Choice("menu", ShowMenu())]],
                          asked=asked, total=len(parts), done=sum(each.state in ANSWERED for each in parts))
    name = catalogue.words("requests/table_name", asked=asked)
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


def late(parts: Sequence[Part]) -> int:
    """How many answers came after their day."""
    return sum(days_late(each) > 0 for each in parts)


def days_late(part: Part) -> int:
    """By how many days an answer came after its day; 0 for what came in time, or has not come."""
    if part.state not in ANSWERED or part.due_on is None:
        return 0
    return max(0, (_day(part.state_at, part.time_zone) - date.fromisoformat(part.due_on)).days)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide it is in characters, and what stands below it for each part."""

    heading: str
    width: float
    cell: Callable[[Part], Cell]
    total: Cell = None


def _answers(asked: Assignment, parts: Sequence[Part], given: Sequence[Given], questions: Sequence[Question]) -> Page:
    words = headings()["answers"]
    columns = list(_columns(parts, given, questions))
    rows: list[Row] = [["№", *(each.heading for each in columns)]]
    rows += [[number, *(each.cell(part) for each in columns)] for number, part in enumerate(parts, 1)]
    rows.append([None, *(each.total for each in columns)])
    return Page(words["title"], [5.0, *(each.width for each in columns)], rows,
                Paper(f"{asked.number}. {asked.title}", landscape=True, row_height=ROW_HEIGHT))


def _columns(parts: Sequence[Part], given: Sequence[Given], questions: Sequence[Question]) -> Iterator[Column]:
    """What is the same in all rows, or in none, has no column."""
    words = headings()["answers"]
    own: defaultdict[int, list[Given]] = defaultdict(list)
    for each in given:
        own[each.task].append(each)
    files = archive.names(parts, given)
    if len({each.municipality for each in parts}) > 1:
        yield Column(words["municipality"], 28.0, lambda part: part.municipality)
    yield Column(words["place"], 38.0, lambda part: part.title, words["total"])
    if any(each.person for each in parts):
        yield Column(words["person"], 30.0, lambda part: part.person or None)
    yield Column(words["state"], 13.0, lambda part: words[part.state.value],
                 words["of"].format(done=sum(each.state in ANSWERED for each in parts), total=len(parts)))
    for one in questions:
        yield Column(one.label, _width(one), partial(_cell, one, own, files), _sum(one, given))
    if any(each.question == EVIDENCE for each in given):
        yield Column(words["evidence"], 44.0, partial(_evidence, own, files))
    yield Column(words["at"], 17.0, lambda part: _moment(part.state_at, part) if part.state in ANSWERED else None)
    yield Column(words["by"], 28.0, lambda part: part.by_name or None)
    if late(parts):
        yield Column(words["late"], 10.0, lambda part: days_late(part) or None)
    if any(each.corrected_at for each in parts):
        yield Column(words["corrected"], 17.0, lambda part: _moment(part.corrected_at, part))


def _sum(question: Question, given: Sequence[Given]) -> int | float | None:
    """What the numbers come to."""
    values = [value for each in given if each.question == question.name
              and (value := answers.number(question, each)) is not None]
    return _plain(sum(values)) if values else None


def _cell(question: Question, own: Mapping[int, Sequence[Given]], files: Mapping[int, str], part: Part) -> Cell:
    row = next((each for each in own.get(part.task, ()) if each.question == question.name), None)
    if row is None:
        return None
    if row.file is not None:
        return files.get(row.file, row.name)
    value = answers.number(question, row)
    return answers.in_words(question, row) or None if value is None else _plain(value)


def _evidence(own: Mapping[int, Sequence[Given]], files: Mapping[int, str], part: Part) -> Cell:
    pieces = [each for each in own.get(part.task, ()) if each.question == EVIDENCE]
    return "\n".join(text for each in pieces for text in (each.value, files.get(each.file or 0, "")) if text) or None


async def _missing(tx: Transaction, people: Sequence[int]) -> Page:
    words = headings()["missing"]
    rows: list[Row] = [[words[key] for key in ("place", "name", "phone", "joined")]]
    rows += [[each.place, each.name, each.phone or None, words["yes" if each.reachable else "no"]]
             for each in await audiences.contacts(tx, people)]
    return Page(words["title"], [46, 36, 22, 14], rows, Paper(words["title"], row_height=ROW_HEIGHT))


def _width(question: Question) -> float:
    """No word of the heading is broken, if it can be helped."""
    longest = max(map(len, question.label.split()), default=0)
    least = 12 if question.kind in answers.NUMBERS else 28
    return float(min(max(least, longest + 3), 34))


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 4)


def _moment(at: int | None, part: Part) -> str | None:
    """By the clock of the school."""
    zone = ZoneInfo(part.time_zone)
    return datetime.fromtimestamp(at, UTC).astimezone(zone).strftime("%d.%m.%Y %H:%M") if at else None


def _day(at: int, zone: str) -> date:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()


def headings() -> Mapping[str, Mapping[str, str]]:
    """The words of the sheets."""
    return lexicon.read("requests/workbook")


ORDERINGS = {TABLE: workbook}
"""By the kind of an errand."""
