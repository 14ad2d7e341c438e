"""Forward-only migrations: `sql/migrations/NNNN_title.sql`, each once, in order, in the caller's transaction.

A statement below the line `-- only: sqlite` or `-- only: postgresql` runs on that database alone.
"""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from storage import queries
from storage.database import NewerSchema
from storage.queries import Dialect

FOLDER = queries.FOLDER / "migrations"
_ONLY = re.compile(r"^-- only: (\w+)$", re.MULTILINE)


class Runner(Protocol):
    """Plain statements on an open transaction."""

    async def run(self, statement: str) -> None:
        """Run one statement."""

    async def number(self, statement: str) -> int:
        """The one number it selects; 0 for null."""


async def apply(runner: Runner, dialect: Dialect, folder: Path = FOLDER, *, upto: int | None = None) -> bool:
    """Bring the schema to this version, or to the newest of the folder; whether there was anything to do.

    SQLite must not heed foreign keys meanwhile: a table that others refer to may be built anew. Raises `NewerSchema`.
    """
    await runner.run("create table if not exists schema_versions (version bigint primary key)")
    present = await runner.number("select max(version) from schema_versions")
    files = [file for file in _files(folder) if upto is None or _version(file) <= upto]
    newest = _version(files[-1])
    if present > newest:
        raise NewerSchema(f"schema {present}, this version knows {newest}")
    for file in files:
        if _version(file) > present:
            for statement in statements(queries.adapt(file.read_text(encoding="utf-8"), dialect)):
                if _ONLY.findall(statement) in ([], [dialect.value]):
                    await runner.run(statement)
            await runner.run(f"insert into schema_versions (version) values ({_version(file)})")
    return newest > present


def newest(folder: Path = FOLDER) -> int:
    """The version that this Vekha knows."""
    return _version(_files(folder)[-1])


def statements(script: str) -> Iterator[str]:
    """Cut a script into statements (aiosqlite's own `executescript` would commit first)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sql"))


def _version(file: Path) -> int:
    return int(file.stem.split("_", 1)[0])
