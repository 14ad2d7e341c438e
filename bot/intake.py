"""The polling loop of one messenger: ask, take in, only then ask on. Outlives network, platform and database."""

import logging
from collections.abc import Awaitable, Callable

from bot.reception import Reception
from messages.messenger import Batch, ChannelProblem, ChannelStopped, Messenger, Unavailable
from scheduler.clock import Clock
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 1.0, 60.0
"""Seconds between two tries while a messenger or the database is away."""
STOPPED = 30.0
"""Seconds after which a channel is tried again whose token or settings were refused."""


class Intake:
    """One messenger's way in. `state` is "" while all is well, else what is wrong (for /health)."""

    def __init__(self, database: Database, messenger: Messenger, reception: Reception, clock: Clock,
                 on_stopped: Callable[[str, str], Awaitable[None]]) -> None:
        self._database, self._messenger, self._reception = database, messenger, reception
        self._clock, self._on_stopped = clock, on_stopped
        self._rest = SHORTEST
        self.state = "starting"

    async def run(self) -> None:
        """For ever: open the messenger, then poll it."""
        while not await self._survived(self._messenger.open):
            pass
        async with self._database.reading() as tx:
            position = await inbox.position(tx, self._messenger.channel)
        while True:
            position = await self._one(position)

    async def _one(self, position: str) -> str:
        batch = Batch((), position)

        async def ask() -> None:
            nonlocal batch
            batch = await self._messenger.receive(position)

        if not await self._survived(ask):
            return position
        while not await self._taken(batch):
            pass
        return batch.position

    async def _survived(self, deed: Callable[[], Awaitable[None]]) -> bool:
        try:
            await deed()
        except Unavailable as problem:
            await self._pause(problem, self._rest if problem.after is None else problem.after)
            self._rest = min(self._rest * 2, LONGEST)
            return False
        except ChannelStopped as problem:
            # Told once and not at every try: a human must look, and will find it at the top.
            if self.state != str(problem):
                await self._on_stopped(self._messenger.channel, str(problem))
            await self._pause(problem, STOPPED)
            return False
        self._rest, self.state = SHORTEST, ""
        return True

    async def _pause(self, problem: ChannelProblem, seconds: float) -> None:
        self.state = str(problem)
        if isinstance(problem, Unavailable):
            log.warning("%s: %s; again in %.0f s", self._messenger.channel, problem, seconds)
        await self._clock.pause(seconds)

    async def _taken(self, batch: Batch) -> bool:
        """Nothing is acknowledged while the database is away: the batch waits here."""
        try:
            await self._reception.receive(self._messenger, batch)
        except Exception:
            log.exception("%s: a batch could not be stored; again in %.0f s", self._messenger.channel, self._rest)
            await self._clock.pause(self._rest)
            self._rest = min(self._rest * 2, LONGEST)
            return False
        return True
