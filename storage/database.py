"""The database as the other rooms see it: open it by its URL, work in transactions.

What can go wrong:
* ForeignWait         work that the database was to do in one go waited for something else: a bug of ours
* StorageProblem
  x BadDatabaseUrl    the address names no database we know
  x NewerSchema       a later version of Vekha has been here; we will not touch its data
  x OutOfReach        no such server, wrong password, a file that is no database, no right to write it; later: the
                      server is gone, the disk is full. What was to be done has not been done and may come again
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import fields
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import Any, Protocol, TypeVar, get_type_hints

T = TypeVar("T")
Value = str | int | float | bytes | None
Row = Mapping[str, Any]


class ForeignWait(RuntimeError):
    """`Database.work` was given work that awaits more than its own statements."""


class StorageProblem(Exception):
    """The storage cannot be used."""


class BadDatabaseUrl(StorageProblem):
    """DATABASE_URL is neither sqlite:///path nor postgresql://user:pass@host/name."""


class NewerSchema(StorageProblem):
    """The database was migrated by a newer version of Vekha."""


class OutOfReach(StorageProblem):
    """The database cannot be opened. Its words never hold the URL, which may hold a password."""

    @staticmethod
    def because(problem: Exception) -> "OutOfReach":
        """What the system says of it; of a driver's own words only their kind."""
        system = problem.strerror if isinstance(problem, OSError) else None
        return OutOfReach(system or type(problem).__name__)


class Connection(Protocol):
    """What a driver gives a transaction: run a named query with named facts."""

    written: set[str]
    """The topics whose queries have written."""

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        """Run it and return all rows; none for a statement that returns nothing."""

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        """Run it once for each set of facts."""

    async def savepoint(self, verb: str) -> None:
        """`begin`, `release` or `undo` the innermost part that can be undone."""

    async def queue_up(self, names: Iterable[str]) -> None:
        """Until the end of the transaction, go before all others that queue up for one of these names."""


class Transaction:
    """All or nothing. Handed to the verbs of this package; rows come out as dataclasses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def written(self) -> set[str]:
        """The topics whose queries have written since this was cleared: `outbox` for `outbox.put`."""
        return self._connection.written

    async def all(self, kind: type[T], query: str, /, **facts: Value) -> list[T]:
        """All rows of a named query as `kind`: it has a column for each field."""
        return [*map(_maker(kind), await self._connection.fetch(query, facts))]

    async def one(self, kind: type[T], query: str, /, **facts: Value) -> T | None:
        """The first row as `kind`, or None."""
        rows = await self._connection.fetch(query, facts)
        return _maker(kind)(rows[0]) if rows else None

    async def value(self, query: str, /, **facts: Value) -> Any:
        """The first column of the first row, or None."""
        rows = await self._connection.fetch(query, facts)
        return next(iter(dict(rows[0]).values())) if rows else None

    async def integer(self, query: str, /, **facts: Value) -> int:
        """The first column of the first row as a number; 0 where there is none."""
        return int(await self.value(query, **facts) or 0)

    async def run(self, query: str, /, **facts: Value) -> bool:
        """Run it; whether any row came back (ask for that with RETURNING)."""
        return bool(await self._connection.fetch(query, facts))

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        """Run it once for each set of facts."""
        if all_facts := list(facts):
            await self._connection.repeat(query, all_facts)

    async def queue_up(self, names: Iterable[str]) -> None:
        """Whoever queues up for one of these names next waits until this transaction has ended, first come, first
        served, on whichever replica.
        """
        await self._connection.queue_up(names)

    @asynccontextmanager
    async def undoable(self) -> AsyncIterator[None]:
        """A part that an exception undoes, while the rest of the transaction goes on."""
        await self._connection.savepoint("begin")
        try:
            yield
        except BaseException:
            await self._connection.savepoint("undo")
            await self._connection.savepoint("release")
            raise
        await self._connection.savepoint("release")


class Database(Protocol):
    """An open database."""

    url: str
    """By which it was opened: it may hold a password."""
    writers: int
    """So many transactions can do their work side by side."""
    signature: str
    """Under which others hear that we have filled the outbox; empty where nobody listens."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin, and commit at the end of the block; an exception rolls back."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """A view for looking only; does not wait for writers."""

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        """A transaction around `deed`, which awaits nothing but its own statements; an exception rolls back.

        The quick way: see docs/decisions/0022. Raises `OutOfReach` when the database is away or cannot write, and
        `ForeignWait` if the deed waits for anything else.
        """

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        """The same for looking only; does not wait for writers."""

    async def close(self) -> None:
        """Close all connections. Safe to call twice."""


async def open_database(url: str) -> Database:
    """Open by URL and migrate to the present schema. Raises `StorageProblem`."""
    if url.startswith("sqlite:///"):
        from storage import sqlite

        return await sqlite.open_sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        from storage import postgresql

        return await postgresql.open_postgresql(url)
    raise BadDatabaseUrl(url.split(":", 1)[0])


def _maker(kind: type[T]) -> Callable[[Row], T]:
    key: Any = kind  # mypy doubts that every class can be hashed
    made: Callable[[Row], T] = _made_maker(key)
    return made


@cache
def _made_maker(kind: Any) -> Callable[[Row], Any]:
    """Turns a row into a `kind`, what can be known of it worked out once: a morning reads many thousands."""
    names, hints = [field.name for field in fields(kind)], get_type_hints(kind)
    enums = [(place, {each.value: each for each in hints[name]}) for place, name in enumerate(names)
             if isinstance(hints[name], type) and issubclass(hints[name], Enum)]
    values: Callable[[Row], tuple[Any, ...]] = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)

    def plain(row: Row) -> Any:
        return kind(*values(row))

    def with_enums(row: Row) -> Any:
        facts = [*values(row)]
        for place, members in enums:
            facts[place] = members[facts[place]]
        return kind(*facts)

    return with_enums if enums else plain
