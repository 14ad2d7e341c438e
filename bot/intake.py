"""The polling loop of one messenger: ask, take in, only then ask on. Outlives network, platform and database."""

import logging
from collections.abc import Awaitable, Callable

from bot.health import STANDBY
from bot.patience import LONGEST, SHORTEST, Patience
from bot.reception import Reception
from messages.messenger import Batch, Messenger
from scheduler.clock import Clock
from scheduler.leases import Lease
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)


class Intake:
    """One messenger's way in, while we have its channel's lease."""

    def __init__(self, database: Database, messenger: Messenger, reception: Reception, clock: Clock,
                 on_stopped: Callable[[str, str], Awaitable[None]], lease: Lease) -> None:
        self._database, self._messenger, self._reception = database, messenger, reception
        self._clock, self._lease = clock, lease
        self._patience = Patience(messenger.channel, clock, on_stopped)
        self._rest = SHORTEST

    @property
    def state(self) -> str:
        """What is wrong, "" while all is well, or that we stand by (for /health)."""
        return STANDBY if self._lease.is_elsewhere else self._patience.state

    async def run(self) -> None:
        """For ever: open the messenger, then poll it; where another process has polled meanwhile, from its place."""
        while True:
            await self._lease.held()
            if await self._patience.bears(self._messenger.open):
                await self._poll()

    async def _poll(self) -> None:
        async with self._database.reading() as tx:
            position = await inbox.position(tx, self._messenger.channel)
        while self._lease.is_sure:
            position = await self._one(position)

    async def _one(self, position: str) -> str:
        batch = Batch((), position)

        async def ask() -> None:
            nonlocal batch
            batch = await self._messenger.receive(position)

        if not await self._patience.bears(ask):
            return position
        while not await self._taken(batch):
            pass
        return batch.position

    async def _taken(self, batch: Batch) -> bool:
        """Nothing is acknowledged while the database is away: the batch waits here."""
        try:
            await self._reception.receive(self._messenger, batch)
        except Exception:
            log.exception("%s: a batch could not be stored; again in %.0f s", self._messenger.channel, self._rest)
            await self._clock.pause(self._rest)
            self._rest = min(self._rest * 2, LONGEST)
            return False
        self._rest = SHORTEST
        return True
