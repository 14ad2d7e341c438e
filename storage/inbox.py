"""Updates received: each is claimed once under its dedupe key, in the transaction of its effects. Real time."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class _Claimed:
    dedupe_key: str


async def claim(tx: Transaction, raws: Mapping[str, str | None], *, real_now: int) -> set[str]:
    """Make the updates of these keys ours; those that have not been here before. Some are kept raw."""
    updates = json.dumps(list(raws.items()))
    return {row.dedupe_key for row in await tx.all(_Claimed, "inbox.claim", updates=updates, now=real_now)}


async def seen(tx: Transaction, keys: Iterable[str]) -> set[str]:
    """Those of these keys that have been here before, without claiming any."""
    return {row.dedupe_key for row in await tx.all(_Claimed, "inbox.seen", keys=json.dumps([[key] for key in keys]))}


async def prune(tx: Transaction, *, before: int) -> None:
    """Forget keys older than any messenger repeats."""
    await tx.run("inbox.prune", before=before)


async def keep_position(tx: Transaction, channel: str, position: str) -> None:
    """Where polling goes on, for messengers that do not remember it themselves."""
    await tx.run("inbox.keep_position", channel=channel, position=position)


async def position(tx: Transaction, channel: str) -> str:
    return str(await tx.value("inbox.position", channel=channel) or "")
