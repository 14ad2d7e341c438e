"""A page in somebody else's transaction: what they plan is claimed in it, and none of it if they fail."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from messages.post import post
from messages.replies import Reply
from messages.updates import Address
from storage import outbox
from storage.database import Database, Transaction
from storage.outbox import Lane, State
from tests.loopback.memory import PLENTY
from tests.scheduler.office import Office

ANNA = Address("memory", "7")


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    office = Office(database)
    yield office
    await office.nursery.close()


async def plan(office: Office, tx: Transaction, words: str = "Ответ") -> int:
    id = await post(tx, address=ANNA, participant=None, reply=Reply(words), lane=Lane.REPLY, reason=words,
                    now=office.clock.now())
    assert id
    return id


async def state(office: Office, id: int) -> State:
    async with office.database.reading() as tx:
        standing = await outbox.standing(tx, id)
    assert standing
    return standing.state


async def test_a_reply_is_claimed_where_it_is_planned_and_goes_at_once(office: Office) -> None:
    await office.delivery.deliver_due()
    async with office.delivery.aboard() as claim:
        assert claim
        async with office.database.transaction() as tx:
            id = await plan(office, tx)
            await claim(tx, others=False)
        assert office.messenger.calls == []
    assert await state(office, id) is State.SENDING
    assert await office.delivered(id) == [State.SENT]
    assert office.messenger.shows("7") == ["Ответ"]


async def test_other_lanes_are_claimed_only_where_they_were_planned_too(office: Office) -> None:
    await office.delivery.deliver_due()
    for others, expected in ((False, State.PLANNED), (True, State.SENDING)):
        async with office.delivery.aboard() as claim:
            assert claim
            async with office.database.transaction() as tx:
                id = await office.put_in(tx, f"Напоминание {others}", f"9{others}", Lane.REMINDER)
                await claim(tx, others=others)
        assert await state(office, id) is expected


async def test_a_dialogue_that_must_wait_is_not_forgotten(office: Office) -> None:
    await office.delivery.deliver_due()
    office.delivery._pacing.hold(0.5, "7")
    async with office.delivery.aboard() as claim:
        assert claim
        async with office.database.transaction() as tx:
            await plan(office, tx)
            await claim(tx, others=False)
    assert office.delivery.nudged


async def flooded(office: Office) -> None:
    """More is planned and claimed than may go now."""
    for number in range(100):
        async with office.delivery.aboard() as claim, office.database.transaction() as tx:
            assert claim
            await office.put_in(tx, "Ответ", f"1{number}", Lane.REPLY)
            await claim(tx, others=False)
        if office.delivery._runway.counts()[Lane.REPLY] > 1:
            return


@pytest.mark.parametrize("others", [False, True])
async def test_where_enough_is_claimed_the_rest_is_left_for_later_and_goes_then(
    database: Database, others: bool
) -> None:
    office = Office(database, replace(PLENTY, rate=5))
    await office.delivery.deliver_due()
    await flooded(office)
    await office.delivery._rest(0)
    async with office.delivery.aboard() as claim:
        assert claim
        async with office.database.transaction() as tx:
            id = await plan(office, tx)
            await claim(tx, others=others)
    assert office.delivery.nudged is others
    assert await state(office, id) is State.PLANNED
    assert await office.delivered(id) == [State.SENT]
    await office.nursery.close()


async def test_if_the_transaction_fails_nothing_is_claimed_and_later_ones_go(office: Office) -> None:
    async def fails() -> None:
        async with office.delivery.aboard() as claim:
            assert claim
            async with office.database.transaction() as tx:
                await plan(office, tx)
                await claim(tx, others=False)
                raise ZeroDivisionError

    await office.delivery.deliver_due()
    with pytest.raises(ZeroDivisionError):
        await fails()
    async with office.database.transaction() as tx:
        id = await plan(office, tx, "Второй")
    assert await office.delivered(id) == [State.SENT]
    assert office.messenger.shows("7") == ["Второй"]


async def test_what_has_landed_is_recorded_with_the_page_even_if_the_first_one_fails(office: Office) -> None:
    first = await office.put()
    await office.delivery.deliver_due()
    with pytest.raises(ZeroDivisionError):
        async with office.delivery.aboard():
            raise ZeroDivisionError
    assert await office.delivered(first) == [State.SENT]


async def test_nobody_comes_aboard_before_an_earlier_life_is_cleared_up_nor_twice_at_once(office: Office) -> None:
    async with office.delivery.aboard() as claim:
        assert claim is None
    await office.delivery.deliver_due()
    async with office.delivery.aboard() as first, office.delivery.aboard() as second:
        assert first
        assert second is None


async def test_without_the_lease_nobody_comes_aboard(office: Office) -> None:
    await office.delivery.deliver_due()
    office.lease.lose()
    async with office.delivery.aboard() as claim:
        assert claim is None
