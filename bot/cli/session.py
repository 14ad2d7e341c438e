"""What a command works with: settings, an open database and programme time; and how it fails in plain words.

What can go wrong:
* Failure    lines for the person at the terminal, and the exit status
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import typer

from bot import settings as environment
from bot.cli import words
from bot.settings import BadSettings, Settings
from scheduler import clock as clocks
from scheduler.clock import SystemClock
from storage.database import Database, NewerSchema, StorageProblem, open_database

MISTAKE = 1
"""Exit status for what stands in the files or was asked for."""
OUR_PLACE = 2
"""Exit status for settings, the database and the command line itself."""


class Failure(Exception):
    """The command cannot be done; the lines say why and what helps."""

    def __init__(self, lines: Sequence[str], status: int = MISTAKE) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)
        self.status = status


@dataclass(frozen=True, slots=True)
class Session:
    """Lent to one command. `now` is programme time."""

    settings: Settings
    database: Database
    now: int


def settings() -> Settings:
    """The settings; names that nothing reads are warned of. Raises `Failure`."""
    for strange in environment.unknown():
        typer.echo(words.say("settings.unknown", name=strange.name, near=strange.near), err=True)
    try:
        return environment.read()
    except BadSettings as bad:
        lines = [words.say(f"settings.{each.kind}", variable=each.variable) for each in bad.mistakes]
        raise Failure(lines, OUR_PLACE) from None


@asynccontextmanager
async def opened() -> AsyncIterator[Session]:
    """Settings and a migrated database, closed afterwards. Raises `Failure`."""
    async with opened_by(settings()) as session:
        yield session


@asynccontextmanager
async def opened_by(found: Settings) -> AsyncIterator[Session]:
    """The database of these settings, migrated, closed afterwards. Raises `Failure`."""
    database = await _database(found.database_url.get_secret_value())
    try:
        yield Session(found, database, await _now(found, database))
    finally:
        await database.close()


async def _database(url: str) -> Database:
    try:
        return await open_database(url)
    except NewerSchema:
        raise Failure([words.say("database.newer")], OUR_PLACE) from None
    except StorageProblem as problem:
        raise Failure([words.say("database.unreachable", why=problem)], OUR_PLACE) from None


async def _now(found: Settings, database: Database) -> int:
    if found.clock_start is None:
        return SystemClock().now()
    return (await clocks.rehearsal(database, int(found.clock_start.timestamp()))).now()
