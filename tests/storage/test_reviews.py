"""Whose turn it is with a report, on both databases: by the programme's word, by who is there, by what was said."""

import asyncio

import pytest

from storage import erasure, privacy_rows, reviews, tasks
from storage.database import Database, Transaction
from storage.reviews import Order, Pile, Verdict
from storage.tasks import Kind, Relation, TaskState
from tests.scheduler.network import execute
from tests.storage import circle

C, K, OP = Relation.COORDINATOR, Relation.CURATOR, Relation.OPERATOR
NOW = 1_527_000_000


class Circle(circle.Circle):
    """With a task that was reported done."""

    task: int

    @classmethod
    async def settle(cls, tx: Transaction, *present: Relation, order: Order = Order.IN_TURN) -> "Circle":
        self = await cls.around(tx, *present, order=order)
        self.task = await self.network.task(self.school, "2018-05-30")
        await self.report(tx, self.director)
        return self

    async def report(self, tx: Transaction, by: int, now: int = NOW) -> None:
        assert await tasks.change_state(tx, self.task, TaskState.DONE, allowed=(TaskState.OPEN, TaskState.RETURNED),
                                        by=by, now=now)

    async def says(self, tx: Transaction, level: Relation, verdict: Verdict, *, now: int = NOW + 5) -> None:
        await reviews.add(tx, self.task, level, verdict, by=self.people[level], now=now)

    async def turns(self, tx: Transaction) -> list[tuple[Relation, int, int]]:
        """Level, since when, and whether a good report is passed on."""
        seats = await reviews.turns(tx, self.task)
        assert {each.participant for each in seats} == {self.people[each.level] for each in seats}
        return [(each.level, each.since - NOW, each.passes) for each in seats]


@pytest.mark.parametrize(("order", "present", "turns"), [
    (Order.IN_TURN, (C, K, OP), [(C, 0, 1)]), (Order.IN_TURN, (C, OP), [(C, 0, 0)]),
    (Order.IN_TURN, (K, OP), [(K, 0, 0)]),
    (Order.TOGETHER, (C, K, OP), [(C, 0, 0), (K, 0, 0)]), (Order.TOGETHER, (K, OP), [(K, 0, 0)]),
    (Order.COORDINATOR, (C, K, OP), [(C, 0, 0)]), (Order.COORDINATOR, (K, OP), [(K, 0, 0)]),
    (Order.CURATOR, (C, K, OP), [(K, 0, 0)]), (Order.CURATOR, (C, OP), [(C, 0, 0)]),
    *((order, (OP,), [(OP, 0, 0)]) for order in Order), *((order, (), []) for order in Order)])
async def test_it_begins_where_the_programme_says(
    database: Database, order: Order, present: tuple[Relation, ...], turns: list[tuple[Relation, int, int]]
) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, *present, order=order)
        assert await circle.turns(tx) == turns


async def test_passed_on_it_waits_for_the_curator_since_then(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await circle.says(tx, C, Verdict.PASSED)
        assert await circle.turns(tx) == [(K, 5, 0)]
        assert await reviews.waiting(tx, circle.people[K]) == Pile(1, NOW + 5)
        assert await reviews.waiting(tx, circle.people[C]) is None
        judge, = await reviews.judges(tx, circle.task, circle.task, times=5)
        assert (judge.participant, judge.since, judge.digest_at) == (circle.people[K], NOW + 5, "09:00")


@pytest.mark.parametrize(("first", "second"), [(C, K), (K, C)])
async def test_together_one_is_left_after_the_other(database: Database, first: Relation, second: Relation) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K, OP, order=Order.TOGETHER)
        await circle.says(tx, first, Verdict.ACCEPTED)
        assert await circle.turns(tx) == [(second, 0, 0)]
        # Whoever was to follow has gone: the first has the last word after all.
        await execute(tx, "update addresses set closed_at = 1 where participant = :who", who=circle.people[second])
        assert await circle.turns(tx) == [(first, 0, 0)]


