"""A scene for each proof: on SQLite always, on PostgreSQL too when the long proof is wanted."""

import os
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from storage import inbox
from storage.database import open_database
from tests.conftest import Server
from tests.kill import scene as scenes
from tests.kill.far import FarTelegram, FarVk
from tests.kill.scene import Scene

_numbers = count()


@pytest.fixture(params=["sqlite", "postgresql"] if scenes.PROVE else ["sqlite"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a migrated, empty database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/vekha.db"
        await (await open_database(url)).close()
        yield url
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"vekha_kill_{os.getpid()}_{next(_numbers)}"
    await server.execute(f"create database {name} template {server.template}")
    yield server.database(name)
    await server.execute(f"drop database {name} with (force)")


@pytest.fixture
async def scene(url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """Nothing runs yet but the messengers."""
    database = await open_database(url)
    async with database.transaction() as tx:
        # VK does not remember for us where we stand; the very first start of a community is no part of this.
        await inbox.keep_position(tx, "vk", "0")
    await database.close()
    telegram, vk = FarTelegram(), FarVk()
    for loopback in (telegram, vk):
        await loopback.start()
    scene = scenes.make(url, tmp_path, telegram, vk)
    yield scene
    await scene.service.cleared()
    for loopback in (telegram, vk):
        await loopback.stop()
