"""Own plans, on both databases: whose turn it is to read one, where they stand, and who is forgotten in them."""

import pytest

from storage import erasure, files, imports, own_plans, privacy, roadmap
from storage.database import Database, Transaction
from storage.imports import State
from storage.reviews import Order
from storage.roadmap import Assignment, Entry, Shelf
from storage.tasks import Relation
from tests.scheduler.network import execute
from tests.storage import circle

C, K, OP = Relation.COORDINATOR, Relation.CURATOR, Relation.OPERATOR
NOW = 1_527_000_000
NAME = "Забвенная Анна Петровна"


class Circle(circle.Circle):
    """With a plan of the director's that waits to be read."""

    plan: int

    @classmethod
    async def settle(cls, tx: Transaction, *present: Relation, order: Order = Order.IN_TURN) -> "Circle":
        self = await cls.around(tx, *present, order=order, name=NAME)
        self.plan = await self.sent(tx, self.director, self.school)
        return self

    async def sent(self, tx: Transaction, who: int, organisation: int) -> int:
        file = await files.keep(tx, "document", "план.docx", "", b"x", now=NOW, sent_by=who)
        id = await imports.add(tx, programme=self.network.programme, participant=who, file=file,
                               name=f"План {NAME}.docx", now=NOW, organisation=organisation)
        await imports.keep_document(tx, id, "{}")
        assert await own_plans.send(tx, id, now=NOW)
        return id

    async def turns(self, tx: Transaction) -> list[tuple[Relation, int]]:
        """Level, and whether a good plan is passed on."""
        seats = await own_plans.seats(tx, self.plan)
        assert {each.participant for each in seats} == {self.people[each.level] for each in seats}
        return [(each.level, each.passes) for each in seats]


@pytest.mark.parametrize(("order", "present", "turns"), [
    (Order.IN_TURN, (C, K, OP), [(C, 1)]), (Order.IN_TURN, (C, OP), [(C, 0)]), (Order.IN_TURN, (K, OP), [(K, 0)]),
    (Order.TOGETHER, (C, K, OP), [(C, 0), (K, 0)]), (Order.COORDINATOR, (C, K, OP), [(C, 0)]),
    (Order.CURATOR, (C, K, OP), [(K, 0)]), *((order, (OP,), [(OP, 0)]) for order in Order),
    *((order, (), []) for order in Order)])
async def test_it_goes_where_reports_would_go(
    database: Database, order: Order, present: tuple[Relation, ...], turns: list[tuple[Relation, int]]
) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, *present, order=order)
        assert await circle.turns(tx) == turns


