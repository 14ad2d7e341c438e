"""Questions to a curator and whether they were answered. The consultations room will grow from here."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `task` is None for one about nothing in particular."""

    id: int
    task: int | None
    asker: int
    body: str
    asked_at: int
    answered_at: int | None
    answered_by: int | None
    asker_name: str


async def ask(tx: Transaction, task: int | None, asker: int, body: str, file: int | None, *, now: int) -> int:
    return await tx.integer("questions.ask", task=task, asker=asker, body=body, file=file, now=now)


async def by_id(tx: Transaction, id: int) -> Question | None:
    return await tx.one(Question, "questions.by_id", id=id)


async def answered(tx: Transaction, id: int, *, by: int, now: int) -> bool:
    """False if somebody has answered before."""
    return await tx.run("questions.answered", id=id, by=by, now=now)
