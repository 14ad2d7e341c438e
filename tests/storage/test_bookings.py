"""Seats of slots on both databases: never more than there are, and always as many taken as bookings live."""

import asyncio
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import bookings, slots
from storage.bookings import Outcome
from storage.database import Database, Transaction
from storage.slots import Fresh
from tests.scheduler.network import execute, found

NOW, HOUR = 1_000_000, 3600


@dataclass(frozen=True, slots=True)
class Town:
    """A curator, and people of one school and of another municipality."""

    programme: int
    curator: int
    people: list[int]
    stranger: int
    school: int


async def town(tx: Transaction, people: int = 4) -> Town:
    network = await found(tx)
    municipality, far = [await network.organisation("municipality") for _ in range(2)]
    school, other = await network.organisation("school", municipality), await network.organisation("school", far)
    curator = await network.person("curator", municipality, territory=municipality)
    members = [await network.person("teacher", school) for _ in range(people)]
    return Town(network.programme, curator, members, await network.person("teacher", other), school)


async def publish(tx: Transaction, where: Town, *starts: int, seats: int = 1) -> list[int]:
    fresh = Fresh(where.programme, where.curator, "Asia/Irkutsk", "", "", "", seats)
    return await slots.publish(tx, fresh, [(each, each + HOUR) for each in starts], now=NOW)


async def taken(tx: Transaction, id: int) -> int:
    """How many seats; and as many bookings live."""
    slot = await slots.by_id(tx, id)
    assert slot
    assert slot.taken == len(await bookings.of_slot(tx, id)) <= slot.seats
    return slot.taken


