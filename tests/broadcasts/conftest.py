"""The ground of each proof: one process on SQLite, and two replicas on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import inbox
from storage.database import open_database
from tests.broadcasts import ground as grounds
from tests.broadcasts.ground import SIZE, Ground
from tests.broadcasts.strict import StrictTelegram, StrictVk
from tests.kill.conftest import cradle, url
from tests.kill.cradle import Cradle

__all__ = ["cradle", "ground", "url"]


@pytest.fixture
async def ground(url: str, tmp_path: Path, cradle: Cradle | None) -> AsyncIterator[Ground]:
    """Nothing runs yet but the messengers."""
    database = await open_database(url)
    async with database.transaction() as tx:
        # VK does not remember for us where we stand; the very first start of a community is no part of this.
        await inbox.keep_position(tx, "vk", "0")
    await database.close()
    telegram, vk = StrictTelegram(SIZE.telegram_limit), StrictVk(SIZE.vk_limit)
    for loopback in (telegram, vk):
        await loopback.start()
    made = await grounds.make(url, tmp_path, telegram, vk, cradle)
    yield made
    await made.scene.clear()
    for loopback in (telegram, vk):
        await loopback.stop()
