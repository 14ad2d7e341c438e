"""The client against a community on this machine: opening, positions, presses, files, names."""

import logging

import pytest

from bot.vk.client import VkMessenger
from messages.messenger import (
    ChannelStopped,
    FileUnavailable,
    Messenger,
    Scope,
    Stopped,
    TryLater,
    Unavailable,
)
from messages.updates import Address, Came, FileKind, Left, Pressed, Said, SentFile, Unreadable, Update
from tests.bot.vk.conftest import Connect, Pauses
from tests.bot.vk.parcels import parcel
from tests.loopback.contract import Fault
from tests.loopback.vk import LoopbackVk


async def received(messenger: VkMessenger, position: str = "0") -> Update | Unreadable:
    """The last update since `position`."""
    return (await messenger.receive(position)).updates[-1]


async def test_it_is_a_messenger(messenger: VkMessenger) -> None:
    channel: Messenger = messenger
    assert channel.channel == "vk"
    assert channel.capabilities.idempotent


# Opening.


async def test_the_invite_link_is_known_once_open(connect: Connect) -> None:
    messenger = connect()
    assert messenger.invite_link("abc_1") == ""
    await messenger.open()
    assert messenger.invite_link("abc_1") == "https://vk.me/club7?ref=abc_1"


async def test_a_bad_token_stops_and_does_not_show(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    messenger = connect(token="another-secret")
    with pytest.raises(ChannelStopped) as caught:
        await messenger.open()
    assert await messenger.send(parcel()) == Stopped(str(caught.value))
    assert "another-secret" not in str(caught.value) + repr(caught.value) + caplog.text
    assert caught.value.__suppress_context__


async def test_a_token_without_the_right_to_messages_stops(vk: LoopbackVk, connect: Connect) -> None:
    vk.permissions = ["docs"]
    with pytest.raises(ChannelStopped, match="messages"):
        await connect().open()


async def test_a_group_that_keeps_presses_from_us_stops(vk: LoopbackVk, connect: Connect) -> None:
    vk.long_poll_events.remove("message_event")
    with pytest.raises(ChannelStopped, match="message_event"):
        await connect().open()


async def test_a_token_that_may_not_see_the_settings_will_do(vk: LoopbackVk, connect: Connect) -> None:
    vk.permissions.remove("manage")
    await connect().open()


async def test_another_group_s_long_poll_stops(connect: Connect) -> None:
    with pytest.raises(ChannelStopped):
        await connect(group_id=8).open()


async def test_nobody_at_the_address_is_unavailable(connect: Connect) -> None:
    messenger = connect(url="http://127.0.0.1:1/method")
    with pytest.raises(Unavailable):
        await messenger.open()
    with pytest.raises(Unavailable):
        await messenger.receive("")
    outcome = await messenger.send(parcel())
    assert outcome == TryLater("ClientConnectorError", scope=Scope.TOKEN, unknown=False)
    assert await messenger.profile("501") == ""


async def test_closing_twice_is_safe(messenger: VkMessenger) -> None:
    await messenger.close()
    await messenger.close()


# Receiving.


async def test_updates_come_in_order_and_again_from_an_old_position(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    vk.says("501", "два")
    first = await messenger.receive("0")
    assert [update.text for update in first.updates if isinstance(update, Said)] == ["раз", "два"]
    assert (first.keep, first.position) == (True, "2")
    assert await messenger.receive("0") == first
    vk.repeat_last()
    assert await received(messenger, first.position) == first.updates[-1]


async def test_without_a_position_it_begins_where_the_platform_stands(vk: LoopbackVk, connect: Connect) -> None:
    vk.says("501", "before our time")
    messenger = connect()
    empty = await messenger.receive("")
    assert (empty.updates, empty.position, empty.keep) == ((), "1", True)


async def test_a_person_by_a_deep_link_brings_its_token(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "/start", start="abc_1")
    said = await received(messenger)
    assert isinstance(said, Said)
    assert (said.text, said.start) == ("/start", "abc_1")


async def test_odd_updates_do_not_hold_up_the_others(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.pushes_raw({"type": "message_new", "object": 5})
    vk.says("501", "раз")
    odd, said = (await messenger.receive("0")).updates
    assert isinstance(odd, Unreadable)
    assert isinstance(said, Said)


async def test_who_blocks_leaves_and_who_unblocks_comes(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.blocks("501")
    vk.unblocks("501")
    left, came = (await messenger.receive("0")).updates
    assert isinstance(left, Left)
    assert isinstance(came, Came)


async def test_an_old_key_is_renewed_and_the_position_kept(
    vk: LoopbackVk, messenger: VkMessenger, pauses: Pauses
) -> None:
    vk.says("501", "раз")
    vk.change_key()
    renewed = await messenger.receive("0")
    assert (renewed.updates, renewed.position) == ((), "0")
    assert len((await messenger.receive(renewed.position)).updates) == 1
    assert pauses.seconds == [1.0]


async def test_a_gap_in_the_history_is_passed_over_and_logged(
    vk: LoopbackVk, messenger: VkMessenger, caplog: pytest.LogCaptureFixture
) -> None:
    gap = await messenger.receive("99")
    assert (gap.updates, gap.position) == ((), "0")
    assert "no longer reaches back to 99" in caplog.text


async def test_of_a_history_that_is_said_to_be_lost_the_rest_is_asked_for(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    vk.says("501", "раз")
    vk.failing_polls.append({"failed": 3})
    assert (await messenger.receive("0")).position == "0"
    assert len((await messenger.receive("0")).updates) == 1


async def test_a_history_that_is_really_lost_begins_at_the_new_server_s_position(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    vk.says("501", "раз")
    vk.failing_polls.extend([{"failed": 3}, {"failed": 3}])
    assert [(await messenger.receive("0")).position for _ in range(2)] == ["0", "1"]


@pytest.mark.parametrize("answer", [{"failed": "x"}, {}, {"ts": 1}])
async def test_an_odd_answer_of_the_long_poll_is_unavailable(
    vk: LoopbackVk, messenger: VkMessenger, answer: dict[str, object]
) -> None:
    vk.failing_polls.append(answer)
    with pytest.raises(Unavailable):
        await messenger.receive("0")
    assert (await messenger.receive("0")).position == "0"


# Presses.


async def test_a_press_is_acknowledged_once_with_a_notice(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.presses("501", "rsvp:yes:4", "9")
    press = await received(messenger)
    assert isinstance(press, Pressed)
    assert (press.payload, press.ref) == ("rsvp:yes:4", "9")
    await messenger.acknowledge(press, "Записали " + "!" * 200)
    await messenger.acknowledge(press, "again")
    assert [(user, len(text)) for user, text in vk.notices] == [("501", 90)]


async def test_a_press_of_a_text_button_needs_no_acknowledgement(vk: LoopbackVk, messenger: VkMessenger) -> None:
    await messenger.acknowledge(Pressed(key="k", address=Address("vk", "501"), payload="x"), "!")
    assert "messages.sendMessageEventAnswer" not in vk.calls


# Files and names.


@pytest.mark.parametrize("kind", [FileKind.DOCUMENT, FileKind.PHOTO])
async def test_a_file_comes_in_without_showing_the_token_to_its_host(
    vk: LoopbackVk, messenger: VkMessenger, kind: FileKind
) -> None:
    vk.sends_file("501", kind.value, "справка.pdf", b"%PDF", "подпись")
    update = await received(messenger)
    assert isinstance(update, SentFile)
    assert update.caption == "подпись"
    assert await messenger.fetch(update.files[0]) == b"%PDF"
    assert vk.violations == []


async def test_a_file_that_is_gone_is_unavailable(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.sends_file("501", "document", "a.pdf", b"%PDF")
    update = await received(messenger)
    assert isinstance(update, SentFile)
    lost = type(update.files[0])(FileKind.DOCUMENT, update.files[0].ref + "0", "a.pdf", "")
    with pytest.raises(FileUnavailable):
        await messenger.fetch(lost)


async def test_a_person_s_name_is_asked_for(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз", name="Анна Петрова")
    assert await messenger.profile("501") == "Анна Петрова"
    assert await messenger.profile("not a number") == ""


async def test_nothing_of_what_is_sent_reaches_the_log(
    vk: LoopbackVk, messenger: VkMessenger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    vk.says("501", "сокровенное")
    await messenger.receive("0")
    vk.fail(Fault.BROKEN, Fault.BAD_MESSAGE)
    for _ in range(3):
        await messenger.send(parcel("личное"))
    assert not any(secret in caplog.text for secret in (vk.token, "личное", "сокровенное"))
