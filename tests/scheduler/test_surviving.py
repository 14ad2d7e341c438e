"""One deed fails: what it wrote is gone, the log says of what, and whoever asked goes on."""

import logging

import pytest

from scheduler.surviving import survived
from storage import settings
from storage.database import Database, OutOfReach, Transaction


async def writes(tx: Transaction) -> int:
    await settings.put(tx, "bell", "rung")
    return 3


async def writes_and_fails(tx: Transaction) -> int:
    return await writes(tx) // 0


async def loses_the_database(tx: Transaction) -> int:
    raise OutOfReach("the disk is full")


async def kept(database: Database) -> str | None:
    async with database.transaction() as tx:
        return await settings.get(tx, "bell")


async def test_what_has_been_done_is_kept(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    assert await survived(database, writes, "slot", 17, 0) == 3
    assert await kept(database) == "rung"
    assert not caplog.records


async def test_what_fails_leaves_nothing_but_a_line_in_the_log(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    assert await survived(database, writes_and_fails, "slot", 17, 0) == 0
    assert await kept(database) is None
    (record,) = caplog.records
    assert (record.levelno, record.getMessage(), vars(record)["slot"]) == (logging.ERROR, "slot 17 is passed over", 17)
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError


async def test_without_the_database_there_is_no_going_on(database: Database) -> None:
    with pytest.raises(OutOfReach):
        await survived(database, loses_the_database, "slot", 17, 0)
