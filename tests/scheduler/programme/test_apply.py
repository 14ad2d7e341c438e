"""A programme in the store: what a second loading changes, and what it leaves to the people."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, time

import pytest

from scheduler.programme.apply import apply
from scheduler.programme.difference import Changes, Difference, RoleOf, TaskOf
from scheduler.programme.model import (
    Activity,
    Consent,
    Group,
    Ladder,
    Level,
    Organisation,
    Override,
    Owner,
    Period,
    Person,
    Post,
    Programme,
    QuietHours,
    Section,
)
from scheduler.programme.when import NO_DATE, When
from storage import organisations, participants, programmes, roadmap, rosters, tasks
from storage.database import Database
from storage.participants import Role
from storage.reviews import Order
from storage.tasks import TaskState

ZONE = "Asia/Irkutsk"
MAY, JUNE, JULY = "2018-05-30", "2018-06-30", "2018-07-31"
ANNA = Person("Анна Ли", (Post(Role.DIRECTOR, "s1", subjects=("химия",)),), ("анна|s1",), phone="+7000")
BORIS = Person("Борис Ким", (Post(Role.CURATOR, "i", territory=("m1",)), Post(Role.OPERATOR, "i")), ("борис|i",))


def until(day: str) -> When:
    return When(None, date.fromisoformat(day))


REPORT = Activity("1.1", "1", "Отчёт", until(MAY), (Owner(Level.SCHOOL, "focus"),), ("Отчёт сдан",))
PLAN = Activity("1.2", "1", "План", until(JUNE), (Owner(Level.MUNICIPALITY),))


def organisation(code: str, level: Level, parent: str | None = None, *groups: str) -> Organisation:
    return Organisation(code, f"Школа {code}", level, parent, groups, ZONE)


PROGRAMME = Programme(
    code="p", title="Программа", period=Period(date(2018, 5, 16), date(2018, 12, 31)), time_zone=ZONE,
    digest_at=None, quiet_hours=None, ladder=Ladder(), consent=Consent("1", "Согласие"),
    groups=(Group("focus", "Фокус"), Group("control", "Контроль")),
    organisations=(
        organisation("i", Level.INSTITUTE), organisation("m1", Level.MUNICIPALITY, "i"),
        organisation("d", Level.DISTRICT, "m1"), organisation("s1", Level.SCHOOL, "d", "focus"),
        organisation("s2", Level.SCHOOL, "m1", "focus"),
    ),
    people=(ANNA, BORIS), sections=(Section("1", "Первый"),), activities=(REPORT, PLAN), assumed=(),
    texts=(Override("tasks/card", "Своё"),),
)
NOTHING = Difference(1, Changes(), Changes(), Changes(), Changes(), Changes())


async def load(database: Database, programme: Programme, now: int = 1000) -> Difference:
    async with database.transaction() as tx:
        return await apply(tx, programme, now=now)


async def duty(database: Database, activity: str = "1.1", place: str = "s1") -> tasks.Task:
    async with database.reading() as tx:
        activities = {row.id: row.number for row in await roadmap.activities(tx, 1)}
        places = {row.id: row.code for row in await organisations.of_programme(tx, 1)}
        id = next(each.id for each in await roadmap.duties(tx, 1)
                  if (activities[each.activity], places[each.organisation]) == (activity, place))
        found = await tasks.by_id(tx, id)
    assert found
    return found


async def test_a_first_loading_adds_everything(database: Database) -> None:
    found = await load(database, PROGRAMME)
    assert found.organisations.added == ("Школа i", "Школа m1", "Школа d", "Школа s1", "Школа s2")
    assert found.people.added == ("Анна Ли", "Борис Ким")
    assert RoleOf("Анна Ли", Role.DIRECTOR, "Школа s1") in found.roles.added
    assert found.activities.added == ("1.1 Отчёт", "1.2 План")
    assert sorted(each.organisation for each in found.tasks.added) == ["Школа m1", "Школа s1", "Школа s2"]
    assert found
    assert (await duty(database)).due_on == MAY
    async with database.reading() as tx:
        programme = await programmes.by_code(tx, "p")
        assert programme
        assert (programme.starts_on, programme.digest_at, programme.quiet_hours) == (
            "2018-05-16", "09:00", "20:00-08:00")
        assert json.loads(programme.ladder)["after"] == {"every": 3, "times": 3}
        assert await programmes.texts(tx, programme.id) == {"tasks/card": "Своё"}


async def test_the_same_again_changes_nothing(database: Database) -> None:
    await load(database, PROGRAMME)
    found = await load(database, PROGRAMME, 2000)
    assert found == NOTHING
    assert not found


async def test_what_one_organisation_alone_has_to_do_is_its_task(database: Database) -> None:
    alone = replace(PLAN, owners=(Owner(Level.SCHOOL, organisation="s2"),))
    found = await load(database, replace(PROGRAMME, activities=(REPORT, alone)))
    assert TaskOf("1.2", "Школа s2") in found.tasks.added
    assert not await load(database, replace(PROGRAMME, activities=(REPORT, alone)))
    other = replace(PLAN, owners=(Owner(Level.SCHOOL, organisation="s1"),))
    assert (await load(database, replace(PROGRAMME, activities=(REPORT, other)))).activities.changed == ("1.2 План",)


async def test_hours_of_its_own_win_over_those_of_the_deployment(sqlite_database: Database) -> None:
    own = replace(PROGRAMME, digest_at=time(8, 30), quiet_hours=QuietHours(time(21), time(7)))
    for programme, hours in ((own, ("08:30", "21:00-07:00")), (PROGRAMME, ("10:00", "22:00-06:00"))):
        async with sqlite_database.transaction() as tx:
            await apply(tx, programme, now=1, digest_at="10:00", quiet_hours="22:00-06:00")
            found = await programmes.by_code(tx, "p")
        assert found
        assert (found.digest_at, found.quiet_hours) == hours


async def test_who_judges_reports_may_change_and_that_is_a_change(database: Database) -> None:
    await load(database, PROGRAMME)
    assert (await load(database, replace(PROGRAMME, review=Order.TOGETHER))).facts
    async with database.reading() as tx:
        programme = await programmes.by_code(tx, "p")
        assert programme
        assert programme.review == "together"
    assert not await load(database, replace(PROGRAMME, review=Order.TOGETHER))


async def test_the_municipality_is_the_nearest_above(database: Database) -> None:
    await load(database, PROGRAMME)
    async with database.reading() as tx:
        rows = {row.code: row for row in await organisations.of_programme(tx, 1)}
    municipality = rows["m1"].id
    assert {code for code, row in rows.items() if row.municipality == municipality} == {"m1", "d", "s1", "s2"}
    assert rows["i"].municipality is None
    assert rows["s1"].parent == rows["d"].id


async def test_groups_follow_the_files(database: Database) -> None:
    await load(database, PROGRAMME)
    moved = (*PROGRAMME.organisations[:4], organisation("s2", Level.SCHOOL, "m1"))
    found = await load(database, replace(PROGRAMME, organisations=moved, groups=PROGRAMME.groups[:1]))
    assert found.organisations == Changes(changed=("Школа s2",))
    assert found.tasks.gone == (TaskOf("1.1", "Школа s2"),)
    async with database.reading() as tx:
        assert [group.code for group in await organisations.groups(tx, 1)] == ["focus"]
        assert len(await organisations.members(tx, 1)) == 1


async def test_what_vanished_is_cancelled_and_what_comes_back_is_open_again(database: Database) -> None:
    await load(database, PROGRAMME)
    found = await load(database, replace(PROGRAMME, activities=(PLAN,)))
    assert found.activities == Changes(gone=("1.1 Отчёт",))
    assert {each.organisation for each in found.tasks.gone} == {"Школа s1", "Школа s2"}
    assert (await duty(database)).state is TaskState.CANCELLED
    found = await load(database, replace(PROGRAMME, activities=(replace(REPORT, due=until(JULY)), PLAN)))
    assert found.activities == Changes(added=("1.1 Отчёт",))
    assert len(found.tasks.added) == 2
    assert ((await duty(database)).state, (await duty(database)).due_on) == (TaskState.OPEN, JULY)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.ACCEPTED])
async def test_what_people_have_done_stays_done(database: Database, state: TaskState) -> None:
    await load(database, PROGRAMME)
    task = await duty(database)
    async with database.transaction() as tx:
        await tasks.change_state(tx, task.id, state, allowed=(TaskState.OPEN, TaskState.OPEN), by=1, now=5)
    await load(database, replace(PROGRAMME, activities=(PLAN,), organisations=PROGRAMME.organisations[:3]
                                 + PROGRAMME.organisations[4:], people=(BORIS,)))
    assert (await duty(database)).state is state


async def test_a_task_that_people_have_cancelled_is_not_opened_by_a_loading(database: Database) -> None:
    await load(database, PROGRAMME)
    task = await duty(database)
    async with database.transaction() as tx:
        await tasks.change_state(tx, task.id, TaskState.CANCELLED, allowed=(TaskState.OPEN, TaskState.OPEN), by=1,
                                 now=5)
    assert not await load(database, PROGRAMME)
    assert (await duty(database)).state is TaskState.CANCELLED


async def moved(database: Database, task: tasks.Task) -> None:
    async with database.transaction() as tx:
        await tasks.move_activity(tx, task.activity, JUNE, now=5)


async def extended(database: Database, task: tasks.Task) -> None:
    async with database.transaction() as tx:
        await tasks.extend(tx, task.id, JUNE, now=5)


@pytest.mark.parametrize("settle", [moved, extended])
async def test_a_day_settled_in_the_chat_stays_while_the_file_says_the_same(
    database: Database, settle: Callable[[Database, tasks.Task], Awaitable[None]]
) -> None:
    await load(database, PROGRAMME)
    await settle(database, await duty(database))
    assert not await load(database, PROGRAMME)
    assert (await duty(database)).due_on == JUNE


async def test_a_new_day_in_the_file_wins_over_a_moved_one(database: Database) -> None:
    await load(database, PROGRAMME)
    await moved(database, await duty(database))
    sooner = replace(REPORT, due=until("2018-05-20"))
    found = await load(database, replace(PROGRAMME, activities=(sooner, PLAN)))
    assert found.activities == Changes(changed=("1.1 Отчёт",))
    assert found.tasks.changed == (TaskOf("1.1", "Школа s1"), TaskOf("1.1", "Школа s2"))
    assert (await duty(database)).due_on == "2018-05-20"


@pytest.mark.parametrize(("day", "holds", "own"), [(JULY, JULY, False), ("2018-06-01", JUNE, True)])
async def test_of_a_granted_term_and_a_new_day_in_the_file_the_later_one_holds(
    database: Database, day: str, holds: str, own: bool
) -> None:
    await load(database, PROGRAMME)
    await extended(database, await duty(database))
    await load(database, replace(PROGRAMME, activities=(replace(REPORT, due=until(day)), PLAN)))
    task = await duty(database)
    assert (task.due_on, task.extended_at is not None) == (holds, own)
    assert (await duty(database, place="s2")).due_on == day


async def test_a_day_may_vanish_from_the_file(database: Database) -> None:
    await load(database, PROGRAMME)
    await load(database, replace(PROGRAMME, activities=(replace(REPORT, due=NO_DATE), PLAN)))
    assert (await duty(database)).due_on is None


async def test_a_school_that_joins_later_gets_the_day_that_holds_now(database: Database) -> None:
    await load(database, PROGRAMME)
    await moved(database, await duty(database))
    third = organisation("s3", Level.SCHOOL, "m1", "focus")
    found = await load(database, replace(PROGRAMME, organisations=(*PROGRAMME.organisations, third)))
    assert found.tasks == Changes(added=(TaskOf("1.1", "Школа s3"),))
    assert (await duty(database, place="s3")).due_on == JUNE


async def test_a_row_put_before_another_does_not_change_it(database: Database) -> None:
    await load(database, PROGRAMME)
    first = replace(PLAN, number="1.0", results=("Раз", "Два"))
    found = await load(database, replace(PROGRAMME, activities=(first, REPORT, PLAN)))
    assert found.activities == Changes(added=("1.0 План",))
    async with database.reading() as tx:
        assert [row.number for row in await roadmap.activities(tx, 1)] == ["1.0", "1.1", "1.2"]
        assert [row.title for row in await roadmap.results(tx, 1)] == ["Отчёт сдан", "Раз", "Два"]


async def test_who_vanished_keeps_the_name_and_loses_the_roles(database: Database) -> None:
    await load(database, PROGRAMME)
    found = await load(database, replace(PROGRAMME, people=(BORIS,)))
    assert found.people == Changes(gone=("Анна Ли",))
    assert found.roles == Changes(gone=(RoleOf("Анна Ли", Role.DIRECTOR, "Школа s1"),))
    async with database.reading() as tx:
        assert await participants.by_id(tx, 1)
        assert not await participants.roles(tx, 1)
    found = await load(database, PROGRAMME)
    assert found.people == Changes(added=("Анна Ли",))
    async with database.reading() as tx:
        assert len(await participants.roles(tx, 1)) == 1


async def test_a_role_got_by_an_invite_is_never_ended_by_a_loading(database: Database) -> None:
    await load(database, PROGRAMME)
    async with database.transaction() as tx:
        places = {row.code: row.id for row in await organisations.of_programme(tx, 1)}
        await participants.grant(tx, 1, programme=1, organisation=places["s2"], role=participants.Role.TEACHER,
                                 source="invite", now=5)
    await load(database, replace(PROGRAMME, people=(BORIS,)))
    async with database.reading() as tx:
        assert [role.role for role in await participants.roles(tx, 1)] == [participants.Role.TEACHER]


async def test_a_person_is_known_again_by_any_key(database: Database) -> None:
    await load(database, PROGRAMME)
    second = replace(ANNA, posts=(Post(Role.EXPERT, "i"), ANNA.posts[0]), keys=("анна|i", "анна|s1"), phone="+7111")
    found = await load(database, replace(PROGRAMME, people=(second, BORIS)))
    assert found.people == Changes(changed=("Анна Ли",))
    only = replace(second, posts=(Post(Role.EXPERT, "i", subjects=("химия",)),), keys=("анна|i",))
    found = await load(database, replace(PROGRAMME, people=(only, BORIS)))
    assert not found.people
    assert found.roles.gone == (RoleOf("Анна Ли", Role.DIRECTOR, "Школа s1"),)


async def test_two_people_once_taken_for_one_become_two(database: Database) -> None:
    both = replace(ANNA, posts=(*ANNA.posts, Post(Role.DIRECTOR, "s2")), keys=("анна|s1", "анна|s2"))
    await load(database, replace(PROGRAMME, people=(both, BORIS)))
    other = replace(ANNA, posts=(Post(Role.DIRECTOR, "s2"),), keys=("анна|s2",), phone="")
    found = await load(database, replace(PROGRAMME, people=(other, ANNA, BORIS)))
    assert found.people.added == ("Анна Ли",)
    assert not await load(database, replace(PROGRAMME, people=(other, ANNA, BORIS)))


async def test_the_name_of_one_who_has_joined_is_theirs(database: Database) -> None:
    await load(database, PROGRAMME)
    async with database.transaction() as tx:
        await participants.consent(tx, 1, "1", now=5)
        await participants.rename(tx, 1, "Анна Ивановна Ли")
    assert not await load(database, PROGRAMME)
    async with database.reading() as tx:
        me = await participants.by_id(tx, 1)
    assert me
    assert me.name == "Анна Ивановна Ли"


async def test_a_territory_can_change(database: Database) -> None:
    await load(database, PROGRAMME)
    free = replace(BORIS, posts=(Post(Role.CURATOR, "i"), Post(Role.OPERATOR, "i")))
    found = await load(database, replace(PROGRAMME, people=(ANNA, free)))
    assert found.roles == Changes(changed=(RoleOf("Борис Ким", Role.CURATOR, "Школа i"),))
    async with database.reading() as tx:
        assert await rosters.territories(tx, 1) == {}


async def test_programmes_do_not_touch_each_other(database: Database) -> None:
    await load(database, PROGRAMME)
    found = await load(database, replace(PROGRAMME, code="q"))
    assert found.programme == 2
    assert len(found.tasks.added) == 3
    assert not await load(database, PROGRAMME)
    async with database.reading() as tx:
        assert [each.code for each in await programmes.all(tx)] == ["p", "q"]
