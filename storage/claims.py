"""Claiming from the outbox and recording how it went: few statements for many deliveries, under a lease's number.

Every list goes in as one JSON text. `now` is programme time, `real_now` real time.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.database import Transaction
from storage.outbox import Lane, State


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery that is due or claimed. `tries` and `tried_at` tell of the tries before this one.

    `batch` is set where a try may have had its effect: all of one batch are tried again together, under the same
    `random_id`, which is theirs in common.
    """

    id: int
    user: str
    participant: int | None
    lane: Lane
    reason: str
    random_id: int
    tries: int
    tried_at: int | None
    edits: str
    body: int
    batch: int | None = None
    file: int | None = None
    due_at: int = 0
    """Since when it may go, programme time."""
    kept: int = 0
    """Whether its batch is that of an earlier try. A try that surely has had no effect says nothing of those before."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a walk through a lane begins: behind this row."""

    not_before: int = -1
    id: int = 0


START = Place()


@dataclass(frozen=True, slots=True)
class Settled:
    """A delivery that has come to its end."""

    id: int
    state: State
    detail: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Postponed:
    """A delivery that is tried again at `retry_at`, real time.

    `kept`: a try may have had its effect, so that it stays with its batch. `random_id` is a new number for
    one that leaves a batch of several.
    """

    id: int
    retry_at: int
    detail: str
    kept: bool = False
    random_id: int | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """Back to planned, as if it had not been tried. `random_id` and `kept` as in `Postponed`."""

    id: int
    random_id: int | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Words:
    id: int
    content: str


async def due(
    tx: Transaction, channel: str, lane: Lane, *, limit: int, now: int, real_now: int, walk: int,
    after: Place = START,
) -> list[Letter]:
    """What a lane has to send, the longest due first, found within one walk over so many rows."""
    return await tx.all(Letter, "claims.due", channel=channel, lane=lane, limit=limit, now=now, real_now=real_now,
                        walk=walk, from_instant=after.not_before, from_id=after.id)


async def walked(
    tx: Transaction, channel: str, lane: Lane, *, now: int, walk: int, after: Place = START
) -> Place | None:
    """Where the next walk begins; None if this one has come to the end."""
    return await tx.one(Place, "claims.walked", channel=channel, lane=lane, now=now, walk=walk - 1,
                        from_instant=after.not_before, from_id=after.id)


async def batches(tx: Transaction, numbers: Iterable[int]) -> list[Letter]:
    """All that is still open of these batches."""
    return await tx.all(Letter, "claims.batch", batches=_json(sorted(numbers)))


async def mark(tx: Transaction, letters: Iterable[Letter], *, fence: int, real_now: int) -> set[int]:
    """Mark these as `sending`, each with its batch and number; the ids of those that nobody has taken back."""
    rows = [[letter.id, letter.batch, letter.random_id] for letter in letters]
    return {row.id for row in await tx.all(_Id, "claims.mark", letters=_json(rows), fence=fence, real_now=real_now)}


async def words(tx: Transaction, bodies: Iterable[int]) -> dict[int, str]:
    """The contents of these bodies."""
    return {row.id: row.content for row in await tx.all(_Words, "claims.words", bodies=_json(sorted(bodies)))}


async def settle(tx: Transaction, ends: Sequence[Settled], *, fence: int, real_now: int) -> None:
    """Record how deliveries have ended; an end once recorded stays."""
    if ends:
        rows = [[end.id, end.state, _printable(end.detail), end.ref] for end in ends]
        await tx.run("claims.settle", ends=_json(rows), fence=fence, real_now=real_now)


async def postpone(tx: Transaction, waits: Sequence[Postponed], *, fence: int) -> None:
    """Plan claimed deliveries for another try."""
    if waits:
        rows = [[wait.id, wait.retry_at, _printable(wait.detail), int(wait.kept), wait.random_id] for wait in waits]
        await tx.run("claims.postpone", waits=_json(rows), fence=fence)


async def release(tx: Transaction, back: Sequence[Returned], *, fence: int) -> None:
    """Put claimed deliveries back as if they had never been tried."""
    if back:
        rows = [[each.id, each.random_id, int(each.kept)] for each in back]
        await tx.run("claims.release", letters=_json(rows), fence=fence)


async def ground(tx: Transaction, ids: Sequence[int], *, fence: int) -> None:
    """Put claimed deliveries back that were not sent after all."""
    if ids:
        await tx.run("claims.ground", ids=_json(ids), fence=fence)


async def recover(tx: Transaction, channel: str, *, still_open: Iterable[int] = ()) -> int:
    """Plan again, under the same `random_id`, what an earlier holder had in the air; how many there were."""
    return len(await tx.all(_Id, "claims.recover", channel=channel, open=_json(sorted(still_open))))


def _json(rows: Sequence[object]) -> str:
    return json.dumps(rows)


def _printable(words: str) -> str:
    """What a messenger's own words may hold and PostgreSQL's text cannot."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")
