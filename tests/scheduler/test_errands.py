"""Files that somebody waits for come once, or it is said that they will not."""

import pytest

from messages.catalogue import Catalogue
from messages.reports.figures import Chart, Series
from messages.updates import FileKind
from scheduler import errands as running
from scheduler.errands import Elsewhere, Errands, Order
from storage import errands
from storage.database import Database, Transaction
from storage.errands import Errand, Share
from tests.phone import StageClock
from tests.scheduler import network
from tests.scheduler.network import execute
from tests.wording import CATALOGUE

GOOD = Chart("Что?", ["а"], [Series("", 1, [1])], "", "")
BAD = Chart("Что?", ["а", "б"], [Series("", 1, [1])], "", "")


async def wording(tx: Transaction, participant: int) -> Catalogue:
    return CATALOGUE


def ordering(chart: Chart | None) -> running.Ordering:
    async def ordered(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
        reply = catalogue.say("results/chart_empty")
        return Order(reply, chart, FileKind.PHOTO, "chart.png", "image/png")

    return ordered


async def wished(database: Database) -> None:
    async with database.transaction() as tx:
        net = await network.found(tx)
        who = await net.person("curator", await net.organisation("institute"))
        await errands.put(tx, participant=who, channel="telegram", user=str(who), kind="chart", facts="{}")


def runner(database: Database, chart: Chart | None, clock: StageClock | None = None) -> Errands:
    return Errands(database, clock or StageClock(1), {"chart": ordering(chart)}, wording=wording)


async def letters(database: Database) -> list[str]:
    async with database.reading() as tx:
        return [row["content"] for row in await execute(tx, "select content from bodies order by id")]


async def test_it_comes_once_with_its_file(database: Database) -> None:
    await wished(database)
    errand = runner(database, GOOD)
    assert await errand.tick()
    assert not await errand.tick()
    async with database.reading() as tx:
        assert [row["name"] for row in await execute(tx, "select name from files")] == ["chart.png"]
        assert await execute(tx, "select * from errands") == []
        assert len(await execute(tx, "select * from fleeting")) == 1
    assert len(await letters(database)) == 1


async def test_something_more_may_be_done_with_the_file(database: Database) -> None:
    await wished(database)
    kept: list[int] = []

    async def keep(tx: Transaction, file: int) -> None:
        kept.append(file)

    async def ordered(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
        return Order(catalogue.say("results/chart_empty"), GOOD, FileKind.PHOTO, "chart.png", "image/png", keep)

    assert await Errands(database, StageClock(1), {"chart": ordered}, wording=wording).tick()
    async with database.reading() as tx:
        assert [row["id"] for row in await execute(tx, "select id from files")] == kept


async def test_words_alone_come_without_a_file(database: Database) -> None:
    await wished(database)
    assert await runner(database, None).tick()
    async with database.reading() as tx:
        assert await execute(tx, "select * from files") == await execute(tx, "select * from fleeting") == []
    assert "Ответов пока нет" in (await letters(database))[0]


async def test_what_fails_is_tried_again_and_then_said(sqlite_database: Database,
                                                       caplog: pytest.LogCaptureFixture) -> None:
    await wished(sqlite_database)
    errand = runner(sqlite_database, BAD)
    for _ in range(running.TRIES - 1):
        assert await errand.tick()
        assert await letters(sqlite_database) == []
    assert await errand.tick()
    assert not await errand.tick()
    assert "Не получилось сделать файл" in (await letters(sqlite_database))[0]
    assert caplog.text.count("is not made") == running.TRIES


async def test_any_failure_ends_after_so_many_tries(sqlite_database: Database) -> None:
    async def broken(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
        raise ValueError("a bug of ours")

    await wished(sqlite_database)
    errand = Errands(sqlite_database, StageClock(1), {"chart": broken}, wording=wording)
    while await errand.tick():
        pass
    assert "Не получилось сделать файл" in (await letters(sqlite_database))[0]


async def test_one_that_takes_the_process_with_it_is_given_up(sqlite_database: Database) -> None:
    await wished(sqlite_database)
    async with sqlite_database.transaction() as tx:
        await execute(tx, "update errands set tries = 3")
    assert await runner(sqlite_database, GOOD).tick()
    assert "Не получилось сделать файл" in (await letters(sqlite_database))[0]


async def test_what_a_process_has_left_is_taken_up_after_a_while(database: Database) -> None:
    await wished(database)
    clock = StageClock(1)
    async with database.transaction() as tx:
        assert await errands.take(tx, real_now=int(clock.real()), stale=0)
    errand = runner(database, GOOD, clock)
    assert not await errand.tick()
    await clock.pause(running.STALE + 1)
    assert await errand.tick()
    assert len(await letters(database)) == 1


async def test_who_was_slower_sends_nothing(database: Database) -> None:
    await wished(database)
    async with database.transaction() as tx:
        taken = await errands.take(tx, real_now=1, stale=0)
        assert taken
        assert await errands.end(tx, taken.id)
    async with database.transaction() as tx:
        await runner(database, GOOD)._send(taken, Order(CATALOGUE.say("results/chart_empty")), b"", tx)
    assert await letters(database) == []


async def test_what_is_made_elsewhere_comes_with_its_own_order(database: Database) -> None:
    await wished(database)

    async def made() -> tuple[Order, bytes]:
        return Order(CATALOGUE.say("results/coming"), None, FileKind.DOCUMENT, "made.xlsx", "x"), b"content"

    async def ordered(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Elsewhere:
        return Elsewhere(made)

    assert await Errands(database, StageClock(1), {"chart": ordered}, wording=wording).tick()
    async with database.reading() as tx:
        assert await execute(tx, "select name, content from files") == [{"name": "made.xlsx", "content": b"content"}]
    assert "Готовлю" in (await letters(database))[0]


async def test_each_sees_to_its_own_kinds(database: Database) -> None:
    await wished(database)
    kinds = frozenset({"chart"})
    mine, others = (Errands(database, StageClock(1), {"chart": ordering(GOOD)}, wording=wording,
                            share=Share(kinds, only_these=mine)) for mine in (True, False))
    async with database.reading() as tx:
        person = (await execute(tx, "select participant from errands"))[0]["participant"]
        assert await errands.waiting_for(tx, person, "chart")
    assert not await others.tick()
    assert await mine.tick()
    assert not await mine.tick()
    async with database.reading() as tx:
        assert not await errands.waiting_for(tx, person, "chart")
