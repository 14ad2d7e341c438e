"""Seats and those who wait: nobody is put before another, nobody gets a seat that is not there."""

import asyncio
from typing import Any

import pytest

from storage import events, rsvps
from storage.database import Database, Transaction
from storage.events import Definition
from storage.rsvps import Counts
from tests.scheduler.network import execute, found

NOW = 1_527_000_000


async def event_of(tx: Transaction, people: int, *, invited: bool = True) -> tuple[int, list[int]]:
    """An event, and so many teachers who are invited to it."""
    network = await found(tx)
    school = await network.organisation("school", title="СОШ № 5")
    teachers = [await network.person("teacher", school, name=f"Иванова {number}") for number in range(people)]
    id = await events.make(tx, network.programme, Definition("seminar", "Семинар", NOW + 9000, NOW + 9900, "UTC"),
                           owner=teachers[0], now=NOW)
    if invited:
        await rsvps.invite(tx, id, teachers, now=NOW)
    return id, teachers


async def waiting(tx: Transaction, event: int, people: list[int]) -> list[int]:
    """Everybody's place among those who wait."""
    return [await rsvps.place(tx, event, each) for each in people]


async def test_an_invitation_is_not_an_answer_and_an_answer_needs_no_invitation(database: Database) -> None:
    async with database.transaction() as tx:
        event, (one, other) = await event_of(tx, 2, invited=False)
        assert await rsvps.by(tx, event, one) is None
        await rsvps.invite(tx, event, [one], now=NOW)
        await rsvps.invite(tx, event, [one], now=NOW + 5)
        await rsvps.answer(tx, event, other, "online", NOW + 1, None)
        await rsvps.invite(tx, event, [other], now=NOW + 9)
        invited, came_alone = await rsvps.by(tx, event, one), await rsvps.by(tx, event, other)
        assert invited
        assert came_alone
        assert (invited.invited_at, invited.answer, invited.comes) == (NOW, None, False)
        assert (came_alone.invited_at, came_alone.answer, came_alone.comes) == (NOW + 9, "online", True)
        assert await rsvps.counts(tx, event) == Counts(2, yes=0, online=1, no=0, silent=1, waiting=0, came=0)


async def test_seats_are_taken_by_those_who_come_in_person_alone(database: Database) -> None:
    async with database.transaction() as tx:
        event, people = await event_of(tx, 5)
        for person, answer in zip(people, ("online", "no", "yes", "yes", "yes"), strict=True):
            assert await rsvps.answer(tx, event, person, answer, NOW, 2) == []
        assert await waiting(tx, event, people) == [0, 0, 0, 0, 1]
        assert await rsvps.seated(tx, event) == 2
        assert await rsvps.counts(tx, event) == Counts(5, yes=2, online=1, no=1, silent=0, waiting=1, came=0)


async def test_a_seat_that_is_left_goes_to_whoever_has_waited_longest(database: Database) -> None:
    async with database.transaction() as tx:
        event, people = await event_of(tx, 5)
        first, *rest = people
        for person in (first, *reversed(rest)):  # within one second
            await rsvps.answer(tx, event, person, "yes", NOW, 1)
        assert await waiting(tx, event, people) == [0, 4, 3, 2, 1]
        assert await rsvps.answer(tx, event, people[3], "no", NOW + 1, 1) == []
        assert await waiting(tx, event, people) == [0, 3, 2, 0, 1]
        assert await rsvps.answer(tx, event, first, "online", NOW + 1, 1) == [people[4]]
        assert await rsvps.answer(tx, event, first, "yes", NOW + 2, 1) == []
        assert await waiting(tx, event, people) == [3, 2, 1, 0, 0]


async def test_the_same_answer_again_costs_neither_seat_nor_place(database: Database) -> None:
    async with database.transaction() as tx:
        event, (seated, waits, last) = await event_of(tx, 3)
        for person in (seated, waits, last, waits, seated, last, seated):
            assert await rsvps.answer(tx, event, person, "yes", NOW, 1) == []
        assert await waiting(tx, event, [seated, waits, last]) == [0, 1, 2]
        await rsvps.answer(tx, event, last, "no", NOW, 1)
        assert await rsvps.say_why(tx, event, last, "Экзамен")
        await rsvps.answer(tx, event, last, "no", NOW + 1, 1)
        assert [each.reason for each in await rsvps.whom(tx, event)] == ["", "", "Экзамен"]
        await rsvps.answer(tx, event, last, "online", NOW + 1, 1)
        assert not await rsvps.say_why(tx, event, last, "Экзамен")
        assert [each.reason for each in await rsvps.whom(tx, event)] == ["", "", ""]


