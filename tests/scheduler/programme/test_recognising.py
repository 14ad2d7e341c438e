"""Who the people of a list are in the store, and what their rows change of them."""

from scheduler.programme import recognising
from scheduler.programme.model import Person, Post
from scheduler.programme.roll import Roll
from storage import organisations, participants, rosters
from storage.database import Database, Transaction
from storage.participants import Role
from storage.programmes import Programme
from tests.scheduler.documents import plans

INGA = Person("Сорокина И. Л.", (Post(Role.TEACHER, "s1"),), ("сорокина и. л.|s1",), email="inga@example.org")


async def joined(tx: Transaction, programme: Programme) -> int:
    """A teacher who came by the school's invite and stands in no list."""
    id = await participants.add(tx, "Сорокина Инга Львовна", now=3)
    place = next(each.id for each in await organisations.of_programme(tx, programme.id) if each.code == "s1")
    await participants.grant(tx, id, programme=programme.id, organisation=place, role=Role.TEACHER, source="invite",
                             now=3)
    return id


async def test_who_is_new_bears_a_number_below_zero(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        found = await recognising.of(tx, programme.id, Roll("p", (INGA,)))
        assert (list(found.people), found.what[-1]) == ([-1], ())


async def test_whom_somebody_has_recognised_keeps_their_fuller_name(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        id = await joined(tx, programme)
        found = await recognising.of(tx, programme.id, Roll("p", (INGA,), terse=True, known={INGA.key: id}))
        assert list(found.people) == [id]
        assert found.contacts[id].name == "Сорокина Инга Львовна"
        assert found.what[id] == ("email",)


async def test_a_terse_list_leaves_what_it_does_not_say_and_a_whole_one_empties_it(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        contact = rosters.Contact(INGA.name, "+79025550109", "inga@example.org", "физика", ";физика;")
        id = await rosters.add(tx, f"p/{INGA.key}", contact, now=3)
        await rosters.put_keys(tx, {f"p/{INGA.key}": id})
        terse = await recognising.of(tx, programme.id, Roll("p", (INGA,), terse=True))
        assert (terse.contacts[id].phone, terse.what[id]) == ("+79025550109", ())
        whole = await recognising.of(tx, programme.id, Roll("p", (INGA,)))
        assert (whole.contacts[id].phone, whole.what[id]) == ("", ("phone", "subjects"))


async def test_nobody_is_two_people_of_one_list(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        id = await joined(tx, programme)
        other = Person("Другая Яна", INGA.posts, ("другая яна|s1",))
        found = await recognising.of(tx, programme.id, Roll("p", (INGA, other), known={INGA.key: id, other.key: id}))
        assert list(found.people) == [id, -2]