async def test_passed_on_it_waits_for_the_curator_and_returned_it_begins_anew(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await own_plans.said_good(tx, circle.plan, C, now=NOW + 1)
        assert await circle.turns(tx) == [(K, 0)]
        waiting, = await own_plans.waiting(tx, circle.people[K], size=5, skip=0)
        assert (waiting.id, waiting.sent_at, waiting.author_name) == (circle.plan, NOW, NAME)
        assert await own_plans.waiting_number(tx, circle.people[C]) == 0
        assert await own_plans.give_back(tx, circle.plan, "Нет сроков")
        assert not await own_plans.give_back(tx, circle.plan)
        assert await circle.turns(tx) == []
        returned, = await imports.own(tx, circle.director, size=5, skip=0)
        assert (returned.state, returned.returned) == (State.DRAFT, 1)
        assert await own_plans.send(tx, circle.plan, now=NOW + 2)
        assert await circle.turns(tx) == [(C, 1)]


@pytest.mark.parametrize("statement", [
    "update participants set consented_at = null where id = :who",
    "update addresses set closed_at = 1 where participant = :who",
    "update roles set ended_at = 1 where participant = :who"])
async def test_who_cannot_be_reached_is_passed_over(database: Database, statement: str) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await execute(tx, statement, who=circle.people[C])
        assert await circle.turns(tx) == [(K, 0)]


async def test_nobody_reads_their_own(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await circle.network.role(circle.director, "curator", circle.school)
        assert await circle.turns(tx) == [(C, 1)]
        assert await own_plans.judges(tx, circle.plan, circle.director) == frozenset()


async def test_a_curator_of_another_territory_is_none(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, K, OP)
        far = await circle.network.organisation("municipality")
        role, = await execute(tx, "select id from roles where participant = :who", who=circle.people[K])
        await execute(tx, "insert into territories (role, organisation) values (:role, :far)", role=role["id"], far=far)
        assert await circle.turns(tx) == [(OP, 0)]


async def test_a_programmes_document_is_read_by_nobody(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await execute(tx, "update imports set organisation = null, state = 'draft'")
        assert not await own_plans.send(tx, circle.plan, now=NOW)


async def stood(tx: Transaction, circle: Circle, shelf: Shelf, title: str) -> int:
    """An activity with a task, on its shelf."""
    programme = circle.network.programme
    await roadmap.put_sections(tx, programme, [("1", "Раздел")], shelf)
    section, = await roadmap.sections(tx, programme, shelf)
    await roadmap.put_activities(tx, programme, [
        Entry(section.id, "1", title, None, "2018-06-10", "2018-06-10", "[]", 1, 0, None, f"завуч {NAME}")], shelf)
    one, = await roadmap.activities(tx, programme, shelf)
    await roadmap.assign(tx, [Assignment(one.id, circle.school, "2018-06-10")], now=NOW)
    return one.id


async def shelf_of(tx: Transaction, circle: Circle) -> Shelf:
    mark = f"свой план {await own_plans.number(tx, circle.network.programme)}, п. "
    id = await own_plans.put(tx, programme=circle.network.programme, organisation=circle.school, years="2018-2018",
                             mark=mark, answers="{}", now=NOW)
    return Shelf("own", id, mark)


async def test_plans_on_two_shelves_share_their_numbers_and_nothing_else(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C)
        shelf, programme = await shelf_of(tx, circle), circle.network.programme
        await stood(tx, circle, shelf, "Педсовет")
        await execute(tx, "update sections set gone_at = 1 where own_plan is null")
        before = [each.title for each in await roadmap.activities(tx, programme)]
        one, = await roadmap.activities(tx, programme, shelf)
        duty, = await roadmap.duties(tx, programme, shelf)
        assert (one.number, duty.activity) == ("1", one.id)
        await roadmap.renumber(tx, {one.id: "2"}, shelf)
        row, = await execute(tx, "select number from activities where own_plan is not null")
        assert row["number"] == "свой план 1, п. 2"
        assert [each.title for each in await roadmap.activities(tx, programme)] == before == []
        assert await roadmap.duties(tx, programme) == []


async def test_one_of_the_same_years_keeps_its_mark(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C)
        first, second = await shelf_of(tx, circle), await shelf_of(tx, circle)
        assert first.plan == second.plan
        kept = await own_plans.of(tx, circle.school, "2018-2018")
        assert kept
        assert kept.mark == first.mark
        assert await own_plans.by_id(tx, kept.id) == kept


async def test_a_forgotten_director_takes_the_file_and_leaves_the_plan_without_the_name(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C)
        await own_plans.give_back(tx, circle.plan, f"{NAME} забыла сроки")
        activity = await stood(tx, circle, await shelf_of(tx, circle), f"Педсовет, ведёт {NAME}")
        await roadmap.put_results(tx, activity, [f"протокол ведёт {NAME}"])
        shown, = (await privacy.everything(tx, circle.director))["imports"]
        assert (shown.organisation, shown.words) != ("", "")
        await erasure.forget(tx, circle.director, quotes=[NAME], instead="участник удалён", words_instead="удалено",
                             now=NOW, real_now=NOW)
        left = await imports.by_id(tx, circle.plan)
        assert left
        assert (left.participant, left.file, left.why, left.state) == (None, None, "", State.DROPPED)
        row, = await execute(tx, "select title, about from activities where own_plan is not null")
        result, = await roadmap.results(tx, circle.network.programme)
        assert result.title == "протокол ведёт участник удалён"
        assert (row["title"], row["about"]) == ("Педсовет, ведёт участник удалён", "завуч участник удалён")
