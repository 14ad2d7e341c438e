"""VK's callbacks: proved by the secret in their body, confirmed by the code of now, set up if VK lets us."""

import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.capabilities import CAPABILITIES
from bot.vk import reader
from bot.vk.client import VkMessenger
from bot.vk.webhook import TITLE, VkWebhook
from messages.messenger import ChannelStopped, Unavailable
from messages.updates import Said, Unreadable
from scheduler.clock import SystemClock
from tests.bot.vk.conftest import Connect
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError

SECRET = "s3cret"
EVENT = {"type": "message_new", "group_id": 7, "event_id": "e1", "v": "5.199",
         "object": {"message": {"from_id": 5, "peer_id": 5, "text": "Привет"}}}


class House:
    """Our end: answers with what the webhook under test makes of a request."""

    def __init__(self) -> None:
        self.url = ""
        self.webhook: VkWebhook | None = None
        self.heard: list[object] = []
        self.shut = False

    async def answer(self, request: web.Request) -> web.Response:
        assert self.webhook
        if self.shut:
            return web.Response(status=502)
        heard = await self.webhook.read(request.headers, await request.read())
        self.heard.append(heard)
        return web.Response(text=heard if isinstance(heard, str) else "ok", status=403 if heard is None else 200)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    site = web.Application()
    site.add_routes([web.post("/webhook/vk", house.answer)])
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    house.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook/vk"
    yield house
    await runner.cleanup()


@pytest.fixture
async def messenger(vk: LoopbackVk, house: House) -> AsyncIterator[VkMessenger]:
    """Built for the webhook; its pauses let the loopback ask for the code."""
    async def short(seconds: float) -> None:
        await SystemClock().pause(min(seconds, 0.02))

    messenger = VkMessenger(vk.token, group_id=7, api_url=vk.url, capabilities=CAPABILITIES["vk"], pause=short,
                            webhook_url=house.url, webhook_secret=SECRET, confirmation="by0hand")
    house.webhook = messenger.webhook
    yield messenger
    await messenger.close()


@pytest.fixture
def webhook(messenger: VkMessenger) -> VkWebhook:
    assert messenger.webhook
    return messenger.webhook


def body(**changes: object) -> bytes:
    return json.dumps(EVENT | {"secret": SECRET} | changes).encode()


async def test_a_callback_is_read_as_the_poll_reads_the_same_event(webhook: VkWebhook) -> None:
    heard = await webhook.read({}, body())
    assert isinstance(heard, Said)
    assert heard == reader.read(EVENT, 7)


@pytest.mark.parametrize("changes", [
    {"secret": ""}, {"secret": "s3cre"}, {"secret": "сикрет"}, {"secret": "\ud800"}, {"secret": 5}, {"secret": None},
    {"group_id": 8}, {"group_id": None}, {"type": "confirmation", "secret": "another"},
])
async def test_a_wrong_secret_or_another_group_is_a_stranger(webhook: VkWebhook, changes: dict[str, object]) -> None:
    assert await webhook.read({}, body(**changes)) is None


@pytest.mark.parametrize("odd", [b"", b"{", b"\xff", b"[" * 100_000, b"[]", b"7", b'{"group_id": ' + b"9" * 5000])
async def test_what_is_no_event_has_proved_nothing(webhook: VkWebhook, odd: bytes) -> None:
    assert await webhook.read({}, odd) is None


async def test_an_unknown_event_is_kept_without_the_secret(webhook: VkWebhook) -> None:
    heard = await webhook.read({}, body(type="wall_post_new"))
    assert isinstance(heard, Unreadable)
    assert heard.key == "vk:7:e1"
    assert SECRET not in heard.raw


@pytest.mark.parametrize("echo", [{"from_id": -7, "peer_id": 501}, {"from_id": 501, "peer_id": 501, "out": 1}])
async def test_an_edit_of_our_own_is_answered_and_goes_no_further(webhook: VkWebhook, echo: dict[str, object]) -> None:
    assert await webhook.read({}, body(type="message_edit", object=echo)) == webhook.receipt
    assert await webhook.read({}, body(type="message_edit", object=echo, secret="another")) is None


async def test_the_first_look_adds_a_server_that_vk_confirms_and_the_next_leaves_it(
    vk: LoopbackVk, house: House, webhook: VkWebhook
) -> None:
    vk.callbacks.code_changes = True
    assert [await webhook.look() for _ in range(2)] == ["", ""]
    (server,) = vk.callbacks.servers.values()
    assert (server.status, server.url, server.title, server.secret) == ("ok", house.url, TITLE, SECRET)
    assert (server.version, server.events) == ("5.199", set(reader.EVENTS))
    assert house.heard == [vk.callbacks.code]
    assert vk.calls.count("groups.addCallbackServer") == vk.calls.count("groups.setCallbackSettings") == 1
    assert vk.violations == []


