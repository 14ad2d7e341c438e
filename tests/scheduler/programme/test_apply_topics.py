"""Topics and partners in the store, over several loadings."""

import json
from dataclasses import replace

from scheduler.consulting import rules
from scheduler.consulting.rules import Plan, Rule, Rules
from scheduler.programme.difference import Changes
from scheduler.programme.model import Programme, Topic
from storage import organisations, partners, programmes, topics
from storage.database import Database
from storage.participants import Role
from tests.scheduler.programme.test_apply import NOTHING, PROGRAMME, load

MATHS, PLAN = Topic("math", "Математика", "Алгебра «7 Ё»"), Topic("plan", "План")


async def asked_about(database: Database) -> list[tuple[str, str]]:
    async with database.reading() as tx:
        return [(each.code, each.subject) for each in await topics.of_programme(tx, 1)]


async def pairs(database: Database) -> set[tuple[str, str]]:
    async with database.reading() as tx:
        codes = {row.id: row.code for row in await organisations.of_programme(tx, 1)}
        return {(codes[each.organisation], codes[each.partner]) for each in await partners.of_programme(tx, 1)}


async def test_topics_come_change_go_and_come_back_as_themselves(database: Database) -> None:
    both = replace(PROGRAMME, topics=(MATHS, PLAN))
    assert (await load(database, both)).topics == Changes(("Математика", "План"))
    assert await load(database, both) == NOTHING
    assert await asked_about(database) == [("math", "алгебра 7 е"), ("plan", "")]
    async with database.reading() as tx:
        before = {each.code: each.id for each in await topics.of_programme(tx, 1)}
    renamed = replace(PROGRAMME, topics=(replace(PLAN, title="Планы"),))
    found = await load(database, renamed, 5)
    assert found
    assert found.topics == Changes((), ("Планы",), ("Математика",))
    assert await asked_about(database) == [("plan", "")]
    assert (await load(database, both)).topics == Changes(("Математика",), ("План",))
    async with database.reading() as tx:
        assert {each.code: each.id for each in await topics.of_programme(tx, 1)} == before


async def test_another_order_is_kept_and_is_no_change(database: Database) -> None:
    await load(database, replace(PROGRAMME, topics=(MATHS, PLAN)))
    assert not await load(database, replace(PROGRAMME, topics=(PLAN, MATHS)))
    assert [code for code, _ in await asked_about(database)] == ["plan", "math"]


async def test_the_desk_is_stored_with_the_programme_and_its_change_is_told(database: Database) -> None:
    desk = Rules(answer=5, routing=(Rule(Role.MENTOR, topic="math"),), plan={"group": Plan(count=10)})
    await load(database, PROGRAMME)
    assert await stored(database) == ""
    assert (await load(database, replace(PROGRAMME, desk=desk))).facts
    assert not await load(database, replace(PROGRAMME, desk=desk))
    assert rules.read(await stored(database)) == desk
    assert json.loads(await stored(database))["plan"] == {"group": {"hours": 0, "count": 10}}
    assert (await load(database, PROGRAMME)).facts
    assert await stored(database) == ""


async def stored(database: Database) -> str:
    async with database.reading() as tx:
        found = await programmes.by_code(tx, "p")
    assert found
    return found.desk


def joined(*pairs: tuple[str, str]) -> Programme:
    """The programme with these partners; the reader has made them symmetrical."""
    both = {*pairs, *((other, one) for one, other in pairs)}
    return replace(PROGRAMME, organisations=tuple(
        replace(each, partners=tuple(sorted(other for one, other in both if one == each.code)))
        for each in PROGRAMME.organisations))


async def test_partners_come_and_go_with_the_file(database: Database) -> None:
    await load(database, PROGRAMME)
    assert (await load(database, joined(("s1", "s2")))).organisations == Changes((), ("Школа s1", "Школа s2"))
    assert await pairs(database) == {("s1", "s2"), ("s2", "s1")}
    assert not await load(database, joined(("s1", "s2")))
    assert (await load(database, PROGRAMME)).organisations.changed == ("Школа s1", "Школа s2")
    assert await pairs(database) == set()


async def test_a_school_that_has_gone_is_nobodys_partner(database: Database) -> None:
    await load(database, joined(("s1", "s2")))
    alone = replace(PROGRAMME, organisations=PROGRAMME.organisations[:-1])
    assert (await load(database, alone)).organisations == Changes((), ("Школа s1",), ("Школа s2",))
    assert await pairs(database) == set()
