"""What waits for a verdict is spoken of in the morning, to whoever's turn it is, and in one line."""

from datetime import date

import pytest

from messages.buttons import encode
from messages.meanings import TaskList
from messages.replies import check
from scheduler import digest, planner, reviewing
from scheduler.briefing import Briefing, compose
from scheduler.waiting import Reports, Waiting
from storage import reviews
from storage.database import Database
from storage.reviews import Verdict
from storage.tasks import Relation
from tests.scheduler.network import Network, execute, reminders_of
from tests.scheduler.test_digest import Morning, at
from tests.wording import CATALOGUE

DONE = "2018-05-14 15:00"
"""A Monday."""


@pytest.fixture
async def morning(database: Database) -> Morning:
    return Morning(database)


async def reported(morning: Morning, *moments: str) -> list[int]:
    """Tasks without a date of their own, each reported done at a moment."""
    ids = await morning.settle(*["2018-12-20"] * len(moments))
    for id, moment in zip(ids, moments, strict=True):
        await morning.change("tasks", id, state="done", state_at=at(moment), report=1)
    await plan(morning, ids, moments[-1])
    return ids


async def plan(morning: Morning, ids: list[int], moment: str) -> None:
    async with morning.database.transaction() as tx:
        await planner.plan_tasks(tx, ids, at(moment))


async def curator(morning: Morning) -> int:
    """One has joined."""
    async with morning.database.transaction() as tx:
        row, = await execute(tx, "select * from programmes")
        network = Network(tx, row["id"], 0, "Asia/Irkutsk", count=900)
        return await network.person("curator", await network.organisation("institute"))


def test_it_is_time_after_two_whole_working_days_and_then_now_and_again() -> None:
    first, second = ("review:3", date(2018, 5, 17)), ("review:6", date(2018, 5, 22))
    assert list(reviewing.days(date(2018, 5, 14), date(2018, 5, 16)).items()) == [first]
    assert list(reviewing.days(date(2018, 5, 14), date(2018, 5, 17)).items()) == [first, second]
    (last, _), (following, day) = reviewing.days(date(2018, 5, 14), date(2018, 12, 3)).items()
    assert int(following.removeprefix("review:")) == int(last.removeprefix("review:")) + 3
    assert date(2018, 12, 3) < day <= date(2018, 12, 6)


async def test_a_report_that_waits_is_told_to_whoever_reads_first(morning: Morning) -> None:
    await reported(morning, DONE)
    assert await morning.tick("2018-05-16 09:00") == 0
    assert await morning.tick("2018-05-17 09:00") == 1
    letter, = await morning.letters()
    assert letter["participant"] == morning.coordinator
    assert "Ждут вашей проверки: 1</b>, дольше всех — с 14 мая" in letter["content"]
    assert encode(TaskList("watch_check")) in letter["content"]
    assert await morning.tick("2018-05-18 09:00") == 0
    assert await morning.tick("2018-05-22 09:00") == 1


async def test_many_reports_are_one_line_in_the_one_message_of_the_morning(morning: Morning) -> None:
    late, *_ = await reported(morning, DONE, DONE, "2018-05-16 10:00")
    async with morning.database.transaction() as tx:
        school, = await execute(tx, "select organisation from tasks where id = :id", id=late)
        section, = await execute(tx, "select id from sections")
        network = Network(tx, morning.programme, section["id"], "Asia/Irkutsk", count=500)
        task = await network.task(school["organisation"], "2018-05-15", "Сдать отчёт")
        await planner.plan_task(tx, task, at("2018-05-16 11:00"))
    await morning.tick("2018-05-17 09:00")
    told = [each for each in await morning.letters() if each["participant"] == morning.coordinator]
    assert len(told) == 1
    assert "Ждут вашей проверки: 3</b>, дольше всех — с 14 мая" in told[0]["content"]
    assert "Ждём от других" in told[0]["content"]
    assert "Срок прошёл</b>" not in told[0]["content"]


async def test_reminders_follow_the_turn(morning: Morning) -> None:
    task, = await reported(morning, DONE)
    second = await curator(morning)
    async with morning.database.transaction() as tx:
        await planner.plan_participant(tx, second, at("2018-05-15 10:00"))
        await reviews.add(tx, task, Relation.COORDINATOR, Verdict.PASSED, by=morning.coordinator,
                          now=at("2018-05-16 10:00"))
        await planner.plan_task(tx, task, at("2018-05-16 10:00"))
    assert await morning.tick("2018-05-17 09:00") == 0
    assert await morning.tick("2018-05-21 09:00") == 1
    letter, = await morning.letters()
    assert letter["participant"] == second
    assert "дольше всех — с 16 мая" in letter["content"]


async def test_what_changed_since_it_was_planned_is_looked_at_when_it_is_told(morning: Morning) -> None:
    task, = await reported(morning, DONE)
    await morning.change("tasks", task, state="accepted")
    assert await morning.tick("2018-05-17 09:00") == 0
    assert await morning.outcomes(rung="review:3") == {"stale"}


async def test_where_the_first_has_left_unnoticed_the_next_is_reminded_all_the_same(morning: Morning) -> None:
    await reported(morning, DONE)
    second = await curator(morning)
    await morning.execute("update addresses set closed_at = 1 where participant = :who", who=morning.coordinator)
    assert await morning.tick("2018-05-17 09:01") == 0
    assert await morning.tick("2018-05-22 09:01") == 1
    letter, = await morning.letters()
    assert letter["participant"] == second


async def test_withdrawn_or_accepted_nobody_is_reminded(morning: Morning) -> None:
    task, = await reported(morning, DONE)
    assert [row["participant"] for row in await reminders_of(morning.database, rung="review:3")] == [
        morning.coordinator]
    await morning.change("tasks", task, state="open")
    await plan(morning, [task], DONE)
    assert {row["outcome"] for row in await reminders_of(morning.database, rung="review:3")} == {"cancelled"}


async def test_who_joins_hears_of_what_waits_for_them(morning: Morning) -> None:
    await reported(morning, DONE)
    async with morning.database.transaction() as tx:
        reply = await digest.welcome(tx, CATALOGUE, morning.coordinator, at("2018-05-15 10:00"))
        other = await digest.welcome(tx, CATALOGUE, morning.director, at("2018-05-15 10:00"))
    assert "Ждут вашей проверки: 1" in reply.text
    assert "Вот что сейчас в работе" in reply.text
    assert "проверки" not in other.text


def test_its_button_has_room_beside_the_others() -> None:
    waiting = Waiting(reports=Reports(40, "2018-05-29"))
    reply = compose(CATALOGUE, Briefing("Мария", date(2018, 5, 30), waiting=waiting))
    check(reply)
    assert [button.label for row in reply.rows for button in row] == ["На проверку"]
    same_day = compose(CATALOGUE, Briefing("Мария", date(2018, 5, 29), waiting=waiting))
    assert "дольше всех" not in same_day.text
