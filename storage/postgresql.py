"""PostgreSQL by asyncpg: a small pool, the same named queries with counted parameters."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from hashlib import blake2b
from typing import Any, TypeVar

import asyncpg

from storage import migrations, queries
from storage.database import OutOfReach, Row, Transaction, Value
from storage.queries import Dialect, Query
from storage.savepoints import Savepoints

T = TypeVar("T")
CONNECTIONS = 8
WRITERS = 2
"""Groups of one replica that are at work side by side, so that one which waits for another replica's lock does not hold
up the rest. More of them are slower: a large group shares its statements and its commit.
"""
SILENT = 5.0
"""Seconds of silence within a transaction after which the server ends it. Whoever was frozen in one, or whose machine
is gone, would hold its locks on, and nobody could take over from it.
"""
ANSWERED_WITHIN = 60.0
"""Seconds in which a statement must be answered: a network that swallows everything tells nobody that it is gone."""
MIGRATED_WITHIN = 6 * 3600.0
"""Seconds for each statement of a migration, and for the replica that waits for another's."""
_MIGRATION_LOCK = 0x76656B6861
"""Replicas that start together migrate one after the other."""
_AWAY = (
    OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError, asyncpg.ReadOnlySQLTransactionError,
    asyncpg.IdleInTransactionSessionTimeoutError, asyncpg.InvalidCatalogNameError,
    asyncpg.ObjectNotInPrerequisiteStateError, asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InternalClientError,
)
"""The server, the network or the disk is at fault, and not what was asked. The last is what a connection says that has
been told of its end and not yet closed.
"""


class PostgresqlConnection:
    """One transaction's pooled connection, which knows the named queries."""

    def __init__(self, raw: Any, known: Mapping[str, Query]) -> None:
        self._raw = raw
        self._known = known
        self._savepoints = Savepoints()
        self.written: set[str] = set()

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        known = await self._ready(query)
        rows: Sequence[Row] = await self._raw.fetch(known.sql, *[facts[name] for name in known.parameters])
        return rows

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        known = await self._ready(query)
        await self._raw.executemany(known.sql, _in_order(known, facts))

    async def savepoint(self, verb: str) -> None:
        for mark in self._savepoints.moved(verb):
            await self._raw.execute(mark.value)

    async def queue_up(self, names: Iterable[str]) -> None:
        # A lock of PostgreSQL is given in the order it was asked for. All of them in one order: nobody waits in a ring.
        keys = sorted({_lock(name) for name in names})
        await self._raw.execute("select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key", keys)

    async def _ready(self, query: str) -> Query:
        try:
            known = self._known[query]
        except KeyError:
            raise queries.UnknownQuery(query) from None
        if known.writes:
            self.written.add(query.partition(".")[0])
            for mark in self._savepoints.before_writing():
                await self._raw.execute(mark.value)
        return known


def _in_order(known: Query, facts: Iterable[Mapping[str, Value]]) -> list[list[Value]]:
    return [[each[name] for name in known.parameters] for each in facts]


def _lock(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


class PostgresqlDatabase:
    """See `storage.database.Database`."""

    writers = WRITERS

    def __init__(self, url: str, pool: Any, signature: str) -> None:
        self.url, self._pool, self.signature = url, pool, signature
        self._known = queries.load(Dialect.POSTGRESQL)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._pool.acquire() as raw, raw.transaction():
            yield Transaction(PostgresqlConnection(raw, self._known))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        async with self._pool.acquire() as raw, raw.transaction(isolation="repeatable_read", readonly=True):
            yield Transaction(PostgresqlConnection(raw, self._known))

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        return await _done(self.transaction(), deed)

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        return await _done(self.reading(), deed)

    async def close(self) -> None:
        await self._pool.close()


async def _done(opened: AbstractAsyncContextManager[Transaction], deed: Callable[[Transaction], Awaitable[T]]) -> T:
    try:
        async with opened as tx:
            return await deed(tx)
    except _AWAY as problem:
        raise OutOfReach.because(problem) from problem


async def open_postgresql(url: str, *, answered_within: float = ANSWERED_WITHIN) -> PostgresqlDatabase:
    """Connect and migrate. Raises `NewerSchema` and `OutOfReach`."""
    signature = f"vekha {secrets.token_hex(4)}"
    try:
        pool = await asyncpg.create_pool(url, min_size=1, max_size=CONNECTIONS, init=_watched,
                                         server_settings={"application_name": signature},
                                         reset=_nothing_to_reset, timeout=answered_within,
                                         command_timeout=answered_within)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        raise OutOfReach.because(problem) from None
    try:
        async with pool.acquire() as raw, raw.transaction():
            await raw.execute(f"select pg_advisory_xact_lock({_MIGRATION_LOCK})", timeout=MIGRATED_WITHIN)
            await migrations.apply(_Runner(raw), Dialect.POSTGRESQL)
        return PostgresqlDatabase(url, pool, signature)
    except BaseException:
        await pool.close()
        raise


async def _watched(connection: Any) -> None:
    # Not among the settings of the address: a pooler between us and the server knows only a few of those.
    await connection.execute(f"set idle_in_transaction_session_timeout = {int(SILENT * 1000)}")


async def _nothing_to_reset(connection: Any) -> None:
    """We set nothing that outlives a transaction; asking to forget it would cost a round trip each."""


class _Runner:
    """Plain statements for the migrations, which may take their time."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    async def run(self, statement: str) -> None:
        await self._raw.execute(statement, timeout=MIGRATED_WITHIN)

    async def number(self, statement: str) -> int:
        return int(await self._raw.fetchval(statement, timeout=MIGRATED_WITHIN) or 0)
