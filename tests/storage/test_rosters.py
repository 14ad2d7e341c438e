"""Listed people: known by their keys, with roles that the list gives and takes."""

from storage import participants, rosters
from storage.database import Database
from storage.participants import Role
from storage.rosters import Contact, Seat
from tests.storage.test_organisations import filled

ANNA = Contact("Анна Ли", "+7000", "a@example.org", "химия")


async def test_a_person_is_found_under_each_key_of_the_programme(database: Database) -> None:
    async with database.transaction() as tx:
        who = await rosters.add(tx, "a/анна", ANNA, now=1)
        await rosters.put_keys(tx, {"a/анна": who, "a/ли": who, "a%/анна": who})
        assert [row.key for row in await rosters.known(tx, "a/")] == ["a/анна", "a/ли"]
        again = await rosters.add(tx, "a/анна", ANNA, now=1)
        await rosters.put_keys(tx, {"a/анна": again})
        assert {row.key: row.participant for row in await rosters.known(tx, "a/")} == {"a/анна": again, "a/ли": who}


async def test_the_list_changes_contacts_and_the_name_only_before_consent(database: Database) -> None:
    async with database.transaction() as tx:
        who = await rosters.add(tx, "k", ANNA, now=1)
        await rosters.put_keys(tx, {"k": who})
        await rosters.change(tx, who, Contact("Анна Лим", "", "", ""))
        await participants.consent(tx, who, "1", now=2)
        await rosters.change(tx, who, Contact("Другая", "+7111", "", ""))
        row = (await rosters.known(tx, "k"))[0]
        assert (row.name, row.phone) == ("Анна Лим", "+7111")


async def test_a_role_that_ended_is_the_lists_when_the_list_gives_it_back(database: Database) -> None:
    async with database.transaction() as tx:
        programme, city, school = await filled(tx)
        who = await rosters.add(tx, "k", ANNA, now=1)
        await participants.grant(tx, who, programme=programme, organisation=school, role=Role.TEACHER,
                                 source="invite", now=1)
        seats = [Seat(who, school, Role.TEACHER), Seat(who, city, Role.COORDINATOR)]
        await rosters.grant(tx, programme, seats, now=2)
        held = await rosters.held(tx, programme)
        assert [(role.seat, role.source) for role in held] == [(seats[0], "invite"), (seats[1], rosters.LISTED)]
        assert [role.organisation_title for role in held] == ["ШКОЛА", "Город"]
        await rosters.end(tx, [role.id for role in held], now=3)
        assert await rosters.held(tx, programme) == []
        await rosters.grant(tx, programme, seats, now=4)
        assert {role.source for role in await rosters.held(tx, programme)} == {rosters.LISTED}


async def test_a_territory_is_replaced_as_a_whole(database: Database) -> None:
    async with database.transaction() as tx:
        programme, city, school = await filled(tx)
        who = await rosters.add(tx, "k", ANNA, now=1)
        await rosters.grant(tx, programme, [Seat(who, city, Role.CURATOR)], now=2)
        role = (await rosters.held(tx, programme))[0].id
        await rosters.confine(tx, role, [city, school])
        await rosters.confine(tx, role, [city])
        assert await rosters.territories(tx, programme) == {role: {city}}
