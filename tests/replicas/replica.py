"""One replica in this process: its own connections to database and messengers, its own memory."""

import secrets
from dataclasses import dataclass

from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from bot.webhooks import PLACE
from messages.messenger import Messenger
from scheduler.clock import Clock, SystemClock
from scheduler.leases import Holder
from storage.database import Database, open_database
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.wording import CATALOGUE

SECRET = "replicas-Secret-7"
SOON = 0.1


@dataclass(frozen=True, slots=True)
class World:
    """What all replicas have in common. `webhook_url` is "" where they poll."""

    database_url: str
    telegram: LoopbackTelegram
    vk: LoopbackVk
    clock: Clock
    webhook_url: str = ""


@dataclass(frozen=True, slots=True)
class Replica:
    """One of us."""

    database: Database
    messengers: list[Messenger]
    app: App

    async def hook(self) -> None:
        """Have the messengers bring their updates; whoever may be asked to confirm that must be listening by now."""
        for messenger in self.messengers:
            await messenger.open()
            assert isinstance(messenger, TelegramMessenger | VkMessenger)
            assert messenger.webhook
            assert await messenger.webhook.look() == ""

    async def stop(self) -> None:
        """In good order, leases and all."""
        await self.app.stop()
        for lease in self.app.leases.values():
            await lease.free()
        await self.database.close()

    async def vanish(self) -> None:
        """As killed: nothing is given back, nothing is finished. Only our own sockets are closed."""
        for messenger in self.messengers:
            await messenger.close()
        await self.database.close()


async def replica(world: World, host: str = "") -> Replica:
    """A new one, which does nothing yet. Without a machine of its own it takes earlier ones here for dead."""
    hook = f"{world.webhook_url}{PLACE}" if world.webhook_url else ""
    messengers: list[Messenger] = [
        TelegramMessenger(world.telegram.token, api_url=world.telegram.url, proxy=None,
                          capabilities=CAPABILITIES["telegram"], pause=_soon, poll_timeout=0,
                          webhook_url=hook and f"{hook}telegram", webhook_secret=SECRET if hook else ""),
        VkMessenger(world.vk.token, group_id=1, api_url=world.vk.url, proxy=None, capabilities=CAPABILITIES["vk"],
                    pause=_soon, poll_wait=0, webhook_url=hook and f"{hook}vk", webhook_secret=SECRET if hook else ""),
    ]
    holder = Holder(host, "-", 1, secrets.token_hex(4)) if host else None
    database = await open_database(world.database_url)
    return Replica(database, messengers, App(database, messengers, world.clock, CATALOGUE, holder))


async def _soon(seconds: float) -> None:
    await SystemClock().pause(min(seconds, SOON))
