"""What a digest says: one short text and a few buttons, however many tasks there are. Pure."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from messages.catalogue import Catalogue, Choice
from messages.meanings import OpenTask, ShowSchools, TaskList
from messages.replies import TEXT_LIMIT, Reply, Tone, fits
from messages.russian import polite_name
from storage.reminders import Matter
from storage.tasks import TaskState

T = TypeVar("T")

TEMPLATE = "digest/daily"
MATTERS = "digest/matters"
"""The part of the text that many people share: the same task is due on the same day in all the schools."""
BUTTONS = 8
PLACES = 3
"""Buttons that organisations keep when there are too many tasks of one's own."""
ALONE = 5
"""So many buttons stand one in a row; with more of them tasks show their numbers only, organisations stand in pairs."""
MANY = 3
"""Organisations with the same task that are counted and not named."""
NUMBERS = 4
"""Numbers in a row."""
SIZES = ((10, 90), (10, 60), (6, 50), (3, 40), (1, 25))
"""Lines of each part and characters of each title; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """The facts: a person's own tasks and the late ones of those they watch over, the most urgent first."""

    name: str
    today: date
    own: tuple[Matter, ...] = ()
    watched: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A task as the text shows it; `place` is its organisation, where there are several.

    Of so many `organisations` that their names would fill the text it stands for all of them.
    """

    number: str
    title: str
    place: str
    due_on: str | None
    returned: bool
    organisations: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that is late with something; `overdue` counts the days of its oldest task."""

    organisation: int
    title: str
    tasks: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What of a list is shown, and how much is left out."""

    shown: tuple[T, ...]
    more: int

    @staticmethod
    def of(items: Sequence[T], size: int, count: Callable[[Sequence[T]], int] = len) -> "Part[T]":
        return Part(tuple(items[:size]), count(items[size:]))


def compose(catalogue: Catalogue, briefing: Briefing, template: str = TEMPLATE) -> Reply:
    """The message. It keeps to one text of lawful size."""
    late = places(briefing)
    rows = list(_rows(briefing, late))
    for size, width in SIZES:
        matters = catalogue.part(MATTERS, **_matters(briefing, late, size, width))
        reply = catalogue.say(template, rows, matters=matters, person=polite_name(briefing.name),
                              own=len(briefing.own), watched=len(briefing.watched))
        if fits(reply.text, TEXT_LIMIT):
            break
    return reply


def _matters(briefing: Briefing, late: Sequence[Place], size: int, width: int) -> dict[str, Hashable]:
    today = briefing.today.isoformat()
    several = len({task.organisation for task in briefing.own}) > 1
    own = list(_grouped(briefing.own)) if several else [_line(task) for task in briefing.own]
    return {
        "today": today,
        "width": width,
        "late": Part.of([line for line in own if line.due_on and line.due_on < today], size, _tasks),
        "due_today": Part.of([line for line in own if line.due_on == today], size, _tasks),
        "ahead": Part.of([line for line in own if not line.due_on or line.due_on > today], size, _tasks),
        "places": Part.of(late, size),
    }


def _grouped(own: Sequence[Matter]) -> Iterator[Line]:
    """An operator answers for all schools that nobody has joined from: what is the same in many is said once."""
    alike: dict[Line, list[str]] = {}
    for task in own:
        alike.setdefault(_line(task), []).append(task.organisation_title)
    for line, titles in alike.items():
        if len(titles) >= MANY:
            yield replace(line, organisations=len(titles))
        else:
            yield from (replace(line, place=title) for title in titles)


def _line(task: Matter) -> Line:
    return Line(task.number, task.title, "", task.due_on, task.state is TaskState.RETURNED)


def _tasks(lines: Sequence[Line]) -> int:
    return sum(line.organisations for line in lines)


def places(briefing: Briefing) -> list[Place]:
    """The watched tasks by organisation, the one that has been late for longest first."""
    found: dict[int, Place] = {}
    for task in briefing.watched:
        overdue = (briefing.today - date.fromisoformat(task.due_on or briefing.today.isoformat())).days
        known = found.get(task.organisation)
        found[task.organisation] = Place(
            task.organisation, task.organisation_title, known.tasks + 1 if known else 1,
            max(overdue, known.overdue if known else 0),
        )
    return sorted(found.values(), key=lambda place: (-place.overdue, place.title))


def _rows(briefing: Briefing, late: Sequence[Place]) -> Iterator[list[Choice]]:
    # One button an activity: of many schools they would all read the same; the list behind «all» has the rest.
    first_of_each = list({task.number: task for task in reversed(briefing.own)}.values())[::-1]
    tasks = first_of_each[:BUTTONS - min(len(late), PLACES)]
    shown = late[:BUTTONS - len(tasks)]
    short = len(tasks) + len(shown) > ALONE
    choices = [
        Choice("number" if short else "task", OpenTask(task.task), facts={"number": task.number, "title": task.title})
        for task in tasks
    ]
    task_rows = list(_rows_of(choices, NUMBERS if short else 1))
    yield from task_rows
    organisations = [
        Choice("place", TaskList("watch_late", organisation=place.organisation), facts={"title": place.title})
        for place in shown
    ]
    yield from _rows_of(organisations, 1 if len(task_rows) + len(organisations) <= ALONE else 2)
    yield [*_all_own(briefing), *([Choice("places", ShowSchools())] if late else [])]


def _rows_of(choices: Sequence[Choice], width: int) -> Iterator[list[Choice]]:
    rest = iter(choices)
    while row := list(islice(rest, width)):
        yield row


def _all_own(briefing: Briefing) -> list[Choice]:
    if not briefing.own:
        return []
    due = briefing.own[0].due_on
    kind = "late" if due and due < briefing.today.isoformat() else "open"
    return [Choice("all", TaskList(kind), tone=Tone.MAIN)]
