"""Loopback messengers that are as far away as real ones: an effect is there some time before its answer is.

So calls of several turns are in the air at once, and a kill falls between effect and answer.
"""

import random

from aiohttp import web

from scheduler.clock import SystemClock
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk

NEAR, FAR = 0.01, 0.2
"""Seconds until an answer is there."""


class FarTelegram(LoopbackTelegram):
    """Telegram's answers take their time, each its own."""

    chance: random.Random

    async def _on_call(self, request: web.Request) -> web.Response:
        answer = await super()._on_call(request)
        await SystemClock().pause(self.chance.uniform(NEAR, FAR))
        return answer


class FarVk(LoopbackVk):
    """VK's too."""

    chance: random.Random

    async def _on_call(self, request: web.Request) -> web.Response:
        answer = await super()._on_call(request)
        await SystemClock().pause(self.chance.uniform(NEAR, FAR))
        return answer
