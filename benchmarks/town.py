"""Databases to measure on: the Irkutsk example with as many people as wanted, made once and copied for each round."""

import dataclasses
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg

from messages import post
from messages.post import Recipient
from messages.replies import Reply
from messages.updates import Address
from scheduler.clock import SystemClock
from scheduler.programme import apply, loader
from scheduler.programme.model import Programme
from storage import organisations, participants
from storage.database import open_database
from storage.outbox import Lane
from storage.participants import Role

EXAMPLE = Path(__file__).parents[1] / "examples" / "irkutsk-2018"
FIRST_USER = 500_000_001
FIRST_LISTENER = 700_000_001
"""From here on are people who only get sendings."""
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Store:
    """A database of its own for one run."""

    url: str

    async def number(self, sql: str) -> int:
        """A figure, read past the service."""
        return int((await self.rows(sql))[0][0] or 0)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The same for rows."""
        if self.url.startswith("sqlite:///"):
            with closing(sqlite3.connect(f"file:{self.url.removeprefix('sqlite:///')}?mode=ro", uri=True)) as file:
                return file.execute(sql).fetchall()
        connection = await asyncpg.connect(self.url)
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()


def irkutsk() -> Programme:
    """The example as it is read from its folder."""
    read = loader.read(EXAMPLE)
    assert isinstance(read, Programme), read
    return read


async def build(url: str, people: int, channel: str = "telegram") -> Store:
    """Load the example; so many teachers, spread over its schools, have joined."""
    now = SystemClock().now()
    database = await open_database(url)
    try:
        async with database.transaction() as tx:
            programme = (await apply.apply(tx, irkutsk(), now=now)).programme
            schools = [each.id for each in await organisations.of_programme(tx, programme) if each.level == "school"]
            for place in range(people):
                who = await participants.add(tx, f"Учитель Номер {place}", now=now)
                await participants.consent(tx, who, "2018-05", now=now)
                await participants.grant(tx, who, programme=programme, organisation=schools[place % len(schools)],
                                         role=Role.TEACHER, source="people", now=now)
                await participants.link(tx, channel, str(FIRST_USER + place), who, now=now)
    finally:
        await database.close()
    return Store(url)


async def plan_sending(store: Store, people: int, *, channel: str, text: str) -> None:
    """One text for so many people, planned as the service itself plans one."""
    recipients = [Recipient(Address(channel, str(FIRST_LISTENER + place)), None) for place in range(people)]
    database = await open_database(store.url)
    try:
        async with database.transaction() as tx:
            await post.post_many(tx, recipients=recipients, reply=Reply(text), lane=Lane.BROADCAST,
                                 reason=f"{text}:{next(_numbers)}", now=SystemClock().now())
    finally:
        await database.close()


def with_schools(programme: Programme, number: int) -> Programme:
    """The same with so many schools more, each with a director."""
    school = next(one for one in programme.organisations if one.level == "school")
    director = next(one for one in programme.people if one.posts[0].role is Role.DIRECTOR)
    schools = [dataclasses.replace(school, code=f"bench-{place}", title=f"Школа Б-{place}") for place in range(number)]
    directors = [
        dataclasses.replace(
            director, name=f"Директор Номер {place}", keys=(f"bench-director-{place}",), phone="", email="",
            posts=(dataclasses.replace(director.posts[0], organisation=f"bench-{place}"),))
        for place in range(number)
    ]
    return dataclasses.replace(programme, organisations=(*programme.organisations, *schools),
                               people=(*programme.people, *directors))


class SqliteTowns:
    """Copies of one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model = folder / "model.db"

    async def prepare(self, people: int) -> None:
        """Make the model."""
        await build(f"sqlite:///{self._model}", people)

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[Store]:
        """A copy, gone afterwards."""
        file = self._folder / f"run{next(_numbers)}.db"
        shutil.copy(self._model, file)
        yield Store(f"sqlite:///{file}")
        for left in self._folder.glob(f"{file.name}*"):
            left.unlink()
