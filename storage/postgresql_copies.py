"""PostgreSQL into a copy and back: one snapshot out by a cursor, one transaction in by COPY; some rows in memory."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from storage import copies, migrations
from storage.copies import Damaged, NewerCopy, NotEmpty, NotOurs, Table, Tell
from storage.database import OutOfReach
from storage.queries import Dialect

NOTHING = "cast('' as bytea)"
"""In the place of what stands in a file."""


async def fill(url: str, raw: sqlite3.Connection, tell: Tell, *, bare: bool = False) -> None:
    """All that the database holds at this instant, into an empty SQLite file; a `bare` copy lacks what stands in files.

    Raises `StorageProblem`.
    """
    async with connected(url) as source, source.transaction(isolation="repeatable_read", readonly=True):
        await _schema(source, raw)
        found = copies.tables(raw)
        raw.execute("begin")
        for table in found:  # what the migrations have put in stands in the source as well
            raw.execute(f"delete from {table.name}")
        counts = {table.name: await source.fetchval(f"select count(*) from {table.name}") for table in found}
        done, everything = 0, sum(counts.values()) or 1
        for table in found:
            marks = ", ".join("?" * len(table.columns))
            async for block in _blocks(source, table, bare):
                raw.executemany(f"insert into {table.name} ({table.listed}) values ({marks})", block)
                done += len(block)
                tell("copy", done / everything)
        for table in found:
            await _take_number(source, raw, table)
        raw.execute("commit")


async def pour(raw: sqlite3.Connection, url: str, tell: Tell) -> None:
    """A copy into an empty, migrated database, or nothing of it. Raises `NotEmpty` and `OutOfReach`."""
    found = copies.tables(raw)
    counts = {table.name: raw.execute(f"select count(*) from {table.name}").fetchone()[0] for table in found}
    done, everything = 0, sum(counts.values()) or 1
    async with connected(url) as target, target.transaction():
        names = [table.name for table in found]
        await target.execute(f"lock table {', '.join(names)} in exclusive mode")
        for name in names:
            await _clear(target, name)
        for table in found:
            await target.copy_records_to_table(table.name, records=_rows(raw, table), columns=table.columns)
            done += counts[table.name]
            tell("copy", done / everything)
            if await target.fetchval(f"select count(*) from {table.name}") != counts[table.name]:
                raise Damaged(table.name)
            await _give_number(target, raw, table)


async def _clear(target: Any, name: str) -> None:
    if name in copies.OURS:
        await target.execute(f"delete from {name}")
    elif await target.fetchval(f"select exists (select 1 from {name})"):
        raise NotEmpty(name)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Any]:
    """A connection of our own, beside the service and whatever the schema is. Raises `OutOfReach`."""
    try:
        raw = await asyncpg.connect(url)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        raise OutOfReach.because(problem) from None
    try:
        yield raw
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        raise OutOfReach.because(problem) from problem
    finally:
        await raw.close()


async def _schema(source: Any, raw: sqlite3.Connection) -> None:
    """The tables as this database has them, also before it has been migrated."""
    if await source.fetchval("select to_regclass('schema_versions')") is None:
        raise NotOurs("no schema_versions")
    version = await source.fetchval("select max(version) from schema_versions")
    if version > migrations.newest():
        raise NewerCopy(f"schema {version}")
    await migrations.apply(copies.Statements(raw), Dialect.SQLITE, upto=version)


async def _blocks(source: Any, table: Table, bare: bool) -> AsyncIterator[list[tuple[Any, ...]]]:
    listed = table.bare(NOTHING) if bare else table.listed
    cursor = await source.cursor(f"select {listed} from {table.name}")
    while rows := await cursor.fetch(1 if table.bulky and not bare else copies.BLOCK):
        yield [tuple(row) for row in rows]


def _rows(raw: sqlite3.Connection, table: Table) -> Iterator[Sequence[object]]:
    for block in copies.blocks(raw, table):
        for row in block:
            # SQLite keeps the sign of nothing in a text, PostgreSQL refuses it.
            yield [value.replace("\0", "\ufffd") if isinstance(value, str) else value for value in row]


async def _take_number(source: Any, raw: sqlite3.Connection, table: Table) -> None:
    """Where the ids go on, also where the last rows have been deleted."""
    if table.numbered:
        sequence = await source.fetchval("select pg_get_serial_sequence($1, 'id')", table.name)
        last = await source.fetchval(f"select case when is_called then last_value else 0 end from {sequence}")
        raw.execute("delete from sqlite_sequence where name = ?", (table.name,))
        raw.execute("insert into sqlite_sequence (name, seq) values (?, ?)", (table.name, last))


async def _give_number(target: Any, raw: sqlite3.Connection, table: Table) -> None:
    if table.numbered:
        known = raw.execute("select seq from sqlite_sequence where name = ?", (table.name,)).fetchone()
        highest = await target.fetchval(f"select coalesce(max(id), 0) from {table.name}")
        last = max(highest, known[0] if known else 0)
        await target.fetchval("select setval(pg_get_serial_sequence($1, 'id'), $2, $3)", table.name, max(last, 1),
                              last > 0)
