"""SQLite by aiosqlite: one writer behind a lock, one reader apart (WAL), every commit on the disk.

A transaction runs either here, each statement a trip to the connection's thread and back (100 us), or wholly in
that thread (`work`, 2 us a statement).
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import aiosqlite

from storage import migrations, queries
from storage.database import ForeignWait, OutOfReach, Row, Transaction, Value
from storage.queries import Dialect, Query
from storage.savepoints import Savepoints

T = TypeVar("T")
FLEETING = ("synchronous=off", "secure_delete=off")
"""Of a file that is deleted as a whole when its work is done: nothing of it need outlive a crash."""
PRAGMAS = ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "busy_timeout=10000", "secure_delete=on")
"""Every commit is on the disk; what was erased does not stay in free pages."""
STATEMENTS = 512
"""Prepared statements that a connection keeps: all of ours."""
_Known = Mapping[str, Query]
_AWAY = frozenset({
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB,
})
"""The file, the disk or another process is at fault, and not what was asked. https://sqlite.org/rescode.html"""


class Raw(aiosqlite.Connection):
    """aiosqlite's connection, which also does a whole piece of work in its thread."""

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` there, after all that was asked before."""
        return await self._execute(work, self._conn)  # type: ignore[no-any-return, no-untyped-call]


class _Runner(Protocol):
    """Runs a statement: here or there."""

    async def execute(self, sql: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        """All rows."""

    async def executemany(self, sql: str, facts: list[dict[str, Value]]) -> None:
        """Once for each."""


class _Remote:
    """From the event loop, by way of the connection's thread."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    async def execute(self, sql: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        return list(await self._raw.execute_fetchall(sql, dict(facts)))  # type: ignore[arg-type]

    async def executemany(self, sql: str, facts: list[dict[str, Value]]) -> None:
        await (await self._raw.executemany(sql, facts)).close()


class _Local:
    """In the connection's own thread: nothing is really awaited."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    async def execute(self, sql: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        return self._raw.execute(sql, dict(facts)).fetchall()

    async def executemany(self, sql: str, facts: list[dict[str, Value]]) -> None:
        self._raw.executemany(sql, facts)


class SqliteConnection:
    """One transaction's connection, which knows the named queries."""

    def __init__(self, runner: _Runner, known: _Known) -> None:
        self._runner = runner
        self._known = known
        self._savepoints = Savepoints()
        self.written: set[str] = set()

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        return await self._runner.execute(await self._ready(query), facts)

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        await self._runner.executemany(await self._ready(query), [dict(each) for each in facts])

    async def savepoint(self, verb: str) -> None:
        for mark in self._savepoints.moved(verb):
            await self._runner.execute(mark, {})

    async def queue_up(self, names: Iterable[str]) -> None:
        """There is one writer: who has begun goes first."""

    async def _ready(self, query: str) -> str:
        try:
            known = self._known[query]
        except KeyError:
            raise queries.UnknownQuery(query) from None
        if known.writes:
            self.written.add(query.partition(".")[0])
            for mark in self._savepoints.before_writing():
                await self._runner.execute(mark, {})
        return known.sql


class SqliteDatabase:
    """See `storage.database.Database`."""

    writers = 1
    signature = ""

    def __init__(self, url: str, writer: Raw, reader: Raw, known: _Known) -> None:
        self.url, self._writer, self._reader, self._known = url, writer, reader, known
        self._writing, self._looking = asyncio.Lock(), asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._writing, _block(self._writer, "begin immediate"):
            yield Transaction(SqliteConnection(_Remote(self._writer), self._known))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        async with self._looking, _block(self._reader, "begin"):
            yield Transaction(SqliteConnection(_Remote(self._reader), self._known))

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        # Who is cancelled here lets go of the lock at once: what the thread is asked next comes after this work.
        async with self._writing:
            return await self._done(self._writer, "begin immediate", deed)

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        async with self._looking:
            return await self._done(self._reader, "begin", deed)

    async def _done(self, raw: Raw, begin: str, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        try:
            return await raw.do(partial(_worked, self._known, begin, deed))
        except sqlite3.Error as problem:
            if cause := _away(problem):
                raise OutOfReach.because(cause) from problem
            raise

    async def close(self) -> None:
        await self._writer.close()
        await self._reader.close()


def _worked(known: _Known, begin: str, deed: Callable[[Transaction], Awaitable[T]], raw: sqlite3.Connection) -> T:
    raw.execute(begin)
    try:
        done = _driven(deed(Transaction(SqliteConnection(_Local(raw), known))))
        raw.commit()
        return done
    except BaseException:
        raw.rollback()
        raise


def _away(problem: BaseException | None) -> Exception | None:
    """What says that the file or the disk is at fault, or what came of it.

    A full disk undoes the whole transaction by itself; that a part of it cannot be undone any more comes after that.
    """
    while problem is not None:
        if isinstance(problem, sqlite3.Error) and getattr(problem, "sqlite_errorcode", 0) & 0xFF in _AWAY:
            return problem
        problem = problem.__context__
    return None


def _driven(work: Awaitable[T]) -> T:
    """The result of work that has nothing to wait for."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise ForeignWait("work of a transaction may await its own statements only")


@asynccontextmanager
async def _block(raw: Raw, begin: str) -> AsyncIterator[None]:
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


async def open_sqlite(path: str, *, fleeting: bool = False) -> SqliteDatabase:
    """Open or create the file, migrate it. Raises `NewerSchema` and `OutOfReach`.

    A `fleeting` one is quick and safe from nothing.
    """
    pragmas = PRAGMAS + (FLEETING if fleeting else ())
    try:
        await asyncio.to_thread(_probe, path)
        writer = await _connect(path, pragmas)
    except (OSError, sqlite3.Error) as problem:
        raise OutOfReach.because(problem) from None
    try:
        await _migrate(writer)
        reader = await _connect(path, pragmas)
    except BaseException:
        await writer.close()
        raise
    return SqliteDatabase(f"sqlite:///{path}", writer, reader, queries.load(Dialect.SQLITE))


async def _migrate(writer: Raw) -> None:
    """Foreign keys are looked at when all of it is done: https://sqlite.org/lang_altertable.html, part 7."""
    await writer.execute_fetchall("pragma foreign_keys=off")
    async with _block(writer, "begin immediate"):
        changed = await migrations.apply(_Migrator(writer), Dialect.SQLITE)
        if changed and list(await writer.execute_fetchall("pragma foreign_key_check")):
            raise RuntimeError("a migration has left rows that refer to nothing")
    await writer.execute_fetchall("pragma foreign_keys=on")


def _probe(path: str) -> None:
    """Fail here, where it is harmless: an aiosqlite connection that fails to open prints from its own thread."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.execute("pragma user_version")
    finally:
        connection.close()


async def _connect(path: str, pragmas: Iterable[str]) -> Raw:
    connect = partial(sqlite3.connect, path, isolation_level=None, cached_statements=STATEMENTS)
    raw = await Raw(connect, iter_chunk_size=64)
    try:
        raw.row_factory = sqlite3.Row
        for pragma in pragmas:
            await raw.execute_fetchall(f"pragma {pragma}")
    except BaseException:
        await raw.close()  # an open one would keep the process from ending
        raise
    assert isinstance(raw, Raw)
    return raw


class _Migrator:
    """Plain statements for the migrations."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    async def run(self, statement: str) -> None:
        await self._raw.execute_fetchall(statement)

    async def number(self, statement: str) -> int:
        rows = list(await self._raw.execute_fetchall(statement))
        return int(rows[0][0] or 0)
