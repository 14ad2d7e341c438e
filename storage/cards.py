"""Cards of schools: problems with the measures against them, who accompanies what; and whose card somebody may see.

Problems and measures are assignments (`assignments.py`) with one task each; what was said of how they go is evidence.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.assignments import Kind
from storage.database import Transaction
from storage.participants import Role
from storage.tasks import TaskState

KINDS = frozenset({Kind.PROBLEM, Kind.MEASURE, Kind.PLAN, Kind.STAGE})
"""Whose tasks are judged by whoever accompanies them, and keep what was said on the way."""
OF_PLANS = frozenset({Kind.PLAN, Kind.STAGE})


@dataclass(frozen=True, slots=True)
class School:
    """A school in the list of cards; `total` is how many schools there are. `late` counts measures."""

    id: int
    title: str
    municipality: str
    problems: int
    solved: int
    measures: int
    settled: int
    late: int
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """A school as its card names it."""

    id: int
    title: str
    municipality: str
    time_zone: str
    programme: int


@dataclass(frozen=True, slots=True)
class Row:
    """A problem, or a measure whose `parent` is its problem. `opens` is 1 where the person who looks may open it."""

    id: int
    parent: int | None
    kind: Kind
    number: str
    title: str
    about: str
    review: str
    author: int | None
    author_name: str
    tutor: int | None
    tutor_name: str
    asked_at: int
    task: int
    organisation: int
    state: TaskState
    due_on: str | None
    state_at: int
    handed_name: str
    notes: int
    opens: int

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do or say anything any more."""
        return self.state is TaskState.ACCEPTED or (self.state is TaskState.DONE and self.review == "none")

    def is_late(self, today: str) -> bool:
        """Whether its day has passed."""
        return self.state in (TaskState.OPEN, TaskState.RETURNED) and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody has said of how a task goes."""

    task: int
    added_at: int
    name: str
    body: str
    file: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem and whose it is."""

    id: int
    task: int
    organisation: int
    state: TaskState
    number: str
    title: str
    programme: int


@dataclass(frozen=True, slots=True)
class Tutor:
    """Somebody who may accompany something in a school; `place`: 1 a mentor, 2 a curator, 3 a coordinator."""

    id: int
    name: str
    place: int
    subjects: str


@dataclass(frozen=True, slots=True)
class Accompanied:
    """A measure or a plan that somebody accompanies. Of a plan `steps`, `settled`, `late` and `waiting` count steps."""

    task: int
    activity: int
    kind: Kind
    number: str
    title: str
    state: TaskState
    due_on: str | None
    school: str
    person: str
    steps: int
    settled: int
    late: int
    waiting: int
    total: int


@dataclass(frozen=True, slots=True)
class _Role:
    role: Role


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def roles(tx: Transaction, participant: int, school: int) -> frozenset[Role]:
    """As what somebody may look at the card of a school; empty: they may not."""
    return frozenset(row.role for row in await tx.all(_Role, "cards.roles", participant=participant, school=school))


async def place(tx: Transaction, school: int) -> Place | None:
    return await tx.one(Place, "cards.place", school=school)


async def schools(tx: Transaction, participant: int, today: str, *, size: int, skip: int = 0) -> list[School]:
    """A page of the schools whose cards this person may see."""
    return await tx.all(School, "cards.schools", participant=participant, today=today, size=size, skip=skip)


async def rows(tx: Transaction, schools: Collection[int], participant: int) -> list[Row]:
    """All problems and measures of these schools, but those that were struck out."""
    return await tx.all(Row, "cards.rows", schools=json.dumps(sorted(schools)), participant=participant)


async def notes(tx: Transaction, tasks: Collection[int]) -> list[Note]:
    """What was said of how these tasks go."""
    return await tx.all(Note, "cards.notes", tasks=json.dumps(sorted(tasks)))


async def problem(tx: Transaction, id: int) -> Problem | None:
    return await tx.one(Problem, "cards.problem", id=id)


async def tutors(tx: Transaction, school: int) -> list[Tutor]:
    """Who may accompany something in a school, joined or not."""
    return await tx.all(Tutor, "cards.tutors", school=school)


async def accompanied(tx: Transaction, participant: int, today: str, *, size: int, skip: int) -> list[Accompanied]:
    """A page of what somebody accompanies and is not settled."""
    return await tx.all(Accompanied, "cards.accompanied", participant=participant, today=today, size=size, skip=skip)


async def close_under(tx: Transaction, parent: int, *, by: int, now: int) -> list[int]:
    """Nobody has to do any more what stands under it; the ids of those tasks."""
    return [row.id for row in await tx.all(_Id, "cards.close_under", parent=parent, by=by, now=now)]


async def name_tutor(tx: Transaction, activity: int, tutor: int) -> list[int]:
    """Somebody else accompanies it; the tasks that stand under it."""
    await tx.run("cards.name_tutor", activity=activity, tutor=tutor)
    return [row.id for row in await tx.all(_Id, "cards.under", parent=activity)]
