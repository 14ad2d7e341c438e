"""SQLite by aiosqlite: one writer behind a lock, one reader apart (WAL), every commit on the disk."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from storage import migrations, queries
from storage.database import OutOfReach, Row, Transaction, Value
from storage.queries import Dialect

_SAVEPOINT = {"begin": "savepoint turn", "release": "release turn", "undo": "rollback to turn"}


class SqliteConnection:
    """A connection that knows the named queries."""

    def __init__(self, raw: aiosqlite.Connection, known: Mapping[str, queries.Query]) -> None:
        self.raw = raw
        self._known = known

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        return list(await self.raw.execute_fetchall(self._sql(query), dict(facts)))  # type: ignore[arg-type]

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        cursor = await self.raw.executemany(self._sql(query), [dict(each) for each in facts])
        await cursor.close()

    async def savepoint(self, verb: str) -> None:
        await self.raw.execute_fetchall(_SAVEPOINT[verb])

    def _sql(self, query: str) -> str:
        try:
            return self._known[query].sql
        except KeyError:
            raise queries.UnknownQuery(query) from None


class SqliteDatabase:
    """See `storage.database.Database`."""

    def __init__(self, writer: SqliteConnection, reader: SqliteConnection) -> None:
        self._writer, self._reader = writer, reader
        self._writing, self._looking = asyncio.Lock(), asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._writing, _block(self._writer, "begin immediate"):
            yield Transaction(self._writer)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        async with self._looking, _block(self._reader, "begin"):
            yield Transaction(self._reader)

    async def close(self) -> None:
        await self._writer.raw.close()
        await self._reader.raw.close()


@asynccontextmanager
async def _block(connection: SqliteConnection, begin: str) -> AsyncIterator[None]:
    raw = connection.raw
    begun = asyncio.shield(raw.execute_fetchall(begin))
    try:
        await begun
        yield
    except BaseException:
        # A cancelled turn must not leave its half, nor its mere beginning, in the next one's transaction. The
        # connection does one thing after the other, so the rollback comes after a BEGIN that is still under way.
        await asyncio.shield(raw.rollback())
        raise
    else:
        await asyncio.shield(raw.commit())


async def open_sqlite(path: str) -> SqliteDatabase:
    """Open or create the file, migrate it. Raises `NewerSchema` and `OutOfReach`."""
    known = queries.load(Dialect.SQLITE)
    try:
        await asyncio.to_thread(_probe, path)
        writer = await _connect(path, known)
    except (OSError, sqlite3.Error) as problem:
        raise OutOfReach.because(problem) from None
    try:
        async with _block(writer, "begin immediate"):
            await migrations.apply(_Runner(writer.raw), Dialect.SQLITE)
        reader = await _connect(path, known)
    except BaseException:
        await writer.raw.close()
        raise
    return SqliteDatabase(writer, reader)


def _probe(path: str) -> None:
    """Fail here, where it is harmless: an aiosqlite connection that fails to open prints from its own thread."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.execute("pragma user_version")
    finally:
        connection.close()


async def _connect(path: str, known: Mapping[str, queries.Query]) -> SqliteConnection:
    raw = await aiosqlite.connect(path, isolation_level=None)
    try:
        raw.row_factory = sqlite3.Row
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "busy_timeout=10000"):
            await raw.execute_fetchall(f"pragma {pragma}")
    except BaseException:
        await raw.close()  # an open one would keep the process from ending
        raise
    return SqliteConnection(raw, known)


class _Runner:
    """Plain statements for the migrations."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw

    async def run(self, statement: str) -> None:
        await self._raw.execute_fetchall(statement)

    async def number(self, statement: str) -> int:
        rows = list(await self._raw.execute_fetchall(statement))
        return int(rows[0][0] or 0)
