"""The service as a whole is watched: it calls an operator by the other messenger, and its page counts what it did."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import aiohttp
import pytest

from bot.app import App
from messages.messenger import Messenger
from scheduler import alarms
from scheduler.clock import SystemClock
from scheduler.programme import apply
from storage import participants, programmes
from storage.database import Database
from storage.participants import Role
from tests.bot.conftest import telegram, vk
from tests.bot.test_metrics import page, value
from tests.journeys.conftest import irkutsk
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.scheduler.test_digest import at
from tests.wording import CATALOGUE

PATIENCE = 20.0
OPERATOR, STRANGER = "1001", "700200200200"  # no measured figure holds such a number by chance


class Noon(SystemClock):
    """Programme time stands at noon of a working day, so that nobody has quiet hours."""

    def now(self) -> int:
        return at("2018-05-30 12:00")


@dataclass
class Service:
    """An application that runs, over a Telegram that works and a VK that refuses its token."""

    app: App
    telegram: LoopbackTelegram
    url: str

    def called(self) -> bool:
        """Whether the operator reads of it."""
        return any("ВКонтакте не работает" in shown.text for shown in self.telegram.screen(OPERATOR))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Tick until it is so."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await self.app.tick()
                await self.app.clock.pause(0.02)


@pytest.fixture
async def service(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    monkeypatch.setattr(alarms, "STANDS_AFTER", 0.0)
    monkeypatch.setattr(alarms, "LOOK", 0.0)
    loopbacks = LoopbackTelegram(longest_poll=0.1), LoopbackVk()
    for loopback in loopbacks:
        await loopback.start()
    async with sqlite_database.transaction() as tx:
        await apply.apply(tx, irkutsk(), now=1)
        programme = (await programmes.all(tx))[0].id
        operator = next(each for each in await participants.listed(tx, programme) if each.role is Role.OPERATOR)
        await participants.consent(tx, operator.participant, "1", now=1)
        for channel in ("telegram", "vk"):
            await participants.link(tx, channel, OPERATOR, operator.participant, now=1)
    messengers: list[Messenger] = [telegram(loopbacks[0].url, loopbacks[0].token), vk(loopbacks[1].url, "wrong")]
    app = App(sqlite_database, messengers, Noon(), CATALOGUE)
    listening = socket.create_server(("127.0.0.1", 0))
    await app.serve(listening)
    await app.start()
    loopbacks[0].says(OPERATOR, "Меню")  # a bot may not write first
    yield Service(app, loopbacks[0], f"http://127.0.0.1:{listening.getsockname()[1]}")
    await app.stop()
    for loopback in loopbacks:
        await loopback.stop()


async def test_an_operator_is_called_by_the_messenger_that_works_and_the_pages_show_the_same(service: Service) -> None:
    service.telegram.says(STRANGER, "Привет", name="Никто")
    await service.until(lambda: bool(service.telegram.screen(STRANGER)) and service.called())
    async with asyncio.timeout(PATIENCE):
        while 'lane="talk",state="sent"' not in (text := (await page(f"{service.url}/metrics"))[1]):
            await service.app.clock.pause(0.05)
    assert value(text, "vekha_channel_up", channel="telegram") == 1
    assert value(text, "vekha_channel_up", channel="vk") == 0
    assert value(text, "vekha_lease_held", channel="telegram") == 1
    assert value(text, "vekha_updates_total", channel="telegram", ending="handled") == 2
    assert value(text, "vekha_handler_seconds_count") == 2
    assert value(text, "vekha_calls_in_the_air", channel="telegram") == 0
    assert value(text, "vekha_transaction_seconds_count", kind="work") > 1
    assert STRANGER not in text
    async with aiohttp.ClientSession() as session, session.get(f"{service.url}/health") as response:
        assert response.status == 503
