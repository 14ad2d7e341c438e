"""The appendix that somebody orders: for whom which rows, in whose name, with which owners."""

import json

import pytest

from messages.catalogue import Catalogue
from messages.reports.roadmap_figures import Roadmap, RoadmapBook, RoadmapPaper
from scheduler.errands import Order
from scheduler.fulfilment import appendix
from scheduler.fulfilment.appendix import Wish
from storage import organisations, participants, programmes
from storage.database import Database, Transaction
from storage.errands import Errand
from tests.scheduler.network import found, insert
from tests.storage.test_fulfilment import Region, region

NOW = 1_529_463_600
WORDS = Catalogue()


async def order(tx: Transaction, there: Region, who: str, form: str = "xlsx", programme: int = 0) -> Order:
    facts = {"programme": programme or there.network.programme, "form": form}
    return await appendix.ordered(
        tx, Errand(1, there.people[who], "telegram", "1", appendix.APPENDIX, json.dumps(facts), 0), WORDS, NOW)


def drawn(made: Order) -> Roadmap:
    assert isinstance(made.wanted, RoadmapPaper | RoadmapBook)
    return made.wanted.roadmap


async def test_it_comes_in_the_form_that_was_asked_for(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        word, excel = await order(tx, there, "operator", "docx"), await order(tx, there, "operator")
    assert (word.name, excel.name) == ("Дорожная карта 2018-06-20.docx", "Дорожная карта 2018-06-20.xlsx")
    assert isinstance(word.wanted, RoadmapPaper)
    assert isinstance(excel.wanted, RoadmapBook)
    assert "6 мероприятий" in word.reply.text
    assert "Фильтры" not in word.reply.text
    assert "Фильтры" in excel.reply.text


@pytest.mark.parametrize(("who", "rows", "places", "scope", "single"), [
    ("operator", 6, 6, "", False), ("observer", 6, 6, "", False), ("free_curator", 6, 5, "", False),
    ("curator", 6, 3, "municipality-3", False), ("coordinator", 2, 2, "municipality-3", False),
    ("director", 1, 1, "school-4", True),
])
async def test_everybody_gets_their_rows(database: Database, who: str, rows: int, places: int, scope: str,
                                         single: bool) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        made = drawn(await order(tx, there, who))
    assert (len(made.points), len(made.places), made.scope, made.single) == (rows, places, scope, single)
    assert (made.made_by, made.role) == ("Иванова Мария Ивановна", WORDS.words(
        "demo/role", role=who.removeprefix("free_")))


async def test_whoever_may_see_nothing_any_more_gets_a_word_and_no_file(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        other = await found(tx, code="other")
        refused = await order(tx, there, "teacher"), await order(tx, there, "operator", programme=other.programme)
    for made in refused:
        assert made.wanted is None
        assert "видят директора" in made.reply.text


async def test_owners_are_a_level_with_its_group_or_the_only_one_of_a_level(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        network = there.network
        await insert(tx, "school_groups", programme=network.programme, code="focus", title="Фокус-группа")
        activity = await insert(
            tx, "activities", programme=network.programme, section=network.section, number="2.1", title="Итоги",
            owners=json.dumps([{"level": "institute", "group": None}, {"level": "school", "group": "focus"},
                               {"level": "municipality", "group": None}, {"level": "school", "group": "gone"}]),
            evidence_needed=0, position=99)
        for position, title in enumerate(("Справка", "Не менее 7 соглашений")):
            await insert(tx, "results", activity=activity, position=position, title=title)
        made = drawn(await order(tx, there, "operator"))
    *_, last = made.points
    assert last.owners == ["institute-2", "Школы: Фокус-группа", "Муниципалитеты", "Школы"]
    assert last.results == ["Справка", "Не менее 7 соглашений"]
    assert made.points[0].owners == []


async def test_a_place_at_the_console_comes_with_all_below_it(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        places = await organisations.of_programme(tx, there.network.programme)
        below = appendix.within(places, there.places["hills"])
        assert below == {there.places["hills"], there.places["hills_school"]}
        assert appendix.within(places, there.places["ministry"]) == set(there.places.values())
        programme = await programmes.by_id(tx, there.network.programme)
        assert programme
        made = await appendix.drawn(tx, Wish(programme, within=below, rows=False, scope="Район"), NOW)
        all_of_it = await appendix.drawn(tx, Wish(programme), NOW)
    assert (len(made.points), len(made.places), made.scope, made.made_by) == (2, 2, "Район", "")
    assert (len(all_of_it.points), len(all_of_it.places), all_of_it.today) == (6, 6, "2018-06-20")


async def test_the_first_programme_is_that_of_the_first_role_that_sees_it(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        other = await found(tx, code="other")
        other.count = 1000  # given later than the first role
        school = await other.organisation("school")
        await other.role(there.people["coordinator"], "director", school)
        held = await participants.roles(tx, there.people["coordinator"])
        assert [each.programme for each in appendix.reading(held)] == [there.network.programme]
        assert [each.organisation for each in appendix.reading(held, other.programme)] == [school]
        assert appendix.reading(held, 999) == []
        assert appendix.reading(await participants.roles(tx, there.people["teacher"])) == []
