"""A look at a database from outside, before anything opens, makes or migrates it. Changes nothing."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from storage import postgresql_copies
from storage.database import OutOfReach


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """What a file tells of itself; `version` is 0 for one that Vekha has not made. Its bytes, those free beside it."""

    version: int
    journal: str
    size: int
    free: int


def sqlite_file(path: Path) -> SqliteFile | None:
    """The file; None if there is none yet. Raises `OutOfReach`. It blocks: ask in a thread."""
    try:
        if not path.exists():
            return None
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=2)) as raw:
            (journal,) = raw.execute("pragma journal_mode").fetchone()
            known = raw.execute("select 1 from sqlite_master where name = 'schema_versions'").fetchone()
            (version,) = raw.execute("select max(version) from schema_versions").fetchone() if known else (0,)
        return SqliteFile(int(version or 0), str(journal), path.stat().st_size, shutil.disk_usage(path.parent).free)
    except (OSError, sqlite3.Error) as problem:
        raise OutOfReach.because(problem) from None


async def postgresql_version(url: str) -> int:
    """The version of the schema; 0 where Vekha has made none yet. Raises `OutOfReach`."""
    async with postgresql_copies.connected(url) as raw:
        if await raw.fetchval("select to_regclass('schema_versions')") is None:
            return 0
        return int(await raw.fetchval("select max(version) from schema_versions") or 0)
