"""The world that is attacked, ready for each test."""

import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import open_database
from storage.participants import Member
from tests import stages
from tests.handlers import conftest as handlers
from tests.handlers.conftest import START, Village
from tests.handlers.pocket import PocketLoopback
from tests.hostile import world as worlds
from tests.hostile.campaign import SEED, Table
from tests.hostile.world import World

loaded = handlers.loaded


@pytest.fixture
async def world(loaded: tuple[Path, int, list[Member], dict[str, Member]], tmp_path: Path) -> AsyncIterator[World]:
    """On both messengers, polled."""
    original, programme, members, people = loaded
    people = dict(people)
    file = tmp_path / "vekha.db"
    marks = worlds.prepared(original, file, people)
    database = await open_database(f"sqlite:///{file}")
    try:
        async with stages.on_both(database, START) as stage:
            for member in people.values():  # everybody has opened both dialogues once
                for loopback in stage.loopbacks.values():
                    loopback.unblocks(handlers.user_of(member.participant))
            await stage.settle()
            village = Village(stage, PocketLoopback(), file, programme, members, people)
            yield await worlds.busy(village, marks)
    finally:
        await database.close()


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
