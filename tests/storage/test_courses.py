"""Courses: sessions follow the seats, no school has more of them than its quota, and what was learnt is added up."""

import asyncio

import pytest

from storage import attendance, courses, events, learning, nominations, rsvps, surveys
from storage.courses import Terms
from storage.database import Database
from storage.events import Definition
from storage.participants import Role
from storage.surveys import Way
from tests.scheduler.network import execute, insert
from tests.storage.coursing import DAY, NOW, day, scene


async def test_a_course_lasts_from_its_first_session_to_its_last(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        course = await here.course_now(tx)
        assert (course.starts_at, course.ends_at) == (NOW + DAY, NOW + 8 * DAY + 6 * 3600)
        assert (course.share, course.nominate_until, course.quota_least, course.quota_most) == (80, "2018-06-01", 1, 2)
        last = (await here.sessions(tx))[-1]
        await events.end(tx, here.course, now=NOW)
        await events.cancel(tx, last, "", now=NOW)
        await courses.settle(tx, here.course, now=NOW)
        assert (await here.course_now(tx)).ends_at == NOW + DAY + 6 * 3600
        event = await events.by_id(tx, here.course)
        assert event
        assert event.ended_at is None, "it goes on"
        assert event.is_course
        plain = await events.by_id(tx, last)
        assert plain
        assert (plain.is_course, plain.course) == (False, here.course)
        assert await courses.by_id(tx, last) is None


async def test_whoever_has_a_seat_is_of_every_session_and_leaves_those_ahead_with_it(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one, other, _ = here.people[0]
        await here.named(tx, 0, 0, 1)
        first, second = await here.sessions(tx)
        assert await here.of_session(tx, first) == {}
        await here.says(tx, one, "yes")
        await here.says(tx, other, "no")
        assert [await here.of_session(tx, each) for each in (first, second)] == [{one: "yes"}, {one: "yes"}]
        await attendance.mark(tx, first, one, how="list", minutes=1080, marked_by=None, now=NOW + DAY)
        later = NOW + 2 * DAY
        await here.says(tx, one, "no", later)
        assert [await here.of_session(tx, each) for each in (first, second)] == [{one: "yes"}, {}]
        await here.says(tx, one, "yes", later)
        assert await here.of_session(tx, second) == {one: "yes"}


async def test_a_session_that_somebody_has_declined_is_not_forced_on_them_and_a_guest_of_it_stays(
    database: Database
) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one, other, guest = here.people[0]
        await here.named(tx, 0, 0, 1)
        first, second = await here.sessions(tx)
        await here.says(tx, one, "yes")
        await rsvps.answer(tx, second, one, "no", NOW, None)
        await rsvps.invite(tx, second, [guest], now=NOW)
        await here.says(tx, other, "yes")
        await here.says(tx, other, "no")
        assert await here.of_session(tx, second) == {one: "no", guest: None}
        assert await here.of_session(tx, first) == {one: "yes"}


async def test_a_new_session_is_for_those_who_have_a_seat(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one = here.people[0][0]
        await here.named(tx, 0, 0)
        await here.says(tx, one, "yes")
        added = await courses.add_session(tx, here.course, here.net.programme, day(15), owner=here.owner, now=NOW)
        assert await here.of_session(tx, added) == {one: "yes"}
        assert (await here.course_now(tx)).ends_at == NOW + 15 * DAY + 6 * 3600


async def test_no_school_has_more_seats_than_its_quota_and_another_goes_first_then(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx, capacity=3)
        (a, b, c), (d, e, f) = here.people
        await here.named(tx, 0, 0, 1, 2)
        await here.named(tx, 1, 0, 1)
        for person in (a, b, c, d, e):
            assert await here.says(tx, person, "yes") == []
        states = {each.participant: each.answer for each in await courses.members(tx, here.course)}
        assert states == {a: "yes", b: "yes", c: "waiting", d: "yes", e: "waiting"}
        assert await here.says(tx, d, "no") == [e], "c has waited longer, but the school has two already"
        assert await here.says(tx, a, "no") == [c]
        assert f not in {each.participant for each in await courses.members(tx, here.course)}


async def test_whoever_was_invited_without_a_school_is_of_that_of_their_role(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx, terms=Terms(80, "2018-06-01", None, 1))
        one, other, _ = here.people[0]
        await rsvps.invite(tx, here.course, [one, other], now=NOW)
        await here.says(tx, one, "yes")
        await here.says(tx, other, "yes")
        members = await courses.members(tx, here.course)
        assert [(each.organisation, each.answer) for each in members] == [
            (here.schools[0], "yes"), (here.schools[0], "waiting")]


async def test_a_nomination_is_made_once_and_asks_again_whoever_has_said_no(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one = here.people[0][0]
        school = here.schools[0]
        await here.named(tx, 0, 0)
        again = {"by": here.owner, "now": NOW + 5}
        assert not await nominations.nominate(tx, here.course, one, school, **again)
        assert await nominations.named(tx, here.course, school) == 1
        assert await nominations.named(tx, here.course, school, without=one) == 0
        await here.says(tx, one, "no")
        assert await nominations.named(tx, here.course, school) == 0
        assert await nominations.nominate(tx, here.course, one, school, **again)
        member, = await courses.members(tx, here.course)
        assert (member.answer, member.nominated_by, member.place) == ("", here.owner, "СОШ № 1")
        await here.says(tx, one, "yes")
        assert not await nominations.nominate(tx, here.course, one, school, **again)


async def test_whoever_is_withdrawn_leaves_their_seat_to_the_next_and_no_trace_in_the_sessions(
    database: Database
) -> None:
    async with database.transaction() as tx:
        here = await scene(tx, capacity=1)
        one, other = here.people[0][0], here.people[1][0]
        await here.named(tx, 0, 0)
        await here.named(tx, 1, 0)
        await here.says(tx, one, "yes")
        await here.says(tx, other, "yes")
        course = await here.course_now(tx)
        assert await nominations.withdraw(tx, course, one, here.schools[1], now=NOW) is None, "not theirs to withdraw"
        assert await nominations.withdraw(tx, course, one, here.schools[0], now=NOW) == [other]
        assert await nominations.withdraw(tx, course, one, here.schools[0], now=NOW) is None
        first, _ = await here.sessions(tx)
        assert await here.of_session(tx, first) == {other: "yes"}
        assert [each.participant for each in await courses.members(tx, here.course)] == [other]


async def test_schools_are_counted_and_their_staff_told_apart(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx, capacity=1)
        one, other, third = here.people[0]
        await here.named(tx, 0, 0, 1, 2)
        await here.says(tx, one, "yes")
        await here.says(tx, other, "yes")
        await here.says(tx, third, "no")
        await rsvps.say_why(tx, here.course, third, "Отпуск")
        first, second = await nominations.schools(tx, here.course, here.schools)
        assert (first.named, first.confirmed, first.waiting, first.declined) == (2, 1, 1, 1)
        assert (second.named, second.confirmed, second.declined) == (0, 0, 0)
        staff = await nominations.staff(tx, here.course, here.schools[0])
        assert [(each.state, each.reason) for each in staff] == [("yes", ""), ("waiting", ""), ("no", "Отпуск")]
        assert [each.state for each in await nominations.staff(tx, here.course, here.schools[1])] == ["", "", ""]


async def test_a_course_is_for_the_schools_of_its_groups_and_places(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        group = await insert(tx, "school_groups", programme=here.net.programme, code="focus", title="Фокус")
        await insert(tx, "group_members", school_group=group, organisation=here.schools[1])
        first, second = here.schools

        async def found_in(groups: tuple[str, ...] = (), places: tuple[int, ...] = ()) -> list[int]:
            return await nominations.eligible(tx, here.net.programme, groups=groups, places=places)

        assert await found_in() == [first, second]
        assert await found_in(("focus",)) == [second]
        assert await found_in((), (first,)) == [first]
        assert await found_in(("focus",), (first,)) == []


async def test_its_surveys_ask_whoever_has_a_seat_and_nobody_who_waits(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx, capacity=1)
        await surveys.put(tx, programme=here.net.programme, code="vhod", title="Вход", version="1", questions="[]",
                          now=NOW)
        wave = await surveys.put_wave(
            tx, programme=here.net.programme, survey="vhod", code=f"course-{here.course}-entry", title="Вход",
            opens_on="2018-05-01", closes_on="2018-06-30", late=True, unit="person", anonymous=False,
            whom=[Way(Role.TEACHER)], event=here.course, seated=True, source=surveys.EVENT)
        one, other, _ = here.people[0]
        await here.named(tx, 0, 0, 1)
        await here.says(tx, one, "yes")
        await here.says(tx, other, "yes")
        rows = await execute(tx, "select participant from asked where wave = :wave", wave=wave)
        assert [row["participant"] for row in rows] == [one]
        found = await courses.diagnostics(tx, here.course)
        assert {part: each.wave for part, each in found.items()} == {"entry": wave}
        await insert(tx, "sheets", id=7, wave=wave, unit=f"p{one}", organisation=here.schools[0], participant=one,
                     begun_at=NOW, finished_at=NOW)
        assert [(each.entry, each.final) for each in await courses.members(tx, here.course)] == [(1, 0), (0, 0)]


async def test_who_was_there_is_still_asked_after_an_event_and_a_seat_alone_is_not_enough(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        await surveys.put(tx, programme=here.net.programme, code="o", title="О", version="1", questions="[]", now=NOW)
        first, _ = await here.sessions(tx)
        wave = await surveys.put_wave(
            tx, programme=here.net.programme, survey="o", code="after", title="О", opens_on="2018-05-01",
            closes_on="2018-06-30", late=False, unit="person", anonymous=False, whom=[Way(Role.TEACHER)], event=first)
        one, other, _ = here.people[0]
        await rsvps.answer(tx, first, one, "yes", NOW, None)
        await attendance.mark(tx, first, other, how="list", minutes=0, marked_by=None, now=NOW)
        rows = await execute(tx, "select participant from asked where wave = :wave", wave=wave)
        assert [row["participant"] for row in rows] == [other]


async def test_a_course_is_completed_once_and_a_slip_is_taken_back_while_no_paper_says_so(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one, other, third = here.people[0]
        await here.named(tx, 0, 0, 1, 2)
        await here.says(tx, one, "yes")
        await here.says(tx, other, "yes")
        course = await here.course_now(tx)
        assert not await learning.judge(tx, course.id, third, 1), "has no seat"
        assert await learning.judge(tx, course.id, one, 1)
        assert await learning.complete(tx, course, [one, other, third], now=NOW + 9) == [one, other]
        assert await learning.complete(tx, course, [one], now=NOW + 10) == []
        assert not await learning.judge(tx, course.id, one, 0), "it is settled"
        assert await learning.reopen(tx, course.id, other)
        assert not await learning.put_document(tx, course.id, other, "77")
        assert await learning.put_document(tx, course.id, one, "382 400")
        assert not await learning.put_document(tx, course.id, one, "382 400")
        assert not await learning.reopen(tx, course.id, one)
        assert await learning.completed(tx, course.id, one)
        assert not await learning.completed(tx, course.id, other)


async def test_a_record_holds_courses_once_and_other_events_that_somebody_has_been_to(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one, other, _ = here.people[0]
        await here.named(tx, 0, 0, 1)
        first, second = await here.sessions(tx)
        for person in (one, other):
            await here.says(tx, person, "yes")
            await attendance.mark(tx, first, person, how="list", minutes=1080, marked_by=None, now=NOW)
        seminar = await events.make(tx, here.net.programme, Definition("seminar", "Семинар", NOW - 9, NOW - 1, "UTC"),
                                    owner=here.owner, now=NOW)
        await attendance.mark(tx, seminar, one, how="list", minutes=120, marked_by=None, now=NOW)
        course = await here.course_now(tx)
        await learning.complete(tx, course, [one], now=NOW)
        await learning.put_document(tx, course.id, one, "382")
        await learning.certify(tx, one, years={course.id: 2018}, now=NOW)
        mine = [(each.title, each.course, each.minutes, each.document, bool(each.number))
                for each in await learning.record(tx, one)]
        assert mine == [("Семинар", 0, 120, "", False), ("Читаем вместе", 1, 2160, "382", True)]
        theirs = [(each.title, each.minutes, each.completed_at) for each in await learning.record(tx, other)]
        assert theirs == [("Читаем вместе", 1080, None)]
        await events.cancel(tx, first, "", now=NOW)
        assert [each.title for each in await learning.record(tx, other)] == []
        assert second


async def test_what_was_trained_is_counted_over_all_and_by_school(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        one, other, _ = here.people[0]
        await here.named(tx, 0, 0, 1)
        for person in (one, other):
            await here.says(tx, person, "yes")
        course = await here.course_now(tx)
        await learning.complete(tx, course, [one, other], now=NOW)
        span = {"since": NOW, "until": NOW + 1}
        assert await learning.trained(tx, here.net.programme, **span) == learning.Trained(2, 1, 1, 4320)
        assert await learning.trained(tx, here.net.programme, since=NOW + 1, until=NOW + 9) == learning.Trained(
            0, 0, 0, 0)
        rows = await learning.trained_by_school(tx, here.net.programme, here.schools, **span)
        assert [(each.title, each.people, each.minutes) for each in rows] == [("СОШ № 1", 2, 4320), ("СОШ № 2", 0, 0)]


async def test_sessions_go_where_the_course_goes_and_off_with_it(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        first, second = await here.sessions(tx)
        event = await events.by_id(tx, here.course)
        assert event
        was = await events.definition(tx, event)
        became = Definition(was.kind, was.title, was.starts_at, was.ends_at, was.time_zone, place="Лицей")
        await courses.carry(tx, here.course, was, became, now=NOW + 2 * DAY)
        await courses.cancel_sessions(tx, here.course, "Карантин", now=NOW + 2 * DAY)
        behind, ahead = [await events.by_id(tx, each) for each in (first, second)]
        assert behind
        assert ahead
        assert (behind.place, behind.cancelled_at) == ("Институт", None)
        assert (ahead.place, ahead.cancel_reason, ahead.tell_at) == ("Лицей", "Карантин", None)


async def test_neither_a_course_nor_a_session_says_what_the_other_says(database: Database) -> None:
    """A course itself is not announced a day before: its first session is. Nobody is thanked for each session."""
    async with database.transaction() as tx:
        here = await scene(tx)
        one = here.people[0][0]
        await here.named(tx, 0, 0)
        await here.says(tx, one, "yes")
        first, _ = await here.sessions(tx)
        assert await events.before(tx, now=NOW, day=DAY, hour=3600) == [first]
        await attendance.mark(tx, first, one, how="list", minutes=1080, marked_by=None, now=NOW)
        await events.end(tx, first, now=NOW)
        assert await events.to_thank(tx, now=NOW + DAY, patience=600) == []
        own = await rsvps.of_participant(tx, one, since=0)
        assert [each.id for each in own] == [here.course]
        assert await rsvps.ahead(tx, one, now=NOW) == 1
        assert [each.id for each in await events.organised(tx, here.owner, since=0)] == [here.course]
        assert [each.id for each in await courses.own(tx, one, since=0)] == [here.course]


async def test_those_who_confirm_at_the_same_moment_get_no_more_seats_than_there_are(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx, capacity=3)
        await here.named(tx, 0, 0, 1, 2)
        await here.named(tx, 1, 0, 1, 2)

    async def confirms(person: int) -> None:
        async with database.transaction() as tx:
            await rsvps.answer(tx, here.course, person, "yes", NOW, 3)

    await asyncio.gather(*(confirms(person) for people in here.people for person in people))
    async with database.reading() as tx:
        states = [[each.answer for each in await courses.members(tx, here.course) if each.organisation == school]
                  for school in here.schools]
    assert sum(each.count("yes") for each in states) == 3
    assert max(each.count("yes") for each in states) == 2


@pytest.mark.parametrize("role", ["observer", "teacher"])
async def test_schools_are_overseen_by_those_who_see_names(database: Database, role: str) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        other = await here.net.person(role, here.schools[0])
        assert await nominations.overseen(tx, here.net.programme, here.owner) == set(here.schools)
        assert await nominations.overseen(tx, here.net.programme, other) == set()
        leads = await here.net.person("director", here.schools[1])
        assert [each.participant for each in await nominations.directors(tx, here.schools)] == [leads]
