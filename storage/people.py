"""Whom somebody can turn to: curators, coordinators, mentors, partners of their schools; and whom they look after."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction


class Relation(StrEnum):
    """What somebody is to a school, in the order in which one turns to them."""

    CURATOR = "curator"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody near to one of a person's schools or municipalities, `home`.

    `away_until` is a day, ISO, empty where the absences know nothing of them. The phone of a partner's director is
    nobody's business. `reachable`: they read what we write to them.
    """

    relation: Relation
    id: int
    name: str
    phone: str
    subjects: str
    organisation: str
    home: int
    home_title: str
    away_until: str
    deputy: str
    reachable: int


@dataclass(frozen=True, slots=True)
class School:
    """A school that somebody looks after; `total` is how many there are."""

    id: int
    title: str
    municipality: str
    total: int


@dataclass(frozen=True, slots=True)
class Director:
    """Whoever leads a school."""

    organisation: int
    name: str
    phone: str


async def around(tx: Transaction, participant: int) -> list[Near]:
    """Everybody near to this person, by school; once for each way in which they are near."""
    return await tx.all(Near, "people.around", participant=participant)


async def subjects(tx: Transaction, participant: int) -> frozenset[str]:
    """What somebody teaches, as words are compared."""
    return frozenset(filter(None, str(await tx.value("people.subjects", participant=participant) or "").split(";")))


async def looked_after(tx: Transaction, participant: int, *, size: int, skip: int) -> list[School]:
    """A page of the schools that this person looks after."""
    return await tx.all(School, "people.looked_after", participant=participant, size=size, skip=skip)


async def directors(tx: Transaction, organisations: Collection[int]) -> list[Director]:
    """Who leads these schools."""
    return await tx.all(Director, "people.directors", organisations=json.dumps(sorted(organisations)))
