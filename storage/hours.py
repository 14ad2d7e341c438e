"""The ledger as people look at it: pages of one's own, the story of an entry, and all of a programme's."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with the names that belong to it. Replaced without a `successor`: it was struck out."""

    id: int
    programme: int
    participant: int
    name: str
    kind: str
    minutes: int
    on_day: str
    people: int
    consultation: int | None
    slot: int | None
    asker_name: str
    replaces: int | None
    entered_at: int
    entered_by: int | None
    entered_by_name: str
    replaced_at: int | None
    replaced_by_name: str
    successor: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """What somebody has given of one kind in a month, written as 2018-06."""

    month: str
    kind: str
    entries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that an entry was for."""

    entry: int
    organisation: int
    title: str
    municipality: str


@dataclass(frozen=True, slots=True)
class School:
    """A school, and its municipality's title."""

    id: int
    programme: int
    title: str
    municipality: str


async def own(tx: Transaction, participant: int, *, size: int, skip: int) -> list[Told]:
    """A page of what counts, the newest day first."""
    return await tx.all(Told, "hours.own", participant=participant, size=size, skip=skip)


async def months(tx: Transaction, participant: int) -> list[Month]:
    """What counts, month by month and kind by kind."""
    return await tx.all(Month, "hours.months", participant=participant)


async def latest(tx: Transaction, id: int) -> Told | None:
    """What has become of an entry by its corrections."""
    return await tx.one(Told, "hours.latest", id=id)


async def before(tx: Transaction, id: int) -> list[Told]:
    """What it was, the newest correction first."""
    return await tx.all(Told, "hours.before", id=id)


async def places(tx: Transaction, entries: Collection[int]) -> list[Place]:
    """The organisations that these entries were for."""
    return await tx.all(Place, "hours.places", entries=json.dumps(sorted(entries)))


async def looked_after(tx: Transaction, participant: int) -> list[School]:
    """For which schools somebody can enter hours."""
    return await tx.all(School, "hours.looked_after", participant=participant)


async def of_programme(tx: Transaction, programme: int, participant: int | None = None) -> list[Told]:
    """All entries by day, or all of one person's, also what was replaced."""
    return await tx.all(Told, "hours.of_programme", programme=programme, participant=participant)


async def places_of_programme(tx: Transaction, programme: int, participant: int | None = None) -> list[Place]:
    """The organisations of all those."""
    return await tx.all(Place, "hours.places_of_programme", programme=programme, participant=participant)


async def overseen(tx: Transaction, participant: int, programme: int) -> list[School]:
    """The schools of which somebody may see more than counts."""
    return await tx.all(School, "hours.overseen", participant=participant, programme=programme)
