"""A bench for each messenger, and the table of all faults."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from messages.messenger import Messenger
from scheduler.clock import Clock
from storage.database import open_database
from tests.faults.bench import PEOPLE, Bench
from tests.faults.table import Table
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Stage, StageClock

SHORT = 0.15
"""Real seconds for which a client waits for an answer that never comes."""
START = 1_526_436_000
LOOPBACKS = {"telegram": LoopbackTelegram, "vk": LoopbackVk}

Opening = Callable[..., AbstractAsyncContextManager[Bench]]


@pytest.fixture(scope="session")
def table() -> Iterator[Table]:
    table = Table()
    yield table
    table.show()


def client(loopback: LoopbackTelegram | LoopbackVk, clock: Clock, *, patience: float = 40, webhook: str = "",
           secret: str = "", poll: int = 0) -> Messenger:
    """The real client of a loopback's messenger."""
    if isinstance(loopback, LoopbackTelegram):
        return TelegramMessenger(loopback.token, api_url=loopback.url, proxy=None, pause=clock.pause, poll_timeout=poll,
                                 capabilities=CAPABILITIES["telegram"], webhook_url=webhook, webhook_secret=secret)
    return VkMessenger(loopback.token, group_id=1, api_url=loopback.url, capabilities=CAPABILITIES["vk"],
                       pause=clock.pause, poll_wait=poll, patience=patience, webhook_url=webhook, webhook_secret=secret)


@pytest.fixture
def bench(tmp_path: Path) -> Opening:
    """Open it for a channel; everybody there has let us in."""

    numbers = count(1)

    @asynccontextmanager
    async def opened(channel: str, patience: float = 40) -> AsyncIterator[Bench]:
        loopback, clock = LOOPBACKS[channel](), StageClock(START)
        await loopback.start()
        file = tmp_path / f"{next(numbers)}.db"
        database = await open_database(f"sqlite:///{file}")
        stage = Stage(database, clock, [client(loopback, clock, patience=patience)], {channel: loopback})
        try:
            for user in PEOPLE:
                loopback.unblocks(user)
            await stage.open()
            yield Bench(stage, clock, loopback, channel, file)
        finally:
            await stage.close()
            await database.close()
            await loopback.stop()

    return opened
