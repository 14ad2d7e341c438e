"""Which days a rehearsal takes, whom it takes for joined, and that the database is left as it was."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.rehearsing import playing
from bot.rehearsing.playing import NothingToRehearse
from scheduler import planner
from scheduler.foresight.foreseen import LONGEST, Foreseen, Span, Wish
from storage import throwaway
from storage.database import Database
from storage.rehearsed import EXPECTED
from tests.scheduler.network import Network, execute, found

REAL = 1_900_000_000.0
ZONE = "Asia/Irkutsk"


def at(day: str, time: str = "00:00:00") -> int:
    return int(datetime.fromisoformat(f"{day}T{time}+08:00").timestamp())


NOW = at("2018-05-16", "10:00:00")


def wish(programme: str = "", first: str = "", last: str = "", *, joined_only: bool = False) -> Wish:
    return Wish(programme, first, last, joined_only, {"telegram": 25.0})


async def settled(database: Database) -> dict[str, int]:
    """A school with a task on 1 June, a director who has joined and one who has not; and a second programme."""
    async with database.transaction() as tx:
        network = await found(tx)
        place = await network.organisation("municipality")
        school = await network.organisation("school", place)
        await network.task(school, "2018-06-01")
        people = {"joined": await network.person("director", school),
                  "listed": await network.person("director", school, joined=False, address=False)}
        other = await found(tx, code="other")
        people["other"] = await _second(other)
        for programme in (network.programme, other.programme):
            await planner.plan_programme(tx, programme, NOW)
    return people


async def _second(other: Network) -> int:
    school = await other.organisation("school")
    await other.task(school, "2018-06-01")
    return await other.person("director", school)


async def played(database: Database, asked: Wish, now: int = NOW,
                 tell: playing.Tell = lambda share: None) -> Foreseen:
    async with throwaway.folder() as folder:
        await throwaway.fill(database.url, folder / "copy.db")
        return await playing.play(folder / "copy.db", asked, now=now, real=REAL, tell=tell)


async def span(database: Database, asked: Wish, now: int = NOW) -> Span:
    return await database.look(partial(playing.span_of, asked, now))


def days(found: Foreseen, person: int) -> list[str]:
    return [datetime.fromtimestamp(each.at, UTC).strftime("%m-%d") for each in found.heard if each.person == person]


async def test_whoever_has_not_joined_is_expected_where_no_messenger_is(database: Database) -> None:
    people = await settled(database)
    everybody = await played(database, wish())
    assert days(everybody, people["listed"]) == days(everybody, people["joined"]) != []
    assert {each.channel for each in everybody.heard if each.person == people["listed"]} == {EXPECTED}
    assert everybody.people[people["listed"]].joined_at is None
    joined = await played(database, wish(joined_only=True))
    assert days(joined, people["listed"]) == []
    assert days(joined, people["joined"]) == days(everybody, people["joined"])


async def test_days_before_the_first_one_are_lived_through_and_not_shown(database: Database) -> None:
    people = await settled(database)
    whole = days(await played(database, wish()), people["joined"])
    assert days(await played(database, wish(first="2018-05-25", last="2018-06-02")), people["joined"]) == [
        day for day in whole if "05-25" <= day <= "06-02"]
    assert whole[0] < "05-25" < whole[-1]


async def test_one_programme_shows_its_own_people(sqlite_database: Database) -> None:
    people = await settled(sqlite_database)
    other = await played(sqlite_database, wish("other"))
    assert list(other.people) == [people["other"]] == list({each.person for each in other.heard})
    assert {people["joined"], people["other"]} < (await played(sqlite_database, wish())).people.keys()


async def test_days_that_are_over_can_be_played_again(sqlite_database: Database) -> None:
    people = await settled(sqlite_database)
    before = days(await played(sqlite_database, wish(joined_only=True)), people["joined"])
    later = await played(sqlite_database, wish(first="2018-05-16", joined_only=True), now=at("2026-11-29"))
    assert later.span.rewound
    assert days(later, people["joined"]) == before
    assert not (await played(sqlite_database, wish())).span.rewound


async def test_a_rehearsal_lasts_to_the_end_of_the_last_ladder(sqlite_database: Database) -> None:
    await settled(sqlite_database)
    found = await span(sqlite_database, wish())
    assert (found.starts_at, found.ends_at, found.title) == (NOW, at("2019-01-10") - 1, "")
    today = await span(sqlite_database, wish(first="2018-05-16"))
    assert (today.starts_at, today.rewound) == (NOW, False)
    named = await span(sqlite_database, wish("test", "2018-06-01", "2018-06-30"))
    assert (named.starts_at, named.ends_at, named.title) == (at("2018-06-01"), at("2018-07-01") - 1, "Программа")


async def test_of_a_programme_of_many_years_the_first_three_are_played(sqlite_database: Database) -> None:
    await settled(sqlite_database)
    async with sqlite_database.transaction() as tx:
        await execute(tx, "update programmes set ends_on = '2026-12-31'")
    found = await span(sqlite_database, wish())
    assert (found.last - found.first).days == LONGEST - 1


@pytest.mark.parametrize(("asked", "now", "kind"), [
    (wish("nobodys"), NOW, "unknown"), (wish(), at("2019-02-01"), "over"),
    (wish(first="2018-06-02", last="2018-06-01"), NOW, "order"), (wish(last="2018-05-15"), NOW, "order"),
    (wish(last="2031-01-01"), NOW, "long"),
])
async def test_what_cannot_be_rehearsed_says_why(sqlite_database: Database, asked: Wish, now: int, kind: str) -> None:
    await settled(sqlite_database)
    with pytest.raises(NothingToRehearse, match=kind):
        await span(sqlite_database, asked, now)


async def test_without_a_programme_there_is_nothing_to_rehearse(sqlite_database: Database) -> None:
    with pytest.raises(NothingToRehearse, match="none"):
        await played(sqlite_database, wish())


async def contents(database: Database) -> dict[str, Sequence[object]]:
    """Every row of every table."""
    async with database.reading() as tx:
        if database.url.startswith("sqlite"):
            names = [row["name"] for row in await execute(tx, "select name from sqlite_master where type = 'table'")]
        else:
            names = [row["name"] for row in await execute(
                tx, "select table_name as name from information_schema.tables"
                    " where table_schema = 'public' and table_type = 'BASE TABLE'")]
        return {name: sorted(map(repr, await execute(tx, f"select * from {name}"))) for name in sorted(names)}


async def test_two_rehearsals_leave_the_database_as_it_was(database: Database) -> None:
    await settled(database)
    before = await contents(database)
    first, second = await played(database, wish()), await played(database, wish())
    assert first == second
    assert first.heard
    assert await contents(database) == before
    assert len(before) > 50


async def test_an_sqlite_file_keeps_each_byte(sqlite_database: Database, tmp_path: Path) -> None:
    await settled(sqlite_database)
    files = [tmp_path / name for name in ("vekha.db", "vekha.db-wal")]
    before = {file: file.read_bytes() for file in files}
    await played(sqlite_database, wish())
    assert {file: file.read_bytes() for file in files} == before


async def test_it_tells_how_far_it_is(sqlite_database: Database) -> None:
    await settled(sqlite_database)
    shares = list[float]()
    await played(sqlite_database, wish(), tell=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
