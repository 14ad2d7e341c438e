"""A loopback community and an opened client to it."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.capabilities import CAPABILITIES
from bot.vk.client import VkMessenger
from tests.loopback.vk import LoopbackVk


class Pauses:
    """Waits that take no time and are remembered."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


Connect = Callable[..., VkMessenger]


@pytest.fixture
async def vk() -> AsyncIterator[LoopbackVk]:
    loopback = LoopbackVk(token="secret-token-of-the-group", group_id=7)
    await loopback.start()
    yield loopback
    await loopback.stop()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
async def connect(vk: LoopbackVk, pauses: Pauses) -> AsyncIterator[Connect]:
    """Make a client, by default to the loopback and with its token."""
    made: list[VkMessenger] = []

    def client(
        token: str = vk.token, group_id: int = 7, url: str = vk.url, patience: float = 40.0
    ) -> VkMessenger:
        messenger = VkMessenger(
            token,
            group_id=group_id,
            api_url=url,
            capabilities=CAPABILITIES["vk"],
            pause=pauses,
            poll_wait=0,
            patience=patience,
        )
        made.append(messenger)
        return messenger

    yield client
    for messenger in made:
        await messenger.close()


@pytest.fixture
async def messenger(connect: Connect) -> VkMessenger:
    opened = connect()
    await opened.open()
    return opened