async def test_what_becomes_of_each_tap(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        one, other = where.people[:2]
        first, beside, past = await publish(tx, where, NOW + HOUR, NOW + HOUR + 60, NOW - 60)
        assert await bookings.book(tx, first, one, now=NOW) is Outcome.BOOKED
        assert await bookings.book(tx, first, one, now=NOW) is Outcome.ALREADY
        assert await bookings.book(tx, first, other, now=NOW) is Outcome.FULL
        assert await bookings.book(tx, beside, one, now=NOW) is Outcome.CLASHES
        assert await bookings.book(tx, past, other, now=NOW) is Outcome.PAST
        for nobody in (where.stranger, where.curator):
            assert await bookings.book(tx, beside, nobody, now=NOW) is Outcome.NOT_YOURS
        assert await bookings.book(tx, 999, one, now=NOW) is Outcome.NOT_YOURS
        assert await slots.cancel(tx, beside, "", now=NOW)
        assert not await slots.cancel(tx, beside, "", now=NOW)
        assert await bookings.book(tx, beside, other, now=NOW) is Outcome.OFF
        assert [await taken(tx, each) for each in (first, beside, past)] == [1, 0, 0]


async def test_a_move_takes_the_new_seat_or_changes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        one, other = where.people[:2]
        first, second, third = await publish(tx, where, NOW + HOUR, NOW + 2 * HOUR, NOW + 3 * HOUR)
        await bookings.book(tx, first, one, now=NOW)
        await bookings.book(tx, second, other, now=NOW)
        assert await bookings.move(tx, first, second, one, now=NOW) is Outcome.FULL
        assert await bookings.move(tx, second, third, one, now=NOW) is Outcome.NOT_YOURS
        assert [await taken(tx, each) for each in (first, second, third)] == [1, 1, 0]
        assert await bookings.move(tx, first, third, one, now=NOW) is Outcome.BOOKED
        assert [await taken(tx, each) for each in (first, second, third)] == [0, 1, 1]
        assert await bookings.move(tx, third, first, one, now=NOW + HOUR) is Outcome.PAST


async def test_somebody_may_move_within_the_hour_that_they_have_booked(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        first, second = await publish(tx, where, NOW + HOUR, NOW + HOUR + 60)
        await bookings.book(tx, first, where.people[0], now=NOW)
        assert await bookings.move(tx, first, second, where.people[0], now=NOW) is Outcome.BOOKED


async def test_a_booking_is_for_the_school_and_keeps_its_entry_when_it_moves(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        one = where.people[0]
        first, second = await publish(tx, where, NOW + HOUR, NOW + 2 * HOUR)
        await bookings.book(tx, first, one, now=NOW)
        before = await bookings.by(tx, first, one)
        assert await bookings.write_note(tx, first, one, "О ВПР")
        await bookings.move(tx, first, second, one, now=NOW)
        after = await bookings.by(tx, second, one)
        assert before
        assert after
        assert (after.calendar, after.sequence, after.note) == (before.calendar, 1, "О ВПР")
        assert after.organisation == where.school
        await bookings.cancel(tx, second, one, by=one, now=NOW)
        await bookings.book(tx, second, one, now=NOW)
        again = await bookings.by(tx, second, one)
        assert again
        assert (again.calendar != after.calendar, again.sequence, again.note) == (True, 0, "")


async def test_it_is_held_once_also_when_the_contrary_was_said_before(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        first, second = await publish(tx, where, NOW + HOUR, NOW + 2 * HOUR)
        await bookings.book(tx, first, where.people[0], now=NOW)
        assert await slots.miss(tx, first, now=NOW)

    async def says(held: bool) -> bool:
        async with database.transaction() as tx:
            return await (slots.hold if held else slots.miss)(tx, first, now=NOW)

    assert sum(await asyncio.gather(*(says(each) for each in (True, False, True, False)))) == 1
    async with database.transaction() as tx:
        assert not await slots.hold(tx, second, now=NOW)


@pytest.mark.parametrize("seats", [1, 3])
async def test_all_at_once_are_never_too_many(database: Database, seats: int) -> None:
    async with database.transaction() as tx:
        where = await town(tx, 8)
        id, = await publish(tx, where, NOW + HOUR, seats=seats)

    async def books(person: int) -> Outcome:
        async with database.transaction() as tx:
            return await bookings.book(tx, id, person, now=NOW)

    outcomes = await asyncio.gather(*map(books, where.people))
    assert sorted(outcomes) == [Outcome.BOOKED] * seats + [Outcome.FULL] * (8 - seats)
    async with database.reading() as tx:
        assert await taken(tx, id) == seats


async def test_one_person_from_two_messengers_at_once_has_one_booking_at_a_time(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        times = await publish(tx, where, *(NOW + HOUR + place for place in range(5)))

    async def books(id: int) -> Outcome:
        async with database.transaction() as tx:
            return await bookings.book(tx, id, where.people[0], now=NOW)

    assert sorted(await asyncio.gather(*map(books, times))) == [Outcome.BOOKED] + [Outcome.CLASHES] * 4


Deed = tuple[str, int, int, int]
DEEDS = st.lists(st.tuples(st.sampled_from(("book", "book", "move", "cancel", "off")), st.integers(0, 3),
                           st.integers(0, 3), st.integers(0, 3)), max_size=40)


class _UndoneAll(Exception):
    """So that each example begins with the same town."""


async def _done(tx: Transaction, where: Town, ids: list[int], deed: Deed) -> None:
    what, who, one, other = deed
    person = where.people[who]
    match what:
        case "book":
            await bookings.book(tx, ids[one], person, now=NOW)
        case "move":
            await bookings.move(tx, ids[one], ids[other], person, now=NOW)
        case "cancel":
            await bookings.cancel(tx, ids[one], person, by=person, now=NOW)
        case _ if who == one == other and await slots.cancel(tx, ids[one], "", now=NOW):
            await bookings.cancel_all(tx, ids[one], by=where.curator, now=NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(deeds=DEEDS)
async def test_whatever_people_do_seats_and_bookings_agree(database: Database, deeds: list[Deed]) -> None:
    with pytest.raises(_UndoneAll):  # noqa: PT012  # the whole transaction is what is undone
        async with database.transaction() as tx:
            where = await town(tx)
            ids = await publish(tx, where, NOW + HOUR, NOW + HOUR + 1800)
            ids += await publish(tx, where, NOW + 3 * HOUR, NOW + 5 * HOUR, seats=2)
            for deed in deeds:
                await _done(tx, where, ids, deed)
                assert all([await taken(tx, each) >= 0 for each in ids])
                await _never_twice_at_once(tx, where)
            raise _UndoneAll


async def _never_twice_at_once(tx: Transaction, where: Town) -> None:
    for person in where.people:
        own = await bookings.of_participant(tx, person, now=NOW)
        assert all(before.ends_at <= after.starts_at for before, after in pairwise(own))


@pytest.mark.parametrize(("query", "index", "facts"), [
    ("bookings.of_participant", "bookings_participant", {"participant": 1, "now": 1}),
    ("slots.of_owner", "slots_owner", {"owner": 1, "now": 1}),
    ("slots.free", "slots_owner", {"owner": 1, "participant": 1, "now": 1}),
    ("slots.owners", "slots_programme", {"participant": 1, "now": 1}),
    ("slots.before", "slots_ahead", {"now": 1, "day": 1, "hour": 1}),
    ("slots.over", "slots_over", {"now": 1}),
    ("slots.next_word", "slots_ahead", {"now": 1, "day": 1, "hour": 1}),
])
async def test_a_look_costs_what_it_finds(
    sqlite_database: Database, query: str, index: str, facts: dict[str, Any]
) -> None:
    async with sqlite_database.reading() as tx:
        connection: Any = tx._connection
        plan = await connection._runner.execute(f"explain query plan {connection._known[query].sql}", facts)
    details = [row["detail"] for row in plan]
    assert any(index in each for each in details)
    assert [each for each in details if each.startswith("SCAN") and "USING" not in each and "CONSTANT" not in each
            and each not in ("SCAN x", "SCAN o")] == [], details


async def test_the_next_word_is_the_next_moment_at_which_there_is_one(database: Database) -> None:
    day, hour = 86400, HOUR
    start = NOW + 10 * day
    async with database.transaction() as tx:
        where = await town(tx)
        id, = await publish(tx, where, start)
        words = {"day": day, "hour": hour}
        assert await slots.next_word(tx, now=NOW, **words) == start + HOUR  # nobody has booked it: it ends
        await bookings.book(tx, id, where.people[0], now=NOW)
        assert await slots.next_word(tx, now=NOW, **words) == start - day
        assert await slots.before(tx, now=start - day, **words) == [id]
        await slots.day_told(tx, id, now=start - day)
        assert await slots.before(tx, now=start - day, **words) == []
        assert await slots.next_word(tx, now=start - day, **words) == start - hour
        assert await slots.before(tx, now=start - hour, **words) == [id]
        await slots.hour_told(tx, id, now=start - hour)
        assert await slots.next_word(tx, now=start - hour, **words) == start + HOUR
        assert await slots.over(tx, now=start + HOUR - 1) == []
        assert await slots.over(tx, now=start + HOUR) == [id]
        await slots.end(tx, id, now=start + HOUR)
        assert await slots.next_word(tx, now=start - hour, **words) is None


async def test_the_rest_of_a_series_begins_with_the_one_that_is_meant(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        ids = await publish(tx, where, *(NOW + place * HOUR for place in range(1, 5)))
        alone, = await publish(tx, where, NOW + 9 * HOUR)
        assert await slots.rest(tx, ids[1], now=NOW) == ids[1:]
        assert await slots.rest(tx, ids[0], now=NOW + HOUR) == ids[1:]
        assert await slots.rest(tx, alone, now=NOW) == [alone]
        clash = await slots.clashing(tx, where.curator, NOW + HOUR + 60, NOW + HOUR + 61)
        assert clash
        assert clash.id == ids[0]
        assert await slots.clashing(tx, where.curator, NOW, NOW + HOUR) is None
        assert await execute(tx, "select count(*) as number from slots where series is null") == [{"number": 1}]


async def test_who_has_lost_their_role_is_found_with_what_lies_ahead_of_them(database: Database) -> None:
    async with database.transaction() as tx:
        where = await town(tx)
        one, other = where.people[:2]
        past, ahead, later = await publish(tx, where, NOW + 60, NOW + HOUR + 60, NOW + 3 * HOUR, seats=2)
        for slot, person in ((past, one), (ahead, one), (ahead, other), (later, one)):
            assert await bookings.book(tx, slot, person, now=NOW) is Outcome.BOOKED
        assert await bookings.concerned(tx, [past, ahead, later]) == 2
        assert await bookings.concerned(tx, []) == 0
        assert await bookings.roleless(tx, now=NOW) == []
        assert await slots.orphaned(tx, now=NOW) == []
        await execute(tx, f"update roles set ended_at = 1 where participant in ({one}, {where.curator})")
        assert [(each.slot, each.participant) for each in await bookings.roleless(tx, now=NOW + 60)] == [
            (ahead, one), (later, one)]
        assert [each.id for each in await slots.orphaned(tx, now=NOW + 60)] == [ahead, later]
        await slots.cancel(tx, later, "", now=NOW)
        assert [each.slot for each in await bookings.roleless(tx, now=NOW + 60)] == [ahead]
        assert [each.id for each in await slots.orphaned(tx, now=NOW + 60)] == [ahead]