async def test_more_seats_are_given_in_order_and_fewer_take_nobodys(database: Database) -> None:
    async with database.transaction() as tx:
        event, people = await event_of(tx, 5)
        for person in people:
            await rsvps.answer(tx, event, person, "yes", NOW, 1)
        assert await rsvps.promote(tx, event, 3, NOW) == people[1:3]
        assert await rsvps.promote(tx, event, 1, NOW) == []
        assert await rsvps.seated(tx, event) == 3
        assert await rsvps.answer(tx, event, people[0], "no", NOW, 1) == []
        assert await rsvps.promote(tx, event, None, NOW) == people[3:]
        assert await rsvps.promote(tx, event, 0, NOW) == []


async def test_the_list_of_those_who_hold_it(database: Database) -> None:
    async with database.transaction() as tx:
        event, (one, other) = await event_of(tx, 2)
        await execute(tx, "update participants set phone = '+7 900' where id = :id", id=one)
        await execute(tx, "update roles set ended_at = 1 where participant = :id", id=other)
        await rsvps.answer(tx, event, one, "yes", NOW, 0)
        await execute(tx, "update rsvps set attended_at = 7 where participant = :id", id=other)
        first, second = await rsvps.whom(tx, event)
        assert (first.name, first.organisation, first.phone, first.answer) == ("Иванова 0", "СОШ № 5", "+7 900", "yes")
        assert first.queued_at == NOW
        assert (second.organisation, second.answer, second.attended_at) == ("", "", 7)


async def test_ones_own_events_are_those_that_have_not_ended(database: Database) -> None:
    async with database.transaction() as tx:
        event, (one, other) = await event_of(tx, 2)
        await rsvps.answer(tx, event, one, "yes", NOW, 0)
        own, = await rsvps.of_participant(tx, one, since=NOW)
        assert (own.id, own.answer, own.queued_at, own.cancelled_at) == (event, "yes", NOW, None)
        assert await rsvps.of_participant(tx, one, since=NOW + 9900) == []
        assert [await rsvps.ahead(tx, other, now=now) for now in (NOW, NOW + 9899, NOW + 9900)] == [1, 1, 0]
        await execute(tx, "update events set cancelled_at = 1")
        assert await rsvps.ahead(tx, other, now=NOW) == 0
        assert len(await rsvps.of_participant(tx, other, since=NOW)) == 1
        await execute(tx, "update events set gone_at = 1")
        assert await rsvps.of_participant(tx, other, since=NOW) == []


@pytest.mark.parametrize("seats", [1, 3])
async def test_all_at_once_on_several_replicas_are_never_too_many(database: Database, seats: int) -> None:
    async with database.transaction() as tx:
        event, people = await event_of(tx, 8)

    async def answers(person: int) -> None:
        async with database.transaction() as tx:
            await rsvps.answer(tx, event, person, "yes", NOW, seats)

    await asyncio.gather(*map(answers, people))
    async with database.reading() as tx:
        assert await rsvps.seated(tx, event) == seats
        places = await waiting(tx, event, people)
    assert sorted(places) == [0] * seats + list(range(1, 9 - seats))


@pytest.mark.parametrize(("query", "index", "facts"), [
    ("rsvps.ahead", "rsvps_participant", {"participant": 1, "now": 1}),
    ("rsvps.of_participant", "rsvps_participant", {"participant": 1, "since": 1}),
    ("audiences.own_posts", "sqlite_autoindex_roles_1", {"participant": 1, "programme": 1}),
    ("audiences.own_groups", "sqlite_autoindex_roles_1", {"participant": 1, "programme": 1}),
    ("attendance.organises", "sqlite_autoindex_roles_1", {"participant": 1, "event": 1}),
    ("chases.due_events", "reminders_of_participant", {"participants": "[1]", "now": 1}),
    ("chases.due_letters", "reminders_of_participant", {"participants": "[1]", "now": 1}),
    ("reminders.due_kinds", "reminders_of_participant", {"participants": "[1]", "now": 1}),
    ("chases.of_event", "reminders_of_event", {"event": 1}), ("chases.of_letter", "reminders_of_letter", {"letter": 1}),
])
async def test_what_one_person_asks_costs_nothing_of_the_others(
    sqlite_database: Database, query: str, index: str, facts: dict[str, Any]
) -> None:
    async with sqlite_database.reading() as tx:
        connection: Any = tx._connection
        plan = await connection._runner.execute(f"explain query plan {connection._known[query].sql}", facts)
    assert any(index in row["detail"] for row in plan)
    assert [row["detail"] for row in plan if row["detail"].startswith("SCAN") and "VIRTUAL" not in row["detail"]
            and "CONSTANT" not in row["detail"]] in ([], ["SCAN due"])
