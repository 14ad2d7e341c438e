"""Operators hear of a channel that stands still, once a day and by another one that works; and when it works again."""

from typing import Any

import pytest

from messages import stored
from messages.catalogue import Catalogue
from messages.messenger import Fault
from scheduler.alarms import LOOK, STANDS_AFTER, Alarms
from storage.database import Database, Transaction
from tests.phone import StageClock
from tests.scheduler.network import execute, found, insert
from tests.scheduler.test_digest import at
from tests.wording import CATALOGUE

NOON = "2018-05-30 12:00"


async def wording(tx: Transaction, participant: int) -> Catalogue:
    return CATALOGUE


class Watchman:
    """Two channels, an operator who can be written to by both, and one process or several that keep watch."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = StageClock(at(NOON))
        self.states: dict[str, str | None] = {"telegram": "", "vk": ""}
        self.alarms = self.process()
        self.operator = 0

    def process(self) -> Alarms:
        return Alarms(self.database, self.clock, lambda: self.states, wording=wording, title=str.upper)

    async def settle(self) -> None:
        async with self.database.transaction() as tx:
            network = await found(tx)
            institute = await network.organisation("institute")
            self.operator = await network.person("operator", institute)
            await network.person("curator", institute)
            await insert(tx, "addresses", channel="vk", user_id="v", participant=self.operator, linked_at=1, seen_at=2)

    async def lives(self, seconds: float, alarms: Alarms | None = None) -> int:
        told, step = 0, LOOK if seconds < 7200 else 600
        while seconds > 0:
            await self.clock.advance(min(step, seconds))
            seconds -= step
            told += await (alarms or self.alarms).tick()
        return told

    async def letters(self) -> list[dict[str, Any]]:
        async with self.database.reading() as tx:
            return await execute(tx, "select o.*, b.content from outbox o join bodies b on b.id = o.body order by o.id")


@pytest.fixture
async def watchman(database: Database) -> Watchman:
    watchman = Watchman(database)
    await watchman.settle()
    return watchman


async def test_a_short_stand_calls_nobody(watchman: Watchman) -> None:
    watchman.states["vk"] = "no network"
    assert await watchman.lives(STANDS_AFTER - LOOK) == 0
    watchman.states["vk"] = ""
    assert await watchman.lives(3 * STANDS_AFTER) == 0


async def test_operators_are_told_once_by_the_other_channel(watchman: Watchman) -> None:
    watchman.states["vk"] = "token: 5: User <authorization> failed"
    assert await watchman.lives(3600) == 1
    letter, = await watchman.letters()
    assert (letter["channel"], letter["participant"]) == ("telegram", watchman.operator)
    assert letter["reason"] == "alarm:vk:2018-05-30"
    text = stored.read(letter["content"]).text
    assert "VK не работает" in text
    assert "не принимает токен" in text
    assert "authorization" not in text


@pytest.mark.parametrize(("why", "words"), [
    (Fault.CAPTCHA.told("14: Captcha needed"), "пишет человек"),
    (Fault.RIVAL.told("Conflict"), "другая программа"),
    (Fault.EVERYBODY.told("5 people in a row"), "всем подряд"),
    ("ClientConnectorError", "Связи с мессенджером нет"),
])
async def test_they_hear_what_is_wrong_and_what_helps(watchman: Watchman, why: str, words: str) -> None:
    watchman.states["vk"] = why
    await watchman.lives(600)
    letter, = await watchman.letters()
    assert words in stored.read(letter["content"]).text


async def test_they_hear_that_it_works_again_once(watchman: Watchman) -> None:
    watchman.states["vk"] = "captcha"
    await watchman.lives(600)
    watchman.states["vk"] = ""
    assert await watchman.lives(600) == 1
    letter = (await watchman.letters())[-1]
    assert "снова работает" in stored.read(letter["content"]).text
    assert letter["channel"] == "vk"  # where they wrote last, now that it works


async def test_a_channel_that_comes_and_goes_rings_once_a_day(watchman: Watchman) -> None:
    for _ in range(5):
        watchman.states["vk"] = "409: another poller"
        await watchman.lives(600)
        watchman.states["vk"] = ""
        await watchman.lives(600)
    assert len(await watchman.letters()) == 2
    watchman.states["vk"] = "409: another poller"
    await watchman.lives(22 * 3600)
    assert [letter["reason"] for letter in await watchman.letters()][2:] == ["alarm:vk:2018-05-31"]


async def test_nobody_is_woken_at_night(watchman: Watchman) -> None:
    await watchman.clock.advance(10 * 3600)
    watchman.states["vk"] = "banned"
    await watchman.lives(9 * 3600)
    assert await watchman.letters() == []
    await watchman.lives(2 * 3600)
    letter, = await watchman.letters()
    assert letter["not_before"] >= at("2018-05-31 08:00")
    assert "с 30 мая, 22:" in stored.read(letter["content"]).text


async def test_replicas_and_restarts_do_not_repeat_it(watchman: Watchman) -> None:
    watchman.states["vk"] = "5: token"
    await watchman.lives(600)
    assert await watchman.lives(600, watchman.process()) == 0
    watchman.states["vk"] = ""
    assert await watchman.lives(LOOK, watchman.process()) == 1
    assert await watchman.lives(LOOK, watchman.alarms) == 0


async def test_a_process_in_waiting_does_not_judge(watchman: Watchman) -> None:
    watchman.states["vk"] = "5: token"
    await watchman.lives(600)
    watchman.states["vk"] = None
    assert await watchman.lives(600, watchman.process()) == 0


async def test_without_another_channel_it_is_only_logged(
    watchman: Watchman, caplog: pytest.LogCaptureFixture
) -> None:
    watchman.states |= {"vk": "no network", "telegram": "no network"}
    assert await watchman.lives(3600) == 0
    lines = [record.getMessage() for record in caplog.records if "standing still" in record.getMessage()]
    assert len(lines) == 2
