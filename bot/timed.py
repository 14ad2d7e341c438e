"""A database that is watched from outside: how long transactions take, and which deliveries end within a statement.

The storage knows nothing of it. What is undone or rolled back is not counted.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from storage.database import Connection, Database, Row, Transaction, Value
from storage.outbox import Lane, State

T = TypeVar("T")
Observe = Callable[[str, float], None]
Ended = Callable[[str, Lane, State], None]
ENDS: Mapping[str, State] = {
    "outbox.expire": State.EXPIRED,
    **dict.fromkeys(("outbox.cancel", "outbox.cancel_for", "outbox.cancel_any", "links.recall", "links.recall_all",
                     "erasure.cancel_quoting", "erasure.cancel_theirs", "addressees.take_back",
                     "erasure.recall_broadcasts", "rehearsed.rewind_planned"), State.CANCELLED),
}
"""Queries that bring deliveries to their end, which no sender hears of; each returns `channel` and `lane` of all."""


class TimedDatabase:
    """Tells `observe` the kind of each transaction (`write`, `read`, `work`, `look`) and its seconds by `monotonic`,
    and `ended` what a commit has brought to its end.
    """

    def __init__(self, database: Database, observe: Observe, monotonic: Callable[[], float],
                 ended: Ended | None = None) -> None:
        self._database, self._observe, self._monotonic, self._ended = database, observe, monotonic, ended
        self.url, self.writers, self.signature = database.url, database.writers, database.signature

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        begun = self._monotonic()
        try:
            async with self._database.transaction() as tx:
                heard = _Listening(tx)
                yield Transaction(heard)
            self._tell(heard)
        finally:
            self._observe("write", self._monotonic() - begun)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        begun = self._monotonic()
        try:
            async with self._database.reading() as tx:
                yield tx
        finally:
            self._observe("read", self._monotonic() - begun)

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        begun = self._monotonic()

        async def listened(tx: Transaction) -> tuple[T, _Listening]:
            heard = _Listening(tx)
            return await deed(Transaction(heard)), heard

        try:
            result, heard = await self._database.work(listened)
            self._tell(heard)
            return result
        finally:
            self._observe("work", self._monotonic() - begun)

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        begun = self._monotonic()
        try:
            return await self._database.look(deed)
        finally:
            self._observe("look", self._monotonic() - begun)

    async def close(self) -> None:
        await self._database.close()

    def _tell(self, heard: "_Listening") -> None:
        if self._ended:
            for end in heard.ends:
                self._ended(*end)


class _Listening:
    """A transaction's connection, listened to. Implements `storage.database.Connection`."""

    def __init__(self, tx: Transaction) -> None:
        self._connection: Connection = tx._connection
        self.written = self._connection.written
        self.repeat, self.queue_up = self._connection.repeat, self._connection.queue_up
        self.ends: list[tuple[str, Lane, State]] = []
        self._marks: list[int] = []

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        rows = await self._connection.fetch(query, facts)
        if state := ENDS.get(query):
            self.ends += [(row["channel"], Lane(row["lane"]), state) for row in rows]
        return rows

    async def savepoint(self, verb: str) -> None:
        await self._connection.savepoint(verb)
        match verb:
            case "begin":
                self._marks.append(len(self.ends))
            case "undo":
                del self.ends[self._marks[-1]:]
            case "release":
                self._marks.pop()
