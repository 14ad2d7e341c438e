"""The recorder takes everything, notes the moment, and lets nothing out."""

import pytest

from bot.capabilities import CAPABILITIES
from bot.rehearsing.recorder import Recorder, Tape
from messages.messenger import Batch, FileUnavailable, Messenger, Parcel, Sent
from messages.replies import Reply
from messages.updates import Address, FileKind, IncomingFile, Pressed
from scheduler.clock import VirtualClock


async def test_each_message_has_its_own_name_by_which_its_moment_is_known() -> None:
    clock = VirtualClock(100)
    tape = Tape(clock)
    telegram, vk = (Recorder(channel, CAPABILITIES[channel], tape) for channel in ("telegram", "vk"))
    parcel = Parcel("1", Reply("Здравствуйте"), 7)
    first = await telegram.send(parcel)
    await clock.advance(50)
    second, third = await vk.send_many([parcel, parcel])
    names = [each.ref for each in (first, second, third) if isinstance(each, Sent)]
    assert len(set(names)) == 3
    assert [tape.moment(name) for name in names] == [100, 150, 150]


async def test_nobody_ever_writes_and_nothing_can_be_fetched() -> None:
    messenger: Messenger = Recorder("vk", CAPABILITIES["vk"], Tape(VirtualClock(0)))
    await messenger.open()
    assert await messenger.receive("5") == Batch((), "5")
    await messenger.acknowledge(Pressed(key="1", address=Address("vk", "1"), payload="menu:show"))
    assert (await messenger.profile("1"), messenger.invite_link("CODE")) == ("", "")
    with pytest.raises(FileUnavailable):
        await messenger.fetch(IncomingFile(FileKind.PHOTO, "ref", "a.jpg", "image/jpeg", 5))
    await messenger.close()
