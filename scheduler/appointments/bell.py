"""What appointments say by themselves: that they are near, and how they were.

A tick looks only at what is due. Safe on any number of replicas: whoever speaks of a slot holds it meanwhile.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from messages.catalogue import Catalogue
from scheduler.appointments import aftermath, eve
from scheduler.clock import Clock
from storage import slots
from storage.database import Database, OutOfReach, Transaction
from storage.slots import Slot

log = logging.getLogger(__name__)

Wording = Callable[[Transaction, int], Awaitable[Catalogue]]
"""The words of a programme."""
Speech = Callable[[Transaction, Catalogue, Slot, int], Awaitable[int]]
"""How many were told."""


class Bell:
    """Call `tick` as often as you like."""

    def __init__(self, database: Database, clock: Clock, *, wording: Wording) -> None:
        self._database, self._clock, self._wording = database, clock, wording

    async def tick(self) -> bool:
        """All that is due; whether anybody was told anything."""
        now, told = self._clock.now(), 0
        for id, speech in await self._database.look(partial(_due, now)):
            told += await self._survive(id, speech, now)
        return bool(told)

    async def _survive(self, id: int, speech: Speech, now: int) -> int:
        try:
            return await self._database.work(partial(self._speak, id, speech, now))
        except OutOfReach:
            raise
        except Exception:
            log.exception("slot %s says nothing", id, extra={"slot": id})
            return 0

    async def _speak(self, id: int, speech: Speech, now: int, tx: Transaction) -> int:
        """Another replica may have spoken, or somebody changed it, since it was looked for."""
        slot = await slots.lock(tx, id)
        if slot is None or not _STILL[speech](slot, now):
            return 0
        return await speech(tx, await self._wording(tx, slot.programme), slot, now)


_STILL: Mapping[Speech, Callable[[Slot, int], bool]] = {
    eve.remind: lambda slot, now: not slot.is_off and slot.starts_at > now,
    aftermath.close: lambda slot, now: not slot.is_off and slot.ended_at is None and slot.ends_at <= now,
}
"""Whether there is still something to say."""


async def next_word(tx: Transaction, now: int) -> int | None:
    """The next moment at which there may be something to say."""
    return await slots.next_word(tx, now=now, day=eve.DAY, hour=eve.HOUR)


async def _due(now: int, tx: Transaction) -> list[tuple[int, Speech]]:
    near = [(id, eve.remind) for id in await slots.before(tx, now=now, day=eve.DAY, hour=eve.HOUR)]
    over = [(id, aftermath.close) for id in await slots.over(tx, now=now)]
    return [*near, *over]
