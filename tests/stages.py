"""The application between loopback Telegram and VK, polled, on a database of the test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from messages.messenger import Messenger
from storage.database import Database
from tests.loopback.contract import Loopback
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Stage, StageClock


@asynccontextmanager
async def on_both(database: Database, start: int) -> AsyncIterator[Stage]:
    """Opened, and closed in the end; its clock begins at `start`, programme time."""
    clock = StageClock(start)
    telegram, vk = LoopbackTelegram(), LoopbackVk()
    for loopback in (telegram, vk):
        await loopback.start()
    messengers: list[Messenger] = [
        TelegramMessenger(telegram.token, api_url=telegram.url, proxy=None, capabilities=CAPABILITIES["telegram"],
                          pause=clock.pause, poll_timeout=0),
        VkMessenger(vk.token, group_id=1, api_url=vk.url, proxy=None, capabilities=CAPABILITIES["vk"],
                    pause=clock.pause, poll_wait=0),
    ]
    loopbacks: dict[str, Loopback] = {"telegram": telegram, "vk": vk}
    stage = Stage(database, clock, messengers, loopbacks)
    await stage.open()
    try:
        yield stage
    finally:
        await stage.close()
        for loopback in (telegram, vk):
            await loopback.stop()
