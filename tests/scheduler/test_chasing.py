"""Whoever has not answered an invitation or confirmed a letter is told in the digest, and nobody else."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from messages.buttons import decode
from messages.meanings_of_broadcasts import OpenLetter
from messages.meanings_of_events import OpenEvent
from messages.meanings_of_surveys import OpenWave
from messages.replies import Reply, check
from messages.stored import read, write
from scheduler import broadcasting, chasing, planner
from scheduler.briefing import Briefing, compose
from scheduler.chasing import event_rungs, letter_rungs
from scheduler.digest import Digest
from scheduler.due import look_up
from scheduler.waiting import Asked, Invited, Unread, Waiting
from storage import addressees, broadcasts, events, rsvps
from storage.broadcasts import Kind
from storage.database import Database
from storage.events import Definition
from storage.outbox import Lane
from storage.reminders import Matter
from storage.tasks import TaskState
from tests.scheduler.network import execute, found, insert, reminders_of
from tests.scheduler.test_digest import HandClock, at
from tests.wording import CATALOGUE

TODAY = date(2018, 5, 21)


class School:
    """A school with people, an event, letters, and the digest at work."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, HandClock(at("2018-05-16 10:00"))
        self.digest = Digest(database, CATALOGUE, self.clock)
        self.programme = self.event = 0
        self.people: list[int] = []

    async def settle(self, people: int = 2) -> None:
        async with self.database.transaction() as tx:
            network = await found(tx)
            school = await network.organisation("school", await network.organisation("municipality"))
            self.programme = network.programme
            self.people = [await network.person("teacher", school) for _ in range(people)]
            self.event = await events.make(
                tx, network.programme, Definition("seminar", "Семинар", at("2018-05-30 14:00"), at("2018-05-30 16:00"),
                                                  "Asia/Irkutsk"), owner=self.people[0], now=self.clock.time)

    async def sends(self, kind: Kind, text: str = "О мониторинге", to: int = 2) -> int:
        async with self.database.transaction() as tx:
            id = await broadcasts.draft(tx, programme=self.programme, author=self.people[0], kind=kind,
                                        lane=Lane.BROADCAST, content=write(Reply(text)), now=self.clock.time,
                                        event=self.event if kind is Kind.INVITATION else None)
            sent = await broadcasts.by_id(tx, id)
            assert sent
            await broadcasting.begin_for(tx, sent, self.people[:to], now=self.clock.time)
            await broadcasting.feed(tx, sent, "telegram", limit=100, now=self.clock.time)
        return id

    async def execute(self, sql: str, **facts: Any) -> None:
        async with self.database.transaction() as tx:
            await execute(tx, sql, **facts)

    async def rungs(self, person: int) -> dict[str, int]:
        """What stands for somebody, and when it fires."""
        return {row["rung"]: row["fire_at"] for row in await reminders_of(self.database, participant=person)
                if row["closed_at"] is None}

    async def morning(self, moment: str) -> dict[int, Reply]:
        """The digests of a morning."""
        self.clock.time = at(moment)
        await self.digest.tick()
        async with self.database.reading() as tx:
            rows = await execute(tx, "select o.participant, b.content from outbox o join bodies b on b.id = o.body "
                                     "where o.reason like :reason", reason=f"digest:%:{moment[:10]}")
        return {row["participant"]: read(row["content"]) for row in rows}


@pytest.fixture
async def school(database: Database) -> School:
    made = School(database)
    await made.settle()
    return made


@pytest.mark.parametrize(("invited", "day", "expected"), [
    ("2018-05-16", "2018-05-30", {"asked": "2018-05-21", "near:3": "2018-05-25", "near:1": "2018-05-29"}),
    ("2018-05-24", "2018-05-30", {"asked": "2018-05-28", "near:3": "2018-05-25", "near:1": "2018-05-29"}),
    ("2018-05-28", "2018-05-30", {"near:1": "2018-05-29"}),
    ("2018-05-21", "2018-05-25", {"asked": "2018-05-24", "near:3": "2018-05-22"}),
    ("2018-05-25", "2018-05-28", {}), ("2018-05-29", "2018-05-30", {}), ("2018-05-30", "2018-05-30", {}),
    ("2018-05-31", "2018-05-30", {}),
])
def test_the_rungs_lie_between_invitation_and_event(invited: str, day: str, expected: dict[str, str]) -> None:
    rungs = event_rungs(date.fromisoformat(invited), date.fromisoformat(day))
    assert {rung: on.isoformat() for rung, on in rungs.items()} == expected


def test_a_letter_is_spoken_of_on_three_working_days() -> None:
    rungs = letter_rungs(date(2018, 6, 7))
    assert {rung: on.isoformat() for rung, on in rungs.items()} == {
        "unread:1": "2018-06-08", "unread:3": "2018-06-14", "unread:7": "2018-06-20"}


