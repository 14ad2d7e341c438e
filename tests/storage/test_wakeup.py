"""A process hears of what another one puts into the outbox, also after its connection was lost."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator

import pytest

from scheduler.nursery import Nursery
from storage import outbox, wakeup
from storage.database import open_database
from storage.outbox import Lane, Recipient
from tests.conftest import Server

NOW = 1_527_000_000
_numbers = itertools.count()


async def no_pause(seconds: float) -> None:
    """Tests do not wait."""


@pytest.fixture
async def url(postgresql: Server) -> AsyncIterator[str]:
    """A migrated, empty database."""
    name = f"vekha_wakeup_{os.getpid()}_{next(_numbers)}"
    await postgresql.execute(f"create database {name} template {postgresql.template}")
    yield postgresql.database(name)
    await postgresql.execute(f"drop database {name} with (force)")


async def test_each_way_into_the_outbox_is_heard_and_a_lost_connection_is_made_again(
    url: str, postgresql: Server
) -> None:
    heard, nursery = asyncio.Event(), Nursery(no_pause)
    database = await open_database(url)

    async def hears() -> None:
        async with asyncio.timeout(10):
            await heard.wait()
        heard.clear()

    nursery.spawn("wakeup", wakeup.listen, url, "another", heard.set, no_pause)
    await hears()
    async with database.transaction() as tx:
        id = await outbox.put(tx, channel="vk", user="1", participant=None, body="x", file=None, lane=Lane.REPLY,
                              reason="r", random_id=1, now=NOW)
        assert not heard.is_set()
    await hears()
    async with database.transaction() as tx:
        await outbox.put_many(tx, recipients=[Recipient("vk", "2", None, 1)], body="x", file=None,
                              lane=Lane.BROADCAST, reason="r", now=NOW)
    await hears()
    async with database.transaction() as tx:
        await outbox.forward(tx, id or 0, channel="telegram", user="3", random_id=1, now=NOW)
    await hears()
    await postgresql.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%' or query like 'listen%'")
    await hears()
    await nursery.close()
    await database.close()


async def test_what_we_put_there_ourselves_is_not_told_us(url: str) -> None:
    nursery, own, another = Nursery(no_pause), await open_database(url), await open_database(url)
    heard = asyncio.Queue[int]()
    nursery.spawn("wakeup", wakeup.listen, url, own.signature, lambda: heard.put_nowait(1), no_pause)
    async with asyncio.timeout(10):
        await heard.get()  # it listens
        for database in (own, another, own, another):
            async with database.transaction() as tx:
                await tx.run("outbox.wake")
        await heard.get()
        await heard.get()
    assert heard.empty()
    await nursery.close()
    await own.close()
    await another.close()


async def test_on_sqlite_there_is_nothing_to_hear() -> None:
    await wakeup.listen("sqlite:///x.db", "", lambda: None, no_pause)
