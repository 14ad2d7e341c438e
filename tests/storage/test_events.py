"""Events on both databases: what the file says and what the chat says, value by value; going and coming back."""

from dataclasses import replace
from typing import Any

import pytest

from storage import attendance, events, participants
from storage.database import Database, Transaction
from storage.events import Definition, Event, Organiser, Slot
from tests.scheduler.network import execute, found

NOON, EVENING, NIGHT = 1000, 2000, 3000
SEMINAR = Definition("seminar", "Семинар", NOON, EVENING, "Asia/Irkutsk", place="Зал", capacity=40, minutes=90,
                     agenda=(Slot("10:00", "", "Начало", "методист"), Slot("11:00", "12:00", "Группы", "")))


async def began(tx: Transaction) -> int:
    """The id of a programme."""
    return (await found(tx)).programme


async def event(tx: Transaction, id: int) -> Event:
    stored = await events.by_id(tx, id)
    assert stored
    return stored


async def test_an_event_is_stored_with_all_that_the_file_says(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        who = await participants.add(tx, "Анна", now=1)
        id = await events.put(tx, programme, "s", replace(SEMINAR, organisers=(who, who)), now=7)
        stored, = await events.of_programme(tx, programme)
        assert (stored.id, stored.code, stored.source, stored.created_at) == (id, "s", events.FILES, 7)
        assert (stored.sequence, stored.guests, stored.gone_at, len(stored.secret)) == (0, 0, None, 32)
        assert await events.definition(tx, stored) == replace(SEMINAR, organisers=(who,))
        assert await events.organisers(tx, id) == [Organiser(who, "Анна")]
        assert await events.slots(tx, id) == list(SEMINAR.agenda)


async def test_a_file_that_says_the_same_changes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        id = await events.put(tx, programme, "s", SEMINAR, now=1)
        before = await event(tx, id)
        assert await events.put(tx, programme, "s", SEMINAR, now=2) == id
        assert await event(tx, id) == before


async def test_what_was_changed_in_the_chat_stays_until_the_file_says_another_thing(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        id = await events.put(tx, programme, "s", SEMINAR, now=1)
        in_chat = replace(SEMINAR, place="Библиотека", capacity=None, agenda=())
        await events.change(tx, id, in_chat, now=2)
        await events.put(tx, programme, "s", SEMINAR, now=3)
        assert await events.definition(tx, await event(tx, id)) == in_chat
        await events.put(tx, programme, "s", replace(SEMINAR, place="Холл"), now=4)
        stored = await event(tx, id)
        assert await events.definition(tx, stored) == replace(in_chat, place="Холл")
        assert stored.sequence == 2
        await events.put(tx, programme, "s", SEMINAR, now=5)
        assert (await event(tx, id)).place == "Зал"


async def test_who_moves_the_beginning_moves_the_end(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        id = await events.put(tx, programme, "s", SEMINAR, now=1)
        await events.change(tx, id, replace(SEMINAR, starts_at=8000, ends_at=9000), now=2)
        await events.put(tx, programme, "s", replace(SEMINAR, ends_at=NIGHT), now=3)
        stored = await event(tx, id)
        assert (stored.starts_at, stored.ends_at) == (NOON, NIGHT)


@pytest.mark.parametrize(("starts", "ends", "now", "told"), [
    (NOON, EVENING, 10, (5, 6, 7)), (NOON + 1, EVENING, 10, (None, None, 7)), (NOON, NIGHT, 10, (5, 6, None)),
    (NOON + 1, EVENING + 1, 9000, (5, 6, 7)),
])
async def test_a_new_time_that_lies_ahead_is_to_be_told_anew(
    database: Database, starts: int, ends: int, now: int, told: tuple[int | None, ...]
) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        id = await events.put(tx, programme, "s", SEMINAR, now=1)
        await execute(tx, "update events set day_told_at = 5, hour_told_at = 6, ended_at = 7")
        await events.put(tx, programme, "s", replace(SEMINAR, about="!", starts_at=starts, ends_at=ends), now=now)
        stored = await event(tx, id)
        assert (stored.day_told_at, stored.hour_told_at, stored.ended_at) == told


async def test_guests_may_come_or_not_and_the_secret_stays(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        seen = []
        for guests in (True, True, False):
            id = await events.put(tx, programme, "s", replace(SEMINAR, guests=guests), now=1)
            seen.append(await event(tx, id))
    assert [bool(each.guests) for each in seen] == [True, True, False]
    assert len({each.secret for each in seen}) == 1


async def test_an_event_goes_and_comes_back_as_it_was(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        id = await events.put(tx, programme, "s", SEMINAR, now=1)
        await events.change(tx, id, replace(SEMINAR, place="Библиотека"), now=2)
        before = await event(tx, id)
        await events.leave(tx, id, now=3)
        await events.leave(tx, id, now=4)
        assert await events.of_programme(tx, programme) == []
        assert [each.gone_at for each in await events.of_files(tx, programme)] == [3]
        assert await events.put(tx, programme, "s", SEMINAR, now=5) == id
        after = await event(tx, id)
        assert after.sequence == before.sequence + 2
        assert replace(after, sequence=before.sequence, tell_at=before.tell_at) == before


@pytest.mark.parametrize(("starts", "becomes", "tell"), [
    (50_000, 50_000, 10_600), (50_000, 13_900, 10_300), (13_900, 50_000, 10_300), (13_600, 13_600, 10_000),
    (11_000, 50_000, 10_000), (9_000, 9_000, 10_000),
])
async def test_news_wait_for_more_but_not_beyond_the_last_hour(
    database: Database, starts: int, becomes: int, tell: int
) -> None:
    async with database.transaction() as tx:
        before = replace(SEMINAR, starts_at=starts, ends_at=90_000)
        id = await events.put(tx, await began(tx), "s", before, now=1)
        await events.change(tx, id, replace(before, title="Другой", starts_at=becomes), now=10_000)
        assert (await event(tx, id)).tell_at == tell


async def test_news_that_are_due_are_not_put_off_by_one_more(database: Database) -> None:
    async with database.transaction() as tx:
        before = replace(SEMINAR, starts_at=50_000, ends_at=90_000)
        id = await events.put(tx, await began(tx), "s", before, now=1)
        await events.change(tx, id, replace(before, title="Другой"), now=10_000)
        await events.change(tx, id, replace(before, title="Третий"), now=10_300)
        assert (await event(tx, id)).tell_at == 10_900
        await events.change(tx, id, replace(before, title="Ещё"), now=10_950)
        assert (await event(tx, id)).tell_at == 10_900


async def came(tx: Transaction, id: int, now: int, *, certified: bool = False) -> int:
    """Somebody was marked."""
    who = await participants.add(tx, "Анна", now=1)
    await attendance.mark(tx, id, who, how="list", minutes=90, marked_by=None, now=now)
    if certified:
        await attendance.issue(tx, id, who, year=2018, now=now)
    return who


async def test_other_hours_are_credited_to_whoever_has_come_and_has_no_certificate(database: Database) -> None:
    async with database.transaction() as tx:
        id = await events.put(tx, await began(tx), "s", SEMINAR, now=1)
        anna, boris = await came(tx, id, 1100), await came(tx, id, 1100, certified=True)
        await events.change(tx, id, replace(SEMINAR, minutes=240), now=1200)
        marks = [await attendance.mark_of(tx, id, who) for who in (anna, boris)]
        assert [mark and mark.minutes for mark in marks] == [240, 90]


@pytest.mark.parametrize(("at", "now", "becomes", "stays"), [
    (50_100, 50_200, 90_000, False), (50_100, 50_200, 51_000, False), (49_000, 49_500, 50_900, True),
    (49_000, 49_500, 90_000, False), (50_100, 50_200, 40_000, True), (50_100, 50_200, 50_000, True),
])
async def test_nobody_has_been_to_what_is_put_off(
    database: Database, at: int, now: int, becomes: int, stays: bool
) -> None:
    async with database.transaction() as tx:
        before = replace(SEMINAR, starts_at=50_000, ends_at=60_000)
        id = await events.put(tx, await began(tx), "s", before, now=1)
        anna, boris = await came(tx, id, at), await came(tx, id, at, certified=True)
        await execute(tx, "update rsvps set thanked_at = 7, invited_at = 1")
        await events.change(tx, id, replace(before, starts_at=becomes, ends_at=becomes + 9), now=now)
        rows = await execute(tx, "select participant, attended_at, minutes, thanked_at from rsvps order by participant")
        left = (at, 90, 7) if stays else (None, 0, None)
        assert [tuple(row.values()) for row in rows] == [(anna, *left), (boris, at, 90, 7)]


async def test_nothing_is_left_of_who_came_by_themselves_to_what_is_put_off(database: Database) -> None:
    async with database.transaction() as tx:
        id = await events.put(tx, await began(tx), "s", SEMINAR, now=1)
        anna = await came(tx, id, 1100)
        await events.change(tx, id, replace(SEMINAR, starts_at=90_000, ends_at=90_009), now=1200)
        assert await attendance.mark_of(tx, id, anna) is None


@pytest.mark.parametrize(("query", "facts"), [
    ("events.organised", {"participant": 7, "since": 1}),
    ("attendance.under_way", {"participant": 7, "begun": 1, "ended": 1}),
])
async def test_ones_own_events_are_found_without_reading_all(
    sqlite_database: Database, query: str, facts: dict[str, int]
) -> None:
    async with sqlite_database.reading() as tx:
        connection: Any = tx._connection
        plan = await connection._runner.execute(f"explain query plan {connection._known[query].sql}", facts)
    steps = [row["detail"] for row in plan]
    assert not [each for each in steps if each.startswith("SCAN")]
    assert [each for each in steps if "events_programme" in each and "(programme=?" in each]


async def test_what_one_holds_stands_in_the_list_once(database: Database) -> None:
    async with database.transaction() as tx:
        net = await found(tx)
        operator = await net.person("operator", await net.organisation("school"))
        teacher = await net.person("teacher", await net.organisation("school"))
        id = await events.make(tx, net.programme, replace(SEMINAR, organisers=(operator,)), owner=operator, now=1)
        assert [each.id for each in await events.organised(tx, operator, since=NOON)] == [id]
        assert await events.organised(tx, operator, since=NIGHT) == []
        assert await events.organised(tx, teacher, since=NOON) == []


async def test_an_event_of_the_chat_is_not_the_files_until_they_name_it(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await began(tx)
        owner = await participants.add(tx, "Анна", now=1)
        id = await events.make(tx, programme, SEMINAR, owner=owner, now=1)
        made = await event(tx, id)
        assert (made.source, made.owner, made.code[:5]) == (events.CHAT, owner, "chat-")
        assert await events.of_files(tx, programme) == []
        assert [each.id for each in await events.of_programme(tx, programme)] == [id]
        assert await events.put(tx, programme, made.code, replace(SEMINAR, title="Другой"), now=2) == id
        assert [(each.title, each.owner) for each in await events.of_files(tx, programme)] == [("Другой", owner)]


async def test_what_names_the_doors_stands_in_no_log(database: Database) -> None:
    async with database.transaction() as tx:
        id = await events.put(tx, await began(tx), "s", replace(SEMINAR, guests=True), now=1)
        stored = await event(tx, id)
    assert stored.secret not in repr(stored)
