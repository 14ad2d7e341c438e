"""Webhooks: updates that messengers bring to our own HTTP port. Nothing is acknowledged before it is committed.

The room knows requests and pauses; what a request says, and how a messenger is told our address, its adapter knows.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Protocol, runtime_checkable

from aiohttp import web

from bot.patience import Patience
from bot.reception import Reception
from messages.messenger import Batch, ChannelProblem, Messenger
from messages.updates import Unreadable, Update
from scheduler.clock import Clock
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)

PLACE = "/webhook/"
"""Below WEBHOOK_URL; the name of the channel follows."""
BODY_LIMIT = 1024 * 1024
"""Bytes of a request: a message with all its attachments takes some ten thousand."""
LOOK, SOON = 600.0, 30.0
"""Seconds between two looks after the webhook: while all is well, and while it is not."""
AGAIN = {"Retry-After": "5"}
ROUNDS = 50
"""Polls of one look, so that a busy channel does not make a poller of us."""


class Webhook(Protocol):
    """One messenger's webhook. Implemented by each adapter's `webhook.py`."""

    @property
    def receipt(self) -> str:
        """The body by which an update is acknowledged."""

    @property
    def refusal(self) -> int:
        """The status for those who do not know the secret."""

    async def read(self, headers: Mapping[str, str], body: bytes) -> Update | Unreadable | str | None:
        """What a request brings; words to be answered as they are; None for strangers. May raise `ChannelProblem`."""

    async def look(self) -> str:
        """Set everything up that is not as it should be. What else is wrong, or "". Raises `ChannelProblem`."""

    async def missed(self, position: str) -> Batch | None:
        """What the messenger keeps beside its webhook, since `position`. Raises `ChannelProblem`."""


@runtime_checkable
class Hooked(Protocol):
    """A messenger that may be built for a webhook."""

    webhook: Webhook | None


def address(base: str | None, channel: str) -> str:
    """Where a messenger brings its updates; "" if it is polled. `base` is WEBHOOK_URL."""
    return f"{base}{PLACE}{channel}" if base else ""


def of(messenger: Messenger) -> Webhook | None:
    """The webhook that a messenger is built for; None for one that polls."""
    return messenger.webhook if isinstance(messenger, Hooked) else None


class Door:
    """One messenger's way in by its webhook: sets it up, looks after it, takes in what it brings."""

    def __init__(self, database: Database, messenger: Messenger, webhook: Webhook, reception: Reception,
                 clock: Clock, on_stopped: Callable[[str, str], Awaitable[None]]) -> None:
        self._database, self._messenger, self._webhook = database, messenger, webhook
        self._reception, self._clock = reception, clock
        self._patience = Patience(messenger.channel, clock, on_stopped)
        self._note = ""
        self._away = False

    @property
    def channel(self) -> str:
        """The last part of our address."""
        return self._messenger.channel

    @property
    def state(self) -> str:
        """What is wrong, "" while all is well (for /health)."""
        return self._patience.state or self._note

    async def run(self) -> None:
        """For ever: open the messenger, then look after the webhook. Requests are answered from the start."""
        while not await self._patience.bears(self._messenger.open):
            pass
        # The place is kept before the webhook is set: from here on both ways know all that comes.
        await self._fetch_missed()
        while True:
            well = await self._patience.bears(self._look)
            await self._fetch_missed()
            if well:
                await self._clock.pause(SOON if self._note else LOOK)

    async def answer(self, request: web.Request) -> web.Response:
        """Take one request in."""
        try:
            heard = await self._webhook.read(request.headers, await request.read())
        except web.RequestPayloadError:
            return web.Response(status=400)  # not packed as it says, or broken off
        except ChannelProblem as problem:
            log.warning("%s: a request cannot be answered: %s", self.channel, problem)
            return web.Response(status=503, headers=AGAIN)
        if heard is None:
            log.info("%s: a request to the webhook does not know the secret", self.channel)
            return web.Response(status=self._webhook.refusal)
        if isinstance(heard, str):
            return web.Response(text=heard)
        return await self._taken(heard)

    async def _taken(self, update: Update | Unreadable) -> web.Response:
        try:
            await self._reception.receive(self._messenger, Batch((update,), "", keep=False))
        except Exception as problem:
            # The whole story once: while the database is away, the messenger repeats everything again and again.
            log.error("%s: an update could not be stored: %s", self.channel, type(problem).__name__,
                      exc_info=None if self._away else problem)
            self._away = True
            return web.Response(status=503, headers=AGAIN)
        self._away = False
        return web.Response(text=self._webhook.receipt)

    async def _look(self) -> None:
        note = await self._webhook.look()
        if note and note != self._note:
            log.warning("%s: %s", self.channel, note)
        self._note = note

    async def _fetch_missed(self) -> None:
        """What came before the webhook was set, or did not get through: switching loses nothing."""
        try:
            for _ in range(ROUNDS):
                if not await self._fetched():
                    return
        except ChannelProblem as problem:
            log.info("%s: nothing can be fetched beside the webhook: %s", self.channel, problem)
        except Exception:
            log.exception("%s: what was missed could not be stored; the next look fetches it", self.channel)

    async def _fetched(self) -> bool:
        async with self._database.reading() as tx:
            position = await inbox.position(tx, self.channel)
        batch = await self._webhook.missed(position)
        if batch is None:
            return False
        await self._reception.receive(self._messenger, batch)
        return bool(batch.updates)


def routes(doors: Iterable[Door]) -> list[web.RouteDef]:
    """An address for each; any other method than POST is refused with 405."""
    return [web.post(f"{PLACE}{door.channel}", door.answer) for door in doors]
