"""Programmes are found by id and by code; their own wordings are replaced as a whole."""

from storage import programmes
from storage.database import Database, Transaction


async def put(tx: Transaction, code: str, title: str = "Программа") -> int:
    return await programmes.put(
        tx, code=code, title=title, starts_on="2018-05-16", ends_on="2018-12-31", time_zone="Asia/Irkutsk",
        digest_at="09:00", quiet_hours="20:00-08:00", ladder="{}", consent_version="1", consent_text="Текст", now=7,
    )


async def test_a_programme_is_written_under_its_code(database: Database) -> None:
    async with database.transaction() as tx:
        first = await put(tx, "a")
        second = await put(tx, "b")
        assert await put(tx, "a", "Новое имя") == first
    async with database.reading() as tx:
        found = await programmes.by_id(tx, first)
        assert found
        assert (found.title, found.loaded_at) == ("Новое имя", 7)
        assert found == await programmes.by_code(tx, "a")
        assert [each.id for each in await programmes.all(tx)] == [first, second]
        assert await programmes.by_code(tx, "c") is None
        assert await programmes.by_id(tx, 99) is None


async def test_wordings_are_replaced_as_a_whole_and_belong_to_one_programme(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await put(tx, "a"), await put(tx, "b")
        await programmes.put_texts(tx, first, {"menu/main": "Старое", "tasks/card": "Карточка"})
        await programmes.put_texts(tx, second, {"menu/main": "Чужое"})
        await programmes.put_texts(tx, first, {"menu/main": "Новое"})
        assert await programmes.texts(tx, first) == {"menu/main": "Новое"}
        assert await programmes.texts(tx, second) == {"menu/main": "Чужое"}
