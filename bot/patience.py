"""How a way in bears its messenger's troubles: it waits, says what is wrong, and calls a human where that is vain."""

import logging
from collections.abc import Awaitable, Callable

from messages.messenger import ChannelProblem, ChannelStopped, Contended, Unavailable
from scheduler.clock import Clock

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 1.0, 60.0
"""Seconds between two tries while a messenger is away."""
STOPPED = 30.0
"""Seconds after which a channel is tried again whose token or settings were refused."""
CONTENDED = 120.0
"""Seconds for which a rival is taken for a replica that is just going."""


class Patience:
    """The troubles of one channel. `state` is "" while all is well, else what is wrong (for /health)."""

    def __init__(self, channel: str, clock: Clock, on_stopped: Callable[[str, str], Awaitable[None]]) -> None:
        self._channel, self._clock, self._on_stopped = channel, clock, on_stopped
        self._rest = SHORTEST
        self._contended_since: float | None = None
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
        self._rest, self._contended_since, self._told, self.state = SHORTEST, None, "", ""
        return True

    async def _waits(self, problem: Unavailable) -> None:
        if not isinstance(problem, Contended):
            self._contended_since = None
        elif self._contended_since is None:
            self._contended_since = self._clock.monotonic()
        elif self._clock.monotonic() - self._contended_since >= CONTENDED:
            await self._tell(str(problem))
        seconds = self._rest if problem.after is None else problem.after
        self._rest = min(self._rest * 2, LONGEST)
        log.warning("%s: %s; again in %.0f s", self._channel, problem, seconds)
        await self._pause(problem, seconds)

    async def _tell(self, detail: str) -> None:
        """Once and not at every try: a human must look, and will find it at the top."""
        if self._told != detail:
            self._told = detail
            await self._on_stopped(self._channel, detail)

    async def _pause(self, problem: ChannelProblem, seconds: float) -> None:
        self.state = str(problem)
        await self._clock.pause(seconds)
