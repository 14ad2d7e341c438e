"""A delivery with all that it needs, over the messenger in memory."""

import asyncio
from collections.abc import Callable
from typing import Any

from messages import post
from messages.messenger import Capabilities
from messages.replies import Reply
from messages.updates import Address
from scheduler.clock import Clock, HandClock, SystemClock
from scheduler.delivery import Delivery
from scheduler.leases import Lease
from scheduler.nursery import Nursery
from scheduler.pacing import Pacing
from storage import outbox
from storage.database import Database, Transaction
from storage.outbox import Lane, Standing, State
from tests.loopback.memory import PLENTY, MemoryMessenger


async def until(condition: Callable[[], bool]) -> None:
    """Let the others run until it is so."""
    async with asyncio.timeout(10):
        while not condition():
            await SystemClock().pause(0)


class Office:
    """A delivery with all that it needs, on a clock that flows whenever it waits for its pace."""

    def __init__(self, database: Database, capabilities: Capabilities = PLENTY, clock: Clock | None = None) -> None:
        self.database = database
        self.hand = HandClock(flowing=True)
        self.clock = clock or self.hand
        self.messenger = MemoryMessenger("memory", capabilities)
        self.nursery = Nursery(self.clock.pause)
        self.alarms: list[tuple[str, str]] = []
        self.delivery = self.opened()

    def opened(self) -> Delivery:
        """A delivery that knows nothing of an earlier one, as after a restart."""
        pacing = Pacing(self.messenger.capabilities, self.clock.monotonic)
        return Delivery(self.database, self.messenger, self.clock, pacing, self.nursery, self.leased(),
                        chance=lambda: 1.0, on_stopped=self._alarm)

    def leased(self) -> Lease:
        """The lease of a life that begins now."""
        self.lease = Lease(self.database, "memory", self.clock, on_taken=lambda: self.delivery.nudge())
        return self.lease

    async def runs(self) -> None:
        """Start the loops, with the lease in hand."""
        if not self.lease.fence:
            await self.lease.beat()
        self.nursery.spawn_drained("delivery", self.delivery.run, self.delivery.drain)

    async def _alarm(self, channel: str, detail: str) -> None:
        self.alarms.append((channel, detail))

    async def put(self, text: str = "слова", user: str = "7", lane: Lane = Lane.REMINDER, **facts: Any) -> int:
        async with self.database.transaction() as tx:
            return await self.put_in(tx, text, user, lane, **facts)

    async def put_in(self, tx: Transaction, text: str, user: str, lane: Lane, **facts: Any) -> int:
        facts = {"participant": None, "reason": f"{user}:{text}", "reply": Reply(text), **facts}
        id = await post.post(tx, address=Address("memory", user), lane=lane, now=self.clock.now(), **facts)
        assert id is not None
        return id

    async def standing(self, id: int) -> Standing:
        async with self.database.reading() as tx:
            found = await outbox.standing(tx, id)
        assert found is not None
        return found

    async def delivered(self, *ids: int, after: float = 0) -> list[State]:
        """Let time pass, deliver, and say where these stand."""
        self.hand.advance(after)
        await self.delivery.deliver_due()
        return [(await self.standing(id)).state for id in ids]
