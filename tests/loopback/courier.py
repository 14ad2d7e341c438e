"""Brings events to webhooks as the messengers do: several at once, and each again until it is taken."""

import asyncio
from collections.abc import Callable, Mapping

import aiohttp

from scheduler.clock import SystemClock
from scheduler.nursery import Nursery

AGAIN = 0.05
"""Real seconds until a refused event comes again; the messengers take longer."""


class Courier:
    """The way to one address. `errors` is what the messenger would tell about it, oldest first."""

    def __init__(self, url: str, headers: Mapping[str, str], yes: Callable[[int, str], bool], at_once: int) -> None:
        self.url = url
        self.errors: list[str] = []
        self._headers, self._yes = headers, yes
        self._slots = asyncio.Semaphore(at_once)
        self._pause = SystemClock().pause
        self._nursery = Nursery(self._pause, grace=0)
        self._session: aiohttp.ClientSession | None = None
        self._open = True

    def bring(self, event: Mapping[str, object], taken: Callable[[], None] = lambda: None) -> None:
        """Bring it until it is taken."""
        self._nursery.once("bring", self._bring, event, taken)

    async def ask(self, event: Mapping[str, object]) -> tuple[int, str]:
        """Bring it once: status and body of the answer; 0 where nobody answers."""
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(self.url, json=event, headers=self._headers) as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientError as error:
            return 0, type(error).__name__

    def stop(self) -> None:
        """Bring nothing again; what has not been taken stays with the messenger."""
        self._open = False

    async def close(self) -> None:
        """Stop, and leave nothing open."""
        self.stop()
        await self._nursery.close()
        if self._session:
            await self._session.close()

    async def _bring(self, event: Mapping[str, object], taken: Callable[[], None]) -> None:
        async with self._slots:
            while self._open:
                status, body = await self.ask(event)
                if self._yes(status, body):
                    return taken()
                self.errors.append(f"Wrong response from the webhook: {status}")
                await self._pause(AGAIN)
