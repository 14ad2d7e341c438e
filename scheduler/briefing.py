"""What a digest says: one short text and a few buttons, however many tasks there are. Pure."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from messages.buttons import Meaning, encode
from messages.catalogue import Catalogue
from messages.markup import escape
from messages.meanings import OpenTask, ShowSchools, TaskList
from messages.memory import remembered
from messages.replies import TEXT_LIMIT, Button, Reply, Tone, fits
from messages.russian import polite_name
from messages.visible import visible
from scheduler import waiting
from scheduler.waiting import NOTHING, Waiting
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
NAME_ROOM = 300
"""Units that are kept free for the person's name."""
PERSON = "\ufdd0"
"""Stands for the name until it is known whose it is: no sign that anybody could write."""
REMEMBERED = 256
"""Shapes whose words are kept."""
SIZES = ((10, 90), (10, 60), (6, 50), (3, 40), (1, 25))
"""Lines of each part and characters of each title; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """A person's own tasks, the late ones of those they watch over, the most urgent first; and what else waits."""

    name: str
    today: date
    own: tuple[Matter, ...] = ()
    watched: tuple[Matter, ...] = ()
    waiting: Waiting = NOTHING


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


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a briefing what its words depend on, but for the person's name: many people of one morning have the same."""

    today: date
    own: tuple[Line, ...]
    places: tuple[Place, ...]
    watched: int
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Words:
    """What is said to all who have the same shape. `tasks` are those of the own tasks that have a button."""

    text: str
    tasks: tuple[int, ...]
    rows: tuple[tuple[tuple[str, Tone], ...], ...]


def compose(catalogue: Catalogue, briefing: Briefing, template: str = TEMPLATE) -> Reply:
    """The message. It keeps to one text of lawful size."""
    late, person = places(briefing), polite_name(briefing.name)
    said = _worded(catalogue, template, _shape(briefing, late), bool(person))
    payloads = map(encode, _meanings(briefing, late, said.tasks))
    rows = tuple(tuple(Button(label, next(payloads), tone=tone) for label, tone in row) for row in said.rows)
    return Reply(said.text.replace(PERSON, escape(visible(person))), rows)


def _shape(briefing: Briefing, late: Sequence[Place]) -> Shape:
    several = len({task.organisation for task in briefing.own}) > 1
    own = tuple([_line(task, task.organisation_title if several else "") for task in briefing.own])
    return Shape(briefing.today, own, tuple([replace(each, organisation=0) for each in late]), len(briefing.watched),
                 briefing.waiting)


def _meanings(briefing: Briefing, late: Sequence[Place], tasks: Sequence[int]) -> Iterator[Meaning]:
    """What the buttons of this person say, in the order of the rows."""
    yield from map(waiting.meaning, briefing.waiting.shown())
    yield from (OpenTask(briefing.own[place].task) for place in tasks)
    yield from (TaskList("watch_late", organisation=place.organisation)
                for place in late[:_free(briefing.waiting) - len(tasks)])
    if briefing.own:
        due = briefing.own[0].due_on
        yield TaskList("late" if due and due < briefing.today.isoformat() else "open")
    if briefing.waiting.reports:
        yield TaskList("watch_check")
    if late:
        yield ShowSchools()


@remembered(REMEMBERED)
def _worded(catalogue: Catalogue, template: str, shape: Shape, named: bool) -> Words:
    own, watched, tasks = len(shape.own), shape.watched, _with_buttons(shape)
    asked = len(shape.waiting.asked)
    rows = [[(catalogue.label(template, key, own=own, watched=watched, asked=asked, **facts), tone)
             for key, tone, facts in row] for row in _rows(shape, tasks)]
    for size, width in SIZES:
        matters = catalogue.part(MATTERS, **_matters(shape, size, width))
        text = catalogue.say(template, matters=matters, person=PERSON if named else "", own=own, watched=watched,
                             asked=asked, reports=bool(shape.waiting.reports)).text
        if fits(text, TEXT_LIMIT - NAME_ROOM):
            break
    return Words(text, tuple(tasks), tuple(map(tuple, filter(None, rows))))


def _matters(shape: Shape, size: int, width: int) -> dict[str, Hashable]:
    today = shape.today.isoformat()
    own = list(_grouped(shape.own))
    return {
        "today": today,
        "width": width,
        "late": Part.of([line for line in own if line.due_on and line.due_on < today], size, _tasks),
        "due_today": Part.of([line for line in own if line.due_on == today], size, _tasks),
        "ahead": Part.of([line for line in own if not line.due_on or line.due_on > today], size, _tasks),
        "places": Part.of(shape.places, size),
        "surveys": Part.of(shape.waiting.asked, size),
        "invited": Part.of(shape.waiting.invited, size),
        "letters": Part.of(shape.waiting.letters, size),
        "reports": shape.waiting.reports,
    }


def _grouped(own: Sequence[Line]) -> Iterator[Line]:
    """An operator answers for all schools that nobody has joined from: what is the same in many is said once."""
    alike: dict[Line, list[Line]] = {}
    for line in own:
        alike.setdefault(replace(line, place=""), []).append(line)
    for said, lines in alike.items():
        if len(lines) >= MANY:
            yield replace(said, organisations=len(lines))
        else:
            yield from lines


def _line(task: Matter, place: str) -> Line:
    return Line(task.number, task.title, place, task.due_on, task.state is TaskState.RETURNED)


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


Label = tuple[str, Tone, Mapping[str, str]]
"""The key of a label, how its button is coloured, and the facts that are its own."""


def _with_buttons(shape: Shape) -> list[int]:
    """Which of the own tasks have a button, one an activity: of many schools they would all read the same; the list
    behind «all» has the rest.
    """
    first = {line.number: place for place, line in reversed(list(enumerate(shape.own)))}
    return sorted(first.values())[:_free(shape.waiting) - min(len(shape.places), PLACES)]


def _free(what: Waiting) -> int:
    """Buttons that are left to tasks and organisations."""
    return BUTTONS - len(what.shown()) - bool(what.reports)


def _rows(shape: Shape, tasks: Sequence[int]) -> Iterator[Sequence[Label]]:
    calls: list[Label] = [(waiting.key(each), Tone.MAIN, {"title": each.title}) for each in shape.waiting.shown()]
    yield from _rows_of(calls, 1 if len(calls) == 1 else 2)
    shown = shape.places[:_free(shape.waiting) - len(tasks)]
    short = len(tasks) + len(shown) + len(calls) > ALONE
    own: list[Label] = [
        ("number" if short else "task", Tone.PLAIN,
         {"number": shape.own[place].number, "title": shape.own[place].title})
        for place in tasks
    ]
    task_rows = list(_rows_of(own, NUMBERS if short else 1))
    yield from task_rows
    organisations: list[Label] = [("place", Tone.PLAIN, {"title": place.title}) for place in shown]
    yield from _rows_of(organisations, 1 if len(task_rows) + len(organisations) + len(calls) <= ALONE else 2)
    everything: list[Label] = [("all", Tone.MAIN, {})] if shape.own else []
    check: list[Label] = [("check", Tone.MAIN, {})] if shape.waiting.reports else []
    yield [*everything, *check, *([("places", Tone.PLAIN, {})] if shape.places else [])]


def _rows_of(labels: Sequence[Label], width: int) -> Iterator[list[Label]]:
    rest = iter(labels)
    while row := list(islice(rest, width)):
        yield row
