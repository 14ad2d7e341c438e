"""Organisations are matched by their codes; groups come and go with their members."""

from storage import organisations
from storage.database import Database, Transaction
from storage.organisations import Entry, Member, Place
from tests.storage.test_programmes import put

CITY, SCHOOL = Entry("c", "Город", "municipality", "Asia/Irkutsk"), Entry("s", "ШКОЛА", "school", "Asia/Irkutsk")


async def filled(tx: Transaction) -> tuple[int, int, int]:
    programme = await put(tx, "a")
    await organisations.put(tx, programme, [CITY, SCHOOL])
    city, school = [row.id for row in await organisations.of_programme(tx, programme)]
    return programme, city, school


async def test_an_organisation_has_its_place_in_the_tree(database: Database) -> None:
    async with database.transaction() as tx:
        _, city, school = await filled(tx)
        await organisations.place(tx, [Place(city, None, city), Place(school, city, city)])
        found = await organisations.by_id(tx, school)
        assert found
        assert (found.parent, found.municipality, found.title) == (city, city, "ШКОЛА")


async def test_one_that_has_gone_can_come_back(database: Database) -> None:
    async with database.transaction() as tx:
        programme, _, school = await filled(tx)
        for now in (5, 6):
            await organisations.leave(tx, [school], now=now)
        gone = await organisations.by_id(tx, school)
        assert gone
        assert gone.gone_at == 5
        await organisations.put(tx, programme, [Entry("s", "Лицей", "school", "Asia/Irkutsk")])
        back = await organisations.by_id(tx, school)
        assert back
        assert (back.gone_at, back.title) == (None, "Лицей")


async def test_groups_and_their_members(database: Database) -> None:
    async with database.transaction() as tx:
        programme, city, school = await filled(tx)
        group = await organisations.put_group(tx, programme, "g", "Группа")
        assert await organisations.put_group(tx, programme, "g", "Другая") == group
        await organisations.join(tx, [Member(group, school), Member(group, school), Member(group, city)])
        assert await organisations.members(tx, programme) == {Member(group, school), Member(group, city)}
        await organisations.part(tx, [Member(group, school), Member(group, city)])
        assert [each.title for each in await organisations.groups(tx, programme)] == ["Другая"]
        await organisations.drop_group(tx, group)
        assert await organisations.groups(tx, programme) == []
