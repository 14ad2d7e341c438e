"""Topics are matched by their codes within a programme; one that has gone is still known by its id."""

from storage import topics
from storage.database import Database
from storage.topics import Entry
from tests.storage.test_programmes import put


async def test_topics_stand_in_the_order_of_the_file(database: Database) -> None:
    async with database.transaction() as tx:
        one, two = await put(tx, "a"), await put(tx, "b")
        await topics.put(tx, one, [Entry("x", "Икс", "", 1), Entry("y", "Игрек", "физика", 0)])
        await topics.put(tx, two, [Entry("x", "Другой", "", 0)])
        first, second = await topics.of_programme(tx, one)
        assert (first.code, first.subject, second.title) == ("y", "физика", "Икс")
        assert [each.title for each in await topics.of_programme(tx, two)] == ["Другой"]


async def test_one_that_has_gone_is_known_and_can_come_back(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await put(tx, "a")
        await topics.put(tx, programme, [Entry("x", "Икс", "", 0)])
        topic, = await topics.of_programme(tx, programme)
        await topics.leave(tx, [topic.id], now=5)
        assert await topics.of_programme(tx, programme) == []
        assert await topics.by_id(tx, topic.id) == topic
        await topics.put(tx, programme, [Entry("x", "Икс", "", 0)])
        assert await topics.of_programme(tx, programme) == [topic]
        assert await topics.by_id(tx, topic.id + 1) is None
