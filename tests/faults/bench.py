"""The real application between one loopback messenger and a database, turned by hand."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from messages import post
from messages.post import Recipient
from messages.replies import Reply
from messages.updates import Address
from storage import outbox
from storage.database import Database
from storage.outbox import Lane, Standing, State
from tests.faults.table import Line
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Stage, StageClock

_reasons = count(1)
PEOPLE = ("501", "502", "503", "504", "505", "506", "507", "508")
OPEN = (State.PLANNED, State.SENDING)
ROUND, ROUNDS = 400, 12
"""Seconds between two looks, and looks, until all must have come to its end: VK's quotas last an hour."""


@dataclass
class Bench:
    """One channel."""

    stage: Stage
    clock: StageClock
    loopback: LoopbackTelegram | LoopbackVk
    channel: str
    file: Path
    planned: dict[int, str] = field(default_factory=dict)
    """What is to be read, by the number of its delivery."""

    @property
    def database(self) -> Database:
        return self.stage.database

    @property
    def stopped(self) -> str:
        """Why the channel stands still; empty while it works."""
        return self.stage.app.deliveries[0].stopped

    async def plans(self, text: str, user: str = PEOPLE[0], edits: str = "") -> int:
        """A message for somebody."""
        async with self.database.transaction() as tx:
            id = await post.post(tx, address=Address(self.channel, user), participant=None, reply=Reply(text),
                                 lane=Lane.REMINDER, reason=f"test:{next(_reasons)}", now=self.clock.now(),
                                 edits=edits)
        assert id
        self.planned[id] = text
        return id

    async def plans_for(self, text: str, users: Sequence[str]) -> None:
        """One message for all of them."""
        reason = f"test:{next(_reasons)}"
        recipients = [Recipient(Address(self.channel, user), None) for user in users]
        async with self.database.transaction() as tx:
            await post.post_many(tx, recipients=recipients, reply=Reply(text), lane=Lane.BROADCAST, reason=reason,
                                 now=self.clock.now())
        with closing(sqlite3.connect(self.file)) as connection:
            found = connection.execute("select id from outbox where reason = ?", (reason,)).fetchall()
        self.planned |= {id: text for id, in found}

    async def standings(self) -> list[Standing]:
        """Of all that was planned."""
        async with self.database.reading() as tx:
            return [found for id in self.planned if (found := await outbox.standing(tx, id))]

    async def goes_on(self) -> None:
        """Until everything has come to its end."""
        for _ in range(ROUNDS):
            await self.clock.advance(ROUND)
            await self.stage.app.settle()
            if not any(each.state in OPEN for each in await self.standings()):
                return

    async def meets(self, fault: str, where: str) -> Line:
        """What becomes of all that was planned: while the fault lasts, and after it."""
        await self.stage.app.settle()
        met, stopped = await self.standings(), self.stopped
        self.loopback.heals()
        await self.goes_on()
        end = await self.standings()
        lost = sum(each.state in OPEN or (each.state is State.SENT and not self.copies(each)) for each in end)
        doubles = sum(max(0, self.copies(each) - 1) for each in end)
        return Line(fault, where, _told(met, stopped), _told(end), self._seen(), doubles, lost)

    def copies(self, standing: Standing) -> int:
        """How often somebody has the message that was planned for them."""
        return [shown.text for shown in self.loopback.screen(standing.user)].count(self.planned[standing.id])

    def _seen(self) -> str:
        counts = [len(shown) for user in PEOPLE if (shown := self.loopback.screen(user))]
        return f"{sum(counts)} by {len(counts)} of {len(self.planned)}" if counts else "nothing"


def _told(standings: Sequence[Standing], stopped: str = "") -> str:
    kinds = dict.fromkeys(f"{each.state}{f' ({each.detail})' if each.detail else ''}" for each in standings)
    return "; ".join([*([f"STANDS STILL: {stopped}"] if stopped else []), *kinds])