async def test_a_secret_that_has_changed_is_told_to_vk(vk: LoopbackVk, house: House, webhook: VkWebhook) -> None:
    server = vk.callbacks.adds(house.url, TITLE, "of-yesterday")
    await webhook.look()
    assert list(vk.callbacks.servers.values()) == [server]
    assert (server.secret, server.status) == (SECRET, "ok")


async def test_events_that_somebody_has_switched_off_are_switched_on_again(
    vk: LoopbackVk, webhook: VkWebhook
) -> None:
    await webhook.look()
    (server,) = vk.callbacks.servers.values()
    server.events.discard("message_event")
    await webhook.look()
    assert server.events == set(reader.EVENTS)


async def test_a_server_that_vk_has_given_up_on_is_confirmed_anew(vk: LoopbackVk, webhook: VkWebhook) -> None:
    await webhook.look()
    (server,) = vk.callbacks.servers.values()
    server.status = "failed"
    assert await webhook.look() == ""
    assert server.status == "ok"


async def test_of_two_servers_that_replicas_added_at_once_one_stays(
    vk: LoopbackVk, house: House, webhook: VkWebhook
) -> None:
    first, _ = (vk.callbacks.adds(house.url, TITLE, SECRET) for _ in range(2))
    another = vk.callbacks.adds("http://127.0.0.1:1/of/somebody/else", "CRM", "x")
    await webhook.look()
    assert list(vk.callbacks.servers.values()) == [first, another]


async def test_an_address_that_vk_does_not_reach_is_told(vk: LoopbackVk, house: House, webhook: VkWebhook) -> None:
    house.shut = True
    with pytest.raises(Unavailable, match="has not confirmed"):
        await webhook.look()
    house.shut = False
    assert await webhook.look() == ""


async def test_what_vk_finds_wrong_with_the_server_is_for_a_human(vk: LoopbackVk, webhook: VkWebhook) -> None:
    vk.callbacks.refusals.append(VkError(100, "secret_key is invalid"))
    with pytest.raises(ChannelStopped, match="secret_key"):
        await webhook.look()


async def test_a_token_that_may_not_manage_serves_what_a_human_has_entered(
    vk: LoopbackVk, house: House, webhook: VkWebhook
) -> None:
    vk.permissions.remove("manage")
    note = await webhook.look()
    assert all(word in note for word in (house.url, "5.199", *reader.EVENTS))
    assert SECRET not in note
    vk.callbacks.code = "by0hand"
    server = vk.callbacks.adds(house.url, "Бот", SECRET)
    server.events = set(reader.EVENTS)
    await vk.callbacks.settled()
    assert server.status == "ok"
    vk.says("5", "Привет")
    await vk.callbacks.settled()
    assert isinstance(house.heard[-1], Said)
    assert await webhook.look() == ""


async def test_a_code_that_cannot_be_had_is_asked_for_again(vk: LoopbackVk, webhook: VkWebhook) -> None:
    await vk.stop()
    with pytest.raises(Unavailable):
        await webhook.read({}, b'{"type": "confirmation", "group_id": 7}')


async def test_many_who_ask_for_the_code_do_not_spend_our_calls(vk: LoopbackVk, webhook: VkWebhook) -> None:
    for _ in range(20):
        assert await webhook.read({}, b'{"type": "confirmation", "group_id": 7}') == "code0"
    assert vk.calls.count("groups.getCallbackConfirmationCode") == 1


async def test_the_webhook_needs_no_long_poll(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.long_poll_events.clear()
    vk.refusing["groups.getLongPollServer"] = VkError(15, "Access denied")
    await messenger.open()
    assert "groups.getLongPollSettings" not in vk.calls


async def test_who_writes_during_the_very_first_start_is_answered(
    vk: LoopbackVk, messenger: VkMessenger, webhook: VkWebhook
) -> None:
    vk.says("5", "Никого ещё нет")
    await messenger.open()
    vk.says("5", "Здравствуйте")
    first = await webhook.missed("")
    assert first
    assert (first.updates, first.keep) == ((), True)
    then = await webhook.missed(first.position)
    assert then
    assert [each.text for each in then.updates if isinstance(each, Said)] == ["Здравствуйте"]


async def test_a_poller_removes_our_servers_and_no_others(vk: LoopbackVk, connect: Connect) -> None:
    vk.callbacks.adds("https://vekha.invalid/a/webhook/vk", TITLE, SECRET)
    others = [vk.callbacks.adds("http://127.0.0.1:1/webhook/vk", "CRM", "x"),
              vk.callbacks.adds("http://127.0.0.1:1/crm", TITLE, "x")]
    poller = connect()
    await poller.open()
    assert len(vk.callbacks.servers) == 3
    await poller.receive("")
    assert list(vk.callbacks.servers.values()) == others


async def test_a_poller_that_may_not_manage_polls_all_the_same(vk: LoopbackVk, connect: Connect) -> None:
    vk.permissions.remove("manage")
    poller = connect()
    await poller.open()
    vk.says("5", "Привет")
    assert len((await poller.receive("0")).updates) == 1
