"""Loopback messengers that are as far away as real ones: an effect is there some time before its answer is.

So calls of several turns are in the air at once, and a kill falls between effect and answer. Each has several doors, so
that it is known which process calls.
"""

import random
from collections.abc import Callable
from contextvars import ContextVar

from aiohttp import web
from yarl import URL

from scheduler.clock import SystemClock
from tests.kill.watch import SENDS, Sight
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_polling import LongPoll

AWAY = 0.01, 0.2
"""Seconds until an answer is there, at least and at most."""
CLOCK = SystemClock()
_door: ContextVar[int] = ContextVar("_door")


class FarTelegram(LoopbackTelegram):
    """Telegram's answers take their time, each its own."""

    chance: random.Random
    away = AWAY

    def __init__(self) -> None:
        super().__init__()
        self.sights: list[Sight] = []

    async def door(self) -> str:
        """Another address of ours; what comes by it can be told apart."""
        return f"http://127.0.0.1:{await _opened(self._runner)}"

    async def _on_call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        _note(self.sights, request, "poll" if method == "getUpdates" else _kind(method))
        answer = await super()._on_call(request)
        await CLOCK.pause(self.chance.uniform(*self.away))
        return answer


class FarVk(LoopbackVk):
    """VK's too. Who asks where to poll is sent to the door they came by."""

    chance: random.Random
    away = AWAY

    def __init__(self) -> None:
        super().__init__()
        self.sights: list[Sight] = []
        self._long_poll = _SeenPoll(lambda request: _note(self.sights, request, "poll"))
        self.failing_polls, self.polled = self._long_poll.failing, self._long_poll.polled

    async def door(self) -> str:
        """Another address of ours; what comes by it can be told apart."""
        return f"http://127.0.0.1:{await _opened(self._runner)}/method/"

    async def _on_call(self, request: web.Request) -> web.Response:
        _door.set(_note(self.sights, request, _kind(request.match_info["name"])))
        answer = await super()._on_call(request)
        await CLOCK.pause(self.chance.uniform(*self.away))
        return answer

    def _host(self, path: str) -> str:
        return str(URL(super()._host(path)).with_port(_door.get(self._port)))


class _SeenPoll(LongPoll):
    """Tells of each poll."""

    def __init__(self, sees: Callable[[web.Request], object]) -> None:
        super().__init__()
        self._sees = sees

    async def on_poll(self, request: web.Request) -> web.Response:
        self._sees(request)
        return await super().on_poll(request)


async def _opened(runner: web.AppRunner | None) -> int:
    assert runner
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return int(runner.addresses[-1][1])


def _kind(method: str) -> str:
    return "send" if method in SENDS else "other"


def _note(sights: list[Sight], request: web.Request, kind: str) -> int:
    port = int(request.transport.get_extra_info("sockname")[1]) if request.transport else 0
    sights.append(Sight(CLOCK.monotonic(), port, kind))
    return port
