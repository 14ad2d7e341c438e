"""A database whose transactions are timed from outside: the storage knows nothing of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from storage.database import Database, Transaction

T = TypeVar("T")
Observe = Callable[[str, float], None]


class TimedDatabase:
    """Tells `observe` the kind of each transaction (`write`, `read`, `work`) and its seconds by `monotonic`."""

    def __init__(self, database: Database, observe: Observe, monotonic: Callable[[], float]) -> None:
        self._database, self._observe, self._monotonic = database, observe, monotonic
        self.writers = database.writers

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        begun = self._monotonic()
        try:
            async with self._database.transaction() as tx:
                yield tx
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
        try:
            return await self._database.work(deed)
        finally:
            self._observe("work", self._monotonic() - begun)

    async def close(self) -> None:
        await self._database.close()
