"""What has been learnt: who has completed which course and on what paper, somebody's own record, and the sums of it."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage import attendance
from storage.courses import Course
from storage.database import Transaction

LONG = 2160
"""Minutes of a course that counts as one of 36 hours and more; the query says the same."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A course, or another event, of somebody's record."""

    event: int
    course: int
    kind: str
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    planned: int
    minutes: int
    completed_at: int | None
    document: str
    number: str


@dataclass(frozen=True, slots=True)
class Trained:
    """What was completed: people, courses, those of 36 hours and more among them, minutes."""

    people: int
    courses: int
    long: int
    minutes: int


@dataclass(frozen=True, slots=True)
class TrainedSchool:
    """The same of one school."""

    id: int
    title: str
    people: int
    minutes: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def judge(tx: Transaction, course: int, participant: int, passes: int | None) -> bool:
    """Whether they are to complete it, whatever the rule says; None: as it says. False for whoever has no seat."""
    return await tx.run("learning.judge", course=course, participant=participant, passes=passes)


async def complete(tx: Transaction, course: Course, people: Collection[int], *, now: int) -> list[int]:
    """These have completed it; who of them had not before."""
    return sorted(row.id for row in await tx.all(_Id, "learning.complete", course=course.id, minutes=course.minutes,
                                                 participants=json.dumps(sorted(people)), now=now))


async def reopen(tx: Transaction, course: int, participant: int) -> bool:
    """They have not; False where a paper says that they have."""
    return await tx.run("learning.reopen", course=course, participant=participant)


async def put_document(tx: Transaction, course: int, participant: int, document: str) -> bool:
    """The number of the institute's paper; False for whoever has not completed the course, or has this number."""
    return await tx.run("learning.put_document", course=course, participant=participant, document=document)


async def completed(tx: Transaction, course: int, participant: int) -> bool:
    """Whether they have completed it."""
    return await tx.value("learning.completed", course=course, participant=participant) is not None


async def record(tx: Transaction, participant: int) -> list[Learnt]:
    """All that somebody has learnt, the oldest first."""
    return await tx.all(Learnt, "learning.record", participant=participant)


async def certify(tx: Transaction, participant: int, *, years: dict[int, int], now: int) -> None:
    """A number for each of these courses that has none; `years` are theirs, by course."""
    for course, year in years.items():
        await attendance.issue(tx, course, participant, year=year, now=now)


async def trained(tx: Transaction, programme: int, *, since: int, until: int) -> Trained:
    """What was completed between two instants."""
    found = await tx.one(Trained, "learning.trained", programme=programme, since=since, until=until)
    assert found
    return found


async def trained_by_school(tx: Transaction, programme: int, organisations: Collection[int], *, since: int,
                            until: int) -> list[TrainedSchool]:
    """The same for each of these schools, the most people first."""
    return await tx.all(TrainedSchool, "learning.trained_by_school", programme=programme, since=since, until=until,
                        organisations=json.dumps(sorted(organisations)))
