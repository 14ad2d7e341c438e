"""The parts of a broadcast by which each school gets its own file or text, and for whom they are."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Fresh:
    """One that is to be kept. `organisation` is None for what found nobody: of that only the name is kept."""

    organisation: int | None
    named: str
    how: str
    content: str = ""
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What people get; `content` is a reply as the outbox keeps it."""

    id: int
    content: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A part in a list; `organisation` is 0 for what found nobody. `how` is as `scheduler/matching.py` tells it."""

    id: int
    organisation: int
    title: str
    named: str
    how: str


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that somebody answers for."""

    id: int
    code: str
    title: str
    level: str


@dataclass(frozen=True, slots=True)
class _Title:
    title: str


async def put(tx: Transaction, broadcast: int, parts: Iterable[Fresh]) -> None:
    """The parts of a draft, in the place of those it had."""
    await tx.run("parts.drop", broadcast=broadcast)
    await tx.repeat("parts.put", [{"broadcast": broadcast, **asdict(each)} for each in parts])


async def by_id(tx: Transaction, id: int) -> Part | None:
    return await tx.one(Part, "parts.by_id", id=id)


async def of(tx: Transaction, broadcast: int) -> list[Listed]:
    """All of them, in the order in which they were sent."""
    return await tx.all(Listed, "parts.of", broadcast=broadcast)


async def unread(tx: Transaction, broadcast: int) -> list[str]:
    """The schools of those parts that go to nobody, once it has begun."""
    return [row.title for row in await tx.all(_Title, "parts.unread", broadcast=broadcast)]


async def overseen(tx: Transaction, programme: int, sender: int) -> list[Place]:
    """All organisations to which this person may send something."""
    return await tx.all(Place, "parts.overseen", programme=programme, sender=sender)


async def body(tx: Transaction, id: int) -> int | None:
    """By which row of the outbox it goes out; None where there is none, or none with words."""
    found = await tx.value("parts.body", id=id)
    return None if found is None else int(found)


async def set_body(tx: Transaction, id: int, body: int) -> None:
    """By which row of the outbox it goes out."""
    await tx.run("parts.set_body", id=id, body=body)
