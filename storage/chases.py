"""Reminders of invitations without an answer, and of letters that were not confirmed; see `storage.reminders`."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.database import Transaction
from storage.reminders import Reminder

Wanted = tuple[int, str, int]
"""A reminder that should stand: participant, rung, and when it fires."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Somebody who has not confirmed a letter, and their hours."""

    participant: int
    time_zone: str
    digest_at: str
    quiet_hours: str


@dataclass(frozen=True, slots=True)
class DueEvent:
    """An invitation of which a digest should tell, with the reminder that brings it up.

    `waits` is 0 where there is nothing to answer any more.
    """

    participant: int
    reminder: int
    event: int
    title: str
    starts_at: int
    time_zone: str
    waits: int


@dataclass(frozen=True, slots=True)
class DueLetter:
    """The same of a letter; `content` is the reply as the outbox keeps it."""

    participant: int
    reminder: int
    letter: int
    content: str
    waits: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def events_ahead(tx: Transaction, programme: int, *, now: int) -> list[int]:
    """The events of a programme that have not begun and of which somebody is to be reminded."""
    return [row.id for row in await tx.all(_Id, "chases.events_ahead", programme=programme, now=now)]


async def of_event(tx: Transaction, event: int) -> list[Reminder]:
    """All reminders of an invitation, closed ones too."""
    return await tx.all(Reminder, "chases.of_event", event=event)


async def of_letter(tx: Transaction, letter: int) -> list[Reminder]:
    """All reminders of a letter, closed ones too."""
    return await tx.all(Reminder, "chases.of_letter", letter=letter)


async def stand_event(tx: Transaction, event: int, wanted: Sequence[Wanted]) -> None:
    """Let these stand, whatever became of them before."""
    if wanted:
        await tx.run("chases.stand_event", event=event, wanted=json.dumps(wanted))


async def stand_letter(tx: Transaction, letter: int, wanted: Sequence[Wanted]) -> None:
    """Let these stand, whatever became of them before."""
    if wanted:
        await tx.run("chases.stand_letter", letter=letter, wanted=json.dumps(wanted))


async def unconfirmed(tx: Transaction, letter: int) -> list[Unconfirmed]:
    """To whom it goes and who has not confirmed it; nobody without a role."""
    return await tx.all(Unconfirmed, "chases.unconfirmed", letter=letter)


async def due_events(tx: Transaction, participants: Iterable[int], *, now: int) -> dict[int, list[DueEvent]]:
    """The invitations that are due for these people, the first event first; those of nobody else are left out."""
    found: dict[int, list[DueEvent]] = {}
    for row in await tx.all(DueEvent, "chases.due_events", participants=json.dumps([*participants]), now=now):
        found.setdefault(row.participant, []).append(row)
    return found


async def due_letters(tx: Transaction, participants: Iterable[int], *, now: int) -> dict[int, list[DueLetter]]:
    """The same of letters, the oldest first."""
    found: dict[int, list[DueLetter]] = {}
    for row in await tx.all(DueLetter, "chases.due_letters", participants=json.dumps([*participants]), now=now):
        found.setdefault(row.participant, []).append(row)
    return found
