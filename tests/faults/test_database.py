"""The database away while people write, by polls and by webhooks: nothing is acknowledged, lost or answered twice."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scheduler.clock import SystemClock
from storage import inbox
from storage.database import Database, OutOfReach, Transaction, open_database
from storage.sqlite import SqliteDatabase
from tests.conftest import Server
from tests.faults.conftest import LOOPBACKS
from tests.faults.live import Failing, Hasty, Live, running, until
from tests.faults.table import PROVE, Line, Table
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk

USERS = ("701", "702", "703")
LASTS = 0.3
"""Real seconds for which it is away; in a hurry, that is a dozen tries."""
_numbers = count()

Trouble = AbstractAsyncContextManager[None]


class Fault:
    """One database in trouble."""

    def __init__(self, url: str, server: Server | None = None) -> None:
        self.url, self._server = url, server
        self.failing: Failing | None = None
        self.raw: Database | None = None

    def wrap(self, database: Database) -> Database:
        """What the service is given."""
        self.raw, self.failing = database, Failing(database)
        return self.failing

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """No transaction can begin."""
        assert self.failing
        self.failing.away = True
        try:
            yield
        finally:
            self.failing.away = False

    @asynccontextmanager
    async def full(self) -> AsyncIterator[None]:
        """Every commit fails."""
        assert self.failing
        self.failing.full = True
        try:
            yield
        finally:
            self.failing.full = False

    @asynccontextmanager
    async def read_only(self) -> AsyncIterator[None]:
        """SQLite itself refuses to write."""
        assert isinstance(self.raw, SqliteDatabase)
        await self.raw._writer.do(lambda raw: raw.execute("pragma query_only = 1"))
        try:
            yield
        finally:
            await self.raw._writer.do(lambda raw: raw.execute("pragma query_only = 0"))

    @asynccontextmanager
    async def terminated(self) -> AsyncIterator[None]:
        """PostgreSQL cuts all connections, once."""
        await self._execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{self._name}'")
        yield

    @asynccontextmanager
    async def shut(self) -> AsyncIterator[None]:
        """PostgreSQL cuts all connections and accepts no new ones."""
        await self._execute(f"alter database {self._name} allow_connections false")
        try:
            async with self.terminated():
                yield
        finally:
            await self._execute(f"alter database {self._name} allow_connections true")

    @asynccontextmanager
    async def renamed(self) -> AsyncIterator[None]:
        """The database is not there any more under its name."""
        async with self.shut():
            await self._execute(f"alter database {self._name} rename to {self._name}_away")
            try:
                yield
            finally:
                await self._execute(f"alter database {self._name}_away rename to {self._name}")

    @property
    def _name(self) -> str:
        return urlsplit(self.url).path.strip("/")

    async def _execute(self, statement: str) -> None:
        assert self._server
        await self._server.execute(statement)


FAULTS: dict[str, tuple[str, Callable[[Fault], Trouble]]] = {
    "sqlite: out of reach": ("sqlite", Fault.away),
    "sqlite: the disk is full at the commit": ("sqlite", Fault.full),
    "sqlite: read-only": ("sqlite", Fault.read_only),
    "postgresql: connections terminated": ("postgresql", Fault.terminated),
    "postgresql: accepts no connections": ("postgresql", Fault.shut),
    "postgresql: database renamed": ("postgresql", Fault.renamed),
}

WAYS = [(channel, way) for channel in LOOPBACKS for way in ("polling", "webhook")]
CASES = [(name, *place) for number, name in enumerate(FAULTS) for place in (WAYS if PROVE else [WAYS[number % 4]])]
"""All ways of all faults in a long proof; in the suite, one of each."""


@pytest.fixture
async def fault(
    request: pytest.FixtureRequest, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Fault]:
    caplog.set_level(logging.CRITICAL)
    if FAULTS[request.param][0] == "sqlite":
        yield Fault(f"sqlite:///{tmp_path}/vekha.db")
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"vekha_faults_{next(_numbers)}"
    await server.execute(f"create database {name} template {server.template}")
    yield Fault(server.database(name), server)
    await server.execute(f"drop database {name} with (force)")


@pytest.fixture
async def loopback(request: pytest.FixtureRequest) -> AsyncIterator[LoopbackTelegram | LoopbackVk]:
    loopback = LOOPBACKS[request.param]()
    await loopback.start()
    yield loopback
    await loopback.stop()


async def ready(live: Live, *, hooked: bool) -> None:
    """The way in stands, and has brought a first update."""
    await until(lambda: live.state == "")
    if hooked and isinstance(live.loopback, LoopbackVk):
        callbacks = live.loopback.callbacks
        await until(lambda: any(server.status == "ok" and server.events for server in callbacks.servers.values()))
    live.loopback.says("700", "Здравствуйте")
    await until(lambda: live.answers("700") == 1)


@pytest.mark.parametrize(("fault", "loopback", "way"), CASES, indirect=["fault", "loopback"])
async def test_people_write_while(
    request: pytest.FixtureRequest, fault: Fault, loopback: LoopbackTelegram | LoopbackVk, table: Table, way: str
) -> None:
    name, hooked = str(request.node.callspec.params["fault"]), way == "webhook"
    async with running(fault.url, loopback, hooked=hooked, wrap=fault.wrap) as live:
        await ready(live, hooked=hooked)
        async with FAULTS[name][1](fault):
            for user in USERS:
                loopback.says(user, "Здравствуйте")
            await SystemClock().pause(LASTS)
            acknowledged = acknowledged_by(loopback, hooked=hooked)
            answered = sum(live.answers(user) for user in USERS)
        if name != "postgresql: connections terminated":  # those come back at once
            assert (acknowledged, answered) == (0, 0)
        await until(lambda: all(live.answers(user) for user in USERS))
        await Hasty().pause(1)
        counts = [live.answers(user) for user in USERS]
        channel = live.app.messengers[0].channel
        words = f"{acknowledged} acknowledged, {answered} answered"
        line = table.add(Line(name, f"{channel}: {way}", words,
                              f"{await live.taken()} taken in", f"{sum(counts)} by {len(USERS)}",
                              sum(counts) - len(USERS), len(USERS) - sum(map(bool, counts))))
    assert (line.doubles, line.lost, counts) == (0, 0, [1] * len(USERS))


def acknowledged_by(loopback: LoopbackTelegram | LoopbackVk, *, hooked: bool) -> int:
    """How many of the people's updates the messenger would not bring again."""
    if isinstance(loopback, LoopbackTelegram):
        return len(USERS) - sum("message" in update for update in loopback._updates)
    if not hooked:
        return 0  # the long poll's history is there for whoever asks from an earlier place
    return len(USERS) - sum(server.courier._busy for server in loopback.callbacks.servers.values())


@pytest.mark.parametrize("fault", ["postgresql: accepts no connections", "postgresql: database renamed"], indirect=True)
async def test_a_database_that_lets_nobody_in_is_out_of_reach(request: pytest.FixtureRequest, fault: Fault) -> None:
    """Else each update counts as a handler that fails: its tries are used up, and an apology may take its place."""

    async def look(tx: Transaction) -> str:
        return await inbox.position(tx, "vk")

    database = await open_database(fault.url)
    try:
        async with FAULTS[str(request.node.callspec.params["fault"])][1](fault):
            with pytest.raises(OutOfReach):
                await database.work(look)
    finally:
        await database.close()
