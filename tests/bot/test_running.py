"""`vekha run` as an operator sees it: a process that tells its health, ends in good order and keeps its logs clean."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from scheduler.programme import apply
from storage import participants, programmes
from storage.database import open_database
from tests.journeys.conftest import irkutsk
from tests.kill.ledger import Ledger
from tests.kill.process import Service
from tests.kill.watch import Heard, Watch
from tests.loopback.telegram import LoopbackTelegram

PATIENCE = 30.0
GRACE = 10.0
EARLIER = 1_527_000_000


@pytest.fixture
async def telegram() -> AsyncIterator[LoopbackTelegram]:
    loopback = LoopbackTelegram()
    await loopback.start()
    yield loopback
    await loopback.stop()


@pytest.fixture
def watch(telegram: LoopbackTelegram) -> Watch:
    watch = Watch()
    telegram.calls = Heard(watch)
    return watch


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(f"sqlite:///{tmp_path}/vekha.db")


@pytest.fixture
async def service(telegram: LoopbackTelegram, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Service]:
    """Not started yet."""
    environment = {"DATABASE_URL": ledger.url, "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url,
                   "HTTP_PORT": "0"}
    service = Service(environment, tmp_path / "service.log")
    yield service
    await service.cleared()


async def health(url: str) -> tuple[int, str]:
    """Status and body of /health."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def joined(ledger: Ledger) -> tuple[str, str]:
    """The Irkutsk example, of whom one person has joined: their Telegram id and their name."""
    database = await open_database(ledger.url)
    async with database.transaction() as tx:
        await apply.apply(tx, irkutsk(), now=EARLIER)
        person = (await participants.listed(tx, (await programmes.all(tx))[0].id))[0]
        await participants.consent(tx, person.participant, "2018-05", now=EARLIER)
        assert await participants.link(tx, "telegram", "1001", person.participant, now=EARLIER)
    await database.close()
    return "1001", person.name


async def test_it_ends_in_order_and_logs_nothing_about_people(
    service: Service, telegram: LoopbackTelegram, watch: Watch, ledger: Ledger
) -> None:
    user, name = await joined(ledger)
    await service.start()
    url = await service.ready()
    async with asyncio.timeout(PATIENCE):
        while (found := await health(url))[0] != 200:
            await watch.next(0.1)
    assert '"status": "ok"' in found[1]

    watch.at(1, service.terminate)  # while the answer is in the air
    telegram.says(user, "Привет, это я", name=name)
    async with asyncio.timeout(PATIENCE):
        while not telegram.screen(user):
            await watch.next(0.1)
    async with asyncio.timeout(GRACE):
        assert await service.ended() == 0, service.log

    assert await ledger.states() == {"sent": 1}
    assert len(telegram.screen(user)) == 1
    personal = await ledger.personal()
    assert name in personal
    hidden = [*personal, telegram.token, telegram.token.partition(":")[2], "Привет", telegram.screen(user)[0].text]
    assert not [word for word in hidden if word in service.log]


async def test_a_wrong_token_is_told_once_and_not_shown(
    service: Service, telegram: LoopbackTelegram, watch: Watch
) -> None:
    secret = telegram.token.partition(":")[2]
    telegram.token = "42:another"
    await service.start()
    url = await service.ready()
    async with asyncio.timeout(PATIENCE):
        while "starting" in (found := await health(url))[1]:
            await watch.next(0.1)
    service.terminate()
    assert await service.ended() == 0, service.log

    assert found[0] == 503
    assert "Unauthorized" in found[1]
    assert secret not in found[1] + service.log
    lines = [line for line in service.log.splitlines() if "Unauthorized" in line]
    assert len(lines) == 1, service.log
