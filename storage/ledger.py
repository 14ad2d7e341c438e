"""The ledger of consultations: who gave how many minutes, of which kind, on which day, to which schools.

An entry is never changed: a correction is a new entry that replaces the old one, and both stay.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction


class Kind(StrEnum):
    """How it was given."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    ON_SITE = "on_site"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `on_day` is a day of whoever gave it, ISO. One with `replaced_at` counts no more."""

    id: int
    programme: int
    participant: int
    kind: str
    minutes: int
    on_day: str
    people: int
    consultation: int | None
    slot: int | None
    replaced_at: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be entered. A group is one entry, whatever the number of its people."""

    programme: int
    participant: int
    kind: Kind
    minutes: int
    on_day: str
    people: int = 1
    consultation: int | None = None
    slot: int | None = None


async def enter(tx: Transaction, given: Given, organisations: Collection[int], *, by: int, now: int,
                replaces: int | None = None) -> int:
    """Write an entry down for these schools; its id."""
    entry = await tx.integer(
        "ledger.enter", programme=given.programme, participant=given.participant, kind=given.kind,
        minutes=given.minutes, on_day=given.on_day, people=given.people, consultation=given.consultation,
        slot=given.slot, replaces=replaces, by=by, now=now,
    )
    await tx.repeat("ledger.for_organisation", [{"entry": entry, "organisation": each} for each in organisations])
    return entry


async def by_id(tx: Transaction, id: int) -> Entry | None:
    return await tx.one(Entry, "ledger.by_id", id=id)


async def correct(tx: Transaction, entry: Entry, given: Given, organisations: Collection[int], *, by: int,
                  now: int) -> int | None:
    """Replace an entry; the id of the new one, None where somebody was quicker."""
    if not await tx.run("ledger.replace", id=entry.id, by=by, now=now):
        return None
    return await enter(tx, given, organisations, by=by, now=now, replaces=entry.id)


async def strike(tx: Transaction, id: int, *, by: int, now: int) -> bool:
    """It was a mistake: nothing takes its place. False where somebody was quicker."""
    return await tx.run("ledger.replace", id=id, by=by, now=now)


async def of_consultation(tx: Transaction, consultation: int) -> list[Entry]:
    """What a consultation has taken so far, as it counts."""
    return await tx.all(Entry, "ledger.of_consultation", consultation=consultation)


async def of_slot(tx: Transaction, slot: int) -> list[Entry]:
    """What an appointment has taken, as it counts: none where its entry was struck out."""
    return await tx.all(Entry, "ledger.of_slot", slot=slot)
