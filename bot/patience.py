"""How a way in bears its messenger's troubles: it waits, says what is wrong, and calls a human where that is vain."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from messages.messenger import ChannelProblem, ChannelStopped, Contended, Unavailable
from scheduler.clock import Clock

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 1.0, 60.0
"""Seconds between two tries while a messenger is away."""
STOPPED = 30.0
"""Seconds after which a channel is tried again whose token or settings were refused."""
CONTENDED = 120.0
"""Seconds for which a rival is taken for a replica that is just going."""
QUIET = 60.0
"""Seconds without the rival after which it is gone: two that poll in turn let each other through now and then."""


@dataclass(frozen=True, slots=True)
class _Rival:
    """Somebody who receives in our place: since when, and when last."""

    since: float
    seen: float

    @property
    def stays(self) -> bool:
        """Whether this is more than a change of hands."""
        return self.seen - self.since >= CONTENDED

    def is_gone(self, now: float) -> bool:
        return now - self.seen >= QUIET


class Patience:
    """The troubles of one channel. `state` is "" while all is well, else what is wrong (for /health)."""

    def __init__(self, channel: str, clock: Clock, on_stopped: Callable[[str, str], Awaitable[None]]) -> None:
        self._channel, self._clock, self._on_stopped = channel, clock, on_stopped
        self._rest = SHORTEST
        self._rival: _Rival | None = None
        self._told = ""
        self.state = "starting"

    async def bears(self, deed: Callable[[], Awaitable[None]]) -> bool:
        """Whether the deed was done. If not, what it met has been told and waited for: try again at once."""
        try:
            await deed()
        except Unavailable as problem:
            await self._waits(problem)
            return False
        except ChannelStopped as problem:
            await self._tell(str(problem))
            await self._pause(problem, STOPPED)
            return False
        self._rest = SHORTEST
        self._recover()
        return True

    def _recover(self) -> None:
        """All is well, unless a rival that has been told of only lets us through."""
        if self._rival and self._rival.is_gone(self._clock.monotonic()):
            self._rival = None
        if self._rival is None or not self._rival.stays:
            self._told, self.state = "", ""

    async def _waits(self, problem: Unavailable) -> None:
        if isinstance(problem, Contended) and self._sees_rival().stays:
            await self._tell(str(problem))
        seconds = self._rest if problem.after is None else problem.after
        self._rest = min(self._rest * 2, LONGEST)
        log.warning("%s: %s; again in %.0f s", self._channel, problem, seconds)
        await self._pause(problem, seconds)

    def _sees_rival(self) -> "_Rival":
        now = self._clock.monotonic()
        since = now if self._rival is None or self._rival.is_gone(now) else self._rival.since
        self._rival = _Rival(since, now)
        return self._rival

    async def _tell(self, detail: str) -> None:
        """Once and not at every try: a human must look, and will find it at the top."""
        if self._told != detail:
            self._told = detail
            await self._on_stopped(self._channel, detail)

    async def _pause(self, problem: ChannelProblem, seconds: float) -> None:
        self.state = str(problem)
        await self._clock.pause(seconds)
