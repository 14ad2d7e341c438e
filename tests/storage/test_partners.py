"""Partners are pairs in both directions, of one programme."""

from storage import partners
from storage.database import Database
from storage.partners import Pair
from tests.storage.test_organisations import filled
from tests.storage.test_programmes import put


async def test_pairs_are_joined_once_and_parted(database: Database) -> None:
    async with database.transaction() as tx:
        programme, one, other = await filled(tx)
        both = {Pair(one, other), Pair(other, one)}
        for _each in range(2):
            await partners.join(tx, both)
        assert await partners.of_programme(tx, programme) == both
        assert await partners.of_programme(tx, await put(tx, "b")) == set()
        await partners.part(tx, both)
        assert await partners.of_programme(tx, programme) == set()
