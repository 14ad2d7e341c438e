"""Whom the schools name for a course, and how each school stands in it against the quota."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage import rsvps
from storage.courses import Course
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class School:
    """How a school stands in a course: how many it has named who have not said no, and what became of them."""

    id: int
    title: str
    municipality: str
    named: int
    confirmed: int
    waiting: int
    declined: int
    completed: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """Whom a school may name. `state`: yes, waiting, no, silent; empty for whoever is not in the course."""

    participant: int
    name: str
    reachable: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A director and their school."""

    participant: int
    organisation: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def eligible(tx: Transaction, programme: int, *, groups: Collection[str], places: Collection[int]) -> list[int]:
    """The schools that are in one of these groups and in one of these places, where any are named."""
    return [row.id for row in await tx.all(
        _Id, "nominations.eligible", programme=programme, in_groups=int(bool(groups)), in_places=int(bool(places)),
        groups=json.dumps([[each] for each in groups]), places=json.dumps(sorted(places)))]


async def schools(tx: Transaction, course: int, organisations: Collection[int]) -> list[School]:
    """How these schools stand, by name."""
    return await tx.all(School, "nominations.schools", course=course, organisations=json.dumps(sorted(organisations)))


async def staff(tx: Transaction, course: int, organisation: int) -> list[Colleague]:
    """Whom a school may name, by name."""
    return await tx.all(Colleague, "nominations.staff", course=course, organisation=organisation)


async def named(tx: Transaction, course: int, organisation: int, *, without: int = 0) -> int:
    """How many a school has in the course who have not said no, without this person."""
    return await tx.integer("nominations.named", course=course, organisation=organisation, participant=without)


async def nominate(tx: Transaction, course: int, participant: int, organisation: int, *, by: int, now: int) -> bool:
    """Their school names them, and they are to answer; False for whoever is in the course already."""
    return await tx.run("nominations.nominate", course=course, participant=participant, organisation=organisation,
                        by=by, now=now)


async def withdraw(tx: Transaction, course: Course, participant: int, organisation: int, *,
                   now: int) -> list[int] | None:
    """Their school does not name them after all. Who gets a seat by it; None where there was nobody to withdraw."""
    await rsvps.hold(tx, course.id)
    if not await tx.run("nominations.leave_seat", course=course.id, participant=participant, organisation=organisation):
        return None
    promoted = await rsvps.promote(tx, course.id, course.capacity, now)
    await tx.run("nominations.drop", course=course.id, participant=participant)
    return promoted


async def overseen(tx: Transaction, programme: int, participant: int) -> set[int]:
    """The schools whose people somebody may see by name."""
    return {row.id for row in await tx.all(_Id, "nominations.overseen", programme=programme, participant=participant)}


async def directors(tx: Transaction, organisations: Collection[int]) -> list[Leader]:
    """Who leads these schools."""
    return await tx.all(Leader, "nominations.directors", organisations=json.dumps(sorted(organisations)))
