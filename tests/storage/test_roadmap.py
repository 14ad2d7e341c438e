"""The roadmap's rows are matched by their numbers; tasks are added once and cancelled without a name."""

from storage import participants, roadmap, tasks
from storage.database import Database, Transaction
from storage.roadmap import Assignment, Entry, Term
from storage.tasks import TaskState
from tests.storage.test_organisations import filled


async def planned(tx: Transaction) -> tuple[int, int, int]:
    programme, _, school = await filled(tx)
    await roadmap.put_sections(tx, programme, [("1", "Первый"), ("2", "Второй")])
    section = (await roadmap.sections(tx, programme))[0].id
    await roadmap.put_activities(tx, programme, [
        Entry(section, "1.1", "Отчёт", None, "2018-05-30", "2018-05-30", "[]", 1, 0, None)
    ])
    activity = (await roadmap.activities(tx, programme))[0].id
    await roadmap.assign(tx, [Assignment(activity, school, "2018-05-30")] * 2, now=3)
    return programme, activity, (await roadmap.duties(tx, programme))[0].id


async def test_sections_and_activities_go_and_come_back(database: Database) -> None:
    async with database.transaction() as tx:
        programme, activity, _ = await planned(tx)
        second = (await roadmap.sections(tx, programme))[1]
        await roadmap.leave_sections(tx, [second.id], now=5)
        await roadmap.leave_activities(tx, [activity], now=5)
        assert (await roadmap.sections(tx, programme))[1].gone_at == 5
        assert (await roadmap.activities(tx, programme))[0].gone_at == 5
        await roadmap.put_sections(tx, programme, [("2", "Второй")])
        await roadmap.put_activities(tx, programme, [
            Entry(second.id, "1.1", "Другое", None, None, "2018-05-30", "[]", 0, 4, 9)
        ])
        assert (await roadmap.sections(tx, programme))[0].gone_at is None
        found = (await roadmap.activities(tx, programme))[0]
        assert (found.id, found.title, found.due_on, found.moved_at, found.gone_at) == (
            activity, "Другое", None, 9, None)


async def test_results_are_replaced_as_a_whole(database: Database) -> None:
    async with database.transaction() as tx:
        programme, activity, _ = await planned(tx)
        await roadmap.put_results(tx, activity, ["раз", "два"])
        await roadmap.put_results(tx, activity, ["три"])
        assert [row.title for row in await roadmap.results(tx, programme)] == ["три"]


async def test_a_task_is_assigned_once_cancelled_and_reopened(database: Database) -> None:
    async with database.transaction() as tx:
        programme, _, task = await planned(tx)
        assert len(await roadmap.duties(tx, programme)) == 1
        await roadmap.cancel(tx, [task], now=5)
        cancelled = (await roadmap.duties(tx, programme))[0]
        assert (cancelled.state, cancelled.state_by) == (TaskState.CANCELLED, None)
        await roadmap.reopen(tx, [task], now=6)
        await roadmap.set_terms(tx, [Term(task, "2018-06-01", None)])
        found = await tasks.by_id(tx, task)
        assert found
        assert (found.state, found.state_at, found.due_on) == (TaskState.OPEN, 6, "2018-06-01")


async def test_what_is_done_cannot_be_cancelled_by_a_loading(database: Database) -> None:
    async with database.transaction() as tx:
        programme, _, task = await planned(tx)
        who = await participants.add(tx, "Анна", now=1)
        await tasks.change_state(tx, task, TaskState.DONE, allowed=(TaskState.OPEN, TaskState.OPEN), by=who, now=4)
        await roadmap.cancel(tx, [task], now=5)
        await roadmap.reopen(tx, [task], now=5)
        assert (await roadmap.duties(tx, programme))[0].state is TaskState.DONE
