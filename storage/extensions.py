"""Requests for more time: who asked for which day and why, and what was decided."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Extension:
    """A request; open while `decided_at` is None. `outcome`: agreed, refused or replaced."""

    id: int
    task: int
    participant: int
    wanted_on: str
    reason: str
    asked_at: int
    decided_at: int | None
    outcome: str | None
    asker: str


async def ask(tx: Transaction, task: int, participant: int, wanted_on: str, reason: str, *, now: int) -> int:
    """A request; it takes the place of one that is still open."""
    await tx.run("extensions.withdraw_open", task=task, now=now)
    return await tx.integer("extensions.ask", task=task, participant=participant, wanted_on=wanted_on, reason=reason,
                            now=now)


async def by_id(tx: Transaction, id: int) -> Extension | None:
    return await tx.one(Extension, "extensions.by_id", id=id)


async def open_of(tx: Transaction, task: int) -> Extension | None:
    return await tx.one(Extension, "extensions.open_of", task=task)


async def decide(tx: Transaction, id: int, outcome: str, *, by: int, now: int) -> bool:
    """False if somebody has decided before."""
    return await tx.run("extensions.decide", id=id, outcome=outcome, by=by, now=now)


async def close_open(tx: Transaction, task: int, *, now: int) -> None:
    """The task is done or moved: the request no longer matters."""
    await tx.run("extensions.withdraw_open", task=task, now=now)
