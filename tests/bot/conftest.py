"""Every messenger over its loopback, by name: a new one is added to `MESSENGERS` and passes the same tests."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from messages.messenger import Capabilities, Messenger
from messages.updates import Unreadable, Update
from tests.loopback.contract import Loopback
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk


async def no_pause(seconds: float) -> None:
    """Tests do not wait."""


def telegram(url: str, token: str) -> Messenger:
    return TelegramMessenger(
        token,
        api_url=url,
        proxy=None,
        capabilities=CAPABILITIES["telegram"],
        pause=no_pause,
        poll_timeout=1,
    )


def vk(url: str, token: str) -> Messenger:
    return VkMessenger(
        token,
        group_id=1,
        api_url=url,
        proxy=None,
        capabilities=CAPABILITIES["vk"],
        pause=no_pause,
        poll_wait=1,
    )


MESSENGERS: dict[str, tuple[Callable[[], Loopback], Callable[[str, str], Messenger]]] = {
    "telegram": (LoopbackTelegram, telegram),
    "vk": (LoopbackVk, vk),
}


@dataclass(slots=True)
class Line:
    """A messenger that is open, the people at its other end, and how to build another one."""

    name: str
    loopback: Loopback
    messenger: Messenger
    build: Callable[[str, str], Messenger]
    position: str = ""
    heard: list[Update | Unreadable] = field(default_factory=list)

    @property
    def can(self) -> Capabilities:
        return CAPABILITIES[self.name]

    async def hears(self, number: int = 1) -> list[Update | Unreadable]:
        """The next `number` updates, however many polls it takes."""
        while len(self.heard) < number:
            batch = await self.messenger.receive(self.position)
            self.position = batch.position
            self.heard += batch.updates
        heard, self.heard = self.heard[:number], self.heard[number:]
        return heard


@pytest.fixture(params=MESSENGERS)
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    opening, build = MESSENGERS[request.param]
    loopback = opening()
    await loopback.start()
    messenger = build(loopback.url, loopback.token)
    await messenger.open()
    yield Line(request.param, loopback, messenger, build)
    await messenger.close()
    await loopback.stop()
