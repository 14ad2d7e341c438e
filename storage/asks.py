"""Asks for help: consultations that a school begins and that its municipality may pass on to the institute in one list.

How far one has come is derived (the view `asks`), never stored. Who may see one is who may answer it.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from storage.consultations import Stage, State
from storage.database import Transaction

WHICH = {"open": (Stage.RECEIVED, Stage.IN_WORK), "handed": (Stage.HANDED,), "over": (Stage.ANSWERED, Stage.SOLVED)}
"""What a list may show: what waits for the municipality, what waits for the institute, what was answered."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One of them. `files` are those that the school has sent with it."""

    id: int
    programme: int
    asker: int
    asker_name: str
    organisation: int
    organisation_title: str
    kind: int
    kind_title: str
    owner: int | None
    stage: Stage
    asked_at: int
    handed_at: int | None
    gathered: int | None
    beginning: str
    files: int


@dataclass(frozen=True, slots=True)
class OfKind:
    """How many of a kind somebody sees."""

    kind: int
    title: str
    open: int
    handed: int
    over: int


@dataclass(frozen=True, slots=True)
class List:
    """Asks that were passed on together."""

    id: int
    kind_title: str
    asked_at: int
    first_answered_at: int | None
    state: State
    asks: int
    beginning: str


@dataclass(frozen=True, slots=True)
class Count:
    """So many asks of a kind, of a municipality, at a stage."""

    kind: str
    municipality: str
    stage: Stage
    number: int


@dataclass(frozen=True, slots=True)
class _Words:
    ask: int
    body: str


async def of_asker(tx: Transaction, asker: int, *, size: int, skip: int = 0) -> list[Ask]:
    """Somebody's own, those that are not over first."""
    return await tx.all(Ask, "asks.of_asker", asker=asker, size=size, skip=skip)


async def seen(tx: Transaction, participant: int, which: str, *, kind: int = 0, size: int, skip: int = 0) -> list[Ask]:
    """Those that somebody may answer, as `WHICH` says; of one kind or of all (0)."""
    stages = json.dumps([[each] for each in WHICH[which]])
    return await tx.all(Ask, "asks.seen", participant=participant, stages=stages, kind=kind, size=size, skip=skip)


async def by_kind(tx: Transaction, participant: int) -> list[OfKind]:
    """How many of them there are, in the order of the programme."""
    return await tx.all(OfKind, "asks.by_kind", participant=participant)


async def admit(tx: Transaction, participant: int) -> None:
    """A coordinator may answer also what was asked before they came."""
    await tx.run("asks.admit", participant=participant)


async def to_gather(tx: Transaction, participant: int, *, programme: int, municipality: int, kind: int,
                    size: int) -> list[Ask]:
    """What a coordinator may put into one list: theirs or nobody's, waiting, of a kind; the oldest first."""
    return await tx.all(Ask, "asks.to_gather", participant=participant, programme=programme,
                        municipality=municipality, kind=kind, size=size)


async def in_list(tx: Transaction, id: int) -> list[Ask]:
    """What stands in it."""
    return await tx.all(Ask, "asks.in_list", list=id)


async def words(tx: Transaction, asks: Collection[int]) -> dict[int, Sequence[str]]:
    """What was asked in each, piece by piece; without an entry where it was a file alone."""
    found: dict[int, list[str]] = {}
    for row in await tx.all(_Words, "asks.words", asks=json.dumps([[each] for each in sorted(asks)])):
        found.setdefault(row.ask, []).append(row.body)
    return {**found}


async def hand(tx: Transaction, id: int, into: int, *, now: int) -> None:
    """It was passed on, and in which list."""
    await tx.run("asks.hand", id=id, list=into, now=now)


async def lists(tx: Transaction, asker: int, *, size: int, skip: int = 0) -> list[List]:
    """What somebody has passed on, the newest first."""
    return await tx.all(List, "asks.lists", asker=asker, size=size, skip=skip)


async def counted(tx: Transaction, programme: int, participant: int | None = None) -> list[Count]:
    """By kind, municipality and stage: of the whole programme, or of the schools that somebody looks after."""
    return await tx.all(Count, "asks.counted", programme=programme, participant=participant)
