"""What stands in the database before and after an attempt, and which of the difference was the attacker's own."""

import sqlite3
from collections.abc import Iterable, Mapping, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

Facts = tuple[tuple[str, object], ...]
Page = Mapping[str, frozenset[Facts]]

TRAFFIC = frozenset({"positions", "outbox", "bodies", "leases", "sqlite_sequence", "guesses", "fleeting"})
"""What may change with any update: it was answered, and a wrong code was counted. `fleeting` is part of the outbox."""
OWNED = {"conversations": "participant", "erasure_requests": "participant", "link_codes": "participant",
         "files": "sent_by"}
"""What anybody may change of their own: the column that says whose it is."""
FLEETING_FACTS = {"addresses": ("seen_at", "preferred_at")}


@dataclass(frozen=True, slots=True)
class Change:
    """A row that has come or gone."""

    table: str
    row: Mapping[str, object]

    def is_of(self, participant: int, owned: Mapping[str, str]) -> bool:
        """Whether it is this person's own."""
        column = owned.get(self.table)
        return column is not None and bool(participant) and self.row[column] == participant

    def __str__(self) -> str:
        return f"{self.table}: {dict(self.row)}"


def page(file: Path, *, without: frozenset[str] = TRAFFIC | {"inbox"}) -> Page:
    """All rows of all tables but these."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        names = [name for name, in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: frozenset(_rows(connection, name)) for name in names if name not in without}


def _rows(connection: sqlite3.Connection, table: str) -> Iterable[Facts]:
    cursor = connection.execute(f"select * from {table}")
    names = [column[0] for column in cursor.description]
    passing = FLEETING_FACTS.get(table, ())
    for row in cursor:
        yield tuple((name, value) for name, value in zip(names, row, strict=True) if name not in passing)


def changes(before: Page, after: Page) -> list[Change]:
    """Every row that differs."""
    return [Change(name, dict(row)) for name in after for row in before.get(name, frozenset()) ^ after[name]]


def others_told(file: Path, hearers: Set[str], since: int) -> list[str]:
    """Whom an attempt has made us write to, beside the attacker."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        found = connection.execute("select user_id, channel, reason from outbox where id > ?", (since,))
        return [" ".join(row) for row in found if row[0] not in hearers]


def newest(file: Path) -> int:
    """The number of the last message."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return int(connection.execute("select coalesce(max(id), 0) from outbox").fetchone()[0])
