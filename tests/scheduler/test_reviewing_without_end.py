"""What waits is spoken of as long as it waits: whose turn it becomes late, what was there before, and the operators."""

import pytest

from scheduler import planner
from storage import reviews
from storage.database import Database
from storage.reviews import Verdict
from storage.tasks import Relation
from tests.scheduler.network import Network, execute, reminders_of
from tests.scheduler.test_digest import Morning, at
from tests.scheduler.test_reviewing import DONE, curator, reported

THIRDS = ("2018-05-17", "2018-05-22", "2018-05-25", "2018-05-30", "2018-06-04", "2018-06-07", "2018-06-14")
"""Every third working day after it; the eleventh and the twelfth of June are days off."""


@pytest.fixture
async def morning(database: Database) -> Morning:
    return Morning(database)


async def operator(morning: Morning) -> int:
    async with morning.database.transaction() as tx:
        network = Network(tx, morning.programme, 0, "Asia/Irkutsk", count=950)
        return await network.person("operator", await network.organisation("institute"))


async def told(morning: Morning, who: int) -> list[str]:
    return [str(each["reason"]).rpartition(":")[2] for each in await morning.letters() if each["participant"] == who]


async def passes(morning: Morning, *days: str) -> None:
    for day in days:
        await morning.tick(f"{day} 09:00")


async def test_reminders_have_no_end_and_only_the_next_is_planned(morning: Morning) -> None:
    await reported(morning, DONE)
    for day in THIRDS:
        row, = [each for each in await reminders_of(morning.database, participant=morning.coordinator)
                if each["closed_at"] is None]
        assert row["fire_at"] == at(f"{day} 09:00")
        assert await morning.tick(f"{day} 09:00") == 1
    assert await told(morning, morning.coordinator) == list(THIRDS)


async def test_whose_turn_it_becomes_after_a_month_is_reminded_as_well(morning: Morning) -> None:
    task, = await reported(morning, DONE)
    await passes(morning, *THIRDS[:5])
    second = await curator(morning)
    await morning.execute("update addresses set closed_at = 1 where participant = :who", who=morning.coordinator)
    async with morning.database.transaction() as tx:
        await planner.plan_task(tx, task, at("2018-06-05 10:00"))
    await passes(morning, *THIRDS[5:])
    assert await told(morning, second) == list(THIRDS[5:])


async def test_operators_hear_of_it_once_after_five_reminders(morning: Morning) -> None:
    await reported(morning, DONE)
    one = await operator(morning)
    async with morning.database.reading() as tx:
        assert await reviews.waiting(tx, one) is None
    await passes(morning, *THIRDS[:4])
    assert await told(morning, one) == []
    await passes(morning, THIRDS[4], "2018-06-05", "2018-06-06", *THIRDS[5:])
    assert await told(morning, one) == ["2018-06-05"]
    letter, = [each for each in await morning.letters() if each["participant"] == one]
    assert "Ждут вашей проверки: 1</b>, дольше всех — с 14 мая" in letter["content"]
    async with morning.database.reading() as tx:
        assert await reviews.waiting(tx, one), "it stands in their list from now on"


async def test_another_report_is_another_five_reminders(morning: Morning) -> None:
    task, = await reported(morning, DONE)
    one = await operator(morning)
    await passes(morning, *THIRDS[:5])
    await morning.change("tasks", task, state_at=at("2018-06-04 12:00"), report=2)
    async with morning.database.transaction() as tx:
        await planner.plan_task(tx, task, at("2018-06-04 12:00"))
    await passes(morning, "2018-06-05", "2018-06-06", "2018-06-07", "2018-06-14")
    assert await told(morning, one) == []


async def test_what_waited_before_there_were_reminders_is_planned(morning: Morning) -> None:
    first, second, third = await reported(morning, DONE, DONE, DONE)
    await morning.execute("delete from reminders where rung like 'review:%' and task <> :third", third=third)
    async with morning.database.transaction() as tx:
        assert await reviews.unreminded(tx, after=0, size=1) == [first]
        assert await reviews.unreminded(tx, after=first, size=5) == [second]
        assert await planner.plan_reports(tx, 0, at("2018-08-01 12:00")) == 0
        assert await reviews.unreminded(tx, after=0, size=5) == []
    row, = [each for each in await reminders_of(morning.database, task=first) if each["rung"].startswith("review:")]
    assert at("2018-08-02 09:00") <= row["fire_at"] <= at("2018-08-06 09:00")


async def test_a_stretch_is_asked_by_the_rule_of_the_view(morning: Morning) -> None:
    tasks = await reported(morning, DONE, DONE, DONE)
    await curator(morning)
    async with morning.database.transaction() as tx:
        await reviews.add(tx, tasks[1], Relation.COORDINATOR, Verdict.PASSED, by=morning.coordinator,
                          now=at("2018-05-16 10:00"))
        for order in reviews.Order:
            await execute(tx, "update programmes set review = :review", review=order.value)
            seats = {(task, each.participant, each.since) for task in tasks for each in await reviews.turns(tx, task)}
            judges = await reviews.judges(tx, min(tasks), max(tasks), times=5)
            assert {(each.task, each.participant, each.since) for each in judges} == seats
            assert len(seats) >= 3
