"""The only starter of tasks. It keeps them in sight, restarts a loop that died, and stops all of them in reverse."""

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, ParamSpec

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)
P = ParamSpec("P")
Work = Coroutine[Any, Any, None]
Drain = Callable[[], Awaitable[None]]
GRACE = 10.0
LONGEST_REST = 60.0
"""Seconds between two starts of a loop that keeps dying."""


class NurseryClosed(RuntimeError):
    """A task was to be started after the end."""


@dataclass(frozen=True, slots=True)
class _Loop:
    name: str
    task: asyncio.Task[None]
    drain: Drain | None


class Nursery:
    """Owner of all background work of one running event loop."""

    def __init__(self, pause: Callable[[float], Awaitable[None]], *, grace: float = GRACE) -> None:
        self._pause = pause
        self._grace = grace
        self._loops: list[_Loop] = []
        self._errands: set[asyncio.Task[None]] = set()
        self._ticks: AsyncIOScheduler | None = None
        self._closed = False
        self.restarts: dict[str, int] = {}
        """How often each loop had to be started again, for those who watch."""

    def spawn(
        self, name: str, work: Callable[P, Work], *args: P.args, **facts: P.kwargs
    ) -> None:
        """Run a loop until the end; if an exception ends it, log it and start it again after a rest."""
        self._add(name, None, lambda: work(*args, **facts))

    def spawn_drained(self, name: str, work: Callable[[], Work], drain: Drain) -> None:
        """The same for a loop that knows how to come to a good end when `drain` is awaited."""
        self._add(name, drain, work)

    def once(self, name: str, work: Callable[P, Work], *args: P.args, **facts: P.kwargs) -> None:
        """Start an errand that ends by itself; an exception is logged."""
        self._refuse_when_closed(name)
        task = asyncio.create_task(self._errand(name, lambda: work(*args, **facts)), name=name)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def every(self, seconds: float, deed: Callable[[], Work], name: str = "tick") -> None:
        """Do the deed again and again in real time; a late or slow one is not caught up with."""
        self._refuse_when_closed(name)
        if self._ticks is None:
            self._ticks = AsyncIOScheduler(timezone="UTC")
            self._ticks.start()

        async def tick() -> None:
            # An errand of ours, because the scheduler would cancel a deed in the middle when it is shut down.
            done = asyncio.Event()
            self.once(name, self._deed, deed, done)
            await done.wait()

        self._ticks.add_job(tick, "interval", seconds=seconds, name=name,
                            misfire_grace_time=None, coalesce=True, max_instances=1)

    async def close(self) -> None:
        """Stop the ticks, then the loops in reverse, then what is left of the errands. Safe to call twice.

        Loops of one kind, which the first word of their names tells, stop together: one that hangs takes no time from
        the others.
        """
        if self._ticks is not None and not self._closed:
            self._ticks.shutdown(wait=False)
        deadline = asyncio.get_running_loop().time() + self._grace
        loops, self._loops = self._loops, []
        for _, alike in itertools.groupby(reversed(loops), key=lambda loop: loop.name.partition(" ")[0]):
            await asyncio.gather(*[self._stop(loop, deadline) for loop in alike])
        self._closed = True
        await self._stop_errands(deadline)

    def _add(self, name: str, drain: Drain | None, start: Callable[[], Work]) -> None:
        self._refuse_when_closed(name)
        task = asyncio.create_task(self._kept_alive(name, start), name=name)
        self._loops.append(_Loop(name, task, drain))

    def _refuse_when_closed(self, name: str) -> None:
        if self._closed:
            raise NurseryClosed(name)

    async def _kept_alive(self, name: str, start: Callable[[], Work]) -> None:
        for deaths in itertools.count():
            try:
                return await start()
            except Exception:
                rest = min(2.0**deaths, LONGEST_REST)
                log.exception("the loop %s has died; it starts again in %.0f s", name, rest)
            self.restarts[name] = deaths + 1
            await self._pause(rest)

    async def _errand(self, name: str, start: Callable[[], Work]) -> None:
        try:
            await start()
        except Exception:
            log.exception("the errand %s has failed", name)

    async def _deed(self, deed: Callable[[], Work], done: asyncio.Event) -> None:
        try:
            await deed()
        finally:
            done.set()

    async def _stop(self, loop: _Loop, deadline: float) -> None:
        if loop.drain is not None:
            try:
                async with asyncio.timeout_at(deadline):
                    await loop.drain()
                    await asyncio.shield(asyncio.wait([loop.task]))
            except TimeoutError:
                log.warning("the loop %s is not done within its grace time", loop.name)
            except Exception:
                log.exception("the loop %s did not come to a good end", loop.name)
        loop.task.cancel()
        await asyncio.wait([loop.task])

    async def _stop_errands(self, deadline: float) -> None:
        if self._errands:
            left = max(0.0, deadline - asyncio.get_running_loop().time())
            _, late = await asyncio.wait(self._errands, timeout=left)
            for task in late:
                log.warning("the errand %s is cut off", task.get_name())
                task.cancel()
            if late:
                await asyncio.wait(late)
