"""The ledger as people look at it: stories of entries, what counts of them, for which schools one may enter hours."""

from dataclasses import replace
from typing import Any

from storage import hours, ledger
from storage.database import Database, Transaction
from storage.ledger import Given, Kind
from tests.scheduler.network import Network, found, insert

NOW = 1_527_000_000


async def entered(network: Network, who: int, *schools: int, minutes: int = 30, day: str = "2018-05-16",
                  kind: Kind = Kind.INDIVIDUAL) -> int:
    return await ledger.enter(network.tx, Given(network.programme, who, kind, minutes, day), schools, by=who, now=NOW)


async def corrected(tx: Transaction, id: int, minutes: int, by: int) -> int | None:
    old = await ledger.by_id(tx, id)
    assert old
    return await ledger.correct(tx, old, Given(old.programme, old.participant, Kind(old.kind), minutes, old.on_day), [],
                                by=by, now=NOW + 60)


async def test_whatever_entry_of_a_story_is_asked_for_its_end_is_found(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        city = await network.organisation("municipality")
        me, operator = await network.person("curator", city), await network.person("operator", city, name="Главная")
        first = await entered(network, me)
        second = await corrected(tx, first, 45, operator)
        third = await corrected(tx, second or 0, 60, me)
        assert await corrected(tx, first, 90, me) is None
        for id in (first, second, third):
            last = await hours.latest(tx, id or 0)
            assert last
            assert (last.id, last.minutes, last.replaced_at) == (third, 60, None)
        story = await hours.before(tx, third or 0)
        assert [(each.minutes, each.replaced_by_name, each.successor) for each in story] == [
            (45, "Иванова Мария Ивановна", third), (30, "Главная", second)]
        assert await hours.latest(tx, 999) is None


async def test_only_what_counts_is_listed_and_summed_up(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        city = await network.organisation("municipality")
        me, other = await network.person("curator", city), await network.person("curator", city)
        first = await entered(network, me)
        await corrected(tx, first, 45, me)
        await entered(network, me, minutes=90, day="2018-06-01", kind=Kind.GROUP)
        gone = await entered(network, me, minutes=600)
        await entered(network, other)
        assert await ledger.strike(tx, gone, by=me, now=NOW)
        assert not await ledger.strike(tx, gone, by=me, now=NOW)
        assert [(each.minutes, each.on_day) for each in await hours.own(tx, me, size=9, skip=0)] == [
            (90, "2018-06-01"), (45, "2018-05-16")]
        assert [(each.month, each.kind, each.entries, each.minutes) for each in await hours.months(tx, me)] == [
            ("2018-05", "individual", 1, 45), ("2018-06", "group", 1, 90)]
        struck = await hours.latest(tx, gone)
        assert struck
        assert (struck.replaced_at, struck.successor) == (NOW, None)


async def test_hours_are_entered_for_schools_of_ones_own_circle(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        institute = await network.organisation("institute")
        city, far = await network.organisation("municipality"), await network.organisation("municipality")
        school, distant = await network.organisation("school", city), await network.organisation("school", far)

        async def circle(role: str, place: int, territory: int | None = None) -> set[int]:
            who = await network.person(role, place, territory=territory)
            return {each.id for each in await hours.looked_after(tx, who)}

        assert await circle("operator", institute) == {school, distant}
        assert await circle("curator", institute) == {school, distant}
        assert await circle("expert", institute) == {school, distant}
        assert await circle("curator", institute, city) == {school}
        assert await circle("coordinator", far) == {distant}
        assert await circle("mentor", school) == {school}
        assert await circle("mentor", institute) == set()
        assert await circle("director", school) == set()
        assert await circle("observer", institute) == set()


async def test_who_had_a_thread_of_a_school_may_enter_its_hours(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        institute, city = await network.organisation("institute"), await network.organisation("municipality")
        school = await network.organisation("school", city)
        asker = await network.person("director", school)
        mentor = await network.person("mentor", institute)
        await insert(tx, "consultations", programme=network.programme, asker=asker, organisation=school, owner=mentor,
                     state="open", asked_at=NOW, state_at=NOW)
        assert [each.id for each in await hours.looked_after(tx, mentor)] == [school]


async def test_the_threads_of_somebody_are_read_once_for_all_schools(sqlite_database: Database) -> None:
    async with sqlite_database.reading() as tx:
        connection: Any = tx._connection
        plan = [dict(row) for row in await connection._runner.execute(
            f"explain query plan {connection._known['hours.looked_after'].sql}", {"participant": 1})]
    within, = (each["parent"] for each in plan if "consultations" in each["detail"])
    assert [each["detail"].split()[0] for each in plan if each["id"] == within] == ["LIST"]


async def test_an_appointment_has_the_hours_that_count_and_none_once_they_are_struck(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        me = await network.person("curator", await network.organisation("municipality"))
        given = Given(network.programme, me, Kind.ON_SITE, 30, "2018-05-16", people=12, slot=7)
        first = await ledger.enter(tx, given, [], by=me, now=NOW)
        await ledger.enter(tx, replace(given, slot=8), [], by=me, now=NOW)
        old = await ledger.by_id(tx, first)
        assert old
        second = await ledger.correct(tx, old, replace(given, minutes=45), [], by=me, now=NOW)
        assert [(each.id, each.minutes) for each in await ledger.of_slot(tx, 7)] == [(second, 45)]
        assert await ledger.strike(tx, second or 0, by=me, now=NOW)
        assert await ledger.of_slot(tx, 7) == []
