"""Reminders: found by what is due, held by one replica at a time, and back again with their message."""

from typing import Any

import pytest

from storage import outbox, reminders
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.reminders import DueMatter, Outcome, Standing
from storage.sqlite import SqliteDatabase
from storage.tasks import Relation
from tests.scheduler.network import Network, execute, found, reminders_of

NOW = 1_527_000_000


async def school(tx: Transaction) -> tuple[Network, int, int]:
    """A school with a director, and its task."""
    network = await found(tx)
    place = await network.organisation("school", await network.organisation("municipality"))
    return network, await network.person("director", place), await network.task(place, "2018-05-30")


async def plan(tx: Transaction, participant: int, task: int, **fires: int) -> None:
    await reminders.stand(tx, [Standing(participant, task, rung, at) for rung, at in fires.items()])


async def letter(tx: Transaction, user: str, participant: int) -> int:
    id = await outbox.put(tx, channel="telegram", user=user, participant=participant, body="{}", file=None,
                          lane=Lane.REMINDER, reason="digest:1:2018-05-30", random_id=1, now=NOW)
    assert id is not None
    return id


async def due(tx: Transaction, participant: int) -> list[DueMatter]:
    """What is due for one person."""
    return (await reminders.due(tx, [participant], now=NOW))[participant]


async def test_only_what_is_due_and_open_is_found(database: Database) -> None:
    async with database.transaction() as tx:
        network, director, task = await school(tx)
        other = await network.person("director", await network.organisation("school"))
        await plan(tx, director, task, a=NOW, b=NOW + 1, c=NOW - 5)
        await plan(tx, other, task, a=NOW - 9)
        assert await reminders.due_participants(tx, now=NOW, limit=5) == [other, director]
        assert await reminders.due_participants(tx, now=NOW, limit=1) == [other]
        assert [row.rung for row in await due(tx, director)] == ["a", "c"]
        await reminders.close(tx, [row.reminder for row in await due(tx, director)],
                              Outcome.STALE, now=NOW)
        assert await due(tx, director) == []
        assert await reminders.next_fire(tx) == NOW - 9


async def test_a_closed_reminder_stays_as_it_ended_until_it_stands_again(database: Database) -> None:
    async with database.transaction() as tx:
        _, director, task = await school(tx)
        await plan(tx, director, task, a=NOW)
        row, = await reminders.rows(tx, task, task)
        await reminders.close(tx, [row.id], Outcome.DIGEST, now=NOW, delivery=7)
        await reminders.close(tx, [row.id], Outcome.STALE, now=NOW + 1)
        await reminders.move(tx, [row.id], NOW + 9)
        closed, = await reminders.rows(tx, task, task)
        assert (closed.outcome, closed.closed_at, closed.fire_at) == ("digest", NOW, NOW)
        await plan(tx, director, task, a=NOW + 50)
        again, = await reminders.rows(tx, task, task)
        assert (again.id, again.outcome, again.closed_at, again.fire_at) == (row.id, None, None, NOW + 50)


async def test_a_person_has_the_hours_of_the_role_given_first(database: Database) -> None:
    async with database.transaction() as tx:
        network, director, task = await school(tx)
        network.zone = "Europe/Kaliningrad"
        await network.role(director, "coordinator", await network.organisation("municipality"))
        person = await reminders.person(tx, director)
        assert person is not None
        assert (person.time_zone, person.digest_at, person.quiet_hours) == ("Asia/Irkutsk", "09:00", "20:00-08:00")
        recipient, = await reminders.recipients(tx, task, task)
        assert (recipient.participant, recipient.relation) == (director, Relation.TEAM)
        await execute(tx, "update roles set ended_at = 2 where participant = :who", who=director)
        assert await reminders.person(tx, director) is None
        assert await reminders.recipients(tx, task, task) == []


async def test_only_who_has_joined_can_be_reminded(database: Database) -> None:
    async with database.transaction() as tx:
        _, director, task = await school(tx)
        await execute(tx, "update participants set consented_at = null")
        assert await reminders.person(tx, director) is None
        assert await reminders.recipients(tx, task, task) == []


async def test_a_message_forwarded_to_another_address_gives_its_reminders_back(database: Database) -> None:
    async with database.transaction() as tx:
        _, director, task = await school(tx)
        await plan(tx, director, task, a=NOW, b=NOW)
        first = await letter(tx, "7", director)
        await reminders.close(tx, [row.reminder for row in await due(tx, director)],
                              Outcome.DIGEST, now=NOW, delivery=first)
        forwarded = await outbox.forward(tx, first, channel="vk", user="8", random_id=2, now=NOW)
        lost = await reminders.of_delivery(tx, forwarded or 0)
        assert [row.rung for row in lost] == ["a", "b"]
        await reminders.reopen(tx, [row.id for row in lost], NOW + 60)
        assert await reminders.of_delivery(tx, first) == []
        assert await reminders.digest_gone(tx, director, "digest:1:2018-05-30")
        assert not await reminders.digest_gone(tx, director, "digest:1:2018-05-31")
    assert {row["fire_at"] for row in await reminders_of(database)} == {NOW + 60}


async def test_two_replicas_do_not_serve_one_person_at_once(database: Database) -> None:
    if isinstance(database, SqliteDatabase):
        pytest.skip("SQLite has one writer")
    async with database.transaction() as tx:
        _, director, task = await school(tx)
        await plan(tx, director, task, a=NOW)
    async with database.transaction() as one, database.transaction() as other:
        assert len(await due(one, director)) == 1
        assert await due(other, director) == []


@pytest.mark.parametrize(
    ("query", "index"), [("due_participants", "reminders_due"), ("next_fire", "reminders_due")],
)
async def test_a_tick_costs_what_is_due_not_what_exists(sqlite_database: Database, query: str, index: str) -> None:
    async with sqlite_database.reading() as tx:
        connection: Any = tx._connection
        sql = connection._known[f"reminders.{query}"].sql
        facts = {"now": NOW, "limit": 5}
        plan = await connection._runner.execute(f"explain query plan {sql}", facts)
    assert any(index in row["detail"] for row in plan)
    assert not any(row["detail"] == "SCAN reminders" for row in plan)
