"""What stands in the database, read past the service: by plain SQL and without writing, so that the service itself
must recover what a kill has left.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import asyncpg

Home = tuple[str, str]
"""Channel and user."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The database of a URL."""

    url: str

    async def states(self) -> Counter[str]:
        """How many deliveries stand in each state."""
        return Counter(dict(await self._rows("select state, count(*) from outbox group by state")))

    async def sent_on(self, channel: str) -> int:
        """How many deliveries have been sent on this channel."""
        states = await self._rows("select channel from outbox where state = 'sent'")
        return states.count((channel,))

    async def in_the_air(self) -> Counter[Home]:
        """Deliveries that were claimed and whose end is not recorded, by address."""
        rows = await self._rows("select channel, user_id from outbox where state = 'sending'")
        return Counter((channel, user) for channel, user in rows)

    async def planned_for(self) -> Counter[Home]:
        """All deliveries, whatever their state, by address."""
        return Counter((channel, user) for channel, user in await self._rows("select channel, user_id from outbox"))

    async def received(self) -> int:
        """How many updates were taken in."""
        return int((await self._rows("select count(*) from inbox"))[0][0])

    async def questions(self) -> list[tuple[int, str]]:
        """(asker, words), in the order they were stored."""
        return [(asker, body) for asker, body in await self._rows("select asker, body from questions order by id")]

    async def open_forms(self) -> int:
        """How many people have an open question of ours."""
        return int((await self._rows("select count(*) from conversations"))[0][0])

    async def personal(self) -> list[str]:
        """What no log may hold: names, phones and mail of everybody."""
        rows = await self._rows("select name, phone, email from participants")
        return [word for row in rows for word in row if word]

    async def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self.url.startswith("sqlite:///"):
            path = self.url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                return connection.execute(sql).fetchall()
        connection = await asyncpg.connect(self.url)
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()
