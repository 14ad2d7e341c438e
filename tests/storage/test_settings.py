"""What an installation remembers about itself."""

from storage import settings
from storage.database import Database


async def test_a_name_that_was_never_set_has_no_value(database: Database) -> None:
    async with database.reading() as tx:
        assert await settings.get(tx, "nothing") is None


async def test_the_last_value_is_remembered(database: Database) -> None:
    for value in ("раз", "два"):
        async with database.transaction() as tx:
            await settings.put(tx, "name", value)
    async with database.reading() as tx:
        assert await settings.get(tx, "name") == "два"
