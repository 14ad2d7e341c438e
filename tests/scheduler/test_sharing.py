"""Each school its own, on its way: everybody gets the parts of their schools, once each, whatever crashes."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from itertools import count

import pytest

from messages.replies import Reply
from messages.stored import write
from scheduler import addressing, broadcasting, sharing
from scheduler.broadcasting import PARTS, Pace
from storage import addressees, broadcasts, parts
from storage.addressees import Fate
from storage.broadcasts import Kind, State
from storage.database import Database, Transaction
from storage.parts import Fresh
from tests.addressed import everybody
from tests.scheduler.mailing import Mailing
from tests.scheduler.network import Network, execute

SLOW = Pace(1, 1)


class Schools(Mailing):
    """Three more schools, with two directors and a teacher each; the last school has nobody."""

    async def settle(self, people: int) -> None:
        await super().settle(people)
        async with self.database.transaction() as tx:
            network = Network(tx, self.network.programme, self.network.section, "Asia/Irkutsk", 5000)
            self.schools = [await network.organisation("school") for _ in range(4)]
            self.directors = [[await network.person("director", school) for _ in range(2)]
                              for school in self.schools[:3]]
            self.teachers_there = [await network.person("teacher", school) for school in self.schools[:3]]

    async def parted(self, *schools: int | None, audience: str = sharing.DIRECTORS) -> int:
        """A draft with a part for each of these schools; `text N` is what the part number N says."""
        id = await self.drafted(kind=Kind.EACH, audience=audience, content=write(Reply("Итоги")))
        async with self.database.transaction() as tx:
            await parts.put(tx, id, [Fresh(school, f"{number}.pdf", "title" if school else "",
                                           write(Reply(f"text {number}")) if school else "")
                                     for number, school in enumerate(schools, 1)])
        return id

    async def begins(self, id: int) -> int:
        async with self.database.transaction() as tx:
            return await broadcasting.begin(tx, await self.in_(tx, id), now=self.clock.now())

    def reads(self, person: int, channel: str = "telegram") -> list[str]:
        return self.messengers[channel].shows(str(person))

    def everybody_reads(self) -> None:
        """Of two parts for the first school and one for the second."""
        assert [sorted(self.reads(each)) for each in self.directors[0]] == [["text 1", "text 3"]] * 2
        assert [self.reads(each) for each in self.directors[1]] == [["text 2"]] * 2
        assert [self.reads(each) for each in (*self.directors[2], *self.teachers_there, *self.people)] == [[]] * (
            5 + len(self.people))


@pytest.fixture
async def mailing(database: Database) -> AsyncIterator[Schools]:
    mailing = Schools(database)
    await mailing.settle(1)
    yield mailing
    await mailing.nursery.close()


async def test_everybody_gets_the_parts_of_their_school_and_of_no_other(mailing: Schools) -> None:
    first, second, *_ = mailing.schools
    id = await mailing.parted(first, second, first, None)
    assert await mailing.begins(id) == 4
    await mailing.goes_on()
    mailing.everybody_reads()
    assert await mailing.fates(id) == {Fate.SENT: 6}
    assert await mailing.state(id) is State.DONE
    bodies = await mailing.execute("select distinct body, part from outbox where broadcast = :id", id=id)
    assert len(bodies) == len({row["part"] for row in bodies}) == 3
    history, = await mailing.execute("select verb, facts from history")
    assert (history["verb"], json.loads(history["facts"])["people"]) == ("each_sent", 4)


async def test_somebody_of_two_schools_gets_both_and_by_one_post_alone_one(mailing: Schools) -> None:
    first, second, third, _ = mailing.schools
    both, teaching = mailing.directors[0]
    async with mailing.database.transaction() as tx:
        network = Network(tx, mailing.network.programme, mailing.network.section, "Asia/Irkutsk", 9000)
        await network.role(both, "director", second)
        await network.role(teaching, "teacher", third)
    id = await mailing.parted(first, second, third)
    await mailing.begins(id)
    await mailing.goes_on()
    assert sorted(mailing.reads(both)) == ["text 1", "text 2"]
    assert mailing.reads(teaching) == ["text 1"]
    async with mailing.database.reading() as tx:
        assert len(await addressees.people(tx, id)) == 6
    assert await mailing.fates(id) == {Fate.SENT: 7}


async def test_one_of_two_parts_can_fail_and_is_sent_again_alone(mailing: Schools) -> None:
    first = mailing.schools[0]
    id = await mailing.parted(first, first)
    await mailing.begins(id)
    async with mailing.database.transaction() as tx:
        await broadcasting.feed(tx, await mailing.in_(tx, id), "telegram", limit=50, now=mailing.clock.now())
        rows = await execute(tx, "select id from outbox where part = (select min(part) from outbox) order by id")
        await execute(tx, "update outbox set state = 'failed', detail = 'why' where id = :id", id=rows[0]["id"])
    await mailing.goes_on()
    one, other = mailing.directors[0]
    assert [mailing.reads(one), sorted(mailing.reads(other))] == [["text 2"], ["text 1", "text 2"]]
    assert await mailing.fates(id) == {Fate.SENT: 3, Fate.FAILED: 1}
    async with mailing.database.transaction() as tx:
        assert await addressees.missed(tx, id) == [one]
        assert [each.number for each in await addressees.failures(tx, id)] == [1]
        assert await broadcasts.next_round(tx, id, await everybody(tx, id))
    await mailing.goes_on()
    assert mailing.reads(one) == ["text 2", "text 1"]
    assert len(mailing.reads(other)) == 2
    assert await mailing.fates(id) == {Fate.SENT: 4}


async def test_paused_the_parts_wait_and_resumed_each_goes_once(mailing: Schools) -> None:
    first, second, *_ = mailing.schools
    id = await mailing.parted(first, second, first)
    await mailing.begins(id)
    await mailing.broadcasting.tick()
    await mailing.execute("update outbox set state = 'sent' where id = (select min(id) from outbox)")
    async with mailing.database.transaction() as tx:
        assert await broadcasting.pause(tx, id, real_now=5)
    assert await mailing.fates(id) == {Fate.SENT: 1, Fate.WAITING: 5}
    await mailing.execute("update bodies set content = ''")  # as is done with what has ended a week ago
    async with mailing.database.transaction() as tx:
        assert await broadcasts.resume(tx, id)
    await mailing.goes_on()
    assert await mailing.fates(id) == {Fate.SENT: 6}
    assert sum(len(mailing.reads(each)) for pair in mailing.directors for each in pair) == 5


async def test_who_has_no_address_is_told_and_who_moves_is_found(mailing: Schools) -> None:
    first, second, *_ = mailing.schools
    gone, moved = mailing.directors[0][0], mailing.directors[1][0]
    id = await mailing.parted(first, second, first)
    await mailing.begins(id)
    await mailing.execute("delete from addresses where participant = :id", id=gone)
    await mailing.execute("update addresses set channel = 'vk' where participant = :id", id=moved)
    await mailing.goes_on()
    assert mailing.reads(moved, "vk") == ["text 2"]
    assert await mailing.fates(id) == {Fate.SENT: 4, Fate.ABSENT: 2}


async def test_a_crash_at_any_statement_loses_and_doubles_no_part(sqlite_database: Database,
                                                                  caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    mailing = Schools(sqlite_database)
    await mailing.settle(1)
    first, second, *_ = mailing.schools
    id = await mailing.parted(first, second, first)
    async with mailing.database.transaction() as tx:
        assert await broadcasts.schedule(tx, id, mailing.clock.now())
    crashes = 0
    while await mailing.state(id) is not State.DONE:
        for mailing.database.at in count(1):
            await mailing.begun({"telegram": SLOW}).tick()
            if mailing.database.looked_for < mailing.database.at:
                break
            crashes += 1
            assert sum((await mailing.fates(id)).values()) in (0, 6)
        await mailing.deliver()
    assert crashes > 20
    mailing.everybody_reads()
    await mailing.nursery.close()


async def test_two_replicas_plan_no_part_twice(mailing: Schools) -> None:
    first, second, *_ = mailing.schools
    id = await mailing.parted(first, second, first)
    async with mailing.database.transaction() as tx:
        await broadcasts.schedule(tx, id, mailing.clock.now())
    replicas = [mailing.begun({"telegram": SLOW}) for _ in range(3)]
    while await mailing.state(id) is not State.DONE:
        await asyncio.gather(*(each.tick() for each in replicas))
        await mailing.deliver()
    mailing.everybody_reads()
    assert len(await mailing.execute("select * from outbox where broadcast = :id", id=id)) == 6


async def test_one_transaction_plans_no_more_parts_than_people_can_wait_for(sqlite_database: Database) -> None:
    mailing = Schools(sqlite_database)
    await mailing.settle(1)
    id = await mailing.parted(*[mailing.schools[0]] * 40)
    await mailing.begins(id)
    await mailing.broadcasting.tick()
    assert await mailing.fates(id) == {Fate.MOVING: PARTS, Fate.WAITING: 80 - PARTS}
    await mailing.nursery.close()


async def test_schools_without_anybody_are_named(mailing: Schools) -> None:
    first, *_, empty = mailing.schools
    id = await mailing.parted(first, empty, None)

    async def unread(tx: Transaction) -> list[str]:
        sent = await mailing.in_(tx, id)
        return await sharing.unread(tx, sent, await addressing.circle(tx, sent.programme, mailing.author))

    title, = await mailing.execute("select title from organisations where id = :id", id=empty)
    async with mailing.database.transaction() as tx:
        assert await unread(tx) == [title["title"]]
    await mailing.begins(id)
    async with mailing.database.transaction() as tx:
        assert await parts.unread(tx, id) == [title["title"]]


async def test_parts_for_schools_outside_the_circle_go_to_nobody(mailing: Schools) -> None:
    first, second, *_ = mailing.schools
    director = mailing.directors[0][0]
    id = await mailing.parted(first, second, audience="[]")
    await mailing.execute("update broadcasts set author = :author where id = :id", author=director, id=id)
    await mailing.begins(id)
    await mailing.goes_on()
    assert [mailing.reads(each) for each in mailing.directors[1]] == [[], []]
    assert sorted(row["participant"] for row in await mailing.execute("select participant from broadcast_people")) == [
        *mailing.directors[0], mailing.teachers_there[0]]


async def test_whose_author_has_lost_the_role_brings_nobody_anything(mailing: Schools) -> None:
    id = await mailing.parted(*mailing.schools)
    await mailing.execute("update roles set ended_at = 1 where participant = :id", id=mailing.author)
    assert await mailing.begins(id) == 0
    await mailing.execute("update broadcasts set author = null, state = 'draft' where id = :id", id=id)
    assert await mailing.begins(id) == 0
    assert await mailing.fates(id) == {}
