"""The trace: who changed what, for every act that concerns others."""

import json
from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `facts` is JSON."""

    at: int
    actor: int | None
    verb: str
    facts: str


async def note(tx: Transaction, verb: str, *, actor: int | None, task: int | None = None, now: int,
               **facts: str | int | None) -> None:
    await tx.run("history.note", verb=verb, actor=actor, task=task, now=now,
                 facts=json.dumps(facts, ensure_ascii=False))


async def of_task(tx: Transaction, task: int) -> list[Entry]:
    return await tx.all(Entry, "history.of_task", task=task)
