"""Stages for journeys over two replicas: one where the lease moves, and one where both take webhooks."""

import asyncio
from collections.abc import Sequence
from itertools import count

from scheduler.clock import SystemClock
from scheduler.digest import Digest
from scheduler.rehearsal import Rehearsal
from tests.kill.ledger import Ledger
from tests.loopback.contract import Loopback
from tests.phone import Stage, StageClock
from tests.replicas.replica import Replica, World, replica


def loopbacks(world: World) -> dict[str, Loopback]:
    """By channel."""
    return {"telegram": world.telegram, "vk": world.vk}


class Moving(Stage):
    """One polls and sends; at chosen steps it is stopped or killed, and another goes on from what is stored."""

    def __init__(self, world: World, first: Replica, clock: StageClock, stops: Sequence[int],
                 kills: Sequence[int]) -> None:
        self.moves = 0
        self._world, self._present, self._steps = world, first, count(1)
        super().__init__(first.database, clock, first.messengers, loopbacks(world))
        self._stops, self._kills = frozenset(stops), frozenset(kills)

    async def settle(self) -> None:
        """Somebody has just done something, and nobody has heard of it yet."""
        step = next(self._steps)
        if step in self._stops:
            await self._present.stop()
            await self._move()
        if step in self._kills:
            await self._present.vanish()
            await self._move()
        await super().settle()

    async def close(self) -> None:
        await self._present.stop()

    def start(self) -> None:
        """The application is the replica's."""
        self.app = self._present.app
        self.rehearsal = Rehearsal(self.database, self.clock, self.app.digest, self.app.settle)

    async def _move(self) -> None:
        self.moves += 1
        self._present = await replica(self._world)
        self.database, self.messengers = self._present.database, self._present.messengers
        self.start()
        await self.open()


class Everywhere(Stage):
    """Both are brought updates, both tick, both send; beside each step bystanders write."""

    def __init__(self, world: World, replicas: Sequence[Replica], clock: StageClock,
                 bystanders: Sequence[str]) -> None:
        self._world, self._replicas = world, replicas
        self._bystanders, self._ledger = bystanders, Ledger(world.database_url)
        self.written = 0
        first = replicas[0]
        super().__init__(first.database, clock, first.messengers, loopbacks(world))

    def start(self) -> None:
        """Both are there already."""
        self.app = self._replicas[0].app
        digest = Together([each.app.digest for each in self._replicas])
        self.rehearsal = Rehearsal(self.database, self.clock, digest, self.deliver)

    async def settle(self) -> None:
        """Whatever anybody has done is brought, by chance here or there, and answered."""
        self.written += 1
        for user in self._bystanders:
            for loopback in self.loopbacks.values():
                loopback.says(user, f"Привет {self.written}")
        while self._world.telegram.webhooks.info()["pending_update_count"]:
            await SystemClock().pause(0.005)
        await self._world.vk.callbacks.settled()
        await self.deliver()

    async def deliver(self) -> None:
        """Both try until nothing is left to be sent; whoever has the lease does it."""
        while await self._ledger.due(self.clock.now()):
            await asyncio.gather(*(each.app.settle() for each in self._replicas))


class Together(Digest):
    """Digests that tick at the same moment."""

    def __init__(self, all_of_them: Sequence[Digest]) -> None:
        self._all = all_of_them

    async def tick(self) -> int:
        return sum(await asyncio.gather(*(each.tick() for each in self._all)))


