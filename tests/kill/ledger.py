"""What stands in the database, read past the service: by plain SQL and without writing, so that the service itself
must recover what a kill has left. Only of leases it can change who seems to hold them.
"""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from typing import Any

import asyncpg

from messages import stored

Home = tuple[str, str]
"""Channel and user."""
ELSEWHERE = "elsewhere - 0 nobody"
"""A holder as another machine would write it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Which process holds a channel's lease, under which number."""

    pid: int
    fence: int


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

    async def due(self, now: int) -> int:
        """How many deliveries may go by programme time and have not come to an end."""
        rows = await self._rows(f"select count(*) from outbox where state in ('planned', 'sending') "
                                f"and not_before <= {now}")
        return int(rows[0][0])

    async def in_the_air(self) -> Counter[Home]:
        """Deliveries that were claimed and whose end is not recorded, by address."""
        rows = await self._rows("select channel, user_id from outbox where state = 'sending'")
        return Counter((channel, user) for channel, user in rows)

    async def holders(self) -> dict[str, Holding]:
        """Who holds the lease of each channel."""
        rows = await self._rows("select name, holder, fence from leases")
        return {name: Holding(int(holder.split(" ")[2]), fence) for name, holder, fence in rows}

    @asynccontextmanager
    async def leases_held_fast(self, unseen: Collection[str] = ()) -> AsyncIterator[None]:
        """Nobody can take or keep a lease meanwhile (PostgreSQL only).

        `unseen` are channels whose holder seems to be on a machine that nobody here can see: only time tells that it
        is dead.
        """
        connection = await asyncpg.connect(self.url)
        try:
            async with connection.transaction():
                await connection.fetch("select 1 from leases order by name for update")
                await connection.execute("update leases set holder = $1 where name = any($2)", ELSEWHERE, list(unseen))
                yield
        finally:
            await connection.close()

    async def planned_for(self) -> Counter[Home]:
        """All deliveries, whatever their state, by address."""
        return Counter((channel, user) for channel, user in await self._rows("select channel, user_id from outbox"))

    async def texts_for(self, channel: str, user: str) -> list[str]:
        """What was planned for an address, in that order."""
        rows = await self._rows(f"select b.content from outbox o join bodies b on b.id = o.body "
                                f"where o.channel = '{channel}' and o.user_id = '{user}' order by o.id")
        return [stored.read(content).text for (content,) in rows]

    async def received(self) -> int:
        """How many updates were taken in."""
        return int((await self._rows("select count(*) from inbox"))[0][0])

    async def questions(self) -> list[tuple[int, str]]:
        """(asker, words), in the order they were stored."""
        return [(asker, body) for asker, body in await self._rows("select author, body from posts order by id")]

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
