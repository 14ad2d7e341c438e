"""How a roadmap with its fulfilment is put into words; a Word file and a workbook say the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from messages import deadlines, lexicon, russian
from messages.reports.roadmap_figures import Point, Progress, Roadmap

COLUMNS = ("number", "title", "due", "owners", "results", "done", "notes")
"""Of the order's own form."""
NAMED = 2
"""Organisations with a day of their own that are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Between:
    """Days as `deadlines` takes them."""

    start: date | None
    end: date | None


def heading(roadmap: Roadmap) -> list[str]:
    """What stands under the title: the programme, its period, as of when and of whom."""
    day = deadlines.figures(date.fromisoformat(roadmap.today))
    return [roadmap.programme, say("period", period=_between(roadmap.starts_on, roadmap.ends_on)),
            say("as_of", day=day, scope=roadmap.scope)]


def due(point: Point) -> str:
    """The deadline that holds, as a plan has it; what it was before is said in the notes."""
    return _between(point.starts_on, point.due_on)


def fulfilment(point: Point, *, single: bool) -> list[str]:
    """The state, then the figures, one below the other."""
    lines = [say(f"progress.{point.progress}")]
    if not single and point.total > 1:
        lines.append(say("of", done=point.done, total=point.total, accepted=point.accepted))
        lines += [say("late", late=point.late)] if point.late else []
    if point.belated:
        lines.append(say("belated_one") if single else say("belated", belated=point.belated))
    if point.first_fact:
        same = point.first_fact == point.last_fact
        lines.append(say("fact" if same else "facts", first=_day(point.first_fact), last=_day(point.last_fact)))
    pieces = [say(kind, number=number) for kind, number in (
        ("files", point.files), ("photos", point.photos), ("words", point.words)) if number]
    return [*lines, say("evidence", pieces=", ".join(pieces))] if pieces else lines


def notes(point: Point, *, single: bool) -> list[str]:
    """Which days are others than those of the order."""
    lines = []
    if point.moved_at:
        key = "moved" if point.moved_from else "dated"
        lines.append(say(key, was=_day(point.moved_from), day=_day(point.moved_at)))
    if point.longer and single:
        lines.append(say("prolonged"))
    elif len(point.longer) > NAMED:
        lines.append(say("longer_many", number=len(point.longer), day=_day(max(day for _, day in point.longer))))
    elif point.longer:
        places = [say("longer_one", place=place, day=_day(day)) for place, day in point.longer]
        lines.append(say("longer", places="; ".join(places)))
    return lines


def totals(roadmap: Roadmap) -> list[str]:
    """What it all comes to."""
    points = roadmap.points
    numbers = Counter(point.progress for point in points)
    found = [say("totals.of_progress", name=say(f"progress.{each}"), number=numbers[each])
             for each in Progress if numbers[each]]
    total, done = sum(point.total for point in points), sum(point.done for point in points)
    if not roadmap.single and total:
        found.append(say("totals.tasks", total=total, done=done, percent=round(100 * done / total),
                         late=sum(point.late for point in points)))
    return [say("totals.points", total=len(points)), *found]


def made(roadmap: Roadmap) -> str:
    """Who made it, and when."""
    local = datetime.fromtimestamp(roadmap.made_at, UTC).astimezone(ZoneInfo(roadmap.zone))
    return say("made", day=deadlines.day(local.date()), clock=f"{local:%H:%M}", city=russian.city(roadmap.zone),
               name=roadmap.made_by, role=roadmap.role)


def columns(keys: Sequence[str] = COLUMNS) -> list[str]:
    """Their headings."""
    return [say(f"columns.{key}") for key in keys]


def _between(first: str, last: str) -> str:
    start, end = (date.fromisoformat(each) if each else None for each in (first, last))
    return deadlines.in_table(Between(start, end))


def _day(day: str) -> str:
    return deadlines.figures(date.fromisoformat(day)) if day else ""


def say(key: str, **facts: Any) -> str:
    """Our words; `key` leads into the file, as `progress.late`."""
    return lexicon.sayings("roadmap/appendix")[key](**facts)
