"""Work that a database does in one go, parts of it that are undone, and who goes first."""

import asyncio

import pytest

from storage import inbox, settings
from storage.database import Database, ForeignWait, OutOfReach, Transaction
from storage.savepoints import Mark, Savepoints
from storage.sqlite import SqliteDatabase
from tests.scheduler.network import execute


async def test_work_commits_and_gives_its_result(database: Database) -> None:
    async def deed(tx: Transaction) -> str | None:
        await settings.put(tx, "a", "1")
        return await settings.get(tx, "a")

    assert await database.work(deed) == "1"
    async with database.reading() as tx:
        assert await settings.get(tx, "a") == "1"


async def test_who_only_looks_does_not_wait_for_the_writer(database: Database) -> None:
    async with database.transaction() as tx:
        await settings.put(tx, "a", "half")
        assert await database.look(lambda other: settings.get(other, "a")) is None


async def test_work_that_fails_leaves_nothing(database: Database) -> None:
    async def deed(tx: Transaction) -> None:
        await settings.put(tx, "a", "1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.work(deed)
    async with database.reading() as tx:
        assert await settings.get(tx, "a") is None


async def test_work_and_transactions_take_turns(database: Database) -> None:
    async def deed(tx: Transaction) -> None:
        await settings.put(tx, "b", "work")

    async with asyncio.TaskGroup() as group:
        async with database.transaction() as tx:
            await settings.put(tx, "a", "half")
            task = group.create_task(database.work(deed))
            await settings.put(tx, "a", "whole")
        await task
    async with database.reading() as tx:
        assert [await settings.get(tx, name) for name in "ab"] == ["whole", "work"]


async def test_who_is_cancelled_while_it_works_leaves_all_or_nothing(database: Database) -> None:
    async def deed(tx: Transaction) -> None:
        for number in range(50):
            await settings.put(tx, f"n{number}", "1")

    async with asyncio.TaskGroup() as group:
        task = group.create_task(database.work(deed))
        await asyncio.wait([task], timeout=0)
        task.cancel()
    async with database.transaction() as tx:
        kept = [await settings.get(tx, f"n{number}") for number in range(50)]
    assert len(set(kept)) == 1


async def test_on_sqlite_work_may_not_wait_for_the_world(sqlite_database: Database) -> None:
    async def deed(tx: Transaction) -> None:
        await settings.put(tx, "a", "1")
        await asyncio.wait([asyncio.get_running_loop().create_future()], timeout=0)

    async def idle(tx: Transaction) -> None:
        await settings.put(tx, "a", "1")
        await _nothing()

    with pytest.raises((ForeignWait, RuntimeError)):
        await sqlite_database.work(deed)
    with pytest.raises(ForeignWait):
        await sqlite_database.work(idle)
    async with sqlite_database.reading() as tx:
        assert await settings.get(tx, "a") is None


async def test_a_disk_that_is_full_within_a_part_is_no_fault_of_the_part(sqlite_database: Database) -> None:
    """SQLite then undoes everything by itself, and nothing is left that a savepoint could undo."""
    async def deed(tx: Transaction) -> None:
        async with tx.undoable():
            for number in range(50):
                await settings.put(tx, f"n{number}", "words" * 4000)

    assert isinstance(sqlite_database, SqliteDatabase)
    ((pages,),) = await sqlite_database._writer.execute_fetchall("pragma page_count")
    await sqlite_database._writer.execute_fetchall(f"pragma max_page_count = {pages + 3}")
    await sqlite_database._writer.execute_fetchall("pragma cache_size = 5")
    with pytest.raises(OutOfReach):
        await sqlite_database.work(deed)
    async with sqlite_database.reading() as tx:
        assert await settings.get(tx, "n0") is None


async def test_a_part_is_undone_whether_it_has_written_or_only_looked(database: Database) -> None:
    async def deed(tx: Transaction) -> None:
        await settings.put(tx, "outer", "1")
        for name in ("", "inner"):
            with pytest.raises(ZeroDivisionError):
                await _fails(tx, name)
        async with tx.undoable():
            await settings.put(tx, "good", "1")

    await database.work(deed)
    async with database.transaction() as tx:
        await deed(tx)
        assert [await settings.get(tx, name) for name in ("outer", "inner", "good")] == ["1", None, "1"]


async def test_parts_within_parts_are_undone_alone(database: Database) -> None:
    async with database.transaction() as tx:
        async with tx.undoable():
            with pytest.raises(ZeroDivisionError):
                await _fails(tx, "inner")
            await settings.put(tx, "outer", "1")
        assert [await settings.get(tx, name) for name in ("outer", "inner")] == ["1", None]


def test_a_savepoint_is_set_only_before_something_is_written() -> None:
    points = Savepoints()
    assert points.moved("begin") == []
    assert points.moved("begin") == []
    assert points.before_writing() == [Mark.SET, Mark.SET]
    assert points.before_writing() == []
    assert points.moved("undo") == [Mark.UNDO]
    assert points.moved("release") == [Mark.DROP]
    assert points.moved("release") == [Mark.DROP]
    assert points.before_writing() == []


async def test_of_many_updates_those_that_are_new_are_claimed(database: Database) -> None:
    async with database.transaction() as tx:
        assert await inbox.claim(tx, {"a": None, "b": None}, real_now=1) == {"a", "b"}
        assert await inbox.claim(tx, {"b": None, "c": "raw"}, real_now=1) == {"c"}
        assert await inbox.claim(tx, {}, real_now=1) == set()
        assert await inbox.seen(tx, ["a", "c", "d"]) == {"a", "c"}


async def waiting(tx: Transaction) -> int:
    """How many stand in a queue of PostgreSQL's."""
    (row,) = await execute(tx, "select count(*) as number from pg_locks l join pg_database d on d.oid = l.database "
                               "where l.locktype = 'advisory' and not l.granted and d.datname = current_database()")
    return int(row["number"])


async def test_who_queues_up_for_a_name_goes_after_those_before(database: Database) -> None:
    order: list[int] = []

    async def turn(number: int) -> None:
        async with database.transaction() as tx:
            await tx.queue_up(["telegram\0007", f"own {number}"])
            order.append(number)
            await settings.put(tx, "last", str(number))

    async with asyncio.TaskGroup() as group, database.transaction() as tx:
        await tx.queue_up(["telegram\0007"])
        for number in range(3):
            group.create_task(turn(number))
            while database.writers > 1 and await waiting(tx) <= number:
                """Until the server has seen them stand."""
        order.append(-1)
        await settings.put(tx, "last", "-1")
    assert order == [-1, 0, 1, 2]


async def _fails(tx: Transaction, name: str) -> None:
    async with tx.undoable():
        if name:
            await settings.put(tx, name, "1")
        await settings.get(tx, "outer")
        raise ZeroDivisionError


class _Nothing:
    def __await__(self):  # type: ignore[no-untyped-def]
        yield


async def _nothing() -> None:
    await _Nothing()
