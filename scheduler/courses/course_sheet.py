"""A course as a workbook: people by sessions with hours, surveys, outcome, papers; and the schools with the quota."""

import json
from collections.abc import Mapping, Sequence

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_courses import OpenCourse
from messages.reports.figures import Page, Paper, Workbook
from messages.updates import FileKind
from scheduler import attending
from scheduler.courses import rule, schools
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import attendance, courses, nominations
from storage.courses import Course, Diagnostic, Member, Session
from storage.database import Transaction
from storage.errands import Errand
from storage.nominations import School

SHEET = "course"
Row = list[str | int | float | None]


async def sheet(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For those who hold the course, now as when they asked for it."""
    course = await courses.by_id(tx, json.loads(errand.facts)["course"])
    if course is None or not await attendance.organises(tx, course.id, errand.participant):
        return Order(catalogue.say("courses/not_yours", [[Choice("menu", ShowMenu())]]))
    held = [each for each in await courses.sessions(tx, course.id) if each.cancelled_at is None]
    came = {(each.session, each.participant): each.minutes for each in await courses.visits(tx, course.id)}
    people, surveys = await courses.members(tx, course.id), await courses.diagnostics(tx, course.id)
    above = catalogue.words("courses/sheet_above", course=course, day=attending.day(now, course.time_zone).isoformat())
    found = await nominations.schools(tx, course.id, await schools.of(tx, course))
    pages = [_people(course, held, came, people, surveys, above), _schools(course, found, above)]
    reply = catalogue.say("courses/sheet", [[Choice("back", OpenCourse(course.id)), Choice("menu", ShowMenu())]],
                          title=course.title)
    name = catalogue.words("courses/sheet_name", title=course.title)
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


def _people(course: Course, held: Sequence[Session], came: Mapping[tuple[int, int], int], people: Sequence[Member],
            surveys: Mapping[str, Diagnostic], above: str) -> Page:
    """Those who have a seat first, then by school and name."""
    words, answers, total = _words()["people"], _words()["answers"], rule.planned(held)
    parts = [part for part in (courses.ENTRY, courses.FINAL) if part in surveys]
    rows: list[Row] = [[*(words[key] for key in ("number", "name", "place", "municipality", "answer")),
                        *(_day(each) for each in held), words["hours"], words["share"],
                        *(words[part] for part in parts), words["completed"], words["document"], words["certificate"]]]
    ordered = sorted(people, key=lambda each: not each.seated)
    for number, each in enumerate(ordered, 1):
        done = {courses.ENTRY: each.entry, courses.FINAL: each.final}
        rows.append([number, each.name, each.place or None, each.municipality or None, answers[each.answer or "silent"],
                     *(_hours(came.get((session.id, each.participant), 0)) for session in held),
                     _hours(each.minutes), rule.per_cent(each.minutes, total) if each.seated else None,
                     *(words["yes"] if done[part] else None for part in parts),
                     words["yes"] if each.completed_at is not None else None, each.document or None,
                     each.number or None])
    widths = [5, 34, 34, 24, 15, *[8] * len(held), 8, 8, *[12] * len(parts), 13, 20, 23]
    return Page(words["title"], widths, rows, Paper(above, landscape=True))


def _schools(course: Course, found: Sequence[School], above: str) -> Page:
    words = _words()["schools"]
    rows: list[Row] = [[words[key] for key in ("number", "school", "municipality", "named", "confirmed", "waiting",
                                               "declined", "completed", "lacking")]]
    rows += [[number, each.title, each.municipality or None, each.named, each.confirmed, each.waiting, each.declined,
              each.completed, max(0, (course.quota_least or 0) - each.named) or None]
             for number, each in enumerate(found, 1)]
    return Page(words["title"], [5, 44, 28, 14, 15, 14, 14, 13, 14], rows, Paper(above, landscape=True))


def _day(session: Session) -> str:
    return f"{attending.day(session.starts_at, session.time_zone):%d.%m}"


def _hours(minutes: int) -> int | float | None:
    hours = round(minutes / 60, 2)
    return (int(hours) if hours.is_integer() else hours) or None


def _words() -> Mapping[str, Mapping[str, str]]:
    return lexicon.read("courses/sheet")


ORDERINGS = {SHEET: sheet}
"""By the kind of an errand."""
