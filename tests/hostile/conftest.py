"""The world that is attacked, ready for each test."""

import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from messages.messenger import Messenger
from storage.database import open_database
from storage.participants import Member
from tests.handlers import conftest as handlers
from tests.handlers.conftest import START, Village
from tests.handlers.pocket import PocketLoopback
from tests.hostile import world as worlds
from tests.hostile.campaign import SEED, Table
from tests.hostile.world import World
from tests.loopback.contract import Loopback
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Stage, StageClock

loaded = handlers.loaded


@pytest.fixture
async def world(loaded: tuple[Path, int, list[Member], dict[str, Member]], tmp_path: Path) -> AsyncIterator[World]:
    """On both messengers, polled."""
    original, programme, members, people = loaded
    people = dict(people)
    file, clock = tmp_path / "vekha.db", StageClock(START)
    marks = worlds.prepared(original, file, people)
    database = await open_database(f"sqlite:///{file}")
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
        for member in people.values():  # everybody has opened both dialogues once
            for loopback in (telegram, vk):
                loopback.unblocks(handlers.user_of(member.participant))
        await stage.settle()
        village = Village(stage, PocketLoopback(), file, programme, members, people)
        yield await worlds.busy(village, marks)
    finally:
        await stage.close()
        await database.close()
        for loopback in (telegram, vk):
            await loopback.stop()


@pytest.fixture(scope="session")
def table() -> Iterator[Table]:
    """One line for each category; printed at the end of a long proof."""
    table = Table(SEED)
    yield table
    table.show()


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Seeded; each test has its own."""
    return random.Random(f"{SEED}:{request.node.name}")
