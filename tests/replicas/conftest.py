"""Two replicas on one PostgreSQL, between loopback messengers."""

import os
import random
import secrets
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count

import pytest

from tests.conftest import Server
from tests.journeys.conftest import START
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import StageClock
from tests.replicas.balancer import Balancer
from tests.replicas.replica import Replica, World, replica

_numbers = count()


@pytest.fixture
def chance() -> random.Random:
    """VEKHA_SEED repeats an earlier run; the seed is printed with a failure."""
    seed = int(os.environ.get("VEKHA_SEED") or secrets.randbelow(10**6))
    print(f"seed {seed}")  # noqa: T201 - shown by pytest where a test fails
    return random.Random(seed)


@pytest.fixture
async def database_url(postgresql: Server) -> AsyncIterator[str]:
    """The address of a migrated, empty database."""
    name = f"vekha_replicas_{os.getpid()}_{next(_numbers)}"
    await postgresql.execute(f"create database {name} template {postgresql.template}")
    yield postgresql.database(name)
    await postgresql.execute(f"drop database {name}")


@pytest.fixture
def clock() -> StageClock:
    """Programme time is turned by hand, for all of them."""
    return StageClock(START)


@pytest.fixture
async def world(database_url: str, clock: StageClock) -> AsyncIterator[World]:
    """Messengers and a database; nobody of us is there yet."""
    telegram, vk = LoopbackTelegram(), LoopbackVk()
    for loopback in (telegram, vk):
        await loopback.start()
    yield World(database_url, telegram, vk, clock)
    for loopback in (telegram, vk):
        await loopback.stop()


@dataclass(frozen=True, slots=True)
class Farm:
    """Two that answer webhooks behind a balancer."""

    world: World
    replicas: list[Replica]
    balancer: Balancer


@pytest.fixture
async def farm(world: World, chance: random.Random) -> AsyncIterator[Farm]:
    listening = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    async with Balancer([each.getsockname()[1] for each in listening], chance) as balancer:
        world = World(world.database_url, world.telegram, world.vk, world.clock, balancer.url)
        replicas = [await replica(world, host) for host in ("one", "another")]
        for each, where in zip(replicas, listening, strict=True):
            await each.app.serve(where)
        for each in replicas:
            await each.hook()
        yield Farm(world, replicas, balancer)
        for each in replicas:
            await each.stop()
