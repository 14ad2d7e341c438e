"""Tasks: an activity that one organisation must do; their states, evidence, and who is concerned.

A due date is a day in the organisation's time zone; `today` is always that day, computed by the caller.
"""

from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction


class TaskState(StrEnum):
    """Where a task stands. Late is derived: open or returned after its due date."""

    OPEN = "open"
    DONE = "done"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


class Relation(StrEnum):
    """As what a person has to do with a task (see the view `concerned`)."""

    TEAM = "team"
    HANDED = "handed"
    COORDINATOR = "coordinator"
    CURATOR = "curator"
    OPERATOR = "operator"
    AUTHOR = "author"
    """Has asked for it in the chat."""
    TUTOR = "tutor"
    """Accompanies it."""
    OBSERVER = "observer"


class Kind(StrEnum):
    """The lists that tasks are shown in."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Task:
    """A task with all that a card shows."""

    id: int
    state: TaskState
    due_on: str | None
    state_at: int
    state_by: int | None
    handed_to: int | None
    extended_at: int | None
    activity: int
    number: str
    title: str
    evidence_needed: int
    section: str
    organisation: int
    organisation_title: str
    level: str
    time_zone: str
    programme: int
    handed_name: str
    state_by_name: str
    kind: str = ""
    """What it was asked for; empty for a row of the roadmap."""
    about: str = ""
    """What is asked, in the author's words."""
    author_name: str = ""
    review: str = ""
    """Who judges it: empty: as the programme says; `author`; `none`."""
    participant: int | None = None
    """Whose own it is; None: the organisation's."""
    wave: int | None = None
    """The wave whose sheet is to be filled in."""
    parent: int | None = None
    """What it stands under: the problem of a measure, the plan of a step."""
    tutor: int | None = None
    tutor_name: str = ""
    """Who accompanies it."""
    own_plan: int = 0
    """1: it is of its organisation's own plan."""

    @property
    def unfinished(self) -> bool:
        """Whether somebody must still do it."""
        return self.state in (TaskState.OPEN, TaskState.RETURNED)

    @property
    def is_confirmed_by_a_tap(self) -> bool:
        """Whether nothing is asked for but the word that it is done."""
        return self.kind == "request" and not self.evidence_needed and self.wave is None

    @property
    def wants_a_file(self) -> bool:
        """Whether it is not done without one."""
        return self.kind == "request" and bool(self.evidence_needed)


@dataclass(frozen=True, slots=True)
class Line:
    """A task as a list shows it."""

    id: int
    state: TaskState
    due_on: str | None
    number: str
    title: str
    organisation_title: str
    own_plan: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks a person has in each list; None where there is no task at all."""

    open: int | None
    late: int | None
    done: int | None
    to_check: int | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """An organisation that a person watches over; `total` counts all of them."""

    id: int
    title: str
    municipality_title: str | None
    """Of the municipality it lies in, if that is another organisation."""
    late: int
    to_check: int
    total: int


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person who has joined and has to do with a task; `reachable` counts their open addresses."""

    participant: int
    relation: Relation
    name: str
    reachable: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a task is done: words, a link, a photo or a file (`file_kind` is empty without one)."""

    id: int
    body: str
    file: int | None
    added_at: int
    participant_name: str
    file_kind: str
    file_name: str
    file_mime: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Relation:
    relation: Relation


@dataclass(frozen=True, slots=True)
class _Title:
    title: str


async def by_id(tx: Transaction, id: int) -> Task | None:
    return await tx.one(Task, "tasks.by_id", id=id)


async def relations(tx: Transaction, task: int, participant: int) -> frozenset[Relation]:
    """As what this person has to do with the task; empty: it is none of their business."""
    rows = await tx.all(_Relation, "tasks.relations", task=task, participant=participant)
    return frozenset(row.relation for row in rows)


async def concerned(tx: Transaction, task: int) -> list[Concerned]:
    """All who have joined and have to do with the task."""
    return await tx.all(Concerned, "tasks.concerned", task=task)


async def own(tx: Transaction, participant: int, kind: Kind, today: str, *, size: int, skip: int) -> list[Line]:
    """A page of the tasks this person or their team must do."""
    return await tx.all(Line, "tasks.own", participant=participant, kind=kind, today=today, size=size, skip=skip)


async def own_counts(tx: Transaction, participant: int, today: str) -> Counts:
    counts = await tx.one(Counts, "tasks.own_counts", participant=participant, today=today)
    return counts or Counts(0, 0, 0)


async def watched(tx: Transaction, participant: int, kind: Kind, today: str, *, organisation: int = 0, size: int,
                  skip: int) -> list[Line]:
    """A page of the tasks this person watches over; `organisation` 0 means all of them."""
    return await tx.all(Line, "tasks.watched", participant=participant, kind=kind, today=today,
                        organisation=organisation, size=size, skip=skip)


async def watched_counts(tx: Transaction, participant: int, today: str, organisation: int = 0) -> Counts:
    counts = await tx.one(Counts, "tasks.watched_counts", participant=participant, today=today,
                          organisation=organisation)
    return counts or Counts(0, 0, 0, 0)


async def watched_organisations(tx: Transaction, participant: int, today: str, *, size: int,
                                skip: int) -> list[Watched]:
    return await tx.all(Watched, "tasks.watched_organisations", participant=participant, today=today, size=size,
                        skip=skip)


async def change_state(tx: Transaction, id: int, to: TaskState, *, allowed: tuple[TaskState, TaskState], by: int,
                       now: int) -> bool:
    """Move a task on; False if it no longer is in one of the allowed states."""
    return await tx.run("tasks.change_state", id=id, state=to, from_one=allowed[0], from_other=allowed[1], by=by,
                        now=now)


async def hand_over(tx: Transaction, id: int, to: int | None) -> None:
    await tx.run("tasks.hand_over", id=id, to=to)


async def extend(tx: Transaction, id: int, due_on: str, *, now: int) -> None:
    """A later day for this one organisation."""
    await tx.run("tasks.extend", id=id, due_on=due_on, now=now)


async def move_activity(tx: Transaction, activity: int, due_on: str, *, now: int) -> list[int]:
    """Another day for everyone; the ids of the tasks that moved."""
    await tx.run("tasks.move_activity", activity=activity, due_on=due_on, now=now)
    return [row.id for row in await tx.all(_Id, "tasks.move_tasks", activity=activity, due_on=due_on)]


async def of_activity(tx: Transaction, activity: int) -> list[int]:
    return [row.id for row in await tx.all(_Id, "tasks.of_activity", activity=activity)]


async def add_evidence(tx: Transaction, task: int, participant: int, body: str, file: int | None, *, now: int) -> int:
    return await tx.integer("tasks.add_evidence", task=task, participant=participant, body=body, file=file, now=now)


async def evidence(tx: Transaction, task: int) -> list[Evidence]:
    """What stands as evidence now, oldest first."""
    return await tx.all(Evidence, "tasks.evidence", task=task)


async def withdraw_evidence(tx: Transaction, task: int, *, now: int) -> None:
    await tx.run("tasks.withdraw_evidence", task=task, now=now)


async def results(tx: Transaction, activity: int) -> list[str]:
    """The results that the roadmap expects of an activity."""
    return [row.title for row in await tx.all(_Title, "tasks.results", activity=activity)]


async def activity_day(tx: Transaction, activity: int) -> str | None:
    """The day that holds for everybody; single organisations may have been given more time."""
    day = await tx.value("tasks.activity_day", activity=activity)
    return None if day is None else str(day)
