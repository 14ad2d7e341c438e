"""The kinds of help: the house's where a programme names none, and then its own alone."""

from dataclasses import replace

from scheduler.consulting import kinds
from scheduler.programme.difference import Changes
from scheduler.programme.model import Topic
from storage.database import Database
from tests.scheduler.programme.test_apply import NOTHING, PROGRAMME, load

OWN = replace(PROGRAMME, help=(Topic("courses", "Курсы"), Topic("visit", "Выезд")))


async def offered(database: Database) -> list[str]:
    async with database.transaction() as tx:
        return [each.title for each in await kinds.of_programme(tx, 1)]


async def test_a_programme_that_names_none_has_those_of_the_house(database: Database) -> None:
    await load(database, PROGRAMME)
    assert await offered(database) == await offered(database) == [*kinds.house().values()]
    assert await load(database, PROGRAMME, 5) == NOTHING


async def test_its_own_take_the_place_of_the_houses_and_give_it_back(database: Database) -> None:
    await load(database, PROGRAMME)
    house = await offered(database)
    found = await load(database, OWN, 5)
    assert found
    assert found.topics == Changes(("Курсы", "Выезд"))
    assert await offered(database) == ["Курсы", "Выезд"]
    assert await load(database, OWN, 5) == NOTHING
    found = await load(database, PROGRAMME, 6)
    assert found
    assert found.topics == Changes((), (), ("Курсы", "Выезд"))
    assert await offered(database) == house


async def test_a_kind_and_a_topic_may_have_one_code(database: Database) -> None:
    both = replace(OWN, topics=(Topic("courses", "Вопросы о курсах"),))
    found = await load(database, both)
    assert found
    assert found.topics == Changes(("Вопросы о курсах", "Курсы", "Выезд"))
    assert await offered(database) == ["Курсы", "Выезд"]
