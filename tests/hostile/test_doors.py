"""Our HTTP port against whoever reaches it: nothing is taken in without its secret, nothing personal is given out."""

import io
import random
import resource
import socket
from collections.abc import AsyncIterator
from itertools import islice

import aiohttp
import pytest
from yarl import URL

from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from bot.vk.client import VkMessenger
from tests.hostile import doors, ledger
from tests.hostile.campaign import PROVE, Score, Table
from tests.hostile.doors import SECRET, Call
from tests.hostile.ledger import TRAFFIC
from tests.hostile.world import World
from tests.wording import CATALOGUE

SHORT = 5
TOKENS = ("42:TEST-token", "TEST-token", "vk-token", SECRET)
MEGABYTES = 64
"""By which our memory may grow while it is bombed."""


@pytest.fixture
async def port(world: World) -> AsyncIterator[URL]:
    """The same service, built for webhooks."""
    listening = socket.create_server(("127.0.0.1", 0))
    url, clock = f"http://127.0.0.1:{listening.getsockname()[1]}", world.village.stage.clock
    telegram, vk = (world.village.stage.loopbacks[name] for name in ("telegram", "vk"))
    app = App(world.village.database, [
        TelegramMessenger(telegram.token, api_url=telegram.url, proxy=None, capabilities=CAPABILITIES["telegram"],
                          pause=clock.pause, webhook_url=f"{url}/webhook/telegram", webhook_secret=SECRET),
        VkMessenger(vk.token, group_id=1, api_url=vk.url, proxy=None, capabilities=CAPABILITIES["vk"],
                    pause=clock.pause, webhook_url=f"{url}/webhook/vk", webhook_secret=SECRET),
    ], clock, CATALOGUE)
    await app.serve(listening)
    yield URL(url)
    await app.stop()


async def answer(session: aiohttp.ClientSession, port: URL, call: Call) -> tuple[int, str]:
    """Status, headers and body as the attacker sees them; a broken connection is an answer too."""
    url, body = URL(f"{port}{call.path}", encoded=True), io.BytesIO(call.body) if call.body else None
    try:
        async with session.request(call.method, url, headers=call.headers, data=body) as found:
            return found.status, f"{dict(found.headers)} {await found.text(errors='replace')}"
    except aiohttp.ClientError as error:
        return 0, type(error).__name__


def findings(world: World, before: ledger.Page, status: int, text: str) -> list[str]:
    """What an attempt has got."""
    after = ledger.page(world.file, without=TRAFFIC)
    found = [str(change) for change in ledger.changes(before, after)]
    found += [f"heard {secret}" for secret in (*world.marks, *TOKENS) if secret in text]
    return found + ([f"a failure of ours: {status}"] if status >= 500 and status != 503 else [])


@pytest.mark.parametrize("category", doors.CATEGORIES)
async def test_nobody_gets_in_by(
    world: World, port: URL, chance: random.Random, table: Table, category: str
) -> None:
    calls, number = doors.CATEGORIES[category]
    score, memory = Score(category), _memory()
    async with aiohttp.ClientSession() as session:
        before = ledger.page(world.file, without=TRAFFIC)
        for call in islice(calls(world, chance), number if PROVE else SHORT):
            status, text = await answer(session, port, call)
            if call.fair:
                assert status == 200, call
                before = ledger.page(world.file, without=TRAFFIC)
                continue
            score.add(call, findings(world, before, status, text))
    table.scores.append(score)
    assert score.successes == []
    assert _memory() - memory < MEGABYTES


@pytest.mark.parametrize("path", ["/webhook/telegram", "/webhook/vk"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused(port: URL, path: str) -> None:
    async with aiohttp.ClientSession() as session:
        status, _ = await answer(session, port, Call("POST", path, {"Content-Encoding": "gzip"}, b"no gzip at all"))
    assert status in (400, 401, 403)


def _memory() -> float:
    """The most that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
