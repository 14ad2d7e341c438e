"""The application with all its loops, in a hurry, between one loopback messenger and any database."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from typing import TypeVar

import asyncpg

from bot.app import App
from scheduler.clock import SystemClock
from storage import inbox
from storage.database import Database, OutOfReach, Transaction, open_database
from tests.faults.conftest import client
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.wording import CATALOGUE

PAUSE, PATIENCE = 0.02, 20.0
SECRET = "hooks-Secret-of-ours"
T = TypeVar("T")


class Hasty(SystemClock):
    """Real time, in which nobody waits long."""

    async def pause(self, seconds: float) -> None:
        await super().pause(min(seconds, PAUSE))


async def until(condition: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await SystemClock().pause(PAUSE / 2)


class Failing:
    """A database that is away, or whose disk is full: then what was done is undone at the commit."""

    def __init__(self, database: Database) -> None:
        self._database, self.url = database, database.url
        self.writers, self.signature = database.writers, database.signature
        self.away = self.full = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self._check()
        async with self._database.transaction() as tx:
            yield tx
            self._commit()

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        self._check()
        return self._database.reading()

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        self._check()

        async def done(tx: Transaction) -> T:
            result = await deed(tx)
            self._commit()
            return result

        return await self._database.work(done)

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        self._check()
        return await self._database.look(deed)

    async def close(self) -> None:
        await self._database.close()

    def _check(self) -> None:
        if self.away:
            raise OutOfReach("no such server")

    def _commit(self) -> None:
        if self.full:
            raise OutOfReach("the disk is full")


@dataclass
class Live:
    """A running service and its one messenger."""

    app: App
    loopback: LoopbackTelegram | LoopbackVk
    url: str

    @property
    def state(self) -> str:
        """What is wrong with the way in; "" while all is well."""
        return self.app.intakes[0].state

    def answers(self, user: str) -> int:
        """How many messages somebody has got."""
        return len(self.loopback.screen(user))

    async def taken(self) -> int:
        """How many updates were taken in."""
        if self.url.startswith("sqlite:///"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as connection:
                return int(connection.execute("select count(*) from inbox").fetchone()[0])
        connection = await asyncpg.connect(self.url)
        try:
            return int(await connection.fetchval("select count(*) from inbox"))
        finally:
            await connection.close()


@asynccontextmanager
async def running(url: str, loopback: LoopbackTelegram | LoopbackVk, *, hooked: bool = False,
                  wrap: Callable[[Database], Database] = lambda database: database) -> AsyncIterator[Live]:
    """The service, started and in the end stopped."""
    database = wrap(await open_database(url))
    async with database.transaction() as tx:
        # VK does not remember for us where we stand; the very first start is no part of this.
        await inbox.keep_position(tx, "vk", "0")
    listening = socket.create_server(("127.0.0.1", 0))
    channel = "vk" if isinstance(loopback, LoopbackVk) else "telegram"
    webhook = f"http://127.0.0.1:{listening.getsockname()[1]}/webhook/{channel}" if hooked else ""
    app = App(database, [client(loopback, Hasty(), webhook=webhook, secret=SECRET if hooked else "", poll=1)], Hasty(),
              CATALOGUE)
    try:
        await app.serve(listening)
        await app.start()
        yield Live(app, loopback, url)
    finally:
        await app.stop()
        await database.close()
