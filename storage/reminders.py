"""Reminders: one row for each person, task and rung of the ladder; when it fires and what became of it.

Who has to do with a task is the view `concerned`; what should stand is the scheduler's business.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction
from storage.tasks import Relation, TaskState


class Outcome(StrEnum):
    """How a reminder has ended."""

    DIGEST = "digest"
    CANCELLED = "cancelled"
    STALE = "stale"
    NO_ADDRESS = "no address"


@dataclass(frozen=True, slots=True)
class Planned:
    """What the reminders of a task depend on; `ladder` is the programme's, as JSON."""

    id: int
    state: TaskState
    due_on: str | None
    level: str
    ladder: str
    personal: int = 0
    """1: one person's own."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be reminded of a task, and their hours."""

    task: int
    participant: int
    relation: Relation
    time_zone: str
    digest_at: str
    quiet_hours: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A row, of a task, of a wave, or of what `storage.chases` tells; open while `closed_at` is None."""

    id: int
    participant: int
    task: int | None
    wave: int | None
    rung: str
    fire_at: int
    closed_at: int | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Closed:
    """How a reminder ends; `delivery` is the outbox row that carries it."""

    reminder: int
    outcome: Outcome
    delivery: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A reminder that should stand."""

    participant: int
    task: int
    rung: str
    fire_at: int


@dataclass(frozen=True, slots=True)
class StandingWave:
    """The same of a wave."""

    participant: int
    wave: int
    rung: str
    fire_at: int


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody whom a wave asks and who has joined, and their hours."""

    wave: int
    participant: int
    opens_on: str
    closes_on: str
    time_zone: str
    digest_at: str
    quiet_hours: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be reminded; the programme and the hours are those of their main role."""

    id: int
    name: str
    programme: int
    time_zone: str
    digest_at: str
    quiet_hours: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A task as a digest tells of it."""

    task: int
    state: TaskState
    due_on: str | None
    number: str
    title: str
    organisation: int
    organisation_title: str


@dataclass(frozen=True, slots=True)
class DueMatter(Matter):
    """The same, with the reminder that brings it up, and for whom."""

    participant: int
    reminder: int
    rung: str


@dataclass(frozen=True, slots=True)
class DueWave:
    """A wave of which a digest should tell, with the reminder that brings it up; `waiting` sheets are not finished."""

    participant: int
    reminder: int
    wave: int
    survey: str
    wave_title: str
    closes_on: str
    waiting: int


@dataclass(frozen=True, slots=True)
class DueKinds:
    """How many reminders of each kind."""

    waves: int
    events: int
    letters: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Participant:
    participant: int


async def tasks_of_programme(tx: Transaction, programme: int) -> list[int]:
    """The tasks whose reminders may have to change, by id."""
    return [row.id for row in await tx.all(_Id, "reminders.tasks_of_programme", programme=programme)]


async def tasks_of_participant(tx: Transaction, participant: int) -> list[int]:
    """The tasks whose reminders this person's coming or going may change, by id."""
    return [row.id for row in await tx.all(_Id, "reminders.tasks_of_participant", participant=participant)]


async def planned(tx: Transaction, first: int, last: int) -> list[Planned]:
    """The tasks from id `first` to id `last`."""
    return await tx.all(Planned, "reminders.planned", first=first, last=last)


async def recipients(tx: Transaction, first: int, last: int) -> list[Recipient]:
    """Who may be reminded of the unfinished ones of these tasks."""
    return await tx.all(Recipient, "reminders.recipients", first=first, last=last)


async def rows(tx: Transaction, first: int, last: int) -> list[Reminder]:
    """All reminders of these tasks, closed ones too."""
    return await tx.all(Reminder, "reminders.rows", first=first, last=last)


async def stand(tx: Transaction, wanted: Iterable[Standing]) -> None:
    """Let these stand, whatever became of them before."""
    await tx.repeat("reminders.stand", [
        {"participant": each.participant, "task": each.task, "rung": each.rung, "fire_at": each.fire_at}
        for each in wanted
    ])


async def called(tx: Transaction, *, programme: int | None = None, participant: int | None = None) -> list[Called]:
    """Whom the waves of a programme ask, or which waves ask somebody."""
    if programme is not None:
        return await tx.all(Called, "reminders.called_by_programme", programme=programme)
    return await tx.all(Called, "reminders.called", participant=participant)


async def of_waves(tx: Transaction, *, programme: int | None = None, participant: int | None = None) -> list[Reminder]:
    """The reminders of the waves of a programme, or of somebody; closed ones too."""
    if programme is not None:
        return await tx.all(Reminder, "reminders.of_waves_of_programme", programme=programme)
    return await tx.all(Reminder, "reminders.of_waves", participant=participant)


