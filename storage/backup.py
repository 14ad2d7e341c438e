"""A backup while the service runs, and its way back into an empty database of either kind.

Both work beside the service on connections of their own. Raises `StorageProblem` (see `storage/copies.py`).
"""

import asyncio
import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event

from storage import copies, migrations, postgresql_copies, queries, settings
from storage.copies import Contents, Damaged, InTheWay, NotEmpty, NotOurs, Tell
from storage.database import BadDatabaseUrl, OutOfReach, Transaction, open_database
from storage.filling import POSTGRESQL, SQLITE, STEPS, blank, failed, in_thread
from storage.postgresql import PostgresqlConnection
from storage.queries import Dialect

WRITTEN_AT = "backup.written_at"
"""Under which a database remembers when it was copied last, real time."""


async def write(url: str, file: Path, *, now: int, tell: Tell, force: bool = False) -> Contents:
    """Copy the database to the file: as a whole, or not at all. `now` is real time."""
    _allow(url, file, force)
    with _beside(file) as part:
        if url.startswith(SQLITE):
            await in_thread(partial(_vacuumed, Path(url.removeprefix(SQLITE)), part, tell))
        elif url.startswith(POSTGRESQL):
            with blank(part) as raw:
                await postgresql_copies.fill(url, raw, tell)
        else:
            raise BadDatabaseUrl(url.split(":", 1)[0])
        contents = await asyncio.to_thread(copies.seal, part, now=now, tell=tell)
        _settle(part, file)
    with contextlib.suppress(OutOfReach, sqlite3.Error):  # the copy is good, even where that cannot be noted
        await _remember(url, now)
    return contents


async def restore(file: Path, url: str, *, tell: Tell) -> Contents:
    """Fill an empty database from a copy, in one transaction."""
    contents = await asyncio.to_thread(copies.proved, file, tell=tell)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        present = await _present(file, contents, Path(folder))
        await (await open_database(url)).close()
        if url.startswith(SQLITE):
            await in_thread(partial(_poured, present, Path(url.removeprefix(SQLITE)), tell))
        else:
            with copies.reading(present) as raw:
                await postgresql_copies.pour(raw, url, tell)
    return contents


async def _remember(url: str, now: int) -> None:
    """In the source, whatever version its schema has: only a migration may change that."""
    if url.startswith(SQLITE):
        put = queries.load(Dialect.SQLITE)["settings.put"].sql
        await asyncio.to_thread(_noted, Path(url.removeprefix(SQLITE)), put, now)
    else:
        async with postgresql_copies.connected(url) as raw:
            tx = Transaction(PostgresqlConnection(raw, queries.load(Dialect.POSTGRESQL)))
            await settings.put(tx, WRITTEN_AT, str(now))


def _noted(source: Path, put: str, now: int) -> None:
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as raw, raw:
        raw.execute(put, {"name": WRITTEN_AT, "value": str(now)})


def _allow(url: str, file: Path, force: bool) -> None:
    source = Path(url.removeprefix(SQLITE))
    if url.startswith(SQLITE) and file.exists() and source.exists() and file.samefile(source):
        raise InTheWay(str(file))
    if file.exists() and not (force and file.is_file()):
        raise InTheWay(str(file))


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file for its owner only, in the same folder; it is gone afterwards unless it was moved into place."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.absolute().parent)
        os.close(handle)
    except OSError as problem:
        raise OutOfReach.because(problem) from None
    part = Path(name)
    try:
        yield part
    except (OSError, sqlite3.Error) as problem:
        raise failed(problem) from problem
    finally:
        for each in (part, Path(f"{name}-journal")):
            each.unlink(missing_ok=True)


def _settle(part: Path, file: Path) -> None:
    """On the disk first, then under its name."""
    for path in (part, file.absolute().parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if path is part:
            part.replace(file)


def _vacuumed(source: Path, part: Path, tell: Tell, stop: Event) -> None:
    """One look at everything: whoever writes goes on writing, and pages that were freed stay behind."""
    if not source.is_file():
        raise OutOfReach("no such file")
    with copies.reading(source) as raw:
        pages, free, size = (raw.execute(f"pragma {name}").fetchone()[0]
                             for name in ("page_count", "freelist_count", "page_size"))
        if raw.execute("select 1 from sqlite_master where name = 'schema_versions'").fetchone() is None:
            raise NotOurs("no schema_versions")
        expected = max(1, (pages - free) * size)

        def look() -> bool:
            tell("copy", min(1.0, part.stat().st_size / expected))
            return stop.is_set()

        raw.set_progress_handler(look, STEPS)
        raw.execute("vacuum into ?", (str(part),))


async def _present(file: Path, contents: Contents, folder: Path) -> Path:
    """The copy in the present schema: itself, or one of its own that has been migrated."""
    with copies.reading(file) as raw, closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        await migrations.apply(copies.Statements(model), Dialect.SQLITE, upto=contents.version)
        if copies.tables(raw) != copies.tables(model):
            raise Damaged("schema")
    if contents.version == migrations.newest():
        return file
    older = folder / "older.db"
    await asyncio.to_thread(_duplicate, file, older)
    await (await open_database(f"{SQLITE}{older}")).close()
    return older


def _duplicate(file: Path, to: Path) -> None:
    with copies.reading(file) as raw, closing(sqlite3.connect(to)) as fresh:
        raw.backup(fresh)


def _poured(file: Path, target: Path, tell: Tell, stop: Event) -> None:
    with closing(sqlite3.connect(target.absolute().as_uri(), uri=True, isolation_level=None)) as raw:
        raw.set_progress_handler(stop.is_set, STEPS)
        raw.execute("attach ? as copy", (f"{file.absolute().as_uri()}?mode=ro",))
        raw.execute("pragma foreign_keys = off")  # rows refer to rows that come later; all are looked at in the end
        raw.execute("begin immediate")
        try:
            _fill(raw, tell)
            raw.execute("commit")
        except BaseException as problem:
            if raw.in_transaction:
                raw.execute("rollback")
            if isinstance(problem, sqlite3.Error):
                raise failed(problem) from problem
            raise


def _fill(raw: sqlite3.Connection, tell: Tell) -> None:
    found = copies.tables(raw)
    counts = {table.name: raw.execute(f"select count(*) from copy.{table.name}").fetchone()[0] for table in found}
    done, everything = 0, sum(counts.values()) or 1
    for table in found:
        if table.name in copies.OURS:
            raw.execute(f"delete from main.{table.name}")
        elif raw.execute(f"select 1 from main.{table.name} limit 1").fetchone():
            raise NotEmpty(table.name)
        raw.execute(f"insert into main.{table.name} ({table.listed}) select {table.listed} from copy.{table.name} "
                    "order by rowid")
        done += counts[table.name]
        tell("copy", done / everything)
        if raw.execute(f"select count(*) from main.{table.name}").fetchone()[0] != counts[table.name]:
            raise Damaged(table.name)
    raw.execute("delete from main.sqlite_sequence")
    raw.execute("insert into main.sqlite_sequence (name, seq) select name, seq from copy.sqlite_sequence")
    if stray := raw.execute("pragma main.foreign_key_check").fetchone():
        raise Damaged(f"foreign_key_check {stray[0]}")