async def test_the_silent_are_told_and_those_who_answered_are_not(school: School) -> None:
    silent, heard = school.people
    await school.sends(Kind.INVITATION)
    assert await school.rungs(silent) == {"asked": at("2018-05-21 09:00"), "near:3": at("2018-05-25 09:00"),
                                          "near:1": at("2018-05-29 09:00")}
    async with school.database.transaction() as tx:
        await rsvps.answer(tx, school.event, heard, "no", school.clock.time, None)
    assert await school.morning("2018-05-17 09:00") == {}
    told = await school.morning("2018-05-21 09:00")
    assert list(told) == [silent]
    assert "<b>Ждём вашего ответа</b>\n• Семинар — среда, 30 мая, через 9 дней" in told[silent].text
    assert [button.payload for row in told[silent].rows for button in row] == [f"events:open:{school.event}"]
    assert {row["outcome"] for row in await reminders_of(school.database, rung="asked")} == {"digest", "stale"}


@pytest.mark.parametrize("change", ["cancelled_at = 1", "gone_at = 1", "starts_at = 1526864400"])
async def test_what_is_cancelled_gone_or_begun_is_not_spoken_of(school: School, change: str) -> None:
    await school.sends(Kind.INVITATION)
    await school.execute(f"update events set {change}")
    assert await school.morning("2018-05-21 10:00") == {}
    assert {row["outcome"] for row in await reminders_of(school.database, rung="asked")} == {"stale"}


async def test_whoever_came_without_a_word_is_left_alone(school: School) -> None:
    await school.sends(Kind.INVITATION)
    await school.execute("update rsvps set attended_at = 1")
    assert await school.morning("2018-05-21 09:00") == {}


async def test_an_event_that_moves_takes_its_rungs_with_it(school: School) -> None:
    silent, heard = school.people
    await school.sends(Kind.INVITATION)
    assert silent in await school.morning("2018-05-21 09:00")
    async with school.database.transaction() as tx:
        await rsvps.answer(tx, school.event, heard, "yes", school.clock.time, None)
        event = await events.by_id(tx, school.event)
        assert event
        later = replace(await events.definition(tx, event), starts_at=at("2018-06-20 14:00"),
                        ends_at=at("2018-06-20 16:00"))
        await events.change(tx, school.event, later, now=school.clock.time)
        await chasing.plan_event(tx, school.event, school.clock.time)
        before = await execute(tx, "select * from reminders order by id")
        await chasing.plan_event(tx, school.event, school.clock.time)
        assert await execute(tx, "select * from reminders order by id") == before
    assert await school.rungs(silent) == {"near:3": at("2018-06-15 09:00"), "near:1": at("2018-06-19 09:00")}
    assert await school.rungs(heard) == {}
    await school.execute("update events set cancelled_at = 1")
    async with school.database.transaction() as tx:
        await chasing.plan_event(tx, school.event, school.clock.time)
    assert await school.rungs(silent) == {}


async def test_who_joins_after_the_invitation_is_told_too(school: School) -> None:
    one, _ = school.people
    await school.execute("update participants set consented_at = null where id = :id", id=one)
    async with school.database.transaction() as tx:
        await rsvps.invite(tx, school.event, [one], now=school.clock.time)
        await execute(tx, "update participants set consented_at = 1 where id = :id", id=one)
        await planner.plan_participant(tx, one, school.clock.time)
    assert await school.rungs(one) == {"asked": at("2018-05-21 09:00"), "near:3": at("2018-05-25 09:00"),
                                       "near:1": at("2018-05-29 09:00")}
    async with school.database.transaction() as tx:
        await execute(tx, "update roles set ended_at = 1 where participant = :id", id=one)
        await planner.plan_participant(tx, one, school.clock.time)
    assert await school.rungs(one) == {}


async def test_a_loading_that_moves_an_event_moves_its_rungs(school: School) -> None:
    await school.sends(Kind.INVITATION)
    await school.execute("update events set starts_at = :then", then=at("2018-05-24 14:00"))
    async with school.database.transaction() as tx:
        await planner.plan_programme(tx, school.programme, school.clock.time)
    assert await school.rungs(school.people[0]) == {"asked": at("2018-05-21 09:00"), "near:1": at("2018-05-23 09:00")}


async def test_an_invitation_of_the_evening_counts_from_the_morning(school: School) -> None:
    school.clock.time = at("2018-05-17 21:30")
    await school.sends(Kind.INVITATION)
    assert (await school.rungs(school.people[0]))["asked"] == at("2018-05-21 09:00")
    school.clock.time = at("2018-05-28 21:30")
    async with school.database.transaction() as tx:
        await execute(tx, "update rsvps set invited_at = :now", now=school.clock.time)
        await chasing.plan_event(tx, school.event, school.clock.time)
    assert await school.rungs(school.people[0]) == {}


