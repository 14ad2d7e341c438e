"""The author's screen: edited in place while a broadcast goes out, not too often, and told to the end."""

from collections.abc import AsyncIterator

import pytest

from messages import buttons
from messages.meanings_of_broadcasts import CancelBroadcast, ClickBroadcast, PauseBroadcast, SendAgain, ShowMissed
from messages.replies import Button, Reply, check
from messages.stored import write
from scheduler import broadcasting, progress
from scheduler.broadcasting import AHEAD, Pace
from scheduler.progress import EVERY, LONG
from storage import addressees
from storage.addressees import Fate
from storage.broadcasts import Kind, State
from storage.database import Database
from tests.scheduler.mailing import Mailing
from tests.wording import CATALOGUE

SLOW = Pace(2, 1)
READY = int(SLOW.rate * AHEAD)


@pytest.fixture
async def mailing(sqlite_database: Database) -> AsyncIterator[Mailing]:
    mailing = Mailing(sqlite_database, {"telegram": SLOW})
    await mailing.settle(4 * READY)
    yield mailing
    await mailing.nursery.close()


def screens(mailing: Mailing) -> list[str]:
    """What the author sees, the oldest message first."""
    return mailing.messengers["telegram"].shows(str(mailing.author))


def tellings(mailing: Mailing) -> int:
    """How often the author was told anything."""
    return sum(each.user == str(mailing.author) for each in mailing.messengers["telegram"].calls)


