"""What appointments say by themselves: that they are near, and how they were.

A tick looks only at what is due. Safe on any number of replicas: whoever speaks of a slot holds it meanwhile.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from messages.catalogue import Catalogue
from scheduler import surviving
from scheduler.appointments import aftermath, eve, parting
from scheduler.clock import Clock
from storage import bookings, slots
from storage.database import Database, Transaction
from storage.slots import Slot

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
            deed = partial(self._speak, id, speech, now)
            told += await surviving.survived(self._database, deed, "slot", id, 0)
        return bool(told)

    async def sweep(self) -> None:
        """Whoever has lost their role, by a new list say, gives nothing and comes to nothing any more."""
        await self._database.work(self._part)

    async def _part(self, tx: Transaction) -> None:
        now, real_now = self._clock.now(), int(self._clock.real())
        await slots.alone(tx)
        theirs: dict[tuple[int, int], list[int]] = {}
        for slot in await slots.orphaned(tx, now=now):
            await slots.cancel(tx, slot.id, "", now=now)
            theirs.setdefault((slot.programme, slot.owner), []).append(slot.id)
        for (programme, owner), ids in theirs.items():
            await parting.gone(tx, await self._wording(tx, programme), ids, owner, now=now, real_now=real_now)
        for seat in await bookings.roleless(tx, now=now):
            await bookings.cancel(tx, seat.slot, seat.participant, by=seat.participant, now=now)
            await parting.seat_left(tx, await self._wording(tx, seat.programme), seat.slot, seat.participant, now=now,
                                    real_now=real_now, key=f"roleless:{now}")

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
