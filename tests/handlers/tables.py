"""All that stands in a SQLite file, table by table: for tests of what must not change."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = dict[str, list[tuple[object, ...]]]

TRAFFIC = frozenset({"inbox", "positions", "outbox", "bodies", "addresses", "leases", "sqlite_sequence"})
"""What every update touches: it was received, answered, and its sender was seen; and who serves the channel."""


def rows(file: Path, *, without: frozenset[str] = TRAFFIC) -> Rows:
    """The rows of all tables but these."""
    with closing(sqlite3.connect(file)) as connection:
        names = [name for name, in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(connection.execute(f"select * from {name}").fetchall(), key=repr)
                for name in names if name not in without}


def mentions(file: Path, word: str) -> list[str]:
    """The tables in which a word stands in some value."""
    everything = rows(file, without=frozenset())
    return [name for name, found in everything.items() if any(word in str(value) for row in found for value in row)]


def change(file: Path, statement: str, *facts: object) -> None:
    """What no verb of the storage does yet."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement, facts)


def found(file: Path, query: str, *facts: object) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query, facts).fetchall()
