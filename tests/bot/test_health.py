"""`/health` over HTTP: 200 while all works, 503 with the reason while something does not."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web

from bot import health
from messages.messenger import Messenger
from messages.post import post
from messages.updates import Address
from scheduler.clock import Clock, HandClock
from storage.database import Database, Transaction
from storage.outbox import Lane
from tests.loopback.memory import MemoryMessenger
from tests.wording import CATALOGUE


@dataclass
class Way:
    """In and out of a channel at once."""

    state: str = ""
    stopped: str = ""


class Service:
    """What is asked for its health: two channels and a database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock: Clock = HandClock()
        self.messengers: Sequence[Messenger] = (MemoryMessenger("one"), MemoryMessenger("two"))
        self.intakes = self.deliveries = [Way(), Way()]


class Stuck:
    """A database that never answers."""

    def __init__(self, database: Database) -> None:
        self.url = self.signature = ""
        self.writers, self.transaction, self.work, self.look, self.close = (
            1, database.transaction, database.work, database.look, database.close)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        await asyncio.Event().wait()
        raise AssertionError("woken")
        yield


@pytest.fixture
async def service(sqlite_database: Database) -> Service:
    return Service(sqlite_database)


async def asked(service: health.Watched) -> tuple[int, dict[str, object]]:
    site = web.Application()
    site.add_routes(health.routes(service))
    runner = web.AppRunner(site)
    await runner.setup()
    listening = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, listening).start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/health"
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status, await response.json()
    finally:
        await runner.cleanup()


async def test_all_is_well(service: Service) -> None:
    assert await asked(service) == (200, {
        "status": "ok", "database": "ok", "messengers": {"one": "ok", "two": "ok"}, "outbox_lag_s": 0})


async def test_a_process_in_waiting_is_well(service: Service) -> None:
    service.intakes[1].state = health.STANDBY
    status, facts = await asked(service)
    assert (status, facts["status"], facts["messengers"]) == (200, "ok", {"one": "ok", "two": "standby"})


async def test_a_messenger_that_is_away_is_named(service: Service) -> None:
    service.intakes[1].state = "no network"
    status, facts = await asked(service)
    assert (status, facts["status"]) == (503, "degraded")
    assert facts["messengers"] == {"one": "ok", "two": "no network"}


async def test_a_channel_that_takes_nothing_out_is_named(service: Service) -> None:
    service.deliveries[0].stopped = "5: token"
    status, facts = await asked(service)
    assert (status, facts["messengers"]) == (503, {"one": "5: token", "two": "ok"})


async def test_a_database_that_is_away_is_named_by_its_error(service: Service) -> None:
    await service.database.close()
    status, facts = await asked(service)
    assert status == 503
    assert facts["database"] != "ok"
    assert facts["outbox_lag_s"] is None


async def test_a_database_that_does_not_answer_is_not_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.01)
    service.database = Stuck(service.database)
    status, facts = await asked(service)
    assert (status, facts["database"]) == (503, "TimeoutError")


async def test_what_waits_to_be_sent_shows_as_lag(service: Service) -> None:
    async with service.database.transaction() as tx:
        await post(tx, address=Address("one", "7"), participant=None, reply=CATALOGUE.say("menu/thanks"),
                   lane=Lane.REPLY, reason="r", now=service.clock.now() - 40)
    _, facts = await asked(service)
    assert facts["outbox_lag_s"] == 40