@pytest.mark.parametrize("statement", [
    "update participants set consented_at = null where id = :who",
    "update addresses set closed_at = 1 where participant = :who",
    "update roles set ended_at = 1 where participant = :who"])
async def test_who_cannot_be_reached_is_passed_over(database: Database, statement: str) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await execute(tx, statement, who=circle.people[K])
        assert await circle.turns(tx) == [(C, 0, 0)]


async def test_a_curator_of_another_territory_is_none(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        far = await circle.network.organisation("municipality")
        role, = await execute(tx, "select id from roles where participant = :who", who=circle.people[K])
        await execute(tx, "insert into territories (role, organisation) values (:role, :far)", role=role["id"], far=far)
        assert await circle.turns(tx) == [(C, 0, 0)]


async def test_another_word_of_the_programme_holds_at_once(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await circle.says(tx, C, Verdict.PASSED)
        for order, turns in ((Order.TOGETHER, [(K, 0, 0)]), (Order.COORDINATOR, [(C, 0, 0)])):
            await circle.network.change("programmes", circle.network.programme, review=order.value)
            assert await circle.turns(tx) == turns


async def test_a_report_begins_without_the_verdicts_on_earlier_ones(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        await circle.says(tx, C, Verdict.PASSED)
        await tasks.change_state(tx, circle.task, TaskState.OPEN, allowed=(TaskState.DONE, TaskState.DONE),
                                 by=circle.people[C], now=NOW + 6)
        assert await circle.turns(tx) == []
        await circle.report(tx, circle.director, NOW + 9)
        assert await circle.turns(tx) == [(C, 9, 1)]
        assert [(each.verdict, each.counts) for each in await reviews.of_task(tx, circle.task)] == [
            (Verdict.PASSED, 0)]
        row, = await execute(tx, "select report from tasks where id = :id", id=circle.task)
        assert row["report"] == 2


async def test_lists_and_counts_hold_what_waits_for_oneself(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K, OP)
        for level, number in ((C, 1), (K, 0), (OP, 0)):
            who = circle.people[level]
            lines = await tasks.watched(tx, who, Kind.CHECK, "2018-05-20", size=5, skip=0)
            assert len(lines) == number
            assert (await tasks.watched_counts(tx, who, "2018-05-20")).to_check == number
            place, = await tasks.watched_organisations(tx, who, "2018-05-20", size=5, skip=0)
            assert place.to_check == number


async def test_of_two_who_accept_together_at_once_the_second_sees_the_first(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K, order=Order.TOGETHER)

    async def accepts(level: Relation) -> bool:
        """Whether nobody else has to."""
        async with database.transaction() as tx:
            await reviews.hold(tx, circle.task)
            left = {each.level for each in await reviews.turns(tx, circle.task)}
            await circle.says(tx, level, Verdict.ACCEPTED)
            return left == {level}

    assert sorted(await asyncio.gather(accepts(C), accepts(K))) == [False, True]


async def test_the_remark_of_somebody_who_is_forgotten_goes_and_the_verdict_stays(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C, K)
        who = circle.people[C]
        await circle.says(tx, C, Verdict.PASSED)
        await reviews.add(tx, circle.task, C, Verdict.RETURNED, by=who, now=NOW, remark="Нет подписи Забвенной")
        assert [(each.outcome, each.words) for each in await tx.all(privacy_rows.ReviewGiven, "privacy.reviews", id=who)
                ] == [("passed", ""), ("returned", "Нет подписи Забвенной")]
        await tx.run("erasure.blank_reviews", participant=who, instead="удалено")
        assert [(each.verdict, each.remark) for each in await reviews.of_task(tx, circle.task)] == [
            (Verdict.PASSED, ""), (Verdict.RETURNED, "удалено")]


async def test_a_remark_is_words_that_letters_to_others_may_quote(database: Database) -> None:
    async with database.transaction() as tx:
        circle = await Circle.settle(tx, C)
        await reviews.add(tx, circle.task, C, Verdict.RETURNED, by=circle.people[C], now=NOW, remark="Нет подписи")
        assert "Нет подписи" in await erasure.words(tx, circle.people[C])
