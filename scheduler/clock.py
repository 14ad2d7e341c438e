"""The clock, passed to all who ask for the time. The only place that reads the real one.

Programme time (what is due, what is printed) may be rehearsed; real time (pace, backoff, leases) never is.
"""

import asyncio
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from storage import settings
from storage.database import Database

AHEAD = 3.0
"""Real seconds for which a rehearsal clock may run on what it has stored."""
VIRTUAL = 1_800_000_000.0
"""Where the real time of a virtual clock begins, if it is not said."""
_REMEMBERED = "clock.programme_time"


class Clock(Protocol):
    """What time it is, in both senses, and waiting."""

    def now(self) -> int:
        """Programme time, seconds UTC."""

    def real(self) -> float:
        """Real time, seconds UTC."""

    def monotonic(self) -> float:
        """Real seconds since some moment; never turned back."""

    async def pause(self, seconds: float) -> None:
        """Wait for so many real seconds."""


class SystemClock:
    """Programme time is real time."""

    def now(self) -> int:
        return int(time.time())

    def real(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class RehearsalClock(SystemClock):
    """Programme time that can be played at any speed, halted and advanced, and never runs backwards.

    `keep` stores an instant that has been or will be shown; a restart begins there. Between two calls of
    `keep_up` (once a second) the clock does not run past what it has stored.
    """

    def __init__(
        self,
        start: float,
        speed: float = 1.0,
        *,
        keep: Callable[[int], Awaitable[None]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.speed = speed
        self.playing = False
        self._keep = keep
        self._monotonic = monotonic
        self._base, self._since, self._promised = float(start), monotonic(), float(start)

    def monotonic(self) -> float:
        return self._monotonic()

    def now(self) -> int:
        return int(self._exact())

    async def play(self, speed: float | None = None) -> None:
        """Let it run, at another speed if one is given."""
        self._settle()
        self.speed = self.speed if speed is None else speed
        self.playing = True
        await self.keep_up()

    async def halt(self) -> None:
        """Stop it, and store exactly where it stands."""
        self._settle()
        self.playing = False
        await self.keep_up()

    async def advance(self, seconds: float) -> None:
        """Turn it forward; the new time is stored before it is shown."""
        await self._promise(self._exact() + max(0.0, seconds))
        self._base, self._since = self._promised, self._monotonic()
        await self.keep_up()

    async def keep_up(self) -> None:
        """Store where it will be in a little while, so that it may run on."""
        ahead = AHEAD * self.speed if self.playing else 0.0
        await self._promise(self._exact() + ahead)

    async def _promise(self, instant: float) -> None:
        await self._keep(int(instant))
        self._promised = instant

    def _settle(self) -> None:
        self._base, self._since = self._exact(), self._monotonic()

    def _exact(self) -> float:
        passed = (self._monotonic() - self._since) * self.speed if self.playing else 0.0
        return max(self._base, min(self._base + passed, self._promised))


async def rehearsal(database: Database, start: int, speed: float = 1.0) -> RehearsalClock:
    """A halted rehearsal clock at `start`, or where an earlier run has left it if that is later."""

    async def keep(instant: int) -> None:
        async with database.transaction() as tx:
            await settings.put(tx, _REMEMBERED, str(instant))

    async with database.reading() as tx:
        remembered = await settings.get(tx, _REMEMBERED)
    return RehearsalClock(max(start, int(remembered or start)), speed, keep=keep)


class VirtualClock:
    """Programme time is turned by hand; real time runs on by itself whenever somebody waits.

    What is sent at one moment has that moment, however long its messenger would take for all of it.
    """

    def __init__(self, start: int, real: float = VIRTUAL) -> None:
        self._programme = start
        self._real = real

    def now(self) -> int:
        return self._programme

    def real(self) -> float:
        return self._real

    def monotonic(self) -> float:
        return self._real

    async def pause(self, seconds: float) -> None:
        self._real += seconds

    async def advance(self, seconds: float) -> None:
        """Turn programme time forward; real time passes with it."""
        self._programme += int(seconds)
        self._real += seconds


class HandClock:
    """A clock for tests: it stands until it is advanced, and so do those who pause by it.

    A `flowing` one advances by itself whenever somebody pauses.
    """

    def __init__(self, start: int = 1_527_000_000, *, flowing: bool = False) -> None:
        self._time = float(start)
        self._flowing = flowing
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []
        self._order = itertools.count()

    def now(self) -> int:
        return int(self._time)

    def real(self) -> float:
        return self._time

    def monotonic(self) -> float:
        return self._time

    def advance(self, seconds: float) -> None:
        """Turn it forward and wake those whose pause is over."""
        self._time += seconds
        while self._sleepers and self._sleepers[0][0] <= self._time:
            heapq.heappop(self._sleepers)[2].set()

    async def pause(self, seconds: float) -> None:
        if self._flowing:
            self.advance(seconds)
            await asyncio.sleep(0)
            return
        wake = asyncio.Event()
        heapq.heappush(self._sleepers, (self._time + seconds, next(self._order), wake))
        await wake.wait()

    @property
    def sleepers(self) -> int:
        """How many are pausing."""
        return len(self._sleepers)
