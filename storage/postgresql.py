"""PostgreSQL by asyncpg: a small pool, the same named queries with counted parameters."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from storage import migrations, queries
from storage.database import OutOfReach, Row, Transaction, Value
from storage.queries import Dialect

_SAVEPOINT = {"begin": "savepoint turn", "release": "release savepoint turn", "undo": "rollback to savepoint turn"}
_MIGRATION_LOCK = 0x76656B6861
"""Replicas that start together migrate one after the other."""


class PostgresqlConnection:
    """A pooled connection that knows the named queries."""

    def __init__(self, raw: Any, known: Mapping[str, queries.Query]) -> None:
        self._raw = raw
        self._known = known

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        known = self._query(query)
        rows: Sequence[Row] = await self._raw.fetch(known.sql, *[facts[name] for name in known.parameters])
        return rows

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        known = self._query(query)
        await self._raw.executemany(known.sql, [[each[name] for name in known.parameters] for each in facts])

    async def savepoint(self, verb: str) -> None:
        await self._raw.execute(_SAVEPOINT[verb])

    def _query(self, query: str) -> queries.Query:
        try:
            return self._known[query]
        except KeyError:
            raise queries.UnknownQuery(query) from None


class PostgresqlDatabase:
    """See `storage.database.Database`."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._known = queries.load(Dialect.POSTGRESQL)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._pool.acquire() as raw, raw.transaction():
            yield Transaction(PostgresqlConnection(raw, self._known))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        async with self._pool.acquire() as raw, raw.transaction(isolation="repeatable_read", readonly=True):
            yield Transaction(PostgresqlConnection(raw, self._known))

    async def close(self) -> None:
        await self._pool.close()


async def open_postgresql(url: str) -> PostgresqlDatabase:
    """Connect and migrate. Raises `NewerSchema` and `OutOfReach`."""
    try:
        pool = await asyncpg.create_pool(url, min_size=1, max_size=8)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        raise OutOfReach.because(problem) from None
    try:
        async with pool.acquire() as raw, raw.transaction():
            await raw.execute(f"select pg_advisory_xact_lock({_MIGRATION_LOCK})")
            await migrations.apply(_Runner(raw), Dialect.POSTGRESQL)
        return PostgresqlDatabase(pool)
    except BaseException:
        await pool.close()
        raise


class _Runner:
    """Plain statements for the migrations."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    async def run(self, statement: str) -> None:
        await self._raw.execute(statement)

    async def number(self, statement: str) -> int:
        return int(await self._raw.fetchval(statement) or 0)
