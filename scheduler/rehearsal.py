"""Programme time lived through quickly: the clock is turned from one due moment to the next, never past one.

The same planner, digest and delivery work as in production; only the waiting is left out.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol

from scheduler.appointments import bell
from scheduler.digest import Digest
from scheduler.events import speaking
from storage import broadcasts, consultations, outbox, reminders
from storage.database import Database


class TurnableClock(Protocol):
    """Programme time that can be turned forward."""

    def now(self) -> int:
        """Programme time, seconds UTC."""

    async def advance(self, seconds: float) -> None:
        """Turn it forward."""


class Rehearsal:
    """Lives through programme time. `settle` delivers all that is due at the moment."""

    def __init__(self, database: Database, clock: TurnableClock, digest: Digest,
                 settle: Callable[[], Awaitable[None]]) -> None:
        self._database, self._clock, self._digest, self._settle = database, clock, digest, settle

    async def live_until(self, instant: int) -> None:
        """Everything that becomes due up to and at `instant`, in its order; then the clock stands there."""
        while (due := await self._next()) is not None and due <= instant:
            await self._live_at(due)
        await self._live_at(instant)

    async def to_next_message(self, last: int) -> bool:
        """Live on until a message goes out; False if none does up to the instant `last`."""
        before = await self._sent()
        while (due := await self._next()) is not None and due <= last:
            await self._live_at(due)
            if await self._sent() > before:
                return True
        return False

    async def _live_at(self, instant: int) -> None:
        await self._clock.advance(max(0, instant - self._clock.now()))
        while await self._digest.tick():
            pass
        await self._settle()

    async def _next(self) -> int | None:
        """The next due moment after this one. What is overdue now has had its turn already."""
        now = self._clock.now()
        async with self._database.reading() as tx:
            moments = [await reminders.next_fire(tx), await outbox.next_planned(tx, now=now),
                       await speaking.next_word(tx, now), await bell.next_word(tx, now),
                       await broadcasts.next_send(tx, now=now), await consultations.next_due(tx)]
        return min((max(moment, now + 1) for moment in moments if moment is not None), default=None)

    async def _sent(self) -> int:
        async with self._database.reading() as tx:
            return await outbox.sent_count(tx)
