"""Two replicas tick at the same moment: a digest a person a day, and one alarm."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest

from messages.catalogue import Catalogue
from scheduler import planner, unreachable
from scheduler.alarms import STANDS_AFTER, Alarms
from scheduler.digest import Digest
from storage.database import Database, Transaction, open_database
from tests.kill.scene import PROVE
from tests.phone import StageClock
from tests.scheduler.network import execute, found
from tests.scheduler.test_digest import at
from tests.wording import CATALOGUE

DIRECTORS = 1000 if PROVE else 300
PLANNED, DUE, AGAIN = at("2018-05-01 10:00"), at("2018-05-16 09:00"), at("2018-05-23 09:00")
"""The task is due on 30 May: its first two rungs are 14 and 7 days before."""


async def wording(tx: Transaction, participant: int) -> Catalogue:
    return CATALOGUE


@pytest.fixture
async def pair(database_url: str) -> AsyncIterator[list[Database]]:
    """The connections of two replicas."""
    databases = [await open_database(database_url) for _ in range(2)]
    yield databases
    for database in databases:
        await database.close()


async def together(*ticks: Callable[[], Awaitable[int]]) -> list[int]:
    """All at once, each until nothing is left to do; what each has done."""

    async def until_done(tick: Callable[[], Awaitable[int]]) -> int:
        done = 0
        while number := await tick():
            done += number
        return done

    return list(await asyncio.gather(*map(until_done, ticks)))


async def reasons(database: Database) -> Counter[tuple[int, str]]:
    """(participant, reason) of all that was planned."""
    async with database.reading() as tx:
        rows = await execute(tx, "select participant, reason from outbox")
    return Counter((row["participant"], row["reason"]) for row in rows)


async def test_a_thousand_due_at_once_get_one_digest_each(pair: Sequence[Database]) -> None:
    clock = StageClock(DUE)
    async with pair[0].transaction() as tx:
        network = await found(tx)
        school = await network.organisation("school", await network.organisation("municipality"))
        people = [await network.person("director", school) for _ in range(DIRECTORS)]
        await network.task(school, "2018-05-30")
        await planner.plan_programme(tx, network.programme, PLANNED)
    digests = [Digest(database, CATALOGUE, clock) for database in pair]

    for day in (DUE, AGAIN):
        await clock.advance(day - clock.now())
        told = await together(*(digest.tick for digest in digests))
        assert sum(told) == DIRECTORS, told
    expected = [(person, f"digest:{person}:{day}") for person in people for day in ("2018-05-16", "2018-05-23")]
    assert await reasons(pair[0]) == Counter(expected)
    async with pair[0].reading() as tx:
        left = await execute(tx, "select 1 from reminders where closed_at is null and fire_at <= :now", now=AGAIN)
    assert not left


async def test_an_operator_is_called_once_and_relieved_once(pair: Sequence[Database]) -> None:
    clock = StageClock(at("2018-05-30 12:00"))
    states: dict[str, str | None] = {"telegram": "", "vk": "the token was revoked"}
    async with pair[0].transaction() as tx:
        network = await found(tx)
        operator = await network.person("operator", await network.organisation("institute"))
    alarms = [Alarms(database, clock, lambda: states, wording=wording) for database in pair]

    for state in ("the token was revoked", ""):
        states["vk"] = state
        for seconds in (60, STANDS_AFTER, STANDS_AFTER):
            await clock.advance(seconds)
            await asyncio.gather(*(each.tick() for each in alarms))
    called = await reasons(pair[0])
    assert set(called.values()) == {1}
    assert [participant for participant, _ in called] == [operator] * 2


async def test_curators_hear_once_of_those_who_left(pair: Sequence[Database]) -> None:
    async with pair[0].transaction() as tx:
        network = await found(tx)
        institute, town = await network.organisation("institute"), await network.organisation("municipality")
        curators = [await network.person("curator", institute, territory=town) for _ in range(5)]
        school = await network.organisation("school", town)
        gone = [await network.person("director", school) for _ in range(5)]
        for person in gone:
            await execute(tx, "update addresses set closed_at = :now where participant = :id", now=PLANNED, id=person)

    told = await asyncio.gather(*(unreachable.tell(database, wording, DUE) for database in pair))
    assert sum(told) == len(curators)
    called = await reasons(pair[0])
    assert sorted(participant for participant, _ in called.elements()) == sorted(curators)
