"""Transactions and what comes out of them, on both databases."""

import asyncio
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from storage import settings
from storage.database import BadDatabaseUrl, Database, OutOfReach, Transaction, open_database
from storage.queries import UnknownQuery


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Painted:
    value: Colour


async def test_what_is_committed_is_seen_by_readers(database: Database) -> None:
    async with database.transaction() as tx:
        await settings.put(tx, "a", "1")
    async with database.reading() as tx:
        assert await settings.get(tx, "a") == "1"


async def test_an_exception_takes_everything_back(database: Database) -> None:
    async def broken() -> None:
        async with database.transaction() as tx:
            await settings.put(tx, "a", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await broken()
    async with database.transaction() as tx:
        assert await settings.get(tx, "a") is None


async def test_a_reader_does_not_wait_for_the_writer_nor_see_its_half(database: Database) -> None:
    async with database.transaction() as writing:
        await settings.put(writing, "a", "1")
        async with database.reading() as reading:
            assert await settings.get(reading, "a") is None


async def test_a_cancelled_turn_leaves_nothing_to_the_next(database: Database) -> None:
    begun, never = asyncio.Event(), asyncio.Event()

    async def turn() -> None:
        async with database.transaction() as tx:
            await settings.put(tx, "a", "half")
            begun.set()
            await never.wait()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(turn())
        await begun.wait()
        task.cancel()
    async with database.transaction() as tx:
        assert await settings.get(tx, "a") is None


async def test_writers_take_turns(database: Database) -> None:
    async def add() -> None:
        async with database.transaction() as tx:
            await settings.put(tx, "n", str(int(await settings.get(tx, "n") or 0) + 1))

    async with database.transaction() as tx:
        await settings.put(tx, "n", "0")
    for _ in range(3):
        await add()
    async with database.reading() as tx:
        assert await settings.get(tx, "n") == "3"


async def test_a_row_becomes_a_dataclass_with_its_enums(database: Database) -> None:
    async with database.transaction() as tx:
        await settings.put(tx, "colour", "red")
        found = await tx.one(Painted, "settings.get", name="colour")
    assert found == Painted(Colour.RED)
    assert isinstance(found.value, Colour)


async def test_no_row_is_none_and_counts_as_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.one(Painted, "settings.get", name="none") is None
        assert await tx.all(Painted, "settings.get", name="none") == []
        assert await tx.value("settings.get", name="none") is None
        assert await tx.integer("settings.get", name="none") == 0
        assert not await tx.run("settings.get", name="none")


async def test_repeating_runs_once_for_each_set_of_facts(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.repeat("settings.put", [{"name": name, "value": name} for name in "abc"])
        await tx.repeat("settings.put", [])
        assert [await settings.get(tx, name) for name in "abc"] == ["a", "b", "c"]


async def undone(tx: Transaction) -> None:
    async with tx.undoable():
        await settings.put(tx, "undone", "1")
        raise ZeroDivisionError


async def test_a_savepoint_takes_back_only_its_part(database: Database) -> None:
    async with database.transaction() as tx:
        await settings.put(tx, "kept", "1")
        with pytest.raises(ZeroDivisionError):
            await undone(tx)
    async with database.reading() as tx:
        assert await settings.get(tx, "kept") == "1"
        assert await settings.get(tx, "undone") is None


async def test_an_unknown_query_is_named(database: Database) -> None:
    with pytest.raises(UnknownQuery, match=r"nothing\.such"):
        async with database.transaction() as tx:
            await tx.run("nothing.such")


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "vekha.db", ""])
async def test_an_address_of_no_known_database_is_refused_without_its_secrets(url: str) -> None:
    with pytest.raises(BadDatabaseUrl) as caught:
        await open_database(url)
    assert "secret" not in str(caught.value)


async def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/vekha.db")
    await database.close()
    await database.close()


@pytest.mark.parametrize("what", ["a folder", "another file", "no place"])
async def test_what_is_no_database_is_out_of_reach_at_once(what: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"this is not a database, only a long enough text " * 50)
    path = {"a folder": tmp_path, "another file": file, "no place": file / "below" / "x.db"}[what]
    with pytest.raises(OutOfReach):
        await open_database(f"sqlite:///{path}")


async def test_a_server_that_is_not_there_is_out_of_reach_without_its_password() -> None:
    with pytest.raises(OutOfReach) as problem:
        await open_database("postgresql://vekha:secret@127.0.0.1:1/vekha")
    assert "secret" not in str(problem.value)


async def test_a_beginning_that_is_cancelled_does_not_stay_open(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/v.db")
    other = sqlite3.connect(tmp_path / "v.db", isolation_level=None)
    other.execute("begin immediate")

    async def waits() -> None:
        async with database.transaction():
            pytest.fail("the other one holds the lock")

    waiting = asyncio.gather(waits(), return_exceptions=True)
    await asyncio.wait({waiting}, timeout=0.05)
    waiting.cancel()
    other.execute("rollback")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    async with database.transaction() as tx:
        await settings.put(tx, "after", "works")
    await database.close()
