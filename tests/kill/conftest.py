"""The scenes: one process on SQLite, and two replicas on PostgreSQL."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from storage import inbox
from storage.database import open_database
from tests.conftest import Server
from tests.kill import scene as scenes
from tests.kill.cradle import Cradle
from tests.kill.far import FarTelegram, FarVk
from tests.kill.scene import PROVE, Scene

RATES = {1: 90, 2: 25}
"""Calls a second to Telegram, by the number of processes: so that the sending lasts as long as the blows."""
_numbers = count()


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a migrated, empty database, set up as our pages say."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "vekha.db")
        yield f"sqlite:///{tmp_path}/vekha.db"
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"vekha_kill_{os.getpid()}_{next(_numbers)}"
    await server.execute(f"create database {name} template {server.template}")
    yield server.database(name)
    await server.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="session")
def cradle() -> Iterator[Cradle | None]:
    """For the short form, where the system lets us wait for what another process has forked."""
    if PROVE or not hasattr(os, "pidfd_open"):
        yield None
        return
    cradle = Cradle()
    yield cradle
    cradle.close()


@pytest.fixture
async def scene(url: str, tmp_path: Path, cradle: Cradle | None) -> AsyncIterator[Scene]:
    """Nothing runs yet but the messengers."""
    database = await open_database(url)
    async with database.transaction() as tx:
        # VK does not remember for us where we stand; the very first start of a community is no part of this.
        await inbox.keep_position(tx, "vk", "0")
    await database.close()
    telegram, vk = FarTelegram(), FarVk()
    for loopback in (telegram, vk):
        await loopback.start()
    replicas = 1 if url.startswith("sqlite") else 2
    scene = await scenes.make(url, tmp_path, telegram, vk, replicas=replicas, rate=RATES[replicas],
                              cradle=cradle)
    yield scene
    await scene.clear()
    for loopback in (telegram, vk):
        await loopback.stop()
