"""A copy of everything: one SQLite file, sealed when it is made and looked through before it is believed.

The same file whichever database it came from. The seal is a table in the file: how many rows each table has, and a
digest of them, because SQLite's own check does not see a damaged letter.

What can go wrong with a copy (the words for the operator stand with the command):
* BadCopy
  x NotOurs     no database of Vekha at all
  x Damaged     some of it is not what it was
  x NewerCopy   made by a newer version of Vekha
* NotEmpty      the database that a copy shall go into holds something already
* InTheWay      there is a file of this name
"""

import hashlib
import marshal
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage import migrations
from storage.database import StorageProblem

SEAL = "backup_contents"
OURS = frozenset({"schema_versions", "leases", "settings"})
"""What stands in a database that nobody has used yet."""
NOT_COPIED = frozenset({"schema_versions", "leases", SEAL})
"""The versions are those of the schema that is already there; a lease belongs to a service that runs elsewhere."""
BLOCK = 1000
"""Rows that are in memory at one time; of files, one."""

_NAME = re.compile(r"[a-z_]+")

Tell = Callable[[str, float], None]
"""Hears what is under way (`copy`, `check`) and how much of it is done, from 0 to 1; maybe from another thread."""


class BadCopy(StorageProblem):
    """The file cannot be restored."""


class NotOurs(BadCopy):
    """The file is no database of Vekha."""


class Damaged(BadCopy):
    """The file is damaged; the message says in what."""


class NewerCopy(BadCopy):
    """The copy was made by a newer version of Vekha."""


class NotEmpty(StorageProblem):
    """A copy is restored only into an empty database; the message names the table."""