async def stand_waves(tx: Transaction, wanted: Iterable[StandingWave]) -> None:
    """Let these stand, whatever became of them before."""
    await tx.repeat("reminders.stand_wave", [
        {"participant": each.participant, "wave": each.wave, "rung": each.rung, "fire_at": each.fire_at}
        for each in wanted
    ])


async def close(
    tx: Transaction, ids: Iterable[int], outcome: Outcome, *, now: int, delivery: int | None = None
) -> None:
    """They have had their effect, or will have none. `delivery` is the outbox row that carries them."""
    await tx.repeat("reminders.close", [
        {"id": id, "outcome": outcome, "delivery": delivery, "now": now} for id in ids
    ])


async def close_all(tx: Transaction, ends: Iterable[Closed], *, now: int) -> None:
    """Many at once, each in its own way."""
    if written := [[end.reminder, end.outcome, end.delivery] for end in ends]:
        await tx.run("reminders.close_all", ends=json.dumps(written), now=now)


async def move(tx: Transaction, ids: Iterable[int], fire_at: int) -> None:
    """Let open ones fire at another instant."""
    await tx.repeat("reminders.move", [{"id": id, "fire_at": fire_at} for id in ids])


async def next_fire(tx: Transaction) -> int | None:
    """When the next one fires; None if none is open."""
    instant = await tx.value("reminders.next_fire")
    return None if instant is None else int(instant)


async def due_participants(tx: Transaction, *, now: int, limit: int) -> list[int]:
    """For whom something is due, the longest waiting first."""
    rows = await tx.all(_Participant, "reminders.due_participants", now=now, limit=limit)
    return [row.participant for row in rows]


async def due(tx: Transaction, participants: Sequence[int], *, now: int) -> dict[int, list[DueMatter]]:
    """What is due for these people and no other replica holds, for each the longest overdue first."""
    found: dict[int, list[DueMatter]] = {participant: [] for participant in participants}
    for row in await tx.all(DueMatter, "reminders.due", participants=json.dumps(participants), now=now):
        found[row.participant].append(row)
    return found


async def due_kinds(tx: Transaction, participants: Sequence[int], *, now: int) -> DueKinds:
    """How much besides tasks is due for these people: what is not due need not be looked up."""
    found = await tx.one(DueKinds, "reminders.due_kinds", participants=json.dumps(participants), now=now)
    assert found
    return found


async def due_waves(tx: Transaction, participants: Sequence[int], *, now: int) -> dict[int, list[DueWave]]:
    """The waves that are due for these people, the first to close first; those of nobody else are left out."""
    found: dict[int, list[DueWave]] = {}
    for row in await tx.all(DueWave, "reminders.due_waves", participants=json.dumps(participants), now=now):
        found.setdefault(row.participant, []).append(row)
    return found


async def person(tx: Transaction, participant: int) -> Person | None:
    """None for somebody who has not joined or has no role any more."""
    return await tx.one(Person, "reminders.person", participant=participant)


async def people(tx: Transaction, participants: Sequence[int]) -> dict[int, Person]:
    """Those of them who have joined and have a role."""
    rows = await tx.all(Person, "reminders.people", participants=json.dumps(participants))
    return {row.id: row for row in rows}


async def digest_gone(tx: Transaction, participant: int, reason: str) -> bool:
    """Whether this digest has been planned before."""
    return await tx.run("reminders.digest_gone", participant=participant, reason=reason)


async def digests_gone(tx: Transaction, reasons: Mapping[int, str]) -> frozenset[int]:
    """For whom of these people this digest has been planned before."""
    rows = await tx.all(_Participant, "reminders.digests_gone", digests=json.dumps(list(reasons.items())))
    return frozenset(row.participant for row in rows)


async def own_open(tx: Transaction, participant: int) -> list[Matter]:
    """Everything that a person or their team must still do."""
    return await tx.all(Matter, "reminders.own_open", participant=participant)


async def watched_late(tx: Transaction, participant: int, today: str) -> list[Matter]:
    """Everything that is late with those whom a person watches over."""
    return await tx.all(Matter, "reminders.watched_late", participant=participant, today=today)


async def of_delivery(tx: Transaction, delivery: int) -> list[Reminder]:
    """What a message in the outbox has carried."""
    return await tx.all(Reminder, "reminders.of_delivery", delivery=delivery)


async def reopen(tx: Transaction, ids: Iterable[int], fire_at: int) -> None:
    """Their message has not been sent after all; let them fire again."""
    await tx.repeat("reminders.reopen", [{"id": id, "fire_at": fire_at} for id in ids])
