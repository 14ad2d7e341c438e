"""Webhooks over HTTP: nobody without the secret, nothing acknowledged before the commit, nothing lost in a switch."""

import asyncio
import io
import json
import logging
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from bot.webhooks import BODY_LIMIT
from messages.messenger import Messenger
from scheduler.clock import SystemClock
from storage.database import open_database
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.wording import CATALOGUE

SECRET = "hooks-Secret-7"
PATIENCE = 20.0
PAUSE = 0.02
LOOPBACKS = {"telegram": LoopbackTelegram, "vk": LoopbackVk}


class Hasty(SystemClock):
    """Real time, in which nobody waits long."""

    async def pause(self, seconds: float) -> None:
        await super().pause(min(seconds, PAUSE))


@dataclass
class Place:
    """One messenger on this machine, a port of ours, and a database between them."""

    channel: str
    loopback: LoopbackTelegram | LoopbackVk
    port: int
    file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhook/{self.channel}"

    @asynccontextmanager
    async def served(self, *, hooked: bool = True, loops: bool = False, elsewhere: bool = False) -> AsyncIterator[App]:
        """The application for a while; without its loops it only answers requests."""
        database = await open_database(f"sqlite:///{self.file}")
        app = App(database, [self._messenger(self.url if hooked else "")], Hasty(), CATALOGUE)
        await app.serve(socket.create_server(("127.0.0.1", 0 if elsewhere else self.port)))
        if loops:
            await app.start()
        try:
            yield app
        finally:
            await app.stop()
            await database.close()

    def _messenger(self, url: str) -> Messenger:
        can, pause = CAPABILITIES[self.channel], Hasty().pause
        if isinstance(self.loopback, LoopbackTelegram):
            return TelegramMessenger(self.loopback.token, api_url=self.loopback.url, proxy=None, capabilities=can,
                                     pause=pause, poll_timeout=1, webhook_url=url, webhook_secret=SECRET)
        return VkMessenger(self.loopback.token, group_id=1, api_url=self.loopback.url, capabilities=can,
                           pause=pause, poll_wait=1, webhook_url=url, webhook_secret=SECRET)

    def update(self, number: int, user: int = 7) -> dict[str, object]:
        """What the messenger says when somebody writes."""
        if self.channel == "vk":
            message = {"from_id": user, "peer_id": user, "text": "Привет"}
            return {"type": "message_new", "group_id": 1, "event_id": f"e{number}", "object": {"message": message},
                    "secret": SECRET}
        person, chat = {"id": user, "is_bot": False, "first_name": "Анна"}, {"id": user, "type": "private"}
        return {"update_id": number, "message": {"message_id": 1, "text": "Привет", "from": person, "chat": chat}}

    @property
    def webhook_is_set(self) -> bool:
        """Whether the messenger brings its updates to us."""
        if isinstance(self.loopback, LoopbackTelegram):
            return self.loopback.webhooks.url == self.url
        return any(server.status == "ok" and server.events for server in self.loopback.callbacks.servers.values())

    @property
    def taken(self) -> list[tuple[str, str | None]]:
        """Keys and raw words of what was taken in."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            return connection.execute("select dedupe_key, raw from inbox order by 1").fetchall()

    async def takes(self, number: int) -> None:
        """Wait until so many have been taken in."""
        await until(lambda: len(self.taken) >= number)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await SystemClock().pause(PAUSE)


@pytest.fixture(params=LOOPBACKS)
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    loopback = LOOPBACKS[request.param]()
    await loopback.start()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = tmp_path / "vekha.db"
    await (await open_database(f"sqlite:///{file}")).close()
    yield Place(request.param, loopback, port, file)
    await loopback.stop()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    again: str


async def post(place: Place, body: object, secret: str = SECRET) -> Answer:
    """One request as the messenger makes it; `body` is bytes, or an update to be written as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if place.channel == "telegram" else {}
    async with (aiohttp.ClientSession() as session,
                session.post(place.url, data=io.BytesIO(content), headers=headers) as answer):
        return Answer(answer.status, await answer.text(), answer.headers.get("Retry-After", ""))


RECEIPT = {"telegram": "", "vk": "ok"}
REFUSAL = {"telegram": 401, "vk": 403}


async def test_what_comes_is_taken_in_once_and_acknowledged(place: Place) -> None:
    async with place.served():
        for _ in range(3):
            assert await post(place, place.update(1)) == Answer(200, RECEIPT[place.channel], "")
    assert len(place.taken) == 1


async def test_many_at_once_are_all_taken_in(place: Place) -> None:
    async with place.served():
        answers = await asyncio.gather(*(post(place, place.update(each, user=each)) for each in range(1, 61)))
    assert {answer.status for answer in answers} == {200}
    assert len(place.taken) == 60