async def test_who_has_not_confirmed_a_letter_is_told_until_they_do(school: School) -> None:
    one, other = school.people
    letter = await school.sends(Kind.LETTER, "<b>О мониторинге</b>\nПрочтите, пожалуйста.")
    async with school.database.transaction() as tx:
        await addressees.click(tx, letter, other, 0, now=school.clock.time)
        await addressees.click(tx, letter, one, 1, now=school.clock.time)
    told = await school.morning("2018-05-17 09:00")
    assert list(told) == [one]
    assert "<b>Ознакомьтесь, пожалуйста</b>\n• О мониторинге" in told[one].text
    assert [(button.label, button.payload) for row in told[one].rows for button in row] == [
        ("О мониторинге", f"casts:letter:{letter}")]
    async with school.database.transaction() as tx:
        await addressees.click(tx, letter, one, 0, now=school.clock.time)
    assert await school.morning("2018-05-21 09:00") == {}
    assert await school.rungs(one) == {"unread:7": at("2018-05-25 09:00")}


@pytest.mark.parametrize("change", ["update broadcasts set state = 'cancelled'",
                                    "update broadcasts set expires_at = 1",
                                    "update broadcasts set author = null, content = ''",
                                    "update broadcast_people set planned_at = null"])
async def test_a_letter_that_was_taken_back_or_has_not_come_is_not_spoken_of(school: School, change: str) -> None:
    await school.sends(Kind.LETTER)
    await school.execute(change)
    assert await school.morning("2018-05-17 09:00") == {}
    assert {row["outcome"] for row in await reminders_of(school.database, rung="unread:1")} == {"stale"}


async def test_a_pause_does_not_silence_a_letter_for_those_who_have_it(school: School) -> None:
    await school.sends(Kind.LETTER)
    await school.execute("update broadcasts set state = 'paused'")
    await school.execute("update broadcast_people set planned_at = null where participant = :id", id=school.people[1])
    told = await school.morning("2018-05-17 09:00")
    assert list(told) == [school.people[0]]
    assert set(await school.rungs(school.people[0])) == {"unread:3", "unread:7"}


async def test_a_message_that_nobody_must_confirm_is_never_spoken_of(school: School) -> None:
    await school.sends(Kind.MESSAGE)
    assert await reminders_of(school.database) == []


async def test_invitation_letter_and_task_are_one_message(school: School) -> None:
    one, _ = school.people
    letter = await school.sends(Kind.LETTER)
    await school.sends(Kind.INVITATION)
    await school.execute("update reminders set fire_at = :then", then=at("2018-05-21 09:00"))
    told = await school.morning("2018-05-21 09:00")
    assert [button.payload for row in told[one].rows for button in row] == [
        f"casts:letter:{letter}", f"events:open:{school.event}"]
    assert told[one].text.count("О мониторинге") == told[one].text.count("Семинар") == 1
    assert await school.rungs(one) == {}


@pytest.mark.parametrize("calls", [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 3), (1, 1, 1), (3, 3, 3), (9, 0, 9)])
def test_whatever_comes_together_fits_one_message(calls: tuple[int, int, int]) -> None:
    asked, invited, letters = calls
    waiting = Waiting(tuple(Asked(number, "Опрос " * 30, "2018-05-30") for number in range(asked)),
                      tuple(Invited(number, "Семинар " * 30, "2018-05-30") for number in range(invited)),
                      tuple(Unread(number, "Письмо " * 30) for number in range(letters)))
    for own, late in product((0, 1, 2, 5, 30), (0, 1, 4, 12)):
        tasks = [Matter(number, TaskState.OPEN, "2018-05-30", f"1.{number}", "Задача " * 30, 1, "СОШ № 1")
                 for number in range(own)]
        watched = [Matter(100 + number, TaskState.OPEN, "2018-05-01", "2.1", "Задача", number, f"СОШ № {number} " * 9)
                   for number in range(late)]
        reply = check(compose(CATALOGUE, Briefing("", TODAY, tuple(tasks), tuple(watched), waiting)))
        said = [decode(button.payload) for row in reply.rows for button in row]
        assert len(said) == len(set(said))
        assert [sum(isinstance(each, kind) for each in said) > 0 for kind in (OpenWave, OpenEvent, OpenLetter)] == [
            number > 0 for number in calls]


async def test_what_is_not_due_costs_no_query(sqlite_database: Database) -> None:
    school = School(sqlite_database)
    await school.settle()
    async with sqlite_database.transaction() as tx:
        for person in school.people:
            await insert(tx, "reminders", participant=person, event=school.event, rung="x", fire_at=1)
        asked: list[str] = []
        connection: Any = tx._connection
        fetch = connection.fetch

        async def listened(query: str, facts: Any) -> Any:
            asked.append(query)
            return await fetch(query, facts)

        connection.fetch = listened
        await look_up(tx, school.people, 5)
    assert asked == ["reminders.due", "reminders.due_kinds", "chases.due_events"]
