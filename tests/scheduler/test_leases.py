"""One process works, the others stand by, and who is dead is replaced."""

import asyncio
import os
from dataclasses import replace
from functools import partial

import pytest

from scheduler.clock import HandClock
from scheduler.leases import LASTING, SILENT, Lease, myself
from storage import leases
from storage.database import Database, OutOfReach, Transaction, open_database
from tests.conftest import Server
from tests.scheduler.network import execute

ELSEWHERE = replace(myself(), host="another", pid=7)
ME = myself()


async def pass_time(database: Database, seconds: float) -> None:
    """As if the database's clock had gone on by so much."""
    async with database.transaction() as tx:
        await execute(tx, "update leases set expires_at = expires_at - :ms", ms=int(seconds * 1000))


async def fences(*held: Lease) -> list[int]:
    for lease in held:
        await lease.beat()
    return [lease.fence for lease in held]


async def test_one_holds_it_and_the_other_stands_by_until_it_has_run_out(database: Database) -> None:
    taken: list[str] = []
    first = Lease(database, "vk", HandClock(), ELSEWHERE, lambda: taken.append("first"))
    second = Lease(database, "vk", HandClock(), ME, lambda: taken.append("second"))
    other = Lease(database, "telegram", HandClock(), ME)
    assert await fences(first, second, other) == [1, 0, 1]
    assert (second.is_elsewhere, second.is_sure) == (True, False)
    await pass_time(database, LASTING - 1)
    assert await fences(second) == [0]
    assert await fences(first, second) == [1, 0], "a beat keeps it"
    await pass_time(database, LASTING)
    assert await fences(second, first) == [2, 0]
    assert (first.is_elsewhere, second.is_elsewhere) == (True, False)
    assert taken == ["first", "second"]


async def test_one_that_has_run_out_is_kept_on_if_nobody_has_taken_it(database: Database) -> None:
    lease = Lease(database, "vk", HandClock(), ELSEWHERE)
    await lease.beat()
    await pass_time(database, 10 * LASTING)
    assert await fences(lease) == [1]


async def test_one_that_is_given_back_is_taken_at_once(database: Database) -> None:
    first, second = (Lease(database, "vk", HandClock(), holder) for holder in (ELSEWHERE, ME))
    await first.beat()
    await first.free()
    assert await fences(second) == [2]
    await first.beat()
    assert first.fence == 0, "who has given it back does not take it again"


async def test_a_transaction_knows_whether_its_number_still_holds(database: Database) -> None:
    first, second = (Lease(database, "vk", HandClock(), holder) for holder in (ELSEWHERE, ME))
    await first.beat()
    await pass_time(database, LASTING)
    await second.beat()
    async with database.transaction() as tx:
        assert not await leases.is_held(tx, "vk", first.fence)
        assert await leases.is_held(tx, "vk", second.fence)


async def test_who_is_frozen_within_a_transaction_does_not_keep_others_from_taking_over(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has locked the lease's row to claim under it, and says nothing any more."""
    monkeypatch.setattr("storage.postgresql.SILENT", 0.2)
    name = f"vekha_frozen_{os.getpid()}"
    await postgresql.execute(f"create database {name} template {postgresql.template}")
    frozen, alive = [await open_database(postgresql.database(name)) for _ in range(2)]
    try:
        first, second = Lease(frozen, "vk", HandClock(), ELSEWHERE), Lease(alive, "vk", HandClock(), ME)
        await first.beat()
        await pass_time(alive, LASTING)
        with pytest.raises(OutOfReach):
            await frozen.work(partial(_freezes, first, second))
        assert second.fence == 2
        assert await fences(first) == [0], "it has waked up"
    finally:
        await frozen.close()
        await alive.close()
        await postgresql.execute(f"drop database {name}")


async def _freezes(own: Lease, other: Lease, tx: Transaction) -> None:
    assert await leases.is_held(tx, "vk", own.fence)
    async with asyncio.timeout(10):
        await other.beat()
    await leases.is_held(tx, "vk", own.fence)


async def test_a_process_that_has_not_beaten_for_long_is_not_sure_of_it(sqlite_database: Database) -> None:
    clock = HandClock()
    lease = Lease(sqlite_database, "vk", clock, ME)
    await lease.beat()
    clock.advance(LASTING - 0.1)
    assert lease.is_sure
    clock.advance(0.1)
    assert not lease.is_sure
    await lease.beat()
    assert lease.is_sure


@pytest.mark.parametrize(("holder", "wait"), [
    (replace(ME, nonce="before", pid=2**22 + 1), 0.0),
    (replace(ME, nonce="before"), 0.0),
    (replace(ME, nonce="before", pid=os.getppid()), LASTING),
    (replace(ME, nonce="before", space="boot:1"), SILENT),
    (replace(ME, nonce="before", space="boot:1", pid=ME.pid + 1), LASTING),
    (replace(ME, nonce="before", host="another"), LASTING),
    (ME, LASTING),
    ("somebody", LASTING),
], ids=["a dead process of this machine", "an earlier life of this one", "a living process of this machine",
        "an earlier life of this container", "a process of a container beside", "a process of another machine",
        "this process", "what we cannot read"])
def test_how_long_the_holder_must_have_been_silent(holder: object, wait: float) -> None:
    assert ME.may_take_after(str(holder)) == wait


async def test_an_earlier_life_is_not_waited_for(database: Database) -> None:
    for number in (1, 2, 3):
        assert await fences(Lease(database, "vk", HandClock())) == [number]


async def test_a_container_of_the_same_name_is_not_robbed_while_it_lives(database: Database) -> None:
    beside = Lease(database, "vk", HandClock(), replace(ME, space="boot:1", nonce="beside"))
    mine = Lease(database, "vk", HandClock(), ME)
    assert await fences(beside, mine) == [1, 0]
    await pass_time(database, SILENT - 0.5)
    assert await fences(mine) == [0]
    await pass_time(database, 0.6)
    assert await fences(mine) == [2]
