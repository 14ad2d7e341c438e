"""What events say by themselves: what has changed, that they are near, what comes after them.

A tick looks only at what is due. Safe on any number of replicas: whoever speaks of an event holds it meanwhile.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from messages.catalogue import Catalogue
from scheduler import surviving
from scheduler.clock import Clock
from scheduler.events import aftermath, eve, news, recalling
from storage import events, programmes
from storage.database import Database, Transaction
from storage.events import Event

Wording = Callable[[Transaction, int], Awaitable[Catalogue]]
"""The words of a programme."""
Speech = Callable[[Transaction, Catalogue, Event, str, int], Awaitable[int]]
"""How many were told; the text is the programme's time zone, in which most people live."""


class Speaking:
    """Call `tick` as often as you like."""

    def __init__(self, database: Database, clock: Clock, *, wording: Wording) -> None:
        self._database, self._clock, self._wording = database, clock, wording

    async def tick(self) -> bool:
        """All that is due; whether anybody was told anything."""
        now, told = self._clock.now(), 0
        for look in (_due, _met):  # whoever came is thanked once the end is noted
            for id, speech in await self._database.look(partial(look, now)):
                deed = partial(self._speak, id, speech, now)
                told += await surviving.survived(self._database, deed, "event", id, 0)
        return bool(told)

    async def _speak(self, id: int, speech: Speech, now: int, tx: Transaction) -> int:
        """Another replica may have spoken, or somebody changed it, since it was looked for."""
        event = await events.lock(tx, id)
        if event is None or not _STILL[speech](event, now):
            return 0
        programme = await programmes.by_id(tx, event.programme)
        home = programme.time_zone if programme else event.time_zone
        catalogue = await self._wording(tx, event.programme)
        if speech is news.tell:
            await recalling.recall(tx, catalogue, event, home, now=now, real_now=int(self._clock.real()))
        return await speech(tx, catalogue, event, home, now)


_STILL: Mapping[Speech, Callable[[Event, int], bool]] = {
    news.tell: lambda event, now: event.tell_at is not None and event.tell_at <= now,
    eve.remind: lambda event, now: not event.is_off and event.starts_at > now,
    aftermath.close: lambda event, now: (event.ended_at is None and not event.is_off
                                         and event.ends_at + aftermath.GRACE <= now),
    aftermath.thank: lambda event, now: event.ended_at is not None and event.cancelled_at is None,
}
"""Whether there is still something to say."""


async def next_word(tx: Transaction, now: int) -> int | None:
    """The next moment at which there may be something to say."""
    return await events.next_word(tx, now=now, day=eve.DAY, hour=eve.HOUR, grace=aftermath.GRACE,
                                  patience=aftermath.PATIENCE)


async def _due(now: int, tx: Transaction) -> list[tuple[int, Speech]]:
    changed = [(id, news.tell) for id in await events.to_tell(tx, now=now)]
    near = [(id, eve.remind) for id in await events.before(tx, now=now, day=eve.DAY, hour=eve.HOUR)]
    over = [(id, aftermath.close) for id in await events.over(tx, now=now, grace=aftermath.GRACE)]
    return [*changed, *near, *over]


async def _met(now: int, tx: Transaction) -> list[tuple[int, Speech]]:
    return [(id, aftermath.thank) for id in await events.to_thank(tx, now=now, patience=aftermath.PATIENCE)]
