"""A rehearsal, and what the service really sends afterwards, as two lists of messages that can be compared."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.rehearsing import playing
from messages import markup, stored
from scheduler.foresight.foreseen import Wish
from scheduler.rehearsal import Rehearsal
from storage import throwaway
from tests.phone import Stage
from tests.scheduler.network import execute

STEP = 900
"""Seconds between two ticks of a service that does not know what comes next."""


class Message(NamedTuple):
    """One that somebody gets. The moment is programme time."""

    at: int
    participant: int
    channel: str
    user: str
    lane: int
    reason: str
    text: str


@dataclass
class Watched:
    """What the service really sends, noted at the moment at which it has gone."""

    stage: Stage
    sent: list[Message] = field(default_factory=list)
    _seen: int = 0

    async def begin(self) -> None:
        """What has gone before is not counted."""
        await self.settle()
        self.sent.clear()

    async def settle(self) -> None:
        """Deliver, and note what has gone. A message is planned when it is due here, so ids grow with time."""
        await self.stage.app.settle()
        async with self.stage.database.reading() as tx:
            rows = await execute(tx, "select o.id, o.participant, o.channel, o.user_id, o.lane, o.reason, b.content"
                                     " from outbox o join bodies b on b.id = o.body"
                                     " where o.state = 'sent' and o.id > :seen order by o.id", seen=self._seen)
        self._seen = max([self._seen, *(row["id"] for row in rows)])
        now = self.stage.clock.now()
        self.sent += [Message(now, row["participant"], row["channel"], row["user_id"], row["lane"], row["reason"],
                              markup.plain(stored.read(row["content"]).text)) for row in rows]

    async def live_until(self, last: int) -> None:
        """Through every moment at which something is due."""
        stage = self.stage
        await Rehearsal(stage.database, stage.clock, stage.app.digest, self.settle).live_until(last)

    async def tick_until(self, last: int) -> None:
        """As a service does: look again and again, knowing nothing of what comes next."""
        stage = self.stage
        while stage.clock.now() < last:
            await stage.clock.advance(STEP)
            await stage.app.tick()
            await self.settle()


async def foreseen(stage: Stage, last: str, *, joined_only: bool = False) -> list[Message]:
    """What the rehearsal on a copy of the stage's database says of the days from now on."""
    now, heard = stage.clock.now(), list[Message]()
    async with throwaway.folder() as folder:
        await throwaway.fill(stage.database.url, folder / "copy.db")
        async with throwaway.opened(folder / "copy.db") as copy:
            wish = Wish("", "", last, joined_only, {})
            span = await copy.look(lambda tx: playing.span_of(wish, now, tx))
            real = stage.clock.real()
            async with playing.lived(copy, span, now=now, real=real, tell=lambda share: None) as tape:
                async for told in playing.told(copy, tape):
                    message = told.message
                    heard.append(Message(told.at, message.participant or 0, message.channel, message.user, message.lane,
                                         message.reason, markup.plain(stored.read(message.content).text)))
    return heard
