"""Telegram on this machine, and a client for it."""

from collections.abc import AsyncIterator

import pytest

from bot.capabilities import CAPABILITIES
from bot.telegram.client import TelegramMessenger
from tests.loopback.telegram import LoopbackTelegram

TOKEN = "42:TEST-token"


async def no_pause(seconds: float) -> None:
    """Tests do not wait."""


def messenger_at(url: str, *, proxy: str | None = None) -> TelegramMessenger:
    can = CAPABILITIES["telegram"]
    return TelegramMessenger(TOKEN, api_url=url, proxy=proxy, capabilities=can, pause=no_pause, poll_timeout=1)


@pytest.fixture
async def loopback() -> AsyncIterator[LoopbackTelegram]:
    loopback = LoopbackTelegram(token=TOKEN, longest_poll=0.2)
    await loopback.start()
    yield loopback
    await loopback.stop()


@pytest.fixture
async def messenger(loopback: LoopbackTelegram) -> AsyncIterator[TelegramMessenger]:
    messenger = messenger_at(loopback.url)
    await messenger.open()
    yield messenger
    await messenger.close()
