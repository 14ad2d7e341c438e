"""Brings events to webhooks as the messengers do: several at once, and each again until it is taken."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping

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
        self._stirred = asyncio.Event()
        self._busy = 0

    def bring(self, event: Mapping[str, object], taken: Callable[[], None] = lambda: None) -> None:
        """Bring it until it is taken."""
        self._begin(self._bring(event, taken))

    def ask(self, event: Mapping[str, object], answered: Callable[[tuple[int, str]], None]) -> None:
        """Bring it once, whatever the answer: its status and body; 0 where nobody answers."""
        self._begin(self._ask(event, answered))

    async def _ask(self, event: Mapping[str, object], answered: Callable[[tuple[int, str]], None]) -> None:
        answered(await self._post(event))

    async def _post(self, event: Mapping[str, object]) -> tuple[int, str]:
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(self.url, json=event, headers=self._headers) as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientError as error:
            return 0, type(error).__name__

    def _begin(self, errand: Coroutine[None, None, None]) -> None:
        self._busy += 1
        self._nursery.once("errand", self._counted, errand)

    async def _counted(self, errand: Coroutine[None, None, None]) -> None:
        try:
            await errand
        finally:
            self._busy -= 1
            self._stir()

    async def settled(self) -> None:
        """Wait until nothing is on its way."""
        while self._busy:
            await self._stirred.wait()

    def _stir(self) -> None:
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def refused(self) -> None:
        """Wait until something was refused."""
        while not self.errors:
            await self._stirred.wait()

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
                status, body = await self._post(event)
                if self._yes(status, body):
                    return taken()
                self.errors.append(f"Wrong response from the webhook: {status}")
                self._stir()
                await self._pause(AGAIN)
