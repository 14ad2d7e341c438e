"""The surveys before and after a course follow its sessions."""

from scheduler.courses import diagnosing
from storage import courses, events, rsvps, surveys
from storage.courses import Terms
from storage.database import Database, Transaction
from storage.events import Definition
from tests.scheduler.network import Network, execute, found

NOW = 1_527_000_000
"""22 May 2018."""
DAY = 86_400
OPEN = "select participant from reminders where wave is not null and closed_at is null"
FORMS = {"entry": "vhod", "final": "itog"}


async def scene(tx: Transaction, *starts: int) -> tuple[Network, int, int]:
    """A course of these days after now, with both surveys; and a teacher who has a seat."""
    net = await found(tx)
    school = await net.organisation("school", await net.organisation("municipality"))
    teacher = await net.person("teacher", school)
    for code in FORMS.values():
        await surveys.put(tx, programme=net.programme, code=code, title=code, version="1", questions="[]", now=NOW)
    days = [Definition("course", "Занятие", NOW + day * DAY, NOW + day * DAY + 3600, "Asia/Irkutsk", minutes=60)
            for day in starts]
    course = await courses.make(tx, net.programme, days[0], Terms(80, "2018-05-30"), days, owner=teacher, now=NOW)
    await diagnosing.put(tx, course, FORMS, now=NOW)
    await rsvps.answer(tx, course, teacher, "yes", NOW, None)
    return net, course, teacher


async def spans(tx: Transaction, course: int) -> dict[str, tuple[str, str]]:
    return {part: (each.opens_on, each.closes_on) for part, each in (await courses.diagnostics(tx, course)).items()}


async def test_the_first_is_open_from_now_to_the_second_session_and_the_last_for_a_week_after_the_end(
    database: Database
) -> None:
    async with database.transaction() as tx:
        _, course, _ = await scene(tx, 10, 17, 24)
        assert await spans(tx, course) == {"entry": ("2018-05-22", "2018-06-08"), "final": ("2018-06-15", "2018-06-22")}


async def test_a_course_of_one_day_has_both(database: Database) -> None:
    async with database.transaction() as tx:
        _, course, _ = await scene(tx, 10)
        assert await spans(tx, course) == {"entry": ("2018-05-22", "2018-06-01"), "final": ("2018-06-01", "2018-06-08")}


async def test_they_move_with_the_sessions_and_remind_whoever_has_a_seat(database: Database) -> None:
    async with database.transaction() as tx:
        _, course, teacher = await scene(tx, 10, 17)
        last = (await courses.sessions(tx, course))[-1]
        event = await events.by_id(tx, last.id)
        assert event
        now_so = await events.definition(tx, event)
        moved = Definition(**{**{name: getattr(now_so, name) for name in now_so.__slots__},
                              "starts_at": NOW + 30 * DAY, "ends_at": NOW + 30 * DAY + 3600})
        await events.change(tx, last.id, moved, now=NOW)
        await courses.settle(tx, course, now=NOW)
        await diagnosing.move(tx, course, now=NOW)
        assert (await spans(tx, course))["final"] == ("2018-06-21", "2018-06-28")
        rows = await execute(tx, OPEN)
        assert {row["participant"] for row in rows} == {teacher}
        await rsvps.answer(tx, course, teacher, "no", NOW, None)
        await diagnosing.plan(tx, [teacher], now=NOW)
        assert await execute(tx, OPEN) == []


async def test_with_the_course_they_end_and_what_is_no_course_has_none(database: Database) -> None:
    async with database.transaction() as tx:
        _, course, _ = await scene(tx, 10)
        session = (await courses.sessions(tx, course))[0]
        await diagnosing.put(tx, session.id, FORMS, now=NOW)
        assert await courses.diagnostics(tx, session.id) == {}
        await diagnosing.end(tx, course, now=NOW)
        assert await courses.diagnostics(tx, course) == {}
        await diagnosing.move(tx, course, now=NOW)
        assert await courses.diagnostics(tx, course) == {}
