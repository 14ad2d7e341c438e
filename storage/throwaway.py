"""A copy of everything for one rehearsal, in a private folder that goes when the work is done, also when it fails.

What stands in people's files is not copied: a rehearsal sends nothing. The copy is marked, and no service starts on it.
"""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

from storage import copies, migrations, postgresql_copies, rehearsed, sqlite
from storage.database import BadDatabaseUrl, Database, NewerSchema, OutOfReach
from storage.queries import Dialect

FOLDER = "vekha-rehearsal"
_in_use: set[Path] = set()
"""Those of this process."""
_SQLITE = "sqlite:///"
_POSTGRESQL = ("postgresql://", "postgres://")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that only we may enter. Those of processes that were killed go as well."""
    _sweep(Path(tempfile.gettempdir()))
    made = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-{os.getpid()}-"))
    _in_use.add(made)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        _in_use.discard(made)


async def fill(url: str, file: Path) -> None:
    """All that the database holds at this instant, into a new file for its owner only. Raises `StorageProblem`."""
    try:
        await asyncio.to_thread(_make, url, file)
    except (OSError, sqlite3.Error) as problem:
        raise OutOfReach(str(problem) if isinstance(problem, sqlite3.Error) else problem.strerror) from problem
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


def _make(url: str, file: Path) -> None:
    """In a thread with an event loop of its own: people are answered meanwhile."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = off")
        raw.execute("pragma synchronous = off")
        asyncio.run(_fill(url, raw))


async def _fill(url: str, raw: sqlite3.Connection) -> None:
    if url.startswith(_SQLITE):
        source = Path(url.removeprefix(_SQLITE))
        await migrations.apply(copies.Statements(raw), Dialect.SQLITE, upto=_version(source))
        _pour(source, raw)
    elif url.startswith(_POSTGRESQL):
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


def _sweep(place: Path) -> None:
    """Copies whose process has been killed hold people's data, and nobody else would clear them away."""
    for left in place.glob(f"{FOLDER}-*-*"):
        if left not in _in_use and not _lives(left.name.removeprefix(FOLDER).split("-")[1]):
            shutil.rmtree(left, ignore_errors=True)


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
