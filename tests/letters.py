"""Deliveries in tests: claimed as the sender of a channel would, without lease and pace."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from storage import claims
from storage.claims import Letter
from storage.database import Database, Transaction
from storage.outbox import Lane


async def claim(tx: Transaction, channel: str, *, limit: int = 10, now: int, real_now: int = 0, fence: int = 0,
                ready: Callable[[str], bool] = lambda user: True) -> list[Letter]:
    """Mark what is due as `sending`, each alone, the higher lanes first."""
    found: list[Letter] = []
    for lane in Lane:
        rows = await claims.due(tx, channel, lane, limit=100, now=now, real_now=real_now, walk=100)
        found += [row for row in rows if ready(row.user)]
    chosen = [replace(letter, batch=letter.batch or letter.id) for letter in found[:limit]]
    marked = await claims.mark(tx, chosen, fence=fence, real_now=real_now)
    return [letter for letter in chosen if letter.id in marked]


async def words(tx: Transaction, letter: Letter) -> str:
    """What a letter says, as it is stored."""
    return (await claims.words(tx, [letter.body]))[letter.body]


async def plan_of(database: Database, query: str, facts: dict[str, Any]) -> list[str]:
    """How SQLite goes about a query."""
    async with database.transaction() as tx:
        connection: Any = tx._connection
        sql = "explain query plan " + connection._known[query].sql
        return [row[3] for row in await connection._runner.execute(sql, facts)]