class InTheWay(StorageProblem):
    """A file is not written over."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the schema has it. `numbered`: the database draws its ids; `blobs`: columns that hold whole files."""

    name: str
    columns: tuple[str, ...]
    numbered: bool
    blobs: frozenset[str]

    @property
    def bulky(self) -> bool:
        """Whether whole files stand in its rows."""
        return bool(self.blobs)

    @property
    def listed(self) -> str:
        """The columns for a statement."""
        return ", ".join(f'"{column}"' for column in self.columns)

    def bare(self, nothing: str) -> str:
        """The same without what stands in files, in whose place is `nothing`."""
        return ", ".join(nothing if column in self.blobs else f'"{column}"' for column in self.columns)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds. `made_at` is None for a plain database file that was never sealed."""

    version: int
    rows: int
    size: int
    made_at: int | None


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, for looking only. Raises `NotOurs` and `Damaged`."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None,
                                     check_same_thread=False)) as raw:
            yield raw
    except sqlite3.DatabaseError as problem:
        raise (NotOurs if "not a database" in str(problem) else Damaged)(str(problem)) from None


def tables(raw: sqlite3.Connection) -> list[Table]:
    """All that is copied, each after those that it refers to."""
    names = [name for name, in raw.execute("select name from sqlite_master where type = 'table' "
                                           "and name not like 'sqlite_%' order by name") if name not in NOT_COPIED]
    if strange := [name for name in names if not _NAME.fullmatch(name)]:
        raise Damaged(f"schema: {strange[0]!r}")  # names go into statements: only such as we give
    needs = {name: {row[2] for row in raw.execute(f"pragma foreign_key_list({name})")} - {name} for name in names}
    found: list[Table] = []
    while needs:
        ready = [name for name in names if name in needs and not needs[name] & needs.keys()]
        if not ready:
            raise AssertionError(f"tables refer to each other in a ring: {sorted(needs)}")
        found += [_table(raw, name) for name in ready]
        needs = {name: others for name, others in needs.items() if name not in ready}
    return found


def _table(raw: sqlite3.Connection, name: str) -> Table:
    columns = [(row[1], row[2].lower()) for row in raw.execute(f"pragma table_info({name})")]
    [made] = raw.execute("select sql from sqlite_master where name = ?", (name,)).fetchone()
    return Table(name, tuple(column for column, _ in columns), "autoincrement" in made.lower(),
                 frozenset(column for column, kind in columns if kind == "blob"))


def blocks(raw: sqlite3.Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """All rows, some at a time."""
    cursor = raw.execute(f"select {table.listed} from {table.name} order by rowid")
    while block := cursor.fetchmany(1 if table.bulky else BLOCK):
        yield block


def seal(file: Path, *, now: int, tell: Tell) -> Contents:
    """Make a finished copy of a file that has been filled, and look through it. `now` is real time."""
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = delete")
        raw.execute("begin exclusive")
        raw.execute(f"drop table if exists {SEAL}")
        if raw.execute("select 1 from sqlite_master where name = 'leases'").fetchone():
            raw.execute("delete from leases")
        found = tables(raw)
        raw.execute(f"create table {SEAL} (name text not null primary key, rows integer not null, "
                    "digest text not null, made_at integer not null)")
        for number, table in enumerate(found):
            tell("check", number / len(found))
            raw.execute(f"insert into {SEAL} values (?, ?, ?, ?)", (table.name, *_digest(raw, table), now))
        raw.execute("commit")
    return proved(file, digests=False, tell=tell)


def proved(file: Path, *, digests: bool = True, tell: Tell) -> Contents:
    """What the copy holds, when it is whole. Raises `BadCopy`."""
    with reading(file) as raw:
        version = _version(raw)
        if raw.execute("pragma integrity_check(1)").fetchone() != ("ok",):
            raise Damaged("integrity_check")
        if stray := raw.execute("pragma foreign_key_check").fetchone():
            raise Damaged(f"foreign_key_check {stray[0]}")
        found = tables(raw)
        sealed = _sealed(raw)
        if sealed and digests:
            _compare(raw, found, sealed, tell)
        rows = sum(_count(raw, table.name) for table in found)
        return Contents(version, rows, file.stat().st_size, next(iter(sealed.values()))[2] if sealed else None)


def first_used(names: Iterable[str], some: Callable[[str], bool]) -> str | None:
    """The first table in which something stands that a database does not have by itself."""
    return next((name for name in names if name not in OURS and some(name)), None)


def _version(raw: sqlite3.Connection) -> int:
    try:
        [version] = raw.execute("select max(version) from schema_versions").fetchone()
    except sqlite3.OperationalError:
        raise NotOurs("no schema_versions") from None
    if not version:
        raise NotOurs("no version")
    if version > migrations.newest():
        raise NewerCopy(f"schema {version}, this version knows {migrations.newest()}")
    return int(version)


def _sealed(raw: sqlite3.Connection) -> dict[str, tuple[int, str, int]]:
    """What the seal says. A copy that was put to work as a database is no copy any more: the service keeps a
    write-ahead log, which a copy never has.
    """
    at_work = raw.execute("pragma journal_mode").fetchone() == ("wal",)
    known = raw.execute("select 1 from sqlite_master where name = ?", (SEAL,)).fetchone()
    if at_work or not known:
        return {}
    return {name: (rows, digest, at) for name, rows, digest, at in raw.execute(f"select * from {SEAL}")}


def _compare(raw: sqlite3.Connection, found: list[Table], sealed: dict[str, tuple[int, str, int]], tell: Tell) -> None:
    if {table.name for table in found} != sealed.keys():
        raise Damaged("tables")
    for number, table in enumerate(found):
        tell("check", number / len(found))
        if _digest(raw, table) != sealed[table.name][:2]:
            raise Damaged(table.name)


def _digest(raw: sqlite3.Connection, table: Table) -> tuple[int, str]:
    """Rows, and what they amount to. Of marshal's forms the second is the same for equal values, always."""
    digest, rows = hashlib.blake2b(digest_size=16), 0
    for block in blocks(raw, table):
        rows += len(block)
        for row in block:
            digest.update(marshal.dumps(row, 2))
    return rows, digest.hexdigest()


def _count(raw: sqlite3.Connection, name: str) -> int:
    return int(raw.execute(f"select count(*) from {name}").fetchone()[0])


class Statements:
    """Plain statements for the migrations."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    async def run(self, statement: str) -> None:
        self._raw.execute(statement)

    async def number(self, statement: str) -> int:
        return int(self._raw.execute(statement).fetchone()[0] or 0)
