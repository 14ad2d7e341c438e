"""What those who watch ask of the storage, on both databases."""

import re

import pytest

from scheduler.clock import SystemClock
from storage import outbox, oversight
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.oversight import Failures, Hearer, Queue, Reach, Zone
from storage.tasks import Relation
from tests.letters import plan_of
from tests.scheduler.network import execute, found

NOW = 1_527_000_000


async def put(tx: Transaction, channel: str, lane: Lane, *, user: str, now: int) -> int | None:
    return await outbox.put(tx, channel=channel, user=user, participant=None, body="x", file=None, lane=lane,
                            reason="r", random_id=1, now=now)


async def test_queues_are_counted_by_channel_and_lane_up_to_a_limit(database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(5):
            await put(tx, "vk", Lane.BROADCAST, user=str(number), now=NOW - 100 + number)
        await put(tx, "telegram", Lane.REPLY, user="7", now=NOW - 3)
        await put(tx, "telegram", Lane.TALK, user="7", now=NOW + 3)
    async with database.reading() as tx:
        assert await oversight.waiting(tx, "vk", Lane.BROADCAST, now=NOW) == Queue(5, NOW - 100)
        assert await oversight.waiting(tx, "vk", Lane.BROADCAST, now=NOW, limit=2) == Queue(2, NOW - 100)
        assert await oversight.waiting(tx, "telegram", Lane.TALK, now=NOW) == Queue(0, None)
        assert await oversight.lag(tx, ["telegram", "vk"], now=NOW) == 100
        assert await oversight.lag(tx, ["telegram"], now=NOW) == 3
        assert await oversight.lag(tx, ["max"], now=NOW) == 0


async def test_failures_are_counted_by_the_way_they_failed(database: Database) -> None:
    async with database.transaction() as tx:
        for number, (detail, at) in enumerate([("long", 50), ("long", 60), ("odd", 60), ("long", 10)]):
            id = await put(tx, "vk", Lane.TALK, user=str(number), now=NOW)
            await execute(tx, "update outbox set state = 'failed', detail = :detail, settled_at = :at where id = :id",
                          id=id, detail=detail, at=at)
        assert await oversight.failures(tx, since=50) == [Failures("vk", "long", 2), Failures("vk", "odd", 1)]


WHEN = {"since": 1, "limit": 1, "before": 1, "participant": 1, "real_now": 1, "channel": "vk", "lane": 1, "now": 1}


@pytest.mark.parametrize("query", [
    "oversight.failures", "oversight.waiting", "outbox.forget_strangers", "erasure.scrub_late",
    "erasure.empty_late_bodies", "erasure.empty_old_bodies", "erasure.cancel_theirs", "erasure.scrub_deliveries",
    "erasure.drop_fleeting", "erasure.ended_fleeting", "erasure.recall_broadcasts",
])
async def test_nothing_that_looks_after_messages_walks_over_all_of_them(sqlite_database: Database, query: str) -> None:
    steps = await plan_of(sqlite_database, query, WHEN)
    walks = re.compile(r"SCAN (outbox|bodies|o|b)$")
    assert not [step for step in steps if walks.match(step)], steps


async def test_people_and_zones_are_counted_by_programme(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        school = await network.organisation("school", title="СОШ")
        person = await network.person("director", school)
        await network.role(person, "teacher", school)
        await network.person("teacher", school, address=False)
        await network.person("teacher", school, joined=False)
        assert await oversight.reach(tx) == [Reach("test", 2, 1)]
        assert await oversight.time_zones(tx) == [Zone("Asia/Irkutsk", "СОШ")]


async def test_the_database_tells_its_time(database: Database) -> None:
    async with database.reading() as tx:
        assert await oversight.clock(tx) == pytest.approx(SystemClock().real(), abs=5)


async def test_hearers_are_those_answerable_who_can_be_reached(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        institute = await network.organisation("institute")
        town, other = [await network.organisation("municipality") for _ in range(2)]
        school = await network.organisation("school", town)
        near = await network.person("curator", institute, territory=town)
        await network.person("curator", institute, territory=other)
        everywhere = await network.person("curator", institute)
        coordinator = await network.person("coordinator", town)
        await network.person("coordinator", town, address=False)
        await network.person("coordinator", other)
        operator = await network.person("operator", institute)
        assert await oversight.operators(tx) == [operator]
        heard = await oversight.hearers(tx, school)
        assert heard == [Hearer(near, Relation.CURATOR), Hearer(everywhere, Relation.CURATOR),
                         Hearer(coordinator, Relation.COORDINATOR), Hearer(operator, Relation.OPERATOR)]
        assert {each.relation for each in await oversight.hearers(tx, town)} == {Relation.CURATOR, Relation.OPERATOR}
