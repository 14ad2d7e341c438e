"""What a rehearsal does to its copy of the database before it begins, and what it reads there when it is over.

The copy is always SQLite (`storage/throwaway.py`); the live database never sees any of this but `is_copy`.
"""

import json
from dataclasses import dataclass

from storage import settings
from storage.database import Transaction
from storage.outbox import Lane
from storage.participants import Role

EXPECTED = "expected"
"""The channel of whoever has not joined: no messenger is called so."""
_MARK = "rehearsal.copy"


@dataclass(frozen=True, slots=True)
class Message:
    """One that has gone out. `ref` is what the recorder has called it, `content` the reply as the outbox keeps it."""

    id: int
    participant: int | None
    channel: str
    user: str
    lane: Lane
    reason: str
    ref: str
    content: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of a programme in their main role there; `homes` counts where they can be written to. `shared`: they
    belong to another programme too, and what they are sent may be its business.
    """

    id: int
    name: str
    role: Role
    place: str
    municipality: str
    time_zone: str
    joined_at: int | None
    homes: int
    shared: int = 0


@dataclass(frozen=True, slots=True)
class ChatTitle:
    """A chat of several people."""

    channel: str
    chat: str
    title: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A mark of the plan and a day on which tasks of it fall due."""

    number: str
    title: str
    due_on: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Dateless:
    """A mark of the plan whose tasks have no day."""

    number: str
    title: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Ownerless:
    """A mark of the plan that nobody must do; `owners` are the plan's words."""

    number: str
    title: str
    owners: str


@dataclass(frozen=True, slots=True)
class Deserted:
    """An organisation with tasks and nobody to do them."""

    title: str
    municipality: str
    tasks: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Channel:
    channel: str


async def mark(tx: Transaction) -> None:
    """This is a copy: no service may work on it, and files that somebody waits for are made elsewhere."""
    await settings.put(tx, _MARK, "1")
    await tx.run("rehearsed.drop_errands")


async def is_copy(tx: Transaction) -> bool:
    """Whether nothing real may be sent from here."""
    return await settings.get(tx, _MARK) is not None


async def expect(tx: Transaction, now: int) -> list[int]:
    """Let everybody who is listed have joined at this instant; for whom that was new."""
    found = [row.id for row in await tx.all(_Id, "rehearsed.expect", now=now)]
    await tx.run("rehearsed.house", channel=EXPECTED, people=json.dumps(found), now=now)
    return sorted(found)


async def rewind(tx: Transaction, start: int) -> None:
    """Let time begin at an instant that is over: what was told since is as if it had not been."""
    await tx.run("rehearsed.rewind_reminders", start=start)
    await tx.run("rehearsed.rewind_planned")
    await tx.run("rehearsed.rewind_reasons", start=start)
    await tx.run("rehearsed.rewind_events", start=start)


async def channels(tx: Transaction) -> list[str]:
    """By which somebody can be written to."""
    return [row.channel for row in await tx.all(_Channel, "rehearsed.channels")]


async def messages(tx: Transaction, *, prefix: str, after: int, size: int) -> list[Message]:
    """The first ones behind this id whose `ref` begins so, in the order in which they were planned."""
    return await tx.all(Message, "rehearsed.messages", prefix=prefix, after=after, size=size)


async def people(tx: Transaction, *, programme: int) -> list[Listed]:
    """Everybody of a programme, or of all (0)."""
    return await tx.all(Listed, "rehearsed.people", programme=programme, expected=EXPECTED)


async def chats(tx: Transaction, *, programme: int) -> list[ChatTitle]:
    """The chats of a programme, or of all (0), that we are in."""
    return await tx.all(ChatTitle, "rehearsed.chats", programme=programme)


async def deadlines(tx: Transaction, programme: int, first: str, last: str) -> list[Deadline]:
    """What falls due between two days."""
    return await tx.all(Deadline, "rehearsed.deadlines", programme=programme, first=first, last=last)


async def dateless(tx: Transaction, programme: int) -> list[Dateless]:
    """What never falls due."""
    return await tx.all(Dateless, "rehearsed.dateless", programme=programme)


async def ownerless(tx: Transaction, programme: int) -> list[Ownerless]:
    """What nobody must do."""
    return await tx.all(Ownerless, "rehearsed.ownerless", programme=programme)


async def deserted(tx: Transaction, programme: int) -> list[Deserted]:
    """Where nobody is who could do it."""
    return await tx.all(Deserted, "rehearsed.deserted", programme=programme)
