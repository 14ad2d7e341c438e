"""Telegram's webhook: proved by its header, set where it differs, told of what Telegram complains of."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.capabilities import CAPABILITIES
from bot.telegram.client import UPDATES, TelegramMessenger
from bot.telegram.webhook import SECRET, TelegramWebhook
from messages.messenger import ChannelStopped, Contended, Unavailable
from messages.updates import Said, Unreadable
from tests.bot.telegram.conftest import TOKEN, messenger_at, no_pause
from tests.loopback.telegram import LoopbackTelegram

URL = "http://127.0.0.1:1/webhook/telegram"
HELLO = {"update_id": 5, "message": {
    "message_id": 1, "date": 1, "text": "Привет", "from": {"id": 7, "is_bot": False, "first_name": "Анна"},
    "chat": {"id": 7, "type": "private"}}}


def hooked(loopback: LoopbackTelegram, url: str = URL) -> TelegramMessenger:
    return TelegramMessenger(TOKEN, api_url=loopback.url, proxy=None, capabilities=CAPABILITIES["telegram"],
                             pause=no_pause, webhook_url=url, webhook_secret="s3cret")


@pytest.fixture
async def webhook(loopback: LoopbackTelegram) -> AsyncIterator[TelegramWebhook]:
    messenger = hooked(loopback)
    assert messenger.webhook
    yield messenger.webhook
    await messenger.close()


async def test_what_knows_the_secret_is_read_as_a_poll_reads_it(webhook: TelegramWebhook) -> None:
    heard = await webhook.read({SECRET: "s3cret"}, json.dumps(HELLO).encode())
    assert isinstance(heard, Said)
    assert (heard.key, heard.text) == ("telegram:42:5", "Привет")


@pytest.mark.parametrize("headers", [{}, {SECRET: ""}, {SECRET: "s3cre"}, {SECRET: "сикрет"}, {SECRET: "\udcff"}])
async def test_what_does_not_is_a_stranger(webhook: TelegramWebhook, headers: dict[str, str]) -> None:
    assert await webhook.read(headers, json.dumps(HELLO).encode()) is None


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"[1]", b'{"update_id": 6}',
                                  b'{"update_id": ' + b"9" * 5000 + b"}"])
async def test_what_cannot_be_made_out_is_kept_under_a_key(webhook: TelegramWebhook, body: bytes) -> None:
    heard = await webhook.read({SECRET: "s3cret"}, body)
    assert isinstance(heard, Unreadable)
    assert heard.key.startswith("telegram:42:")


async def test_the_first_look_sets_the_webhook_and_the_next_ones_leave_it(
    loopback: LoopbackTelegram, webhook: TelegramWebhook
) -> None:
    assert [await webhook.look() for _ in range(3)] == [""] * 3
    assert loopback.webhooks.url == URL
    assert loopback.allowed == set(UPDATES)
    assert loopback.calls.count("setWebhook") == 1
    assert loopback.violations == []


@pytest.mark.parametrize("other", [{"url": "https://another.invalid/"}, {"url": URL, "max_connections": "1"}, {}])
async def test_a_webhook_that_somebody_has_changed_is_set_again(
    loopback: LoopbackTelegram, webhook: TelegramWebhook, other: dict[str, str]
) -> None:
    await webhook.look()
    loopback.webhooks.set(other)
    await webhook.look()
    assert loopback.webhooks.url == URL
    assert loopback.calls.count("setWebhook") == 2


async def test_what_telegram_complains_of_is_told_while_it_lasts(
    loopback: LoopbackTelegram, webhook: TelegramWebhook
) -> None:
    await webhook.look()
    loopback.says("7", "Здравствуйте")
    await loopback.webhooks.refused()
    assert "cannot reach" in await webhook.look()
    loopback.webhooks.leave()
    loopback.webhooks.set({"url": URL, "max_connections": "40", "allowed_updates": json.dumps(UPDATES)})
    assert await webhook.look() == ""


async def test_an_address_that_telegram_refuses_is_for_a_human(loopback: LoopbackTelegram) -> None:
    messenger = hooked(loopback, "http://vekha.invalid/webhook/telegram")
    assert messenger.webhook
    with pytest.raises(ChannelStopped, match="HTTPS"):
        await messenger.webhook.look()
    await messenger.close()


async def test_nobody_at_the_other_end_is_unavailable(webhook: TelegramWebhook, loopback: LoopbackTelegram) -> None:
    await loopback.stop()
    with pytest.raises(Unavailable):
        await webhook.look()


async def test_a_webhook_ends_a_poll_and_forbids_the_next(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, webhook: TelegramWebhook
) -> None:
    await messenger.receive("")
    await webhook.look()
    with pytest.raises(Contended, match="webhook is active"):
        await messenger.receive("")
    assert loopback.webhooks.url == URL


async def test_opening_alone_leaves_the_webhook_of_a_service_elsewhere(loopback: LoopbackTelegram) -> None:
    loopback.webhooks.set({"url": URL})
    messenger = messenger_at(loopback.url)
    await messenger.open()
    await messenger.close()
    assert loopback.webhooks.url == URL
