"""The outbox: every message that is planned for an address, until it ends in exactly one named state.

A body is opaque text, stored once; deliveries point to it. `now` is programme time, `real_now` real time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from storage.database import Transaction, Value

CYCLE = 20
SLACK = 64
"""Rows looked at beyond those wanted, because some of their dialogues may not be ready."""


class Lane(IntEnum):
    """Who goes first: answers to a person's own act before all that others cause."""

    REPLY = 0
    TALK = 1
    REMINDER = 2
    BROADCAST = 3


SHARES = {6: Lane.TALK, 12: Lane.REMINDER, 18: Lane.BROADCAST}
"""Of each `CYCLE` places one belongs to each lower lane, so that none starves."""


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
    """One of many addresses that get the same body."""

    channel: str
    user: str
    participant: int | None
    random_id: int


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

    def facts(self) -> dict[str, Value]:
        """As a query takes them."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed delivery, ready for one try. `tries` and `tried_at` tell of the tries before this one."""

    id: int
    user: str
    participant: int | None
    lane: Lane
    reason: str
    random_id: int
    tries: int
    tried_at: int | None
    edits: str
    content: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A delivery that has come to its end."""

    id: int
    state: State
    detail: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Postponed:
    """A delivery that is tried again at `retry_at`, real time."""

    id: int
    retry_at: int
    detail: str


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
    channel: str
    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


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


async def put_all(tx: Transaction, letters: Sequence[Fresh], *, now: int) -> None:
    """Plan many different deliveries at once, in this order; those whose reason was used before are left out."""
    facts = [each.facts() for each in letters]
    bodies = {(row.channel, row.user, row.reason): row.id for row in await tx.each(_Body, "outbox.put_body", facts)}
    await tx.each(_Id, "outbox.put", [
        {**each, "body": body, "now": now} for each in facts
        if (body := bodies.get((str(each["channel"]), str(each["user"]), str(each["reason"]))))
    ])


async def put_many(
    tx: Transaction,
    *,
    recipients: Iterable[Recipient],
    body: str,
    file: int | None,
    lane: Lane,
    reason: str,
    now: int,
    not_before: int = 0,
    expires_at: int | None = None,
) -> int:
    """Plan one body for many addresses; how many of them had not been planned before."""
    stored = await tx.integer("outbox.put_shared_body", content=body, file=file)
    await tx.repeat("outbox.put_one_of_many", (
        {"body": stored, "participant": each.participant, "channel": each.channel, "user": each.user,
         "lane": lane, "reason": reason, "random_id": each.random_id, "not_before": max(not_before, now),
         "expires_at": expires_at, "now": now}
        for each in recipients
    ))
    await tx.run("outbox.drop_unused_body", body=stored)
    return await tx.integer("outbox.count_of_body", body=stored)


async def forward(tx: Transaction, id: int, *, channel: str, user: str, random_id: int, now: int) -> int | None:
    """Plan the same body for another address of the same person, unless its reason was used there."""
    new = await tx.value("outbox.forward", id=id, channel=channel, user=user, random_id=random_id, now=now)
    return None if new is None else int(new)


async def claim(
    tx: Transaction,
    *,
    channel: str,
    limit: int,
    now: int,
    real_now: int,
    behind: int | None = None,
    place: int = 0,
    ready: Callable[[str], bool] = lambda user: True,
) -> list[Letter]:
    """Mark up to `limit` due deliveries as `sending`, the higher lane first.

    At most `behind` of them (all, by default) come from the lanes behind REPLY, apart from their own shares.
    `place` is where in the `CYCLE` of shares the first one stands. A user who is not `ready` is passed over.
    """
    behind = limit if behind is None else max(0, min(behind, limit))
    own = Counter(SHARES.get((place + step) % CYCLE) for step in range(limit))
    lanes = {}
    for lane in Lane:
        wanted = limit if lane is Lane.REPLY else max(behind, own[lane])
        rows = await _due(tx, channel, lane, wanted, now, real_now) if wanted else []
        lanes[lane] = [row for row in rows if ready(row.user)]
    chosen = choose(lanes, limit, behind, place)
    await tx.repeat("outbox.mark_sending", [{"id": letter.id, "real_now": real_now} for letter in chosen])
    return chosen


async def _due(
    tx: Transaction, channel: str, lane: Lane, wanted: int, now: int, real_now: int
) -> list[Letter]:
    return await tx.all(Letter, "outbox.due", channel=channel, lane=lane, now=now, real_now=real_now,
                        limit=wanted + SLACK)


def choose(lanes: dict[Lane, list[Letter]], limit: int, behind: int, place: int = 0) -> list[Letter]:
    """Fill `limit` places: each from the lane it belongs to, else from the highest lane that has something.

    A lane takes its own share even where nothing is left of `behind`.
    """
    queues = {lane: letters[::-1] for lane, letters in lanes.items()}
    chosen: list[Letter] = []
    while len(chosen) < limit:
        owner = SHARES.get((place + len(chosen)) % CYCLE, Lane.REPLY)
        open_lanes = (owner, *Lane) if behind else (owner, Lane.REPLY)
        lane = next((lane for lane in open_lanes if queues[lane]), None)
        if lane is None:
            break
        behind -= bool(behind) and lane is not Lane.REPLY
        chosen.append(queues[lane].pop())
    return chosen


async def settle(tx: Transaction, ends: Iterable[Settled], *, real_now: int) -> None:
    """Record how deliveries have ended; an end once recorded stays."""
    await tx.repeat("outbox.settle", [
        {"id": end.id, "state": end.state, "detail": end.detail, "ref": end.ref, "real_now": real_now}
        for end in ends
    ])


async def postpone(tx: Transaction, waits: Iterable[Postponed]) -> None:
    """Plan claimed deliveries for another try."""
    await tx.repeat("outbox.postpone", [
        {"id": wait.id, "retry_at": wait.retry_at, "detail": wait.detail} for wait in waits
    ])


async def release(tx: Transaction, ids: Iterable[int]) -> None:
    """Put claimed deliveries back as if they had not been tried."""
    await tx.repeat("outbox.release", [{"id": id} for id in ids])


async def recover(tx: Transaction, channel: str) -> int:
    """After a crash: plan again, under the same `random_id`, what was in the air; how many there were."""
    return len(await tx.all(_Id, "outbox.recover", channel=channel))


async def expire(tx: Transaction, *, now: int, real_now: int) -> list[int]:
    """Drop what has become useless; the ids."""
    return _ids(await tx.all(_Id, "outbox.expire", now=now, real_now=real_now))


async def cancel(
    tx: Transaction, prefix: str, *, real_now: int, participant: int | None = None, detail: str = ""
) -> list[int]:
    """Take back what is planned for reasons that begin with `prefix`, for one person or for all; the ids."""
    facts: dict[str, Value] = {"prefix": prefix, "length": len(prefix), "real_now": real_now, "detail": detail}
    if participant is None:
        return _ids(await tx.all(_Id, "outbox.cancel", **facts))
    return _ids(await tx.all(_Id, "outbox.cancel_for", participant=participant, **facts))


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


def _ids(rows: Sequence[_Id]) -> list[int]:
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
