"""Consultations in figures, added up by the database: hours by who gave them, by month and by school, stars, answers.

What they mean is said by `scheduler/consulting/reckoning.py`, by which they are checked.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody has given of one kind: in a month, written as 2018-06, or, without one, altogether."""

    participant: int
    month: str
    kind: str
    entries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Got:
    """What an organisation has got of one kind."""

    organisation: int
    title: str
    municipality: str
    kind: str
    entries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Stars:
    """So many ratings, and the sum of their stars."""

    participant: int
    number: int
    stars: int


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating, and whose answer it was for; an empty name is that of somebody forgotten, or of nobody."""

    thread: int
    name: str
    stars: int
    note: str
    rated_at: int | None


@dataclass(frozen=True, slots=True)
class Answers:
    """First answers that were due: all in time or all late, or, with `prompt` None, to be judged by working hours."""

    participant: int
    prompt: int | None
    asked_at: int | None
    answered_at: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of whom figures tell."""

    id: int
    name: str
    time_zone: str


async def given(tx: Transaction, programme: int, participant: int | None = None) -> list[Given]:
    """What counts of everybody's, or of one person's."""
    return await tx.all(Given, "tallies.given", programme=programme, participant=participant)


async def monthly(tx: Transaction, programme: int, participant: int | None = None) -> list[Given]:
    """The same, month by month."""
    return await tx.all(Given, "tallies.monthly", programme=programme, participant=participant)


async def given_to(tx: Transaction, programme: int, schools: Collection[int]) -> list[Given]:
    """What counts of what was for any of these, each entry once, month by month."""
    return await tx.all(Given, "tallies.given_to", programme=programme, schools=json.dumps(sorted(schools)))


async def got(tx: Transaction, programme: int) -> list[Got]:
    return await tx.all(Got, "tallies.got", programme=programme)


async def stars(tx: Transaction, programme: int, participant: int | None = None) -> list[Stars]:
    return await tx.all(Stars, "tallies.stars", programme=programme, participant=participant)


async def rated(tx: Transaction, programme: int, participant: int | None = None) -> list[Rated]:
    """In the order of the threads."""
    return await tx.all(Rated, "tallies.rated", programme=programme, participant=participant)


async def answers(tx: Transaction, programme: int, *, term: int, now: int,
                  participant: int | None = None) -> list[Answers]:
    """`term` are the seconds of work that an answer may take."""
    return await tx.all(Answers, "tallies.answers", programme=programme, term=term, now=now, participant=participant)


async def people(tx: Transaction, programme: int, ids: Collection[int]) -> list[Person]:
    return await tx.all(Person, "tallies.people", programme=programme, people=json.dumps(sorted(ids)))
