"""Whom somebody may write to, and for whom the conditions of an audience hold. The algebra is the scheduler's."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Transaction
from storage.participants import Role


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody in one of their roles; `municipality` is 0 where there is none."""

    participant: int
    role: Role
    organisation: int
    municipality: int


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation in a group."""

    organisation: int
    code: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody invited to an event: their answer, empty for none, and whether they came."""

    id: int
    answer: str
    came: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """What somebody teaches, as the lists write it and as words are compared."""

    subjects: str
    search_subjects: str


@dataclass(frozen=True, slots=True)
class EventNamed:
    """An event that an audience may ask about."""

    id: int
    title: str
    starts_at: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class WaveNamed:
    """A survey's wave that an audience may ask about."""

    id: int
    title: str
    wave_title: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to be looked at, or called; `phone` is empty where they gave none."""

    id: int
    name: str
    phone: str
    place: str
    reachable: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def posts(tx: Transaction, programme: int, sender: int) -> list[Post]:
    """Everybody, role by role, whom this person may write to."""
    return await tx.all(Post, "audiences.posts", programme=programme, sender=sender)


async def groups(tx: Transaction, programme: int) -> list[Membership]:
    """Which organisations are in which groups."""
    return await tx.all(Membership, "audiences.groups", programme=programme)


async def of_subject(tx: Transaction, subject: str) -> set[int]:
    """Who teaches it; `subject` as words are compared."""
    return {row.id for row in await tx.all(_Id, "audiences.of_subject", subject=subject)}


async def of_event(tx: Transaction, event: int) -> list[Invited]:
    """Who is invited to it."""
    return await tx.all(Invited, "audiences.of_event", event=event)


async def done_of_wave(tx: Transaction, wave: int) -> set[int]:
    """Who has answered."""
    return {row.id for row in await tx.all(_Id, "audiences.done_of_wave", wave=wave)}


async def waiting_of_wave(tx: Transaction, wave: int) -> set[int]:
    """Who is asked and has not finished."""
    return {row.id for row in await tx.all(_Id, "audiences.waiting_of_wave", wave=wave)}


async def subjects(tx: Transaction, programme: int) -> list[Subjects]:
    """What is taught in a programme, in all its combinations."""
    return await tx.all(Subjects, "audiences.subjects", programme=programme)


async def events(tx: Transaction, programme: int) -> list[EventNamed]:
    """Events that somebody is invited to, the newest first."""
    return await tx.all(EventNamed, "audiences.events", programme=programme)


async def waves(tx: Transaction, programme: int, today: str) -> list[WaveNamed]:
    """Waves that have opened, the newest first."""
    return await tx.all(WaveNamed, "audiences.waves", programme=programme, today=today)


async def reachable(tx: Transaction, participants: Collection[int]) -> set[int]:
    """Who of these can be written to."""
    people = json.dumps(sorted(participants))
    return {row.id for row in await tx.all(_Id, "audiences.reachable", participants=people)}


async def contacts(tx: Transaction, participants: Collection[int]) -> list[Contact]:
    """Who these people are, by organisation and name."""
    return await tx.all(Contact, "audiences.contacts", participants=json.dumps(sorted(participants)))


async def own_posts(tx: Transaction, programme: int, participant: int) -> list[Post]:
    """Somebody's own roles in a programme."""
    return await tx.all(Post, "audiences.own_posts", programme=programme, participant=participant)


async def own_groups(tx: Transaction, programme: int, participant: int) -> list[Membership]:
    """In which groups the organisations of these roles are."""
    return await tx.all(Membership, "audiences.own_groups", programme=programme, participant=participant)


async def teaches(tx: Transaction, subject: str, participant: int) -> bool:
    """Whether somebody teaches it; `subject` as words are compared."""
    return await tx.run("audiences.teaches", subject=subject, participant=participant)


async def own_of_event(tx: Transaction, event: int, participant: int) -> Invited | None:
    """None for whoever is not invited to it."""
    return await tx.one(Invited, "audiences.own_of_event", event=event, participant=participant)


async def has_done_wave(tx: Transaction, wave: int, participant: int) -> bool:
    """Whether somebody has answered."""
    return await tx.run("audiences.has_done_wave", wave=wave, participant=participant)


async def waits_in_wave(tx: Transaction, wave: int, participant: int) -> bool:
    """Whether somebody is asked and has not finished."""
    return await tx.run("audiences.waits_in_wave", wave=wave, participant=participant)
