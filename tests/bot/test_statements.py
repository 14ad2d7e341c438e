"""What comes together costs as few statements as what comes alone: nobody is looked up, or answered, one by one."""

import sqlite3
from collections.abc import Callable, Sequence

import pytest

from bot.app import App
from messages.messenger import Batch
from messages.updates import Address, Said, Update
from storage import participants
from storage.database import Database
from storage.sqlite import SqliteDatabase
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock
from tests.scheduler.network import found
from tests.wording import CATALOGUE

MARKS = ("savepoint", "release", "begin", "commit")
NOW = 1_527_000_000
MANY = 60


async def statements(
    database: SqliteDatabase, app: App, messenger: MemoryMessenger, updates: Sequence[Update]
) -> list[str]:
    """What is asked of the database, the marks of a transaction aside."""
    asked: list[str] = []

    async def listen(trace: Callable[[str], None] | None) -> None:
        def set_trace(raw: sqlite3.Connection) -> None:
            raw.set_trace_callback(trace)

        await database._writer.do(set_trace)

    await listen(asked.append)
    await app.reception.receive(messenger, Batch(tuple(updates), ""))
    await listen(None)
    return [each for each in asked if not each.lower().startswith(MARKS)]


@pytest.mark.parametrize("words", ["Добрый вечер", "№ 14", "…"])
async def test_texts_that_nobody_understands_cost_no_more_statements_together_than_one(
    sqlite_database: Database, words: str
) -> None:
    assert isinstance(sqlite_database, SqliteDatabase)
    messenger = MemoryMessenger("telegram")
    app = App(sqlite_database, [messenger], StageClock(NOW), CATALOGUE)
    async with sqlite_database.transaction() as tx:
        network = await found(tx)
        for number in range(MANY):
            director = await network.person("director", await network.organisation("school"), address=False)
            await participants.link(tx, "telegram", str(number), director, now=NOW)
    say = [Said(key=f"{number}", address=Address("telegram", str(number)), text=words) for number in range(MANY)]
    await statements(sqlite_database, app, messenger, say[:1])  # reads the words of the programme
    one = await statements(sqlite_database, app, messenger, say[1:2])
    many = await statements(sqlite_database, app, messenger, say[2:])
    assert len(many) == len(one) > 0
