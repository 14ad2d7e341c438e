"""Broadcasts on their way: in portions, fairly, at everybody's hour, and to each person exactly once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from itertools import count

import pytest

from messages.replies import Reply
from scheduler import broadcasting
from scheduler.broadcasting import AHEAD, PORTION, Pace
from storage import broadcasts, outbox, participants
from storage.addressees import Fate
from storage.broadcasts import Kind, State
from storage.database import Database
from storage.outbox import Lane
from tests.scheduler.mailing import TEXT, Mailing, at
from tests.scheduler.network import insert

SLOW = Pace(2, 1)
READY = int(SLOW.rate * AHEAD)


@pytest.fixture
async def mailing(database: Database) -> AsyncIterator[Mailing]:
    mailing = Mailing(database)
    await mailing.settle(5)
    yield mailing
    await mailing.nursery.close()


@pytest.fixture
async def slow(sqlite_database: Database) -> AsyncIterator[Mailing]:
    mailing = Mailing(sqlite_database, {"telegram": SLOW, "vk": SLOW})
    await mailing.settle(3 * READY)
    yield mailing
    await mailing.nursery.close()


@pytest.mark.parametrize(("pace", "of", "share"), [
    (Pace(25, 1), 1, 125), (Pace(25, 1), 2, 62), (Pace(25, 1), 1000, 1), (Pace(25, 1), 0, 125),
    (Pace(15, 100), 1, 7500), (Pace(15, 100), 40, 100), (Pace(1, 100), 1000, 100)])
def test_a_share_is_whole_calls_and_never_nothing(pace: Pace, of: int, share: int) -> None:
    assert pace.share(of, pace.peers) == share


async def test_everybody_gets_it_once_and_it_ends(mailing: Mailing) -> None:
    id = await mailing.started()
    await mailing.goes_on()
    assert mailing.copies() == [1] * 5
    sent = await mailing.seen(id)
    assert (sent.state, sent.ended_at) == (State.DONE, mailing.clock.now())
    assert await mailing.fates(id) == {Fate.SENT: 5}
    assert len({row["body"] for row in await mailing.execute("select body from outbox")}) == 1


async def test_one_to_nobody_ends_at_once(mailing: Mailing) -> None:
    id = await mailing.started([])
    await mailing.broadcasting.tick()
    assert await mailing.state(id) is State.DONE


async def test_it_begins_when_its_time_has_come_with_those_who_are_there_then(mailing: Mailing) -> None:
    id = await mailing.scheduled(mailing.clock.now() + 60)
    assert not await mailing.broadcasting.tick()
    late = await mailing.teachers(1)
    async with mailing.database.transaction() as tx:
        await broadcasts.schedule(tx, id, mailing.clock.now() + 120)
    mailing.clock.advance(60)
    assert not await mailing.broadcasting.tick(), "it was put off"
    mailing.clock.advance(60)
    await mailing.execute("update roles set ended_at = 1 where participant = :id", id=late[0])
    await mailing.goes_on()
    assert mailing.copies() == [1] * 5 + [0]
    assert [row["verb"] for row in await mailing.execute("select verb from history")] == ["message_sent"]


async def test_one_that_is_put_off_between_the_look_and_the_work_does_not_begin(mailing: Mailing) -> None:
    id = await mailing.scheduled(mailing.clock.now() + 60)
    async with mailing.database.transaction() as tx:
        tick = mailing.broadcasting._further(id, 1, mailing.clock.now(), tx)
        assert not await tick
    assert await mailing.state(id) is State.SCHEDULED


async def test_whose_author_has_lost_the_role_goes_to_nobody(mailing: Mailing) -> None:
    id = await mailing.scheduled(mailing.clock.now())
    await mailing.execute("update roles set ended_at = 1 where participant = :id", id=mailing.author)
    await mailing.goes_on()
    assert await mailing.state(id) is State.DONE
    assert await mailing.fates(id) == {}


async def test_no_more_lies_ready_than_the_pace_takes(slow: Mailing) -> None:
    id = await slow.started()
    assert await slow.broadcasting.tick()
    assert not await slow.broadcasting.tick()
    assert await slow.fates(id) == {Fate.MOVING: READY, Fate.WAITING: 2 * READY}
    await slow.execute("update outbox set state = 'sent' where id in (select id from outbox order by id limit 4)")
    assert await slow.broadcasting.tick()
    assert await slow.fates(id) == {Fate.SENT: 4, Fate.MOVING: READY, Fate.WAITING: 2 * READY - 4}


async def test_calls_to_many_are_filled_before_they_are_planned(sqlite_database: Database) -> None:
    mailing = Mailing(sqlite_database, {"telegram": Pace(1, 5)})
    await mailing.settle(40)
    id = await mailing.started()
    await mailing.broadcasting.tick()
    assert (await mailing.fates(id))[Fate.MOVING] == 25
    await mailing.execute("update outbox set state = 'sent' where id in (select id from outbox order by id limit 8)")
    await mailing.broadcasting.tick()
    assert await mailing.fates(id) == {Fate.SENT: 8, Fate.MOVING: 22, Fate.WAITING: 10}


async def test_a_quick_messenger_does_not_wait_for_the_next_tick(mailing: Mailing) -> None:
    people = await mailing.teachers(2 * PORTION)
    await mailing.started(people)
    await mailing.broadcasting.tick()
    assert await mailing.execute("select count(*) as number from outbox") == [{"number": 2 * PORTION}]


async def test_two_at_once_get_on_evenly(slow: Mailing) -> None:
    first, second = await slow.started(), await slow.started()
    for done in (5, 10, 15):
        await slow.broadcasting.tick()
        await slow.deliver()
        assert [(await slow.fates(id))[Fate.SENT] for id in (first, second)] == [done, done]
    await slow.goes_on()
    assert slow.copies() == [2] * 3 * READY


async def test_those_that_only_wait_for_the_morning_take_no_share_from_others(slow: Mailing) -> None:
    night = await slow.teachers(2, zone="Asia/Kamchatka")  # it is 16:00 there
    slow.clock.advance(at("2018-05-30 18:00") - slow.clock.now())
    for _ in range(4):
        await slow.started(night)
    await slow.goes_on()
    id = await slow.started(slow.people[:3 * READY])
    await slow.broadcasting.tick()
    assert (await slow.fates(id))[Fate.MOVING] == READY


async def test_quiet_hours_of_some_do_not_hold_up_others(slow: Mailing) -> None:
    moscow = await slow.teachers(2 * READY, zone="Europe/Moscow")
    slow.clock.advance(at("2018-05-30 21:00") - slow.clock.now())
    id = await slow.started()
    await slow.goes_on()
    assert await slow.fates(id) == {Fate.SENT: len(moscow), Fate.MOVING: 3 * READY}
    assert await slow.state(id) is State.RUNNING
    asleep = await slow.execute("select distinct not_before from outbox where state = 'planned'")
    assert asleep == [{"not_before": at("2018-05-31 08:00")}]
    slow.clock.advance(at("2018-05-31 08:00") - slow.clock.now())
    await slow.goes_on()
    assert await slow.fates(id) == {Fate.SENT: 5 * READY}
    assert await slow.state(id) is State.DONE


async def test_paused_between_two_portions_nothing_goes_until_it_is_resumed(slow: Mailing) -> None:
    id = await slow.started()
    await slow.broadcasting.tick()
    await slow.execute("update outbox set state = 'sent' where id in (select id from outbox order by id limit 3)")
    async with slow.database.transaction() as tx:
        assert await broadcasting.pause(tx, id, real_now=5)
        assert not await broadcasting.pause(tx, id, real_now=5)
    await slow.goes_on()
    slow.clock.advance(9 * 86400)
    await slow.goes_on()
    assert sum(slow.copies()) == 0
    assert await slow.fates(id) == {Fate.SENT: 3, Fate.WAITING: 3 * READY - 3}
    await slow.execute("update bodies set content = ''")  # as is done with what has ended a week ago
    async with slow.database.transaction() as tx:
        assert await broadcasts.resume(tx, id)
    await slow.goes_on()
    assert sorted(slow.copies()) == [0] * 3 + [1] * (3 * READY - 3)
    assert await slow.state(id) is State.DONE


async def test_cancelled_it_goes_nowhere_any_more(slow: Mailing) -> None:
    id = await slow.started()
    await slow.broadcasting.tick()
    async with slow.database.transaction() as tx:
        assert await broadcasting.cancel(tx, id, now=7, real_now=5)
        assert not await broadcasting.cancel(tx, id, now=7, real_now=5)
        assert not await broadcasting.pause(tx, id, real_now=5)
    await slow.goes_on()
    await slow.deliver()
    assert sum(slow.copies()) == 0
    sent = await slow.seen(id)
    assert (sent.state, sent.ended_at) == (State.CANCELLED, 7)


async def test_a_crash_at_any_statement_loses_and_doubles_nobody(slow: Mailing,
                                                                 caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    id = await slow.scheduled(slow.clock.now())
    await slow.watches(id)
    crashes = 0
    while await slow.state(id) is not State.DONE:
        for slow.database.at in count(1):
            await slow.begun({"telegram": SLOW}).tick()
            if slow.database.looked_for < slow.database.at:
                break
            crashes += 1
            before = await slow.fates(id)
            assert sum(before.values()) in (0, 3 * READY)
        slow.clock.advance(3)
        await slow.deliver()
    slow.database.at = 0
    assert crashes > 50
    assert slow.copies() == [1] * 3 * READY
    assert len(await slow.execute("select * from history")) == 1


async def test_a_portion_that_was_committed_unheard_is_not_planned_again(slow: Mailing,
                                                                         caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    id = await slow.scheduled(slow.clock.now())
    slow.database.late = True
    while await slow.state(id) is not State.DONE:
        await slow.begun({"telegram": SLOW}).tick()
        await slow.deliver()
    assert slow.copies() == [1] * 3 * READY


async def test_one_that_cannot_get_on_does_not_stop_the_others(mailing: Mailing,
                                                               caplog: pytest.LogCaptureFixture) -> None:
    broken = await mailing.scheduled(mailing.clock.now())
    await mailing.execute("update broadcasts set audience = 'nonsense' where id = :id", id=broken)
    id = await mailing.started()
    await mailing.goes_on()
    assert await mailing.state(id) is State.DONE
    assert await mailing.state(broken) is State.SCHEDULED
    assert f"broadcast {broken} does not get on" in caplog.text


async def test_two_replicas_plan_nobody_twice(mailing: Mailing) -> None:
    await mailing.teachers(40)
    ids = [await mailing.scheduled(mailing.clock.now()) for _ in range(3)]
    replicas = [mailing.begun({"telegram": SLOW}) for _ in range(3)]
    while [await mailing.state(id) for id in ids] != [State.DONE] * 3:
        await asyncio.gather(*(each.tick() for each in replicas))
        await mailing.deliver()
    assert mailing.copies() == [3] * 45
    assert [row["number"] for row in await mailing.execute("select count(*) as number from outbox")] == [135]
    assert len(await mailing.execute("select * from history")) == 3


async def test_a_person_with_two_messengers_gets_it_in_one(mailing: Mailing) -> None:
    first, second = mailing.people[:2]
    async with mailing.database.transaction() as tx:
        for person in (first, second):
            await participants.link(tx, "vk", str(person), person, now=mailing.clock.now())
    mailing.messengers["vk"].blocked.add(str(second))
    id = await mailing.started()
    await mailing.goes_on()
    assert [a + b for a, b in zip(mailing.copies(), mailing.copies("vk"), strict=True)] == [1] * 5
    assert mailing.messengers["vk"].shows(str(first)) == [TEXT]
    assert mailing.messengers["telegram"].shows(str(second)) == [TEXT]
    assert await mailing.fates(id) == {Fate.SENT: 5}


async def test_who_has_given_up_an_address_meanwhile_is_written_to_where_they_are(slow: Mailing) -> None:
    id = await slow.started()
    await slow.broadcasting.tick()
    moved, gone = slow.people[-2:]
    await slow.execute("delete from addresses where participant in (:a, :b)", a=moved, b=gone)
    async with slow.database.transaction() as tx:
        await participants.link(tx, "vk", str(moved), moved, now=5)
    await slow.goes_on()
    assert slow.copies() == [1] * (3 * READY - 2) + [0, 0]
    assert slow.copies("vk")[-2:] == [1, 0]
    assert await slow.fates(id) == {Fate.SENT: 3 * READY - 1, Fate.ABSENT: 1}
    assert await slow.state(id) is State.DONE


async def test_who_has_another_messenger_need_not_wait_for_one_that_is_switched_off(mailing: Mailing) -> None:
    person = mailing.people[0]
    async with mailing.database.transaction() as tx:
        await participants.link(tx, "vk", str(person), person, now=mailing.clock.now())
    id = await mailing.started()
    mailing.broadcasting = mailing.begun({"telegram": SLOW})
    await mailing.goes_on()
    assert await mailing.fates(id) == {Fate.SENT: 5}
    assert await mailing.state(id) is State.DONE


@pytest.mark.parametrize(("hours", "state", "fates"), [
    (23, State.RUNNING, {Fate.SENT: 4, Fate.WAITING: 1}), (25, State.DONE, {Fate.SENT: 4, Fate.ABSENT: 1}),
])
async def test_a_messenger_that_is_switched_off_is_waited_for_a_day(
        mailing: Mailing, hours: int, state: State, fates: dict[Fate, int]) -> None:
    person = mailing.people[0]
    await mailing.execute("update addresses set channel = 'vk' where participant = :person", person=person)
    id = await mailing.started()
    mailing.broadcasting = mailing.begun({"telegram": SLOW})
    await mailing.goes_on()
    mailing.clock.advance(hours * 3600)
    await mailing.goes_on()
    assert (await mailing.fates(id), await mailing.state(id)) == (fates, state)


async def test_answers_and_reminders_overtake_it(slow: Mailing) -> None:
    await slow.started()
    await slow.broadcasting.tick()
    async with slow.database.transaction() as tx:
        for lane in (Lane.REMINDER, Lane.REPLY):
            await outbox.put(tx, channel="telegram", user=str(slow.people[-1]), participant=None, file=None, lane=lane,
                             body='{"text":"сразу"}', reason=f"test:{lane}", random_id=1, now=slow.clock.now())
    await slow.deliver()
    calls = [each.reply.text for each in slow.messengers["telegram"].calls]
    assert calls.index("сразу") == 0
    assert calls[:4].count("сразу") == 2, "a lower lane keeps a small share"


async def test_what_comes_too_late_is_told_as_such(slow: Mailing) -> None:
    id = await slow.started(expires_at=slow.clock.now() + 60)
    await slow.broadcasting.tick()
    slow.clock.advance(61)
    await slow.goes_on()
    assert await slow.fates(id) == {Fate.EXPIRED: 3 * READY}
    assert await slow.state(id) is State.DONE


async def test_an_event_speaks_at_once_and_by_itself(mailing: Mailing) -> None:
    async with mailing.database.transaction() as tx:
        event = await insert(tx, "events", programme=mailing.network.programme, code="e", source="chat", kind="webinar",
                             title="Вебинар", starts_at=1, ends_at=2, time_zone="UTC", secret="s", created_at=1)
        id = await broadcasting.announce(tx, programme=mailing.network.programme, event=event, reply=Reply(TEXT),
                                         people=mailing.people, now=mailing.clock.now())
    await mailing.goes_on()
    sent = await mailing.seen(id)
    assert (sent.kind, sent.lane, sent.author, sent.state) == (Kind.NOTICE, Lane.REMINDER, None, State.DONE)
    assert mailing.copies() == [1] * 5


async def test_an_invitation_seats_those_to_whom_it_goes(mailing: Mailing) -> None:
    async with mailing.database.transaction() as tx:
        event = await insert(tx, "events", programme=mailing.network.programme, code="e", source="chat", kind="webinar",
                             title="Вебинар", starts_at=mailing.clock.now() + 90, ends_at=mailing.clock.now() + 900,
                             time_zone="UTC", secret="s", created_at=1)
    await mailing.started(mailing.people[:2], kind=Kind.INVITATION, event=event)
    await mailing.goes_on()
    seats = await mailing.execute("select participant from rsvps where invited_at is not null order by participant")
    assert [row["participant"] for row in seats] == mailing.people[:2]
