"""Events come with the programme: told by title, for whom they are by ids, held by people."""

from dataclasses import replace
from typing import Any

from scheduler import audience
from scheduler.audience import By, Condition
from scheduler.programme.difference import Changes, Difference
from scheduler.programme.event import EventKind, PlannedEvent, PlannedSlot
from scheduler.surveys.wave import Audience
from storage import erasure, events, organisations, participants, roadmap, rosters, rsvps
from storage.database import Database
from storage.participants import Role
from tests.scheduler.network import execute
from tests.scheduler.programme.test_apply import ANNA, BORIS, PROGRAMME, ZONE, load


def event(code: str = "one", **facts: Any) -> PlannedEvent:
    return PlannedEvent(code, EventKind.SEMINAR, code.title(), 5000, 6000, ZONE, place="Зал", **facts)


async def loaded(database: Database, *planned: PlannedEvent) -> Difference:
    return await load(database, replace(PROGRAMME, events=planned))


async def test_events_are_told_of_and_go_with_their_row(database: Database) -> None:
    assert (await loaded(database, event(), event("two"))).events == Changes(("One", "Two"))
    assert not await loaded(database, event(), event("two"))
    assert (await loaded(database, event(capacity=3))).events == Changes((), ("One",), ("Two",))
    assert (await loaded(database, event(capacity=3), event("two"))).events == Changes(("Two",))


async def test_an_event_knows_its_row_of_the_roadmap_and_its_agenda(database: Database) -> None:
    slot = PlannedSlot("10:00", "", "Начало", "методист")
    await loaded(database, event(activity="1.2", agenda=(slot,), minutes=90, guests=True, feedback="after"))
    async with database.reading() as tx:
        stored, = await events.of_programme(tx, 1)
        numbers = {row.id: row.number for row in await roadmap.activities(tx, 1)}
        assert numbers[stored.activity or 0] == "1.2"
        assert (stored.minutes, stored.feedback, stored.guests) == (90, "after", True)
        assert [each.speaker for each in await events.slots(tx, stored.id)] == ["методист"]


async def test_whom_it_is_for_is_stored_as_an_audience(database: Database) -> None:
    whom = Audience((Role.DIRECTOR, Role.TEACHER), ("focus",), ("m1", "s1"), ("Физика",))
    await loaded(database, event(audience=whom), event("two"))
    async with database.reading() as tx:
        some, everybody = await events.of_programme(tx, 1)
        ids = {row.code: str(row.id) for row in await organisations.of_programme(tx, 1)}
    assert audience.read(some.audience) == (
        Condition(By.ROLE, ("director", "teacher")), Condition(By.GROUP, ("focus",)),
        Condition(By.PLACE, (ids["m1"], ids["s1"])), Condition(By.SUBJECT, ("физика",)))
    assert audience.read(everybody.audience) == ()


async def test_whoever_was_forgotten_holds_nothing_though_the_file_names_them(database: Database) -> None:
    planned = event(organisers=(ANNA.key, BORIS.key))
    await loaded(database, planned)
    async with database.transaction() as tx:
        stored, = await events.of_programme(tx, 1)
        assert [each.name for each in await events.organisers(tx, stored.id)] == ["Анна Ли", "Борис Ким"]
        anna = next(row.participant for row in await rosters.known(tx, "p/") if row.name == "Анна Ли")
        await erasure.forget(tx, anna, quotes=[], instead="участник удалён", words_instead="", now=5, real_now=5)
    await loaded(database, planned)
    async with database.reading() as tx:
        assert [each.name for each in await events.organisers(tx, stored.id)] == ["Борис Ким"]


async def test_more_seats_in_the_file_are_given_to_those_who_wait_and_they_hear_of_it(database: Database) -> None:
    await loaded(database, event(capacity=1))
    async with database.transaction() as tx:
        stored, = await events.of_programme(tx, 1)
        people = [await participants.add(tx, f"Гость {number}", now=1) for number in range(3)]
        for person in people:
            await participants.link(tx, "vk", str(person), person, now=1)
            await rsvps.answer(tx, stored.id, person, rsvps.Answer.YES, 1, 1)
    await loaded(database, event(capacity=2))
    async with database.reading() as tx:
        assert [await rsvps.place(tx, stored.id, each) for each in people] == [0, 0, 1]
        sent, = await execute(tx, "select id, event, content from broadcasts")
        assert sent["event"] == stored.id
        assert "освободилось место" in sent["content"]
        told = await execute(tx, f"select participant from broadcast_people where broadcast = {sent['id']}")
        assert [row["participant"] for row in told] == [people[1]]
