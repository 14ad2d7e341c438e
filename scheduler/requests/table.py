"""A request as a workbook: a row for each school or person, a column for each question; and whom to call."""

import functools
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

import messages
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
Row = list[str | int | float | None]


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


def _answers(asked: Assignment, parts: Sequence[Part], given: Sequence[Given], questions: Sequence[Question]) -> Page:
    words = headings()["answers"]
    files = archive.names(parts, given)
    personal = any(each.person for each in parts)
    evidence = any(each.question == EVIDENCE for each in given)
    head: Row = ["№", words["municipality"], words["place"], *([words["person"]] if personal else []),
                 words["state"], *(one.label for one in questions), *([words["evidence"]] if evidence else []),
                 words["at"], words["by"], words["late"], words["corrected"]]
    rows: list[Row] = [head]
    for number, part in enumerate(parts, 1):
        own = [each for each in given if each.task == part.task and part.state in ANSWERED]
        cells = [_cell(one, own, files) for one in questions] + ([_evidence(own, files)] if evidence else [])
        answered = part.state in ANSWERED
        rows.append([
            number, part.municipality, part.title, *([part.person] if personal else []),
            words[part.state.value], *cells, _moment(part.state_at, part.time_zone) if answered else None, part.by_name,
            days_late(part) or None, _moment(part.corrected_at, part.time_zone)])
    rows.append(_total(head, parts, given, questions, words))
    widths = [6.0, 28.0, 40.0, *([30.0] if personal else []), 15.0, *(_width(one) for one in questions),
              *([44.0] if evidence else []), 17.0, 30.0, 12.0, 17.0]
    return Page(words["title"], widths, rows, Paper(f"{asked.number}. {asked.title}", landscape=True))


def _total(head: Row, parts: Sequence[Part], given: Sequence[Given], questions: Sequence[Question],
           words: Mapping[str, str]) -> Row:
    """How many have answered, and what numbers come to."""
    row: Row = [None] * len(head)
    row[2] = words["total"]
    at = head.index(words["state"])
    row[at] = words["of"].format(done=sum(each.state in ANSWERED for each in parts), total=len(parts))
    live = {each.task for each in parts if each.state in ANSWERED}
    for place, one in enumerate(questions, at + 1):
        values = [value for each in given if each.question == one.name and each.task in live
                  and (value := answers.number(one, each)) is not None]
        row[place] = _plain(sum(values)) if values else None
    return row


def _cell(question: Question, own: Sequence[Given], files: Mapping[int, str]) -> str | int | float | None:
    row = next((each for each in own if each.question == question.name), None)
    if row is None:
        return None
    if row.file is not None:
        return files.get(row.file, row.name)
    value = answers.number(question, row)
    return answers.in_words(question, row) or None if value is None else _plain(value)


def _evidence(own: Sequence[Given], files: Mapping[int, str]) -> str | None:
    pieces = [each for each in own if each.question == EVIDENCE]
    return "\n".join(text for each in pieces for text in (each.value, files.get(each.file or 0, "")) if text) or None


async def _missing(tx: Transaction, people: Sequence[int]) -> Page:
    words = headings()["missing"]
    rows: list[Row] = [[words[key] for key in ("place", "name", "phone", "joined")]]
    rows += [[each.place, each.name, each.phone or None, words["yes" if each.reachable else "no"]]
             for each in await audiences.contacts(tx, people)]
    return Page(words["title"], [46, 36, 22, 14], rows, Paper(words["title"]))


def _width(question: Question) -> float:
    return 16.0 if question.kind in answers.NUMBERS else 30.0


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 4)


def _moment(at: int | None, zone: str) -> str | None:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).strftime("%d.%m.%Y %H:%M") if at else None


def _day(at: int, zone: str) -> date:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()


@functools.cache
def headings() -> Mapping[str, Mapping[str, str]]:
    """The words of the sheets."""
    path = Path(messages.__path__[0]) / "templates" / "ru" / "requests" / "workbook.yaml"
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


ORDERINGS = {TABLE: workbook}
"""By the kind of an errand."""