async def test_it_is_told_not_more_often_than_every_few_seconds(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.watches(id)
    for portion, told in enumerate((0, 0, 1), 1):
        await mailing.broadcasting.tick()
        await mailing.deliver()
        assert tellings(mailing) == told, portion
        mailing.clock.advance(EVERY / 2)
    assert "Доставлено: 20 из 40" in screens(mailing)[0]


async def test_one_message_is_edited_and_the_last_version_says_how_it_ended(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.watches(id)
    while await mailing.broadcasting.tick():
        await mailing.deliver()
        mailing.clock.advance(EVERY)
    assert tellings(mailing) > 3
    told, = screens(mailing)
    assert "Рассылка ушла" in told
    assert "Доставлено: 40 из 40" in told


async def test_the_screen_that_was_tapped_is_the_one_that_is_edited(mailing: Mailing) -> None:
    mailing.messengers["telegram"].screens[str(mailing.author)] = []
    id = await mailing.started([])
    await mailing.watches(id, ref="tapped")
    await mailing.broadcasting.tick()
    await mailing.deliver()
    parcel, = [each for each in mailing.messengers["telegram"].calls if each.user == str(mailing.author)]
    assert parcel.edits == "tapped"


async def test_after_a_long_while_its_end_is_a_message_of_its_own(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.watches(id)
    while await mailing.broadcasting.tick():
        await mailing.deliver()
        mailing.clock.advance(LONG)
    before, after = screens(mailing)
    assert "Рассылка уходит" in before
    assert "Рассылка ушла" in after


async def test_while_one_version_is_on_its_way_no_other_is_made_but_the_last(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.watches(id)
    mailing.clock.advance(EVERY)
    for _ in range(3):
        await mailing.broadcasting.tick()
        await mailing.execute("update outbox set state = 'sent' where broadcast = :id", id=id)
        mailing.clock.advance(EVERY)
    assert len(await mailing.execute("select * from outbox where reason like 'watch:%'")) == 1
    await mailing.goes_on()
    assert "Рассылка ушла" in screens(mailing)[-1]


async def test_what_has_not_changed_is_not_told_again(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.watches(id)
    mailing.clock.advance(EVERY)
    assert await mailing.broadcasting.tick()
    await mailing.deliver()
    await mailing.execute("update outbox set state = 'sending' where broadcast = :id", id=id)
    mailing.clock.advance(EVERY)
    assert not await mailing.broadcasting.tick()
    await mailing.deliver()
    assert tellings(mailing) == 1


async def test_an_address_that_is_not_the_authors_any_more_is_told_nothing(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.watches(id)
    await mailing.execute("update addresses set closed_at = 1 where participant = :id", id=mailing.author)
    await mailing.goes_on()
    assert await mailing.state(id) is State.DONE
    assert tellings(mailing) == 0


async def test_who_does_not_look_on_is_told_nothing(mailing: Mailing) -> None:
    await mailing.started()
    await mailing.goes_on()
    assert tellings(mailing) == 0


async def screen(mailing: Mailing, id: int, *, own: bool = True) -> Reply:
    async with mailing.database.reading() as tx:
        told = await progress.standing(tx, await mailing.in_(tx, id))
    return check(progress.screen(CATALOGUE, told, "Asia/Irkutsk", own=own))


def kinds(reply: Reply) -> set[type]:
    return {type(buttons.decode(button.payload)) for row in reply.rows for button in row}


async def test_each_state_offers_what_can_be_done_in_it(mailing: Mailing) -> None:
    id = await mailing.scheduled(mailing.clock.now())
    assert len(kinds(await screen(mailing, id)) - kinds(await screen(mailing, id, own=False))) == 1
    assert "30 мая, 12:00" in (await screen(mailing, id)).text
    await mailing.execute("update addresses set closed_at = 1 where participant = :id", id=mailing.people[0])
    await mailing.broadcasting.tick()
    assert {PauseBroadcast, CancelBroadcast, ShowMissed} <= kinds(await screen(mailing, id))
    async with mailing.database.transaction() as tx:
        await broadcasting.pause(tx, id, real_now=1)
    assert CancelBroadcast in kinds(await screen(mailing, id))
    assert PauseBroadcast not in kinds(await screen(mailing, id))
    async with mailing.database.transaction() as tx:
        await broadcasting.cancel(tx, id, now=1, real_now=1)
    assert not {SendAgain, CancelBroadcast} & kinds(await screen(mailing, id))
    await mailing.execute("update broadcasts set state = 'done' where id = :id", id=id)
    assert {SendAgain, ShowMissed} <= kinds(await screen(mailing, id))


async def test_presses_are_told_of_messages_and_letters_by_label(mailing: Mailing) -> None:
    link = Button("Страница", url="https://example.org/")
    first, second = (Button(label, buttons.encode(ClickBroadcast(1, place))) for place, label in enumerate("АБ"))
    content = write(Reply("Слова\nи ещё", ((first,), (link,), (second,))))
    id = await mailing.started(content=content)
    async with mailing.database.transaction() as tx:
        await addressees.click(tx, id, mailing.people[0], 1, now=1)
    assert "«А» – 0\n«Б» – 1" in (await screen(mailing, id)).text
    assert "Страница" not in (await screen(mailing, id)).text
    other = await mailing.started(content=content, kind=Kind.NOTICE)
    assert "«А»" not in (await screen(mailing, other)).text


async def test_the_share_is_of_those_who_can_be_written_to(mailing: Mailing) -> None:
    await mailing.execute("delete from addresses where participant <= :last", last=mailing.people[-3])
    id = await mailing.started()
    await mailing.broadcasting.tick()
    await mailing.execute("update outbox set state = 'sent' where id = 1")
    async with mailing.database.reading() as tx:
        told = await progress.standing(tx, await mailing.in_(tx, id))
    assert told.share == 0.5
    assert told.fates[Fate.ABSENT] == told.missed == 4 * READY - 2
    assert "50 %" in (await screen(mailing, id)).text


def test_a_broadcast_whose_author_is_forgotten_has_no_name_and_no_buttons() -> None:
    assert progress.title("") == ""
    assert progress.labels("") == []


def test_a_broadcast_is_named_by_its_first_line() -> None:
    assert progress.title(write(Reply("\n<b>Важно</b> &amp; срочно\nостальное"))) == "Важно & срочно"
    assert progress.title(write(Reply("Слово " * 99))) == ("Слово " * 99)[:progress.TITLE]
