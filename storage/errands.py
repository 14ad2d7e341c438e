"""Files that somebody waits for and that take longer than an answer may: kept until they are made."""

import json
from dataclasses import dataclass

from storage.database import Transaction, Value


@dataclass(frozen=True, slots=True)
class Errand:
    """A wish; `facts` is JSON. `tries` counts how often somebody has begun with it."""

    id: int
    participant: int
    channel: str
    user: str
    kind: str
    facts: str
    tries: int


@dataclass(frozen=True, slots=True)
class Share:
    """Which errands somebody sees to: those of these kinds, or all but those."""

    kinds: frozenset[str] = frozenset()
    only_these: bool = False


ALL = Share()

async def put(tx: Transaction, *, participant: int, channel: str, user: str, kind: str, facts: str) -> int:
    """Wish for it. The id."""
    return await tx.integer("errands.put", participant=participant, channel=channel, user=user, kind=kind, facts=facts)


async def waiting(tx: Transaction, participant: int) -> int:
    """How many somebody waits for."""
    return await tx.integer("errands.waiting", participant=participant)


async def waiting_for(tx: Transaction, participant: int, kind: str) -> bool:
    """Whether somebody waits for one of this kind."""
    return await tx.run("errands.waiting_for", participant=participant, kind=kind)


async def take(tx: Transaction, share: Share = ALL, *, real_now: int, stale: int) -> Errand | None:
    """The next one; those that were taken before `stale`, seconds of real time, are free again."""
    return await tx.one(Errand, "errands.take", real_now=real_now, stale=stale, **_written(share))


async def any_free(tx: Transaction, share: Share = ALL, *, stale: int) -> bool:
    """Whether there is one to be taken."""
    return await tx.run("errands.any_free", stale=stale, **_written(share))


async def free(tx: Transaction, id: int) -> None:
    """Give it up; somebody may try again."""
    await tx.run("errands.free", id=id)


async def end(tx: Transaction, id: int) -> bool:
    """It is made, or given up; False where somebody else was quicker."""
    return await tx.run("errands.end", id=id)


def _written(share: Share) -> dict[str, Value]:
    return {"kinds": json.dumps([[each] for each in sorted(share.kinds)]), "mine": int(share.only_these)}
