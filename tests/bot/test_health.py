"""`/health` over HTTP: 200 while all works, 503 with the reason while something does not."""

import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.app import App
from messages.catalogue import Catalogue
from messages.post import post
from messages.updates import Address
from storage.database import Database
from storage.outbox import Lane
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock


@pytest.fixture
async def app(sqlite_database: Database) -> AsyncIterator[App]:
    app = App(sqlite_database, [MemoryMessenger("one"), MemoryMessenger("two")], StageClock(1_527_000_000))
    for intake in app.intakes:
        intake.state = ""
    yield app
    await app.stop()


async def health(app: App) -> tuple[int, dict[str, object]]:
    listening = socket.create_server(("127.0.0.1", 0))
    await app.serve(listening)
    port = listening.getsockname()[1]
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as response:
        return response.status, await response.json()


async def test_all_is_well(app: App) -> None:
    assert await health(app) == (200, {
        "status": "ok", "database": "ok", "messengers": {"one": "ok", "two": "ok"}, "outbox_lag_s": 0})


async def test_a_messenger_that_is_away_is_named(app: App) -> None:
    app.intakes[1].state = "no network"
    status, facts = await health(app)
    assert (status, facts["status"]) == (503, "degraded")
    assert facts["messengers"] == {"one": "ok", "two": "no network"}


async def test_a_database_that_is_away_is_named_by_its_error(app: App) -> None:
    await app.database.close()
    status, facts = await health(app)
    assert status == 503
    assert facts["database"] != "ok"
    assert facts["outbox_lag_s"] is None


async def test_what_waits_to_be_sent_shows_as_lag(app: App) -> None:
    async with app.database.transaction() as tx:
        await post(tx, address=Address("one", "7"), participant=None, reply=Catalogue().say("menu/help"),
                   lane=Lane.REPLY, reason="r", now=app.clock.now() - 40)
    _, facts = await health(app)
    assert facts["outbox_lag_s"] == 40
