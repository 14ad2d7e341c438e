"""Delivery: calls of several turns in the air at once, answered in any order."""

import asyncio
from collections import defaultdict

from messages import post
from messages.messenger import Outcome, Parcel
from messages.replies import Reply
from messages.updates import Address
from scheduler.clock import SystemClock
from scheduler.delivery import Delivery
from scheduler.leases import Lease
from scheduler.nursery import Nursery
from scheduler.pacing import Pacing
from storage import outbox
from storage.database import Database
from storage.outbox import Lane, State
from tests.loopback.memory import PLENTY, MemoryMessenger


class SlowMessenger(MemoryMessenger):
    """Tells of each call that has begun, and answers it when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.answered: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def send(self, parcel: Parcel) -> Outcome:
        self.begun[parcel.user].set()
        await self.answered[parcel.user].wait()
        return await super().send(parcel)


async def put(database: Database, user: str) -> None:
    async with database.transaction() as tx:
        await post.post(tx, address=Address("memory", user), participant=None, reply=Reply("слова"), lane=Lane.REPLY,
                        reason="only", now=0)


async def test_an_early_call_that_is_answered_late_does_not_hide_later_ones(sqlite_database: Database) -> None:
    clock, messenger = SystemClock(), SlowMessenger()
    nursery = Nursery(clock.pause)
    lease = Lease(sqlite_database, "memory", clock)
    await lease.beat()
    delivery = Delivery(sqlite_database, messenger, clock, Pacing(PLENTY, clock.monotonic), nursery, lease)
    nursery.spawn_drained("delivery", delivery.run, delivery.drain)
    async with asyncio.timeout(10):
        for user in ("1", "2", "3"):
            await put(sqlite_database, user)
            delivery.nudge()
            await messenger.begun[user].wait()
        for user in ("3", "2", "1"):
            messenger.answered[user].set()
        await nursery.close()
    async with sqlite_database.reading() as tx:
        assert (await outbox.counts(tx))[State.SENT] == 3
