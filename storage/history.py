"""The trace: who changed what, for every act that concerns others. Rows are added, never changed and never dropped;
only forgetting a person (`erasure.py`) takes their words out of it.
"""

import json
from dataclasses import dataclass

from storage.database import Transaction

CONSOLE = "console"
"""As what the command line acts: who typed there is not written down (docs/decisions/0020)."""
_NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `facts` is JSON."""

    at: int
    actor: int | None
    verb: str
    facts: str


@dataclass(frozen=True, slots=True)
class Told:
    """An act with the names of all that it is about; what is not known, or has been forgotten, is empty."""

    id: int
    at: int
    verb: str
    role: str
    was: str
    became: str
    facts: str
    programme: str
    time_zone: str
    actor: str
    subject: str
    organisation: str
    number: str
    activity: str


async def note(tx: Transaction, verb: str, *, actor: int | None, task: int | None = None, now: int,
               activity: int | None = None, organisation: int | None = None, programme: int | None = None,
               subject: int | None = None, role: str = "", was: str | None = "", became: str | None = "",
               **facts: str | int | None) -> None:
    """Add an act. `was` and `became` are codes of a state or a role, or a day; what a task is about is looked up."""
    await tx.run("history.note", verb=verb, actor=actor, task=task, now=now, activity=activity,
                 organisation=organisation, programme=programme, subject=subject, role=role, was=was or "",
                 became=became or "", facts=json.dumps(facts, ensure_ascii=False))


async def of_task(tx: Transaction, task: int) -> list[Entry]:
    return await tx.all(Entry, "history.of_task", task=task)


async def told(tx: Transaction, *, programme: int = 0, since: int = 0, before: int = _NEWEST, size: int) -> list[Told]:
    """The newest acts before the one with this id; of one programme, or of all."""
    return await tx.all(Told, "history.told", programme=programme, since=since, before=before, size=size)


async def seen_by(tx: Transaction, participant: int, *, size: int, skip: int) -> list[Told]:
    """A page of what those who lead the programmes have changed, for whoever may look at that."""
    return await tx.all(Told, "history.seen_by", participant=participant, size=size, skip=skip)
