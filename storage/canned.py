"""Answers that somebody gives again and again, each its own owner's."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Canned:
    """One of them."""

    id: int
    participant: int
    programme: int
    title: str
    body: str


async def put(tx: Transaction, participant: int, programme: int, title: str, body: str, *, now: int) -> int:
    """Keep one; its id."""
    return await tx.integer("canned.put", participant=participant, programme=programme, title=title, body=body, now=now)


async def of(tx: Transaction, participant: int, programme: int, *, size: int, skip: int = 0) -> list[Canned]:
    """Somebody's own, by their titles."""
    return await tx.all(Canned, "canned.of", participant=participant, programme=programme, size=size, skip=skip)


async def by_id(tx: Transaction, id: int) -> Canned | None:
    return await tx.one(Canned, "canned.by_id", id=id)


async def drop(tx: Transaction, id: int) -> None:
    await tx.run("canned.drop", id=id)
