"""Who sees how much; and the database adds up what the pure reckoning adds up entry by entry, on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.consulting import overview, reckoning, rules
from scheduler.consulting.overview import CuratorLine, Overview
from scheduler.consulting.reckoning import Counted, Promptness, Rating, Sum, Thread
from scheduler.consulting.rules import Rules
from storage import participants
from storage.database import Database, Transaction
from storage.ledger import Kind
from tests.scheduler.network import Network, execute, found, insert

NOON = 1_526_450_400
"""Wednesday, 16 May 2018, 14:00 in Irkutsk."""
HOUR = 3600
ZONES = ("Asia/Irkutsk", "Europe/Moscow", "Asia/Irkutsk")
"""Of the three who give consultations."""
RULES = Rules(answer=9)
GIVERS = st.integers(0, 2)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry; givers and schools are told by their places."""

    giver: int
    kind: Kind
    minutes: int
    on_day: str
    schools: frozenset[int]
    counts: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation; answers and ratings come so many seconds after the question, in their order."""

    owner: int | None
    at: int
    answers: tuple[tuple[int, int], ...]
    is_open: bool
    term: int | None
    rated: tuple[int, int] | None

    def whose(self, until: int | None = None, *, last: bool = False) -> int | None:
        """Who gave the first answer, or the last before an instant; else whose it is."""
        given = [who for who, at in self.answers if until is None or at <= until]
        return given[-1 if last else 0] if given else self.owner


written = st.builds(Written, GIVERS, st.sampled_from(Kind), st.integers(1, 1440),
                    st.sampled_from(["2018-05-16", "2018-05-31", "2018-06-01", "2018-12-31"]),
                    st.frozensets(st.integers(0, 3), max_size=3), st.booleans())
moments = st.integers(0, 90 * HOUR)
answered = st.lists(st.tuples(GIVERS, moments), max_size=3).map(
    lambda given: tuple(sorted(given, key=lambda each: each[1])))
asked = st.builds(Asked, st.none() | GIVERS, st.integers(0, 200 * HOUR).map(lambda late: NOON + late), answered,
                  st.booleans(), st.none() | st.integers(0, 400 * HOUR),
                  st.none() | st.tuples(st.integers(1, 5), moments))


class Undone(Exception):
    """What an example has written is not kept."""


@dataclass(slots=True)
class Town:
    """Two municipalities with two schools each; the first giver looks after the first of them."""

    network: Network
    schools: list[int]
    givers: list[int]
    operator: int
    coordinator: int

    async def see(self, who: int, now: int) -> Overview:
        held = await participants.roles(self.network.tx, who)
        seen = await overview.look(self.network.tx, who, held, self.network.programme, now)
        assert seen
        return seen


async def town(tx: Transaction) -> Town:
    network = await found(tx)
    await execute(tx, "update programmes set desk = :desk", desk=rules.write(RULES))
    cities = [await network.organisation("municipality") for _ in range(2)]
    schools = [await network.organisation("school", cities[place // 2]) for place in range(4)]
    givers = []
    for number, zone in enumerate(ZONES):
        place = await network.organisation("institute")
        await execute(tx, "update organisations set time_zone = :zone where id = :id", zone=zone, id=place)
        givers.append(await network.person("curator", place, name=f"Куратор {number}", territory=cities[number % 2]))
    return Town(network, schools, givers, await network.person("operator", cities[0]),
                await network.person("coordinator", cities[1]))


async def write(place: Town, entries: Sequence[Written], threads: Sequence[Asked]) -> None:
    tx, programme = place.network.tx, place.network.programme
    for entry in entries:
        id = await insert(tx, "ledger", programme=programme, participant=place.givers[entry.giver], kind=entry.kind,
                          minutes=entry.minutes, on_day=entry.on_day, entered_at=1,
                          replaced_at=None if entry.counts else 2)
        for school in entry.schools:
            await insert(tx, "ledger_organisations", entry=id, organisation=place.schools[school])
    for each in threads:
        stars, rated_at = each.rated or (None, None)
        id = await insert(
            tx, "consultations", programme=programme, asker=place.operator, organisation=place.schools[0],
            owner=None if each.owner is None else place.givers[each.owner], state="open" if each.is_open else "closed",
            asked_at=each.at, state_at=each.at,
            first_answered_at=each.at + each.answers[0][1] if each.answers else None,
            answer_by=None if each.term is None else each.at + each.term, rating=stars,
            rated_at=None if rated_at is None else each.at + rated_at)
        for author, at in each.answers:
            await insert(tx, "posts", consultation=id, author=place.givers[author], kind="answer", at=each.at + at)
            await insert(tx, "posts", consultation=id, author=place.operator, kind="question", at=each.at + at)


def counted(entries: Sequence[Written]) -> list[Counted]:
    return [Counted(each.giver, each.kind, each.minutes, each.on_day, tuple(each.schools))
            for each in entries if each.counts]


Figures = dict[int, tuple[Sum, Rating, Promptness]]
"""By giver."""


def reference(entries: Sequence[Written], threads: Sequence[Asked], now: int) -> Figures:
    """Of those of whom there is something to tell."""
    sums = reckoning.by_curator(counted(entries))
    told = {}
    for who in range(3):
        stars = [each.rated[0] for each in threads if each.rated and each.whose(each.rated[1], last=True) == who]
        due = reckoning.promptness([Thread(
            "open" if each.is_open else "closed", each.at, each.at + each.answers[0][1] if each.answers else None,
            None if each.term is None else each.at + each.term, ZONES[who])
            for each in threads if each.whose() == who], RULES, now)
        if who in sums or stars or due.due:
            told[who] = sums.get(who, reckoning.NOTHING), reckoning.rating(stars), due
    return told


def told(place: Town, lines: Sequence[CuratorLine]) -> Figures:
    return {place.givers.index(each.participant): (each.sum, each.rating, each.promptness) for each in lines}


async def agree(place: Town, entries: Sequence[Written], threads: Sequence[Asked], now: int) -> None:
    tx, schools = place.network.tx, reckoning.by_school(counted(entries))
    expected = reference(entries, threads, now)
    whole = await place.see(place.operator, now)
    assert whole.sum == reckoning.total(counted(entries))
    assert reckoning.by_month(await overview.monthly(tx, whole)) == reckoning.by_month(counted(entries))
    assert told(place, await overview.curators(tx, whole)) == expected
    assert {each.id: each.sum for each in await overview.school_lines(tx, whole)} == {
        id: schools.get(number, reckoning.NOTHING) for number, id in enumerate(place.schools)}
    mine = await place.see(place.givers[0], now)
    own = counted([each for each in entries if each.giver == 0])
    assert mine.sum == reckoning.total(own)
    assert reckoning.by_month(await overview.monthly(tx, mine)) == reckoning.by_month(own)
    assert told(place, await overview.curators(tx, mine)) == {
        who: line for who, line in expected.items() if who == 0}
    assert {each.id: each.sum for each in await overview.school_lines(tx, mine)} == {
        place.schools[number]: schools.get(number, reckoning.NOTHING) for number in (0, 1)}
    near = await place.see(place.coordinator, now)
    there = counted([each for each in entries if each.schools & {2, 3}])
    assert near.sum == reckoning.total(there)
    assert reckoning.by_month(await overview.monthly(tx, near)) == reckoning.by_month(there)
    assert await overview.curators(tx, near) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(entries=st.lists(written, max_size=8), threads=st.lists(asked, max_size=6),
       later=st.integers(0, 500 * HOUR))
async def test_the_database_adds_up_what_the_reckoning_adds_up_one_by_one(
        database: Database, entries: list[Written], threads: list[Asked], later: int) -> None:
    with pytest.raises(Undone):  # noqa: PT012  # the whole transaction is what is undone
        async with database.transaction() as tx:
            place = await town(tx)
            await write(place, entries, threads)
            await agree(place, entries, threads, NOON + later)
            raise Undone


async def test_whoever_never_answers_stands_among_those_who_should_have(database: Database) -> None:
    late = [Asked(1, NOON, (), True, HOUR, None)] * 5
    async with database.transaction() as tx:
        place = await town(tx)
        await write(place, [], late)
        line, = await overview.curators(tx, await place.see(place.operator, NOON + 2 * HOUR))
        assert (line.name, line.sum.entries, line.promptness) == ("Куратор 1", 0, Promptness(5, 0))


async def test_stars_stay_with_whoever_earned_them_when_the_thread_goes_on(database: Database) -> None:
    thread = Asked(1, NOON, ((0, HOUR), (2, 2 * HOUR), (1, 9 * HOUR)), False, None, (5, 3 * HOUR))
    async with database.transaction() as tx:
        place = await town(tx)
        await write(place, [], [thread])
        lines = await overview.curators(tx, await place.see(place.operator, NOON + 20 * HOUR))
        assert {each.name: each.rating.number for each in lines if each.rating.number} == {"Куратор 2": 1}


async def test_the_sums_of_a_screen_are_read_from_an_index_alone(sqlite_database: Database) -> None:
    async with sqlite_database.reading() as tx:
        connection: Any = tx._connection
        plan = await connection._runner.execute(f"explain query plan {connection._known['tallies.given'].sql}",
                                                {"programme": 1, "participant": None})
    assert [row["detail"] for row in plan] == [
        "SEARCH ledger USING COVERING INDEX ledger_counted (programme=? AND replaced_at=?)"]
