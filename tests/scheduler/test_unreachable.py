"""Who can no longer be written to is told to those answerable for them, together and in their morning."""

from typing import Any

import pytest

from messages import stored
from messages.catalogue import Catalogue
from scheduler import unreachable
from scheduler.unreachable import NAMED, first_circle
from storage.database import Database, Transaction
from storage.oversight import Hearer
from storage.tasks import Relation
from tests.scheduler.network import Network, execute, found
from tests.scheduler.test_digest import at
from tests.wording import CATALOGUE

EVENING, MORNING, LATER = at("2018-05-29 18:00"), at("2018-05-30 09:00"), at("2018-05-30 11:00")
NEXT = at("2018-05-31 09:00")


async def wording(tx: Transaction, participant: int) -> Catalogue:
    return CATALOGUE


class District:
    """Two municipalities with a school each; one curator for the first, one for all, coordinators, an operator."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.people: dict[str, int] = {}
        self.schools: dict[str, int] = {}

    async def settle(self) -> None:
        async with self.database.transaction() as tx:
            network = await found(tx)
            institute = await network.organisation("institute")
            for name in ("north", "south"):
                town = await network.organisation("municipality")
                self.schools[name] = await network.organisation("school", town, f"СОШ {name}")
                self.people[f"coordinator {name}"] = await network.person("coordinator", town)
                self.people[name] = await network.person("director", self.schools[name], name=f"Иванова {name}")
                if name == "north":
                    self.people["curator"] = await network.person("curator", institute, territory=town)
            self.people["operator"] = await network.person("operator", institute)

    async def leaves(self, *people: int, now: int = EVENING) -> None:
        async with self.database.transaction() as tx:
            for each in people:
                await execute(tx, "update addresses set closed_at = :now where participant = :id", now=now, id=each)

    async def tell(self, now: int) -> int:
        return await unreachable.tell(self.database, wording, now)

    async def letters(self) -> list[dict[str, Any]]:
        async with self.database.reading() as tx:
            return await execute(tx, "select o.*, b.content from outbox o join bodies b on b.id = o.body order by o.id")

    async def heard(self) -> dict[int, str]:
        return {each["participant"]: stored.read(each["content"]).text for each in await self.letters()}


@pytest.fixture
async def district(database: Database) -> District:
    district = District(database)
    await district.settle()
    return district


async def test_the_curator_hears_of_it_in_the_morning_with_the_phone(district: District) -> None:
    north = district.people["north"]
    async with district.database.transaction() as tx:
        await execute(tx, "update participants set phone = '+7 900' where id = :id", id=north)
    await district.leaves(north)
    assert await district.tell(EVENING + 3 * 3600) == 0
    assert await district.tell(MORNING) == 1
    heard = await district.heard()
    assert set(heard) == {district.people["curator"]}
    assert "• Иванова north, СОШ north; тел. +7 900" in heard[district.people["curator"]]


async def test_the_same_leaving_is_told_once_a_new_one_the_next_day(district: District) -> None:
    await district.leaves(district.people["north"])
    assert [await district.tell(now) for now in (MORNING, LATER, NEXT)] == [1, 0, 0]
    async with district.database.transaction() as tx:
        other = await Network(tx, 1, 0, "", 90).person("teacher", district.schools["north"], name="Петров")
    await district.leaves(other, now=NEXT + 60)
    assert await district.tell(NEXT + 3600) == 1
    assert "Иванова" not in (await district.heard())[district.people["curator"]]


async def test_where_no_curator_is_the_coordinator_hears_and_then_the_operator(district: District) -> None:
    await district.leaves(district.people["south"], district.people["coordinator south"])
    await district.tell(MORNING)
    assert set(await district.heard()) == {district.people["operator"]}
    assert (await district.heard())[district.people["operator"]].count("•") == 2


async def test_who_can_be_reached_elsewhere_or_has_come_back_is_not_named(district: District) -> None:
    north = district.people["north"]
    await district.leaves(north)
    async with district.database.transaction() as tx:
        await execute(tx, "update addresses set closed_at = null where participant = :id", id=north)
    assert await district.tell(MORNING) == 0


async def test_many_are_named_in_one_message_and_the_rest_counted(district: District) -> None:
    async with district.database.transaction() as tx:
        network = Network(tx, 1, 0, "", 100)
        crowd = [await network.person("teacher", district.schools["north"], name=f"Учитель {number}")
                 for number in range(NAMED + 7)]
    await district.leaves(*crowd)
    assert await district.tell(MORNING) == 1
    letters = await district.letters()
    texts = [stored.read(each["content"]).text for each in letters]
    assert sum(text.count("•") for text in texts) == NAMED
    assert "и ещё 7 человек" in texts[-1]
    reasons = {each["reason"].split("/")[0] for each in letters}
    assert reasons == {f"unreachable:{district.people['curator']}:2018-05-30"}
    assert await district.tell(NEXT) == 0


def test_the_nearest_circle_is_told() -> None:
    operator, coordinator = Hearer(1, Relation.OPERATOR), Hearer(2, Relation.COORDINATOR)
    assert first_circle([operator, coordinator]) == [2]
    assert first_circle([operator]) == [1]
    assert first_circle([]) == []
