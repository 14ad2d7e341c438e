"""Broadcasts with all that they need: people on messengers in memory, a clock, and a database that can fail."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue
from messages.replies import Reply
from messages.stored import write
from scheduler import addressing, audience, broadcasting
from scheduler.broadcasting import Broadcasting, Pace
from scheduler.clock import HandClock
from scheduler.delivery import Delivery
from scheduler.leases import Lease
from scheduler.nursery import Nursery
from scheduler.pacing import Pacing
from scheduler.progress import Telling
from storage import addressees, broadcasts
from storage.addressees import Fate
from storage.broadcasts import Broadcast, Kind, State
from storage.database import Connection, Database, Row, Transaction, Value
from storage.outbox import Lane
from tests.loopback.memory import PLENTY, MemoryMessenger
from tests.scheduler.network import Network, execute, found
from tests.wording import CATALOGUE

T = TypeVar("T")
AMPLE = Pace(1000, 1)
TEXT = "Завтра вебинар."


def at(moment: str, zone: str = "Asia/Irkutsk") -> int:
    """An instant, as clocks show it there."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).timestamp())


async def wording(tx: Transaction, participant: int) -> Catalogue:
    return CATALOGUE


class Crash(RuntimeError):
    """The database fails at a chosen statement."""


class Failing:
    """A database whose `work` fails at its statement number `at`, or with `late` once it has been committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.url, self.writers, self.signature = database.url, database.writers, database.signature
        self.at, self.late = 0, False
        self.looked_for = 0
        """Statements of the last work."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._database.transaction() as tx:
            yield tx

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        async with self._database.reading() as tx:
            yield tx

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        self.looked_for = 0
        done = await self._database.work(lambda tx: deed(Transaction(_Counted(tx._connection, self))))
        if self.late:
            raise Crash("after the commit")
        return done

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        return await self._database.look(deed)

    async def close(self) -> None:
        await self._database.close()

    def meets(self, query: str) -> None:
        """One more statement."""
        self.looked_for += 1
        if self.looked_for == self.at:
            raise Crash(query)


class _Counted:
    def __init__(self, connection: Connection, failing: Failing) -> None:
        self._connection, self._failing = connection, failing
        self.written = connection.written
        self._runner, self._raw = getattr(connection, "_runner", None), getattr(connection, "_raw", None)

    async def fetch(self, query: str, facts: Mapping[str, Value]) -> Sequence[Row]:
        self._failing.meets(query)
        return await self._connection.fetch(query, facts)

    async def repeat(self, query: str, facts: Iterable[Mapping[str, Value]]) -> None:
        self._failing.meets(query)
        await self._connection.repeat(query, facts)

    async def savepoint(self, verb: str) -> None:
        await self._connection.savepoint(verb)

    async def queue_up(self, names: Iterable[str]) -> None:
        await self._connection.queue_up(names)


class Mailing:
    """A curator of one school writes to its teachers; at noon in Irkutsk."""

    def __init__(self, database: Database, paces: Mapping[str, Pace] | None = None) -> None:
        self.database = Failing(database)
        self.clock = HandClock(at("2018-05-30 12:00"), flowing=True)
        self.messengers = {channel: MemoryMessenger(channel, PLENTY) for channel in ("telegram", "vk")}
        self.nursery = Nursery(self.clock.pause)
        self.deliveries = [
            Delivery(database, each, self.clock, Pacing(each.capabilities, self.clock.monotonic), self.nursery,
                     Lease(database, channel, self.clock, on_taken=lambda: None), chance=lambda: 1.0)
            for channel, each in self.messengers.items()
        ]
        self.broadcasting = self.begun(paces or {"telegram": AMPLE, "vk": AMPLE})

    def begun(self, paces: Mapping[str, Pace]) -> Broadcasting:
        """One that remembers nothing, as after a restart or on another replica."""
        return Broadcasting(self.database, self.clock, paces, Telling(self.clock, wording).watch)

    async def settle(self, people: int) -> None:
        async with self.database.transaction() as tx:
            self.network = await found(tx)
            self.school = await self.network.organisation("school")
            self.author = await self.network.person("curator", self.school)
            self.people = [await self.network.person("teacher", self.school) for _ in range(people)]

    async def teachers(self, number: int, zone: str = "Asia/Irkutsk") -> list[int]:
        """More of them, of a school in another zone."""
        async with self.database.transaction() as tx:
            network = Network(tx, self.network.programme, self.network.section, zone, 1000 * len(self.people))
            school = await network.organisation("school")
            made = [await network.person("teacher", school) for _ in range(number)]
        self.people += made
        return made

    async def drafted(self, **facts: Any) -> int:
        facts = {"kind": Kind.MESSAGE, "lane": Lane.BROADCAST, "author": self.author, "content": write(Reply(TEXT)),
                 "audience": json.dumps([["role", ["teacher"], 0]]), **facts}
        async with self.database.transaction() as tx:
            return await broadcasts.draft(tx, programme=self.network.programme, now=self.clock.now(), **facts)

    async def started(self, people: Collection[int] | None = None, **facts: Any) -> int:
        """Under way to these people, or to all; nothing is planned yet."""
        id = await self.drafted(**facts)
        async with self.database.transaction() as tx:
            await broadcasting.begin_for(tx, await self.in_(tx, id), self.people if people is None else people,
                                         now=self.clock.now())
        return id

    async def scheduled(self, when: int) -> int:
        id = await self.drafted()
        async with self.database.transaction() as tx:
            assert await broadcasts.schedule(tx, id, when)
        return id

    async def watches(self, id: int, ref: str = "") -> None:
        """The author looks on, in Telegram."""
        async with self.database.transaction() as tx:
            await broadcasts.watch(tx, id, channel="telegram", user=str(self.author), ref=ref,
                                   real_now=int(self.clock.real()))

    async def deliver(self) -> None:
        for each in self.deliveries:
            await each.deliver_due()

    async def goes_on(self) -> None:
        """Until nothing moves: what one messenger could not bring another may, and the end is seen after that."""
        still = 0
        while still < 2:
            still = 0 if await self.broadcasting.tick() else still + 1
            await self.deliver()

    async def in_(self, tx: Transaction, id: int) -> Broadcast:
        sent = await broadcasts.by_id(tx, id)
        assert sent
        return sent

    async def seen(self, id: int) -> Broadcast:
        async with self.database.reading() as tx:
            return await self.in_(tx, id)

    async def state(self, id: int) -> State:
        return (await self.seen(id)).state

    async def fates(self, id: int) -> dict[Fate, int]:
        async with self.database.reading() as tx:
            return {fate: number for fate, number in (await addressees.fates(tx, id)).items() if number}

    async def execute(self, sql: str, **facts: Any) -> list[dict[str, Any]]:
        async with self.database.transaction() as tx:
            return await execute(tx, sql, **facts)

    def copies(self, channel: str = "telegram") -> list[int]:
        """How often each of the people reads it there."""
        return [self.messengers[channel].shows(str(each)).count(TEXT) for each in self.people]


async def whom(mailing: Mailing, id: int) -> list[int]:
    """To whom a draft would go."""
    async with mailing.database.reading() as tx:
        sent = await mailing.in_(tx, id)
        return await addressing.people(tx, sent.programme, mailing.author, audience.read(sent.audience))
