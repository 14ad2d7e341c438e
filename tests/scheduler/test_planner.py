"""The reminders that should stand: who, on which day, and what becomes of them when things change."""

from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler import planner
from scheduler.planner import Ladder, stretches
from storage.database import Database
from tests.scheduler.network import Network, execute, found, reminders_of

IRKUTSK = ZoneInfo("Asia/Irkutsk")
APRIL = int(datetime(2018, 4, 2, 3, 0, tzinfo=UTC).timestamp())


def at(day: str, hour: int = 12) -> int:
    return int(datetime.fromisoformat(day).replace(hour=hour, tzinfo=IRKUTSK).timestamp())


def days(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Rung → the local day and hour of the open ones."""
    return {row["rung"]: f"{datetime.fromtimestamp(row['fire_at'], IRKUTSK):%m-%d %H:%M}"
            for row in rows if row["closed_at"] is None}


class Region:
    """A school with its director, coordinator, curator and operator, and one task for 30 May."""

    network: Network
    school: int
    director: int
    coordinator: int
    curator: int
    operator: int
    task: int

    @staticmethod
    async def settle(network: Network) -> "Region":
        self = Region()
        self.network = network
        ministry = await network.organisation("ministry")
        institute = await network.organisation("institute", ministry)
        municipality = await network.organisation("municipality")
        self.school = await network.organisation("school", municipality)
        self.director = await network.person("director", self.school)
        self.coordinator = await network.person("coordinator", municipality)
        self.curator = await network.person("curator", institute)
        self.operator = await network.person("operator", ministry)
        self.task = await network.task(self.school, "2018-05-30")
        return self


async def test_the_ladder_of_a_task_stands_on_working_days(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await planner.plan_programme(tx, region.network.programme, APRIL)
    assert days(await reminders_of(database, participant=region.director)) == {
        "before:14": "05-16 09:00", "before:7": "05-23 09:00", "before:3": "05-25 09:00", "before:1": "05-29 09:00",
        "before:0": "05-30 09:00", "after:3": "06-04 09:00", "after:6": "06-05 09:00", "after:9": "06-08 09:00",
    }
    assert days(await reminders_of(database, participant=region.coordinator)) == {"coordinator:2": "06-01 09:00"}
    assert days(await reminders_of(database, participant=region.curator)) == {"curator:7": "06-06 09:00"}
    assert await reminders_of(database, participant=region.operator) == []


async def test_planning_again_changes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await planner.plan_programme(tx, region.network.programme, APRIL)
    before = await reminders_of(database)
    async with database.transaction() as tx:
        await planner.plan_programme(tx, region.network.programme, APRIL)
        await planner.plan_task(tx, region.task, APRIL)
        await planner.plan_participant(tx, region.director, APRIL)
    assert await reminders_of(database) == before


async def test_a_late_joiner_gets_only_the_rungs_ahead(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        late = await region.network.person("director", region.school, joined=False)
        await planner.plan_programme(tx, region.network.programme, APRIL)
        await region.network.change("participants", late, consented_at=at("2018-05-29"))
        await planner.plan_participant(tx, late, at("2018-05-29"))
    assert list(days(await reminders_of(database, participant=late))) == [
        "before:0", "after:3", "after:6", "after:9",
    ]


async def test_nothing_stands_for_a_finished_or_undated_task_or_who_has_left(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await region.network.task(region.school, None)
        await planner.plan_programme(tx, region.network.programme, APRIL)
        await region.network.change("tasks", region.task, state="done")
        await planner.plan_task(tx, region.task, APRIL)
    rows = await reminders_of(database)
    assert {row["outcome"] for row in rows if not row["rung"].startswith("review:")} == {"cancelled"}
    async with database.transaction() as tx:
        await execute(tx, "update tasks set state = 'open'")
        await execute(tx, "update roles set ended_at = 2 where participant = :who", who=region.director)
        await planner.plan_programme(tx, region.network.programme, APRIL)
        await planner.plan_participant(tx, region.director, APRIL)
    assert not days(await reminders_of(database, participant=region.director))
    # A school without anybody is not forgotten: its reminders go to the operator.
    assert len(days(await reminders_of(database, participant=region.operator))) == 8


async def test_a_withdrawn_report_brings_back_what_is_still_ahead(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await planner.plan_task(tx, region.task, APRIL)
        await region.network.change("tasks", region.task, state="done")
        await planner.plan_task(tx, region.task, at("2018-05-20"))
        await region.network.change("tasks", region.task, state="open")
        await planner.plan_task(tx, region.task, at("2018-05-28"))
    assert list(days(await reminders_of(database, participant=region.director))) == [
        "before:1", "before:0", "after:3", "after:6", "after:9",
    ]


async def test_a_later_date_times_all_rungs_anew_also_those_that_had_fired(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await planner.plan_task(tx, region.task, APRIL)
        now = at("2018-05-28")
        await execute(tx, "update reminders set closed_at = fire_at, outcome = 'digest', delivery = 1"
                          " where fire_at < :now", now=now)
        await planner.plan_task(tx, region.task, now)
        fired = await execute(tx, "select rung from reminders where closed_at is not null")
        assert len(fired) == 3
        await region.network.change("tasks", region.task, due_on="2018-06-06")
        await planner.plan_task(tx, region.task, now)
    rows = await reminders_of(database, participant=region.director)
    assert days(rows) == {
        "before:7": "05-30 09:00", "before:3": "06-01 09:00", "before:1": "06-05 09:00", "before:0": "06-06 09:00",
        "after:3": "06-13 09:00", "after:6": "06-13 09:00", "after:9": "06-15 09:00",
    }
    assert [row["rung"] for row in rows if row["closed_at"]] == ["before:14"]


async def test_an_earlier_date_drops_the_rungs_that_have_passed(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await planner.plan_task(tx, region.task, APRIL)
        await region.network.change("tasks", region.task, due_on="2018-05-15")
        await planner.plan_task(tx, region.task, at("2018-05-14"))
    assert days(await reminders_of(database, participant=region.director)) == {
        "before:0": "05-15 09:00", "after:3": "05-18 09:00", "after:6": "05-21 09:00", "after:9": "05-24 09:00",
    }


async def test_what_waits_for_the_next_morning_survives_a_new_plan(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        await planner.plan_task(tx, region.task, APRIL)
        await execute(tx, "update reminders set fire_at = :then where rung = 'before:14'",
                      then=at("2018-05-17", 9))
        await planner.plan_task(tx, region.task, at("2018-05-16"))
    assert days(await reminders_of(database, rung="before:14")) == {"before:14": "05-17 09:00"}


async def test_a_task_handed_over_is_its_members_and_when_overdue_the_teams_too(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(await found(tx))
        teacher = await region.network.person("teacher", region.school)
        await region.network.change("tasks", region.task, handed_to=teacher)
        await planner.plan_task(tx, region.task, APRIL)
    assert len(days(await reminders_of(database, participant=teacher))) == 8
    assert list(days(await reminders_of(database, participant=region.director))) == ["after:3", "after:6", "after:9"]
    async with database.transaction() as tx:
        await execute(tx, "update roles set ended_at = 2 where participant = :who", who=teacher)
        await planner.plan_participant(tx, teacher, APRIL)
    assert not days(await reminders_of(database, participant=teacher))
    assert len(days(await reminders_of(database, participant=region.director))) == 8


async def test_a_curator_is_told_of_their_territory_only(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        region = await Region.settle(network)
        other = await network.organisation("municipality")
        institute = await network.organisation("institute")
        elsewhere = await network.person("curator", institute, territory=other)
        school = await network.organisation("school", other)
        await network.person("director", school)
        task = await network.task(school, "2018-05-30")
        await planner.plan_programme(tx, network.programme, APRIL)
    assert [row["task"] for row in await reminders_of(database, participant=elsewhere)] == [task]
    assert len(await reminders_of(database, participant=region.curator)) == 2


async def test_where_a_programme_lacks_a_role_the_operator_is_told_once(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        municipality = await network.organisation("municipality")
        school = await network.organisation("school", municipality)
        await network.person("director", school)
        operator = await network.person("operator", municipality)
        await network.task(school, "2018-05-30")
        await planner.plan_programme(tx, network.programme, APRIL)
    assert days(await reminders_of(database, participant=operator)) == {"coordinator:2": "06-01 09:00"}


async def test_whoever_has_asked_for_it_hears_first_that_it_is_late(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        region = await Region.settle(network)
        await execute(tx, "update activities set author = :author, source = 'chat', review = 'none'",
                      author=region.curator)
        await planner.plan_programme(tx, network.programme, APRIL)
    assert days(await reminders_of(database, participant=region.curator)) == {"author:1": "05-31 09:00"}
    assert days(await reminders_of(database, participant=region.coordinator)) == {"coordinator:2": "06-01 09:00"}


async def test_what_is_one_persons_own_is_no_matter_of_their_team(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        region = await Region.settle(network)
        teacher = await network.person("teacher", region.school)
        await network.change("tasks", region.task, participant=teacher, handed_to=teacher)
        await planner.plan_programme(tx, network.programme, APRIL)
    assert await reminders_of(database, participant=region.director) == []
    assert await reminders_of(database, participant=region.operator) == []
    assert {"before:3", "after:3"} <= days(await reminders_of(database, participant=teacher)).keys()


async def test_who_must_do_it_is_not_told_that_others_are_late(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        municipality = await network.organisation("municipality")
        school = await network.organisation("school", municipality)
        both = await network.person("director", school)
        await network.role(both, "coordinator", municipality)
        await network.task(school, "2018-05-30")
        await planner.plan_programme(tx, network.programme, APRIL)
    assert not [row for row in await reminders_of(database, participant=both) if row["rung"].startswith("coord")]


async def test_tasks_of_other_levels_have_their_own_teams(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        region = await Region.settle(network)
        ministry = await network.organisation("ministry")
        task = await network.task(ministry, "2018-05-30")
        await planner.plan_task(tx, task, APRIL)
    rows = await reminders_of(database, task=task)
    assert {row["participant"] for row in rows} == {region.operator}
    assert len(rows) == 8


async def test_everybody_is_reminded_at_the_hour_of_their_own_organisation(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        region = await Region.settle(network)
        await network.change("organisations", region.school, time_zone="Europe/Kaliningrad")
        await planner.plan_task(tx, region.task, APRIL)
    row, *_ = await reminders_of(database, participant=region.director)
    assert datetime.fromtimestamp(row["fire_at"], ZoneInfo("Europe/Kaliningrad")).hour == 9


def test_a_ladder_may_lack_anything() -> None:
    assert astuple(Ladder.read("{}")) == ((), 1, 0, None, None)
    assert astuple(Ladder.read('{"before": [3], "escalate": {"curator": 7}}')) == ((3,), 1, 0, None, 7)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [([], []), ([5], [(5, 5)]), ([9, 1, 5, 5], [(1, 9)]), ([1, 100], [(1, 1), (100, 100)]),
     (range(1, 502), [(1, 500), (501, 501)])],
)
def test_near_tasks_are_read_together(ids: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(stretches(ids)) == expected
