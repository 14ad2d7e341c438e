"""Assignments: what somebody in the chat asks of schools and people. They are activities and tasks like all others;
what is to come back is a sheet of a survey, one for each task.

Who sees what of one follows from the view `concerned`: everybody the tasks that they watch over or have asked for.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from storage.database import Transaction
from storage.tasks import TaskState


class Kind(StrEnum):
    """What an assignment is for."""

    REQUEST = "request"
    """Something is to be sent by a day."""
    DECISION = "decision"
    """A meeting has decided it."""
    STEP = "step"
    """What comes next after a visit."""
    VISIT = "visit"
    """A visitor writes down what they have seen."""
    PROBLEM = "problem"
    """Of a school, on its card."""
    MEASURE = "measure"
    """Against a problem."""
    PLAN = "plan"
    """Of one teacher, with a mentor."""
    STAGE = "stage"
    """Of a plan."""
    CONTEST = "contest"
    """A call for applications; nobody has to answer it (`contests.py`)."""
    EXPERTISE = "expertise"
    """An application of a contest is to be judged."""


class Review(StrEnum):
    """Who judges what is reported; the programme's own order is the empty word."""

    AUTHOR = "author"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One of them. `evidence_needed`: a file is to be sent; `wave`: a sheet is to be filled in; neither: a tap will do.

    `due_on` is a day in each organisation's own region.
    """

    id: int
    programme: int
    kind: Kind
    number: str
    title: str
    about: str
    due_on: str | None
    evidence_needed: int
    author: int | None
    author_name: str
    event: int | None
    asked_at: int
    wave: int | None
    gone_at: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose a task is: an organisation's, or one person's in it."""

    organisation: int
    participant: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An assignment in a list, with the tasks of it that the person who looks may see."""

    id: int
    number: str
    title: str
    due_on: str | None
    author: int | None
    author_name: str
    total: int
    done: int
    returned: int


@dataclass(frozen=True, slots=True)
class Part:
    """A task of an assignment, as a table shows it.

    `person` is whose own it is, or empty; `by_name` who has reported it, `corrected_at` when that was changed last.
    """

    task: int
    state: TaskState
    due_on: str | None
    state_at: int
    organisation: int
    title: str
    municipality: str
    time_zone: str
    person: str
    by_name: str
    corrected_at: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """How many tasks of a municipality, or of what has none, are done."""

    organisation: int
    title: str
    total: int
    done: int


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of a sheet, as JSON, or a piece of evidence, whose `question` is empty."""

    task: int
    question: str
    value: str
    file: int | None
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def number(tx: Transaction, programme: int, kind: Kind) -> int:
    """The next number of this kind; others wait for theirs until this transaction has ended."""
    await tx.queue_up([f"assignments:{programme}:{kind}"])
    return await tx.integer("assignments.number", programme=programme, kind=kind)


async def section(tx: Transaction, programme: int, kind: Kind, title: str) -> int:
    """The id of the section in which assignments of this kind stand."""
    return await tx.integer("assignments.section", programme=programme, number=f"chat:{kind}", title=title)


async def make(tx: Transaction, *, programme: int, section: int, kind: Kind, number: str, title: str, about: str,
               due_on: str | None, author: int, now: int, evidence_needed: bool = False, review: Review = Review.NONE,
               event: int | None = None, parent: int | None = None, tutor: int | None = None) -> int:
    """A new one that nobody has to do yet. Its id."""
    return await tx.integer("assignments.make", programme=programme, section=section, kind=kind, number=number,
                            title=title, about=about, due_on=due_on, author=author, now=now, review=review,
                            evidence_needed=int(evidence_needed), event=event, parent=parent, tutor=tutor)


async def rewrite(tx: Transaction, id: int, *, title: str, about: str, due_on: str | None,
                  evidence_needed: bool) -> None:
    """Other words and another day for one that nobody has to do yet."""
    await tx.run("assignments.rewrite", id=id, title=title, about=about, due_on=due_on,
                 evidence_needed=int(evidence_needed))


async def by_id(tx: Transaction, id: int) -> Assignment | None:
    return await tx.one(Assignment, "assignments.by_id", id=id)


async def assign(tx: Transaction, id: int, whom: Iterable[Asked], *, now: int) -> list[int]:
    """Open tasks for those who have none of it yet; the ids of all of theirs."""
    await tx.repeat("assignments.assign", [{"activity": id, "now": now, **asdict(each)} for each in whom])
    return [row.id for row in await tx.all(_Id, "assignments.tasks", activity=id)]


async def close(tx: Transaction, id: int, *, by: int, now: int) -> list[int]:
    """Nobody has to do any more what is still open; the ids of those tasks."""
    return [row.id for row in await tx.all(_Id, "assignments.close", activity=id, by=by, now=now)]


async def sees(tx: Transaction, id: int, participant: int) -> bool:
    """Whether somebody watches over any task of it, or has asked for it."""
    return await tx.run("assignments.sees", activity=id, participant=participant)


async def own(tx: Transaction, id: int, participant: int) -> list[int]:
    """The tasks of it that this person has to do."""
    return [row.id for row in await tx.all(_Id, "assignments.own", activity=id, participant=participant)]


async def listed(tx: Transaction, participant: int, kind: Kind, *, size: int, skip: int) -> list[Listed]:
    """A page of those of which this person may see something, the newest first."""
    return await tx.all(Listed, "assignments.listed", participant=participant, kind=kind, size=size, skip=skip)


async def parts(tx: Transaction, id: int, participant: int) -> list[Part]:
    """The tasks of it that this person may see, by municipality and school; those that were given up are left out."""
    return await tx.all(Part, "assignments.parts", activity=id, participant=participant)


async def places(tx: Transaction, id: int, participant: int) -> list[Place]:
    """The same, counted."""
    return await tx.all(Place, "assignments.places", activity=id, participant=participant)


async def given(tx: Transaction, id: int, participant: int) -> list[Given]:
    """What has come back, as far as this person may see it: answers that count, and evidence that stands."""
    return await tx.all(Given, "assignments.given", activity=id, participant=participant)


async def missing(tx: Transaction, id: int, participant: int) -> list[int]:
    """The people who have still to answer, of the tasks that this person may see."""
    return [row.id for row in await tx.all(_Id, "assignments.missing", activity=id, participant=participant)]


async def open_left(tx: Transaction, id: int) -> int:
    """How many of its tasks are still to be done."""
    return await tx.integer("assignments.open_left", activity=id)


async def questions(tx: Transaction, id: int) -> str:
    """What is asked in its sheets, as JSON; "" where there are none."""
    return str(await tx.value("assignments.questions", activity=id) or "")
