"""Whose turn it is with a report in the less usual cases: one's own report, two roles in one person, somebody away."""

import pytest

from messages.meanings import AcceptTask, OpenTask, ReturnTask
from messages.meanings_of_review import PassTask
from storage import answering
from storage.participants import Role
from storage.reviews import Order
from storage.tasks import Task, TaskState
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change
from tests.handlers.test_review import ACCEPT, PASS, RETURN, card, judging, leaves, order, report, returns, verdicts


def also(village: Village, who: str, role: Role, like: str) -> None:
    """Somebody gets one more role, where another of the cast has theirs."""
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         "values (?, 1, ?, ?, 'people', 1)", village.people[who].participant,
           village.people[like].organisation, role.value)


async def test_who_reported_it_does_not_judge_it_where_their_level_has_somebody_else(village: Village) -> None:
    also(village, "director", Role.COORDINATOR, "coordinator")
    task = await report(village)
    director = await card(village, "director", task)
    director.sees("Где сейчас: у муниципального координатора")
    assert judging(director) == []
    for button in (PassTask, AcceptTask, ReturnTask):
        await press(director, button(task.id))
    assert await verdicts(village, task) == []
    assert judging(await card(village, "coordinator", task)) == [PASS, RETURN]


@pytest.mark.parametrize(("missing", "judge", "where"), [
    (("coordinator",), "curator", "у куратора"), (("coordinator", "curator"), "operator", "у оператора программы")])
async def test_else_it_goes_to_the_next_level_and_to_the_operators(
    village: Village, missing: tuple[str, ...], judge: str, where: str
) -> None:
    also(village, "director", Role.COORDINATOR, "coordinator")
    for who in missing:
        leaves(village, who)
    task = await report(village)
    assert judging(await card(village, "director", task)) == []
    phone = await card(village, judge, task)
    phone.sees(where)
    assert judging(phone) == [ACCEPT, RETURN]


async def test_whoever_reports_as_a_coordinator_hears_nothing_of_it_twice(village: Village) -> None:
    also(village, "director", Role.COORDINATOR, "coordinator")
    await report(village)
    assert not village.phone("director").has_seen("Посмотреть")
    assert PASS in village.phone("coordinator").labels()


async def test_a_curator_who_is_also_an_operator_accepts_for_both(village: Village) -> None:
    order(village, Order.TOGETHER)
    also(village, "curator", Role.OPERATOR, "operator")
    task = await report(village)
    await press(village.phone("curator"), AcceptTask(task.id))
    assert await village.state(task) is TaskState.ACCEPTED
    assert village.pocket.notices[-1][1].startswith("Принято. Вы ещё и оператор программы")
    assert [level for level, *_ in await verdicts(village, task)] == ["curator", "operator"]


async def test_who_passed_a_report_on_hears_that_it_was_returned(village: Village) -> None:
    task = await report(village)
    coordinator = village.phone("coordinator")
    await press(coordinator, PassTask(task.id))
    await returns(village, "curator", task, "Нет <печати>")
    assert sum("Задачу, которую вы передали дальше, вернули" in shown.text for shown in coordinator.screen) == 1
    coordinator.sees("Нет <печати>", task.title)
    await report(village)
    before = len(coordinator.screen)
    await returns(village, "operator", task, "Ещё раз")
    assert len(coordinator.screen) == before, "this report they have not passed on"


async def test_where_nobody_knows_since_when_it_is_with_them_no_day_is_said(village: Village) -> None:
    task = await report(village)
    await village.stage.clock.advance(20 * 86400)
    await village.stage.settle()
    leaves(village, "coordinator")
    assert "Где сейчас: у куратора" in (await card(village, "curator", task)).last.text.splitlines()
    leaves(village, "curator")
    assert "Где сейчас: у оператора программы" in (await card(village, "operator", task)).last.text.splitlines()


async def away(village: Village, who: str, until_on: str) -> None:
    async with village.database.transaction() as tx:
        await answering.leave(tx, village.people[who].participant, until_on, None, now=village.now)


@pytest.mark.parametrize(("until_on", "said"), [("2018-05-16", True), ("2018-05-15", False)])
async def test_the_card_says_that_the_only_one_of_a_level_is_away(village: Village, until_on: str, said: bool) -> None:
    task = await report(village)
    await away(village, "coordinator", until_on)
    phone = await card(village, "director", task)
    assert ("(в отпуске до 16 мая)" in phone.last.text) is said
    assert judging(await card(village, "coordinator", task)) == [PASS, RETURN], "it stays with them"


async def test_a_level_of_two_of_whom_one_is_here_is_not_away(village: Village) -> None:
    also(village, "mentor", Role.COORDINATOR, "coordinator")
    task: Task = await report(village)
    await away(village, "coordinator", "2018-05-20")
    await press(village.phone("director"), OpenTask(task.id))
    assert "в отпуске" not in village.phone("director").last.text