async def test_a_stranger_is_refused_and_the_secret_stays_out_of_the_log(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    guess = "a-guess-of-it"
    async with place.served():
        update = place.update(1) | ({"secret": guess} if place.channel == "vk" else {})
        assert (await post(place, update, guess)).status == REFUSAL[place.channel]
        assert (await post(place, b"", "")).status == REFUSAL[place.channel]
        assert (await post(place, place.update(2))).status == 200
    assert len(place.taken) == 1
    assert guess not in caplog.text
    assert SECRET not in caplog.text + str(place.taken)


async def test_only_posts_of_a_bearable_size_are_read(place: Place) -> None:
    async with place.served(), aiohttp.ClientSession() as session:
        for method in ("GET", "PUT", "DELETE"):
            async with session.request(method, place.url) as answer:
                assert answer.status == 405
        assert (await post(place, b" " * (BODY_LIMIT + 1))).status == 413
        async with session.post(place.url.replace(place.channel, "icq"), data=b"") as answer:
            assert answer.status == 404
    assert place.taken == []


async def test_what_nobody_can_read_is_kept_and_does_not_come_for_ever(place: Place) -> None:
    odd = place.update(1)
    odd.pop("message", None)
    odd.pop("object", None)
    async with place.served():
        assert (await post(place, odd)).status == 200
    ((_, raw),) = place.taken
    assert raw
    assert SECRET not in raw


async def test_nothing_is_acknowledged_while_the_database_is_away(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    async with place.served() as app:
        await app.database.close()
        for _ in range(2):
            assert await post(place, place.update(1)) == Answer(503, "", "5")
    assert place.taken == []
    told = [record for record in caplog.records if record.name == "bot.webhooks"]
    assert [bool(record.exc_info) for record in told] == [True, False]
    async with place.served():
        assert (await post(place, place.update(1))).status == 200
    assert len(place.taken) == 1


async def test_a_request_in_hand_is_finished_when_the_service_stops(place: Place) -> None:
    async with place.served() as app:

        async def stop() -> None:
            await SystemClock().pause(PAUSE * 3)
            await app.stop()

        async with app.database.transaction():
            asked = asyncio.gather(post(place, place.update(1)), stop())
            await SystemClock().pause(PAUSE * 6)
            assert not asked.done()
        answer, _ = await asked
    assert answer.status == 200
    assert len(place.taken) == 1


async def test_a_service_that_polls_opens_no_door(place: Place) -> None:
    async with place.served(hooked=False):
        assert (await post(place, place.update(1))).status == 404


async def test_from_polling_to_webhooks_nothing_is_lost(place: Place) -> None:
    async with place.served(hooked=False, loops=True) as app:
        await until(lambda: app.intakes[0].state == "")
        place.loopback.says("7", "Перед переключением")
        await place.takes(1)
    place.loopback.says("7", "Пока никого нет")
    async with place.served(loops=True) as app:
        place.loopback.says("8", "Пока переключается")
        await until(lambda: place.webhook_is_set)
        place.loopback.says("7", "После")
        await place.takes(4)
        await until(lambda: app.intakes[0].state == "")
        await until(lambda: bool(place.loopback.screen("8")))
    assert len(place.taken) == 4
    assert place.loopback.violations == []


async def test_from_webhooks_to_polling_nothing_is_lost(place: Place) -> None:
    async with place.served(loops=True):
        await until(lambda: place.webhook_is_set)
        place.loopback.says("7", "Перед переключением")
        await place.takes(1)
    place.loopback.says("7", "Пока никого нет")
    async with place.served(hooked=False, loops=True):
        place.loopback.says("8", "Пока переключается")
        await until(lambda: not place.webhook_is_set)
        place.loopback.says("7", "После")
        await place.takes(4)
        await until(lambda: bool(place.loopback.screen("8")))
    assert len(place.taken) == 4
    assert place.loopback.violations == []


async def test_while_the_old_one_still_polls_nothing_comes_twice(place: Place) -> None:
    async with place.served(hooked=False, loops=True, elsewhere=True) as old:
        await until(lambda: old.intakes[0].state == "")
        async with place.served(loops=True):
            for number in range(10):
                place.loopback.says("7", f"Сообщение {number}")
                await SystemClock().pause(PAUSE)
            await place.takes(10)
            await until(lambda: place.webhook_is_set)
            place.loopback.says("7", "Последнее")
            await place.takes(11)
    assert len(place.taken) == 11


async def test_what_is_wrong_with_the_webhook_stands_in_the_state(place: Place) -> None:
    async with place.served(loops=True) as app:
        place.loopback.token = "42:another"
        await until(lambda: "uthoriz" in app.intakes[0].state)
