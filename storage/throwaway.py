"""A copy of everything for one rehearsal, in a private folder that goes when the work is done, also when it fails.

What stands in people's files is not copied: a rehearsal sends nothing. The copy is marked, and no service starts on it.
"""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from threading import Event

from storage import copies, filling, migrations, postgresql_copies, rehearsed, sqlite
from storage.database import BadDatabaseUrl, Database, NewerSchema, OutOfReach, StorageProblem
from storage.queries import Dialect

FOLDER = "vekha-rehearsal"
_in_use: set[Path] = set()
"""Those of this process."""
DAY = 86_400
"""Seconds after which no rehearsal can still be at work, whatever process now has the number of its own."""


class NoRoom(StorageProblem):
    """The copy cannot be made here: the disk is full. The database itself is well."""


@asynccontextmanager
async def folder() -> AsyncIterator[Path]:
    """A folder that only we may enter. Those of processes that were killed go as well. Raises NoRoom."""
    await sweep()
    try:
        made = await asyncio.to_thread(_made)
    except OSError as problem:
        raise NoRoom(problem.strerror or type(problem).__name__) from problem
    try:
        yield made
    finally:
        await asyncio.shield(asyncio.to_thread(_removed, made))


async def sweep() -> None:
    """Copies whose process has been killed hold people's data, and nobody else would clear them away."""
    await asyncio.to_thread(_swept, Path(tempfile.gettempdir()))


async def fill(url: str, file: Path) -> None:
    """All that the database holds at this instant, into a new file for its owner only. Raises `StorageProblem`."""
    try:
        await filling.in_thread(partial(_make, url, file))
    except (OSError, sqlite3.Error) as problem:
        raise NoRoom(str(filling.failed(problem))) from problem
    async with opened(file) as database:
        await database.work(rehearsed.mark)


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Database]:
    """The copy, or a new file, in the present schema."""
    database = await sqlite.open_sqlite(str(file), fleeting=True)
    try:
        yield database
    finally:
        await database.close()


def _made() -> Path:
    made = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-{os.getpid()}-"))
    _in_use.add(made)
    return made


def _removed(made: Path) -> None:
    shutil.rmtree(made, ignore_errors=True)
    _in_use.discard(made)


def _make(url: str, file: Path, stop: Event) -> None:
    """In a thread with an event loop of its own: people are answered meanwhile."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with filling.blank(file) as raw:
        raw.set_progress_handler(stop.is_set, filling.STEPS)
        asyncio.run(_fill(url, raw))


async def _fill(url: str, raw: sqlite3.Connection) -> None:
    if url.startswith(filling.SQLITE):
        source = Path(url.removeprefix(filling.SQLITE))
        await migrations.apply(copies.Statements(raw), Dialect.SQLITE, upto=_version(source))
        _pour(source, raw)
    elif url.startswith(filling.POSTGRESQL):
        await postgresql_copies.fill(url, raw, lambda stage, share: None, bare=True)
    else:
        raise BadDatabaseUrl(url.split(":", 1)[0])


def _version(source: Path) -> int:
    if not source.is_file():
        raise OutOfReach("no such file")
    with copies.reading(source) as raw:
        if raw.execute("select 1 from sqlite_master where name = 'schema_versions'").fetchone() is None:
            raise copies.NotOurs("no schema_versions")
        [version] = raw.execute("select max(version) from schema_versions").fetchone()
    if version > migrations.newest():
        raise NewerSchema(f"schema {version}")
    return int(version)


def _pour(source: Path, raw: sqlite3.Connection) -> None:
    """One look at everything: whoever writes goes on writing."""
    raw.execute("attach ? as live", (f"{source.absolute().as_uri()}?mode=ro",))
    raw.execute("pragma foreign_keys = off")
    raw.execute("begin")
    for table in copies.tables(raw):
        raw.execute(f"delete from main.{table.name}")  # what the migrations have put in stands in the source as well
        raw.execute(f"insert into main.{table.name} ({table.listed}) select {table.bare(_NOTHING)} "
                    f"from live.{table.name} order by rowid")
    raw.execute("delete from main.sqlite_sequence")
    raw.execute("insert into main.sqlite_sequence (name, seq) select name, seq from live.sqlite_sequence")
    raw.execute("commit")
    raw.execute("detach live")


_NOTHING = "x''"
"""In the place of what stands in a file."""


def _swept(place: Path) -> None:
    for left in place.glob(f"{FOLDER}-*-*"):
        if left not in _in_use and (_is_old(left) or not _lives(left.name.removeprefix(FOLDER).split("-")[1])):
            shutil.rmtree(left, ignore_errors=True)


def _is_old(left: Path) -> bool:
    """By the clock of the disk that it lies on, which is the real one."""
    with contextlib.suppress(OSError), tempfile.TemporaryFile(dir=left.parent) as now:
        return os.fstat(now.fileno()).st_mtime - left.stat().st_mtime > DAY
    return False


def _lives(pid: str) -> bool:
    """Where it cannot be known, it lives. In a container an earlier life had our own number, and is over."""
    if pid == str(os.getpid()):
        return False
    if os.name != "posix" or not pid.isdecimal():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
