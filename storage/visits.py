"""Visits of schools: events with a school, to which visitors go who afterwards write down what they have seen."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction
from storage.tasks import TaskState

KIND = "visit"
"""Of such events."""


class Relation(StrEnum):
    """As what somebody has to do with a visit (see the view `visiting`)."""

    VISITOR = "visitor"
    MAKER = "maker"
    WATCHER = "watcher"
    SCHOOL = "school"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Facts:
    """What only visits have; `shared_at`: since when the school may read what has come of it."""

    school: int
    title: str
    municipality: int | None
    shared_at: int | None


@dataclass(frozen=True, slots=True)
class School:
    """One that may be visited, and when somebody was or will be there last."""

    id: int
    programme: int
    title: str
    municipality: str
    time_zone: str
    visited_at: int | None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who may go along."""

    id: int
    name: str
    search_name: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody has in the same hours."""

    name: str
    title: str
    starts_at: int
    ends_at: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A visit in a list; `written`: its sheet is filled in, `own`: whoever looks goes there."""

    id: int
    school: str
    municipality: str
    starts_at: int
    ends_at: int
    time_zone: str
    cancelled_at: int | None
    written: int
    own: int


@dataclass(frozen=True, slots=True)
class Made:
    """A visit and one of its visitors, for figures: one row for each of them."""

    id: int
    school: str
    municipality: str
    starts_at: int
    ends_at: int
    time_zone: str
    about: str
    visitor: str
    written: int
    steps: int
    steps_done: int


@dataclass(frozen=True, slots=True)
class Unvisited:
    """A school to which nobody has gone; `total` is how many there are."""

    id: int
    title: str
    municipality: str
    total: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The task by which the sheet of a visit is filled in, and whose it is."""

    activity: int
    task: int
    state: TaskState
    participant: int | None
    name: str
    wave: int | None

    @property
    def is_written(self) -> bool:
        """Whether it is filled in."""
        return self.state in (TaskState.DONE, TaskState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a sheet, as JSON; `file_kind` is empty where no file was sent."""

    question: str
    value: str
    file: int | None
    file_kind: str
    name: str
    mime: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Relation:
    relation: Relation


async def put(tx: Transaction, event: int, school: int) -> None:
    """The event is a visit of this school."""
    await tx.run("visits.put", event=event, school=school)


async def facts(tx: Transaction, event: int) -> Facts | None:
    """None for an event that is no visit."""
    return await tx.one(Facts, "visits.facts", event=event)


async def relations(tx: Transaction, event: int, participant: int) -> frozenset[Relation]:
    """As what this person has to do with it; empty: it is none of their business."""
    rows = await tx.all(_Relation, "visits.relations", event=event, participant=participant)
    return frozenset(row.relation for row in rows)


async def share(tx: Transaction, event: int, *, now: int) -> bool:
    """The school may read what has come of it; False where it could before."""
    return await tx.run("visits.share", event=event, now=now)


async def team(tx: Transaction, event: int) -> list[int]:
    """Who leads the school that is visited."""
    return [row.id for row in await tx.all(_Id, "visits.team", event=event)]


async def schools(tx: Transaction, participant: int) -> list[School]:
    """Which schools this person may visit: those where nobody was for the longest time first."""
    return await tx.all(School, "visits.schools", participant=participant)


async def companions(tx: Transaction, programme: int, school: int) -> list[Companion]:
    """Who may go along to a school."""
    return await tx.all(Companion, "visits.companions", programme=programme, school=school)


async def clashes(tx: Transaction, people: Collection[int], *, starts_at: int, ends_at: int,
                  event: int = 0) -> list[Clash]:
    """What these people have in the same hours, beside this event."""
    return await tx.all(Clash, "visits.clashes", people=json.dumps(sorted(people)), starts_at=starts_at,
                        ends_at=ends_at, event=event)


async def listed(tx: Transaction, participant: int, *, past: bool, now: int, size: int, skip: int) -> list[Listed]:
    """A page of the visits that this person may know of: those ahead, or those that are over."""
    return await tx.all(Listed, "visits.listed", participant=participant, past=int(past), now=now, size=size,
                        skip=skip)


async def all(tx: Transaction, participant: int) -> list[Made]:
    """All that this person watches over or has made, in their order in time, once for each visitor."""
    return await tx.all(Made, "visits.all", participant=participant)


async def unvisited(tx: Transaction, participant: int, *, size: int, skip: int) -> list[Unvisited]:
    """A page of the schools to which nobody has gone."""
    return await tx.all(Unvisited, "visits.unvisited", participant=participant, size=size, skip=skip)


async def sheet(tx: Transaction, event: int) -> Sheet | None:
    """None as long as nobody was asked to fill one in."""
    return await tx.one(Sheet, "visits.sheet", event=event)


async def answers(tx: Transaction, task: int) -> list[Answer]:
    """What was answered in the sheet of this task."""
    return await tx.all(Answer, "visits.answers", task=task)


async def survey(tx: Transaction, programme: int) -> str:
    """The code of the survey that visitors fill in; empty: that of the house."""
    return str(await tx.value("visits.survey", programme=programme) or "")


async def put_survey(tx: Transaction, programme: int, code: str) -> None:
    await tx.run("visits.put_survey", programme=programme, code=code)
