"""Links of invites: by the names in the settings, or by asking the messenger."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.cli import links
from bot.settings import Settings
from scheduler.clock import HandClock
from tests.loopback.telegram import LoopbackTelegram

CLOCK = HandClock(flowing=True)


@pytest.fixture
async def telegram() -> AsyncIterator[LoopbackTelegram]:
    loopback = LoopbackTelegram()
    await loopback.start()
    yield loopback
    await loopback.stop()


def settings(telegram: LoopbackTelegram, token: str) -> Settings:
    return Settings(telegram_token=SecretStr(token), telegram_api_url=telegram.url)


async def test_names_in_the_settings_need_no_messenger() -> None:
    found = await links.find(Settings(telegram_bot="bot_of_ours", vk_group="club1"), CLOCK)
    assert [found.of(channel, "CODE") for channel in links.CHANNELS] == [
        "https://t.me/bot_of_ours?start=CODE", "https://vk.me/club1?ref=CODE", ""]


async def test_a_messenger_is_asked_for_its_name(telegram: LoopbackTelegram) -> None:
    found = await links.find(settings(telegram, telegram.token), CLOCK)
    assert found.of("telegram", "CODE") == "https://t.me/vekha_test_bot?start=CODE"
    assert not found.nameless


async def test_one_that_does_not_tell_is_named_and_gives_no_links(telegram: LoopbackTelegram) -> None:
    found = await links.find(settings(telegram, "42:wrong-token"), CLOCK)
    assert found.of("telegram", "CODE") == ""
    assert set(found.nameless) == {"telegram"}
    assert "wrong-token" not in found.nameless["telegram"]
