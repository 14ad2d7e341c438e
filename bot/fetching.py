"""Files that people send: brought from their messenger and looked at before the transaction that keeps them."""

import asyncio
import logging

from messages.messenger import FileUnavailable, Messenger, Unavailable
from messages.updates import IncomingFile
from scheduler import harmless
from scheduler.clock import Clock
from scheduler.harmless import Objection

log = logging.getLogger(__name__)

TRIES = 3
SECONDS = 40
"""For all tries of one file: the person is waiting."""
AT_ONCE = 4
"""Files in memory at once, 20 MB each at most."""

Fetched = tuple[IncomingFile, bytes]


class Fetching:
    """Brings the files of one update after the other."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def all(self, messenger: Messenger, wanted: tuple[IncomingFile, ...]) -> tuple[Fetched, ...] | Objection:
        """The files with their bytes, or why one of them, and so none, is taken."""
        fetched: list[Fetched] = []
        for file in wanted:
            content = await self._content(messenger, file)
            if content is None:
                return Objection.UNAVAILABLE
            # A large archive takes its time: not in the loop that everybody waits for.
            if objection := await asyncio.to_thread(harmless.objection, file, content):
                return objection
            fetched.append((file, content))
        return tuple(fetched)

    async def _content(self, messenger: Messenger, file: IncomingFile) -> bytes | None:
        """None if it cannot be had; whatever goes wrong, the person is told and the others are not held up."""
        try:
            async with self._at_once, asyncio.timeout(SECONDS):
                return await self._tried(messenger, file)
        except FileUnavailable:
            return None
        except Exception:
            log.warning("a file on %s could not be fetched", messenger.channel, exc_info=True,
                        extra={"channel": messenger.channel})
            return None

    async def _tried(self, messenger: Messenger, file: IncomingFile) -> bytes:
        for attempt in range(1, TRIES):
            try:
                return await messenger.fetch(file)
            except Unavailable:
                await self._clock.pause(attempt)
        return await messenger.fetch(file)
