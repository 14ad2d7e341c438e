"""The outbox: every message that is planned for an address, until it ends in exactly one named state.

A body is opaque text, stored once; deliveries point to it. `now` is programme time, `real_now` real time.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from storage.database import Transaction, Value


class Lane(IntEnum):
    """Who goes first: answers to a person's own act before all that others cause."""

    REPLY = 0
    TALK = 1
    REMINDER = 2
    BROADCAST = 3


class State(StrEnum):
    """Where a delivery stands; the last five are ends."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of many addresses that get the same body. `not_before` is programme time."""

    channel: str
    user: str
    participant: int | None
    random_id: int
    not_before: int = 0


@dataclass(frozen=True, slots=True)
class Fresh:
    """A delivery to be planned. `not_before` is programme time."""

    channel: str
    user: str
    participant: int | None
    content: str
    file: int | None
    lane: Lane
    reason: str
    random_id: int
    not_before: int
    expires_at: int | None = None
    edits: str = ""
    author: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a delivery so far."""

    id: int
    channel: str
    user: str
    state: State
    detail: str
    tries: int
    ref: str


@dataclass(frozen=True, slots=True)
class _Body:
    id: int
    content: str
    file: int | None


@dataclass(frozen=True, slots=True)
class _Planned:
    id: int
    channel: str
    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Ended:
    """What whoever watches the database counts as well."""

    id: int
    channel: str
    lane: Lane


@dataclass(frozen=True, slots=True)
class _Count:
    state: State
    number: int


async def put(
    tx: Transaction,
    *,
    channel: str,
    user: str,
    participant: int | None,
    body: str,
    file: int | None,
    lane: Lane,
    reason: str,
    random_id: int,
    now: int,
    not_before: int = 0,
    expires_at: int | None = None,
    edits: str = "",
    author: int | None = None,
) -> int | None:
    """Plan a delivery; None where this reason was used for this address before: planning twice is harmless."""
    stored = await tx.value(
        "outbox.put_body", content=body, file=file, channel=channel, user=user, reason=reason
    )
    if stored is None:
        return None
    id = await tx.value("outbox.put", body=stored, participant=participant, channel=channel, user=user, lane=lane,
                        reason=reason, random_id=random_id, not_before=max(not_before, now), expires_at=expires_at,
                        edits=edits, now=now, author=author)
    if id is None:  # another replica was quicker by a hair
        await tx.run("outbox.drop_unused_body", body=stored)
        return None
    return int(id)


def _json(rows: Sequence[Sequence[Value]]) -> str:
    """As it is, and not in escapes: Russian is half as long so, for us and for the database."""
    return json.dumps(rows, ensure_ascii=False)


async def put_all(tx: Transaction, letters: Sequence[Fresh], *, now: int) -> dict[tuple[str, str, str], int]:
    """Plan many different deliveries at once, in this order; those whose reason was used before are left out.

    The ids by channel, user and reason.
    """
    if not letters:
        return {}
    bodies = defaultdict[tuple[str, int | None], list[int]](list)
    for row in await tx.all(_Body, "outbox.put_bodies", bodies=_json([[x.content, x.file] for x in letters])):
        bodies[row.content, row.file].append(row.id)
    rows = [
        [bodies[x.content, x.file].pop(), x.participant, x.channel, x.user, x.lane, x.reason, x.random_id,
         x.not_before, x.expires_at, x.edits, x.author, None, 0]
        for x in letters
    ]
    planned = await tx.all(_Planned, "outbox.put_letters", letters=_json(rows), now=now)
    if len(planned) < len(rows):
        await tx.repeat("outbox.drop_unused_body", [{"body": row[0]} for row in rows])
    return {(row.channel, row.user, row.reason): row.id for row in planned}


async def put_many(
    tx: Transaction,
    *,
    recipients: Sequence[Recipient],
    body: str,
    file: int | None,
    lane: Lane,
    reason: str,
    now: int,
    not_before: int = 0,
    expires_at: int | None = None,
) -> int:
    """Plan one body for many addresses; how many of them had not been planned before."""
    stored = await put_shared(tx, body, file)
    planned = await put_copies(tx, stored, [replace(each, not_before=not_before) for each in recipients], lane=lane,
                               reason=reason, now=now, expires_at=expires_at)
    await tx.run("outbox.drop_unused_body", body=stored)
    return planned


async def put_shared(tx: Transaction, content: str, file: int | None) -> int:
    """A body that many deliveries will point to."""
    return await tx.integer("outbox.put_shared_body", content=content, file=file)


async def put_copies(tx: Transaction, body: int, recipients: Sequence[Recipient], *, lane: Lane, reason: str, now: int,
                     expires_at: int | None = None, author: int | None = None, broadcast: int | None = None,
                     part: int = 0) -> int:
    """Plan such a body for these addresses; how many of them had not been planned before."""
    rows = [[body, x.participant, x.channel, x.user, lane, reason, x.random_id, max(x.not_before, now), expires_at, "",
             author, broadcast, part] for x in recipients]
    return len(await tx.all(_Planned, "outbox.put_letters", letters=_json(rows), now=now)) if rows else 0


async def forward(tx: Transaction, id: int, *, channel: str, user: str, random_id: int, now: int) -> int | None:
    """Plan the same body for another address of the same person, unless its reason was used there."""
    new = await tx.value("outbox.forward", id=id, channel=channel, user=user, random_id=random_id, now=now)
    if new is None:
        return None
    await tx.run("posts.forwarded", id=id, forward=int(new))
    await tx.run("posts.leave_forwarded", id=id, now=now)
    return int(new)


async def reword(tx: Transaction, id: int, content: str) -> bool:
    """Other words for a delivery whose body is its own, while it is only planned; False if it was too late."""
    return await tx.run("outbox.reword", id=id, content=content)


async def expire(tx: Transaction, *, now: int, real_now: int) -> list[int]:
    """Drop what has become useless; the ids."""
    return _ids(await tx.all(_Ended, "outbox.expire", now=now, real_now=real_now))


async def cancel(
    tx: Transaction, prefix: str, *, real_now: int, participant: int | None = None, detail: str = ""
) -> list[int]:
    """Take back what is planned for reasons that begin with `prefix`, for one person or for all; the ids."""
    facts: dict[str, Value] = {"prefix": prefix, "length": len(prefix), "real_now": real_now, "detail": detail}
    if participant is None:
        return _ids(await tx.all(_Ended, "outbox.cancel", **facts))
    return _ids(await tx.all(_Ended, "outbox.cancel_for", participant=participant, **facts))


async def cancel_any(tx: Transaction, participant: int, prefixes: Sequence[str], *, real_now: int) -> list[int]:
    """Take back what is planned for one person for reasons that begin with any of these; the ids."""
    found = await tx.all(_Ended, "outbox.cancel_any", participant=participant, real_now=real_now,
                         prefixes=_json([[each] for each in prefixes]))
    return _ids(found)


async def counts(tx: Transaction) -> dict[State, int]:
    """How many deliveries stand in each state; for the metrics, it looks at all of them."""
    found = {row.state: row.number for row in await tx.all(_Count, "outbox.counts")}
    return {state: found.get(state, 0) for state in State}


async def lag(tx: Transaction, *, now: int) -> int:
    """For how many seconds the oldest due delivery has been waiting."""
    oldest = await tx.value("outbox.oldest_due", now=now)
    return 0 if oldest is None else now - int(oldest)


async def standing(tx: Transaction, id: int) -> Standing | None:
    """What became of a delivery so far."""
    return await tx.one(Standing, "outbox.by_id", id=id)


async def file_content(tx: Transaction, id: int) -> bytes | None:
    """The bytes of a stored file."""
    content = await tx.value("outbox.file_content", id=id)
    return None if content is None else bytes(content)


def _ids(rows: Sequence[_Ended]) -> list[int]:
    return [row.id for row in rows]


async def lane_of(tx: Transaction, channel: str, user: str, ref: str) -> Lane | None:
    """In which lane the message `ref` went to this person; None if we do not know it."""
    lane = await tx.value("outbox.lane_of", channel=channel, user=user, ref=ref)
    return None if lane is None else Lane(lane)


async def forget_strangers(tx: Transaction, *, before: int) -> None:
    """Scrub what was sent before this real instant to people who never joined, its words too: they may hold a name."""
    bodies = await tx.all(_Id, "outbox.forget_strangers", before=before)
    await tx.repeat("outbox.drop_unused_body", [{"body": each.id} for each in bodies])


async def next_planned(tx: Transaction, *, now: int) -> int | None:
    """The next instant, programme time, for which a message was put off; None if there is none."""
    instant = await tx.value("outbox.next_planned", now=now)
    return None if instant is None else int(instant)


async def sent_count(tx: Transaction) -> int:
    """How many messages have gone out."""
    return await tx.integer("outbox.sent_count")
