"""VK's long poll: all events of a community from the beginning, given from whatever position is asked for."""

import asyncio

from aiohttp import web


class LongPoll:
    """The events of one loopback community."""

    def __init__(self) -> None:
        self.events: list[dict[str, object]] = []
        self.key = "key"
        self.failing: list[dict[str, object]] = []
        """Answers that the next polls get instead of events."""
        self.polled = asyncio.Event()
        """A poll has come and waits."""
        self._arrived = asyncio.Event()

    @property
    def position(self) -> str:
        """Where it stands now."""
        return str(len(self.events))

    def add(self, event: dict[str, object]) -> None:
        """An event happens; who waits is answered."""
        self.events.append(event)
        self.release()

    def release(self) -> None:
        """Let those go who wait."""
        self._arrived.set()
        self._arrived = asyncio.Event()

    async def on_poll(self, request: web.Request) -> web.Response:
        """`act=a_check`."""
        if self.failing:
            return web.json_response(self.failing.pop(0))
        if request.query["key"] != self.key:
            return web.json_response({"failed": 2})
        ts = int(request.query["ts"])
        if ts > len(self.events):
            return web.json_response({"failed": 1, "ts": len(self.events)})
        if ts == len(self.events):
            await self._wait(float(request.query.get("wait", "25")))
        return web.json_response({"ts": self.position, "updates": self.events[ts:]})

    async def _wait(self, seconds: float) -> None:
        self.polled.set()
        try:
            await asyncio.wait_for(self._arrived.wait(), seconds)
        except TimeoutError:
            return
