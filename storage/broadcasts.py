"""Broadcasts: one message to many people, from its draft to its end. To whom it goes stands in `addressees.py`.

`now` is programme time, `real_now` real time, both seconds UTC.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage import addressees
from storage.database import Transaction
from storage.outbox import Lane


class Kind(StrEnum):
    """What a broadcast is."""

    MESSAGE = "message"
    LETTER = "letter"
    """Official: it has a button by which everybody confirms to have read it."""
    INVITATION = "invitation"
    NOTICE = "notice"
    """What an event has to say to those whom it concerns."""
    EACH = "each"
    """Every school gets its own part (`parts.py`)."""
    REQUEST = "request"
    """Something is asked of everybody who gets it (`assignments.py`)."""
    CONTEST = "contest"
    """Whoever gets it may take part (`contests.py`)."""


class State(StrEnum):
    """Where it stands; the last two are ends."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`content` is a reply as the outbox keeps it, `audience` JSON. `words` are the author's own, without the line that
    names them; empty for what nobody signs. `watch_*`: the message that tells the author how it
    goes, what it said last, and when (real time).
    """

    id: int
    programme: int
    author: int | None
    kind: Kind
    event: int | None
    lane: Lane
    content: str
    file: int | None
    audience: str
    state: State
    send_at: int | None
    expires_at: int | None
    started_at: int | None
    ended_at: int | None
    round: int
    body: int | None
    watch_channel: str
    watch_user: str
    watch_ref: str
    watch_delivery: int | None
    watch_said: str
    watched_at: int
    words: str
    activity: int | None = None
    """What a request asks for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A broadcast in a list; `author` is a name, `people` how many it goes to."""

    id: int
    kind: Kind
    content: str
    state: State
    send_at: int | None
    started_at: int | None
    created_at: int
    event: int | None
    author: str
    people: int


@dataclass(frozen=True, slots=True)
class Going:
    """One that goes out, or is to begin; an eager one has something to put into the outbox now."""

    id: int
    eager: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def draft(tx: Transaction, *, programme: int, author: int | None, kind: Kind, lane: Lane, content: str,
                now: int, event: int | None = None, file: int | None = None, audience: str = "[]",
                expires_at: int | None = None, activity: int | None = None) -> int:
    """Begin one. The id."""
    return await tx.integer("broadcasts.draft", programme=programme, author=author, kind=kind, event=event, lane=lane,
                            content=content, file=file, audience=audience, expires_at=expires_at, now=now,
                            activity=activity)


async def by_id(tx: Transaction, id: int) -> Broadcast | None:
    return await tx.one(Broadcast, "broadcasts.by_id", id=id)


async def hold(tx: Transaction, id: int) -> Broadcast | None:
    """For this transaction nobody else takes it further; None where somebody already does."""
    return await by_id(tx, id) if await tx.run("broadcasts.hold", id=id) else None


async def wait_for(tx: Transaction, id: int) -> Broadcast | None:
    """As it is once whoever is sending has finished the portion."""
    await tx.run("broadcasts.wait_for", id=id)
    return await by_id(tx, id)


async def write(tx: Transaction, id: int, *, content: str, file: int | None, words: str = "") -> bool:
    """Another text; False once it goes out."""
    return await tx.run("broadcasts.write", id=id, content=content, file=file, words=words)


async def choose(tx: Transaction, id: int, audience: str) -> bool:
    """Another audience; False once it goes out."""
    return await tx.run("broadcasts.choose", id=id, audience=audience)


async def drop(tx: Transaction, id: int) -> bool:
    """Throw away what has not begun; False where it has."""
    await tx.run("broadcasts.wait_for", id=id)
    await tx.run("parts.drop", broadcast=id)
    await tx.run("assignments.drop_of_broadcast", broadcast=id)
    return await tx.run("broadcasts.drop", id=id)


async def schedule(tx: Transaction, id: int, send_at: int) -> bool:
    """Let it begin at this instant."""
    return await tx.run("broadcasts.schedule", id=id, send_at=send_at)


async def start(tx: Transaction, id: int, *, now: int) -> bool:
    """Let it begin; False where it had begun."""
    return await tx.run("broadcasts.start", id=id, now=now)


async def turn(tx: Transaction, id: int, state: State, *sources: State, ended_at: int | None = None) -> bool:
    """To another state, if it is in one of these."""
    return await tx.run("broadcasts.turn", id=id, state=state, sources=json.dumps([[each] for each in sources]),
                        ended_at=ended_at)


async def next_round(tx: Transaction, id: int, allowed: Collection[tuple[int, int]]) -> bool:
    """Take up again all of these people, each with a part, whom it did not reach, wherever they are now; False unless
    it has come to its end by itself.
    """
    if not await tx.run("broadcasts.next_round", id=id):
        return False
    await addressees.take_up(tx, id, allowed)
    return True


async def resume(tx: Transaction, id: int) -> bool:
    """Let a paused one go on."""
    return await tx.run("broadcasts.resume", id=id)


async def body(tx: Transaction, id: int) -> int | None:
    """By which row of the outbox it goes out; None where there is none, or none with words."""
    found = await tx.value("broadcasts.body", id=id)
    return None if found is None else int(found)


async def set_body(tx: Transaction, id: int, body: int) -> None:
    """By which row of the outbox it goes out."""
    await tx.run("broadcasts.set_body", id=id, body=body)


async def watch(tx: Transaction, id: int, *, channel: str, user: str, ref: str, real_now: int) -> None:
    """Where its author looks at how it goes, from now on; `ref` may be empty."""
    await tx.run("broadcasts.watch", id=id, channel=channel, user=user, ref=ref, real_now=real_now)


async def watched(tx: Transaction, id: int, *, ref: str, delivery: int | None, said: str, real_now: int) -> None:
    """What was told last, and by which delivery."""
    await tx.run("broadcasts.watched", id=id, ref=ref, delivery=delivery, said=said, real_now=real_now)


async def under_way(tx: Transaction, channels: Collection[str], *, now: int) -> list[Going]:
    """Those that go out over these channels or others, or are to begin."""
    return await tx.all(Going, "broadcasts.under_way", channels=json.dumps([[each] for each in channels]), now=now)


async def own(tx: Transaction, participant: int, *, size: int, skip: int) -> Sequence[Listed]:
    """A page of what somebody has written, or answers for, the newest first."""
    return await tx.all(Listed, "broadcasts.own", participant=participant, size=size, skip=skip)


async def draft_of_event(tx: Transaction, event: int, author: int) -> int | None:
    """The invitation to it that this person has begun and not sent."""
    id = await tx.value("broadcasts.draft_of_event", event=event, author=author)
    return None if id is None else int(id)


async def next_send(tx: Transaction, *, now: int) -> int | None:
    """When the next one that waits for its hour begins."""
    at = await tx.value("broadcasts.next_send", now=now)
    return None if at is None else int(at)


async def of_event(tx: Transaction, event: int) -> list[int]:
    """What an event has to say and has not said to everybody."""
    return [row.id for row in await tx.all(_Id, "broadcasts.of_event", event=event)]


async def reword(tx: Transaction, id: int, *, content: str, expires_at: int) -> None:
    """Other words for whoever has not got it yet; nothing goes out meanwhile."""
    await tx.run("broadcasts.reword", id=id, content=content, expires_at=expires_at)
