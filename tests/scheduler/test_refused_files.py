"""A file that a messenger does not take: its words and buttons come without it, once, to who waits for them."""

from collections.abc import AsyncIterator

import pytest

from messages import post
from messages.catalogue import Catalogue
from messages.messenger import Rejected
from messages.replies import Attachment, Button, Reply
from messages.updates import Address, FileKind
from scheduler.delivery import Delivery
from scheduler.pacing import Pacing
from storage import files
from storage.database import Database, Transaction
from storage.outbox import Lane, State
from tests.scheduler.network import execute
from tests.scheduler.office import Office
from tests.wording import CATALOGUE

BUTTONS = ((Button("К задаче", "x"),),)


async def wording(tx: Transaction, participant: int | None) -> Catalogue:
    return CATALOGUE


class Worded(Office):
    """Its delivery has words for people."""

    def opened(self) -> Delivery:
        pacing = Pacing(self.messenger.capabilities, self.clock.monotonic)
        return Delivery(self.database, self.messenger, self.clock, pacing, self.nursery, self.leased(),
                        wording=wording)

    async def song(self, lane: Lane, text: str = "<b>Песня</b>") -> int:
        async with self.database.transaction() as tx:
            file = await files.keep(tx, "document", "песня <1>.mp3", "x/y", b"bytes", now=self.clock.now())
            reply = Reply(text, BUTTONS, Attachment(FileKind.DOCUMENT, "песня <1>.mp3", "x/y", file))
            id = await post.post(tx, address=Address("memory", "7"), participant=None, reply=reply, lane=lane,
                                 reason="r", now=self.clock.now())
        assert id
        return id


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Worded]:
    office = Worded(database)
    yield office
    await office.nursery.close()


async def test_its_words_and_buttons_come_without_it(office: Worded) -> None:
    office.messenger.fail(Rejected("22: ERR_UPLOAD_BAD_FILE_TYPE"))
    assert await office.delivered(await office.song(Lane.REPLY)) == [State.FAILED]
    await office.delivered()
    parcel = office.messenger.calls[-1]
    assert parcel.reply == Reply("<b>Песня</b>\n\nФайл «песня &lt;1&gt;.mp3» ваш мессенджер не принял.", BUTTONS)
    assert len(office.messenger.calls) == 2


async def test_a_bare_file_is_told_of_by_its_name(office: Worded) -> None:
    office.messenger.fail(Rejected("bad"))
    await office.delivered(await office.song(Lane.REPLY, ""))
    await office.delivered()
    assert office.messenger.calls[-1].reply.text == "Файл «песня &lt;1&gt;.mp3» ваш мессенджер не принял."


async def test_what_is_refused_without_it_too_is_not_said_again(office: Worded) -> None:
    office.messenger.fail(Rejected("bad"), Rejected("bad"))
    await office.delivered(await office.song(Lane.REPLY))
    await office.delivered(after=3600)
    assert len(office.messenger.calls) == 2


@pytest.mark.parametrize("lane", [Lane.TALK, Lane.REMINDER, Lane.BROADCAST])
async def test_other_lanes_have_their_own_telling(office: Worded, lane: Lane) -> None:
    office.messenger.fail(Rejected("bad"))
    await office.delivered(await office.song(lane))
    await office.delivered()
    assert len(office.messenger.calls) == 1


async def test_what_cannot_be_read_holds_up_nobody(office: Worded) -> None:
    id = await office.song(Lane.REPLY)
    async with office.database.transaction() as tx:
        await execute(tx, "update bodies set content = :content", content="{")
    other = await office.put("слова", "8")
    assert await office.delivered(id, other) == [State.FAILED, State.SENT]
