"""A report goes from one who judges to the next: in turn, together, or to one alone; and whoever is missing is passed
over.
"""

from typing import Any

import pytest

from messages.meanings import (
    AcceptTask,
    MarkDone,
    OpenTask,
    ReturnTask,
    ShowEvidence,
    ShowSchools,
    TaskList,
    WithdrawDone,
)
from messages.meanings_of_review import PassTask
from storage import reviews
from storage.participants import Role
from storage.reviews import Order
from storage.tasks import Task, TaskState
from tests.handlers.conftest import CHANNEL, Village, press, user_of
from tests.handlers.tables import change, rows
from tests.phone import Phone

INSTITUTE = "Институт развития образования"
PASS, ACCEPT, RETURN = "✅ Передать куратору", "✅ Принять", "Вернуть с замечанием"


async def report(village: Village, number: str = "1.4.1") -> Task:
    """The director has reported it done."""
    task = await village.task(number)
    await press(village.phone("director"), MarkDone(task.id))
    await village.phone("director").taps("Сделано, без подтверждения")
    return await village.again(task)


def order(village: Village, way: Order) -> None:
    change(village.file, "update programmes set review = ?", way.value)


def leaves(village: Village, who: str) -> None:
    """They can be written to nowhere any more."""
    change(village.file, "update addresses set closed_at = 1 where participant = ?", village.people[who].participant)


async def card(village: Village, who: str, task: Task) -> Phone:
    await press(village.phone(who), OpenTask(task.id))
    return village.phone(who)


def judging(phone: Phone) -> list[str]:
    return [label for label in phone.labels() if label in (PASS, ACCEPT, RETURN)]


async def to_check(village: Village, who: str) -> int:
    """Lines in their list."""
    phone = village.phone(who)
    await press(phone, TaskList("watch_check"))
    return sum(label.isdigit() for label in phone.labels())


async def verdicts(village: Village, task: Task) -> list[tuple[str, str, str, int]]:
    async with village.database.reading() as tx:
        return [(each.level, each.verdict, each.remark, each.counts) for each in await reviews.of_task(tx, task.id)]


async def returns(village: Village, who: str, task: Task, remark: str) -> None:
    await press(village.phone(who), ReturnTask(task.id))
    await village.phone(who).says(remark)


async def test_the_coordinator_reads_first_and_the_curator_accepts(village: Village) -> None:
    task = await report(village)
    boss, curator, director = (village.phone(who) for who in ("coordinator", "curator", "director"))
    assert boss.labels() == [PASS, "Посмотреть"]
    assert await to_check(village, "coordinator") == 1
    assert await to_check(village, "curator") == 0
    await card(village, "coordinator", task)
    boss.sees("Где сейчас: у муниципального координатора, с 16 мая", PASS, RETURN)
    assert judging(await card(village, "curator", task)) == []
    before = len(director.screen)
    await village.stage.clock.advance(86400)
    await boss.taps(PASS)
    boss.sees("Где сейчас: у куратора, передано 17 мая", "• 17 мая, ", "(координатор): передано куратору")
    assert judging(boss) == []
    assert village.pocket.notices[-1] == (boss.user, "Передано куратору.")
    assert len(director.screen) == before, "a report that goes on is no news to the school"
    assert curator.screen, "the curator sees it in the list, and nobody has written to them"
    assert await to_check(village, "coordinator") == 0
    assert await to_check(village, "curator") == 1
    (await card(village, "director", task)).sees("Где сейчас: у куратора, передано 17 мая")
    assert judging(await card(village, "curator", task)) == [ACCEPT, RETURN]
    await curator.taps(ACCEPT)
    curator.sees("принято", "(куратор): принято")
    director.sees("Принято: «Обосновать отбор школ")
    assert await village.state(task) is TaskState.ACCEPTED
    assert await verdicts(village, task) == [("coordinator", "passed", "", 1), ("curator", "accepted", "", 1)]
    assert await to_check(village, "curator") == 0


async def test_after_each_return_it_begins_with_the_coordinator_again(village: Village) -> None:
    task = await report(village)
    await returns(village, "coordinator", task, "Нет подписи")
    village.phone("director").sees("нужно доработать", "Нет подписи")
    await report(village)
    await press(village.phone("coordinator"), PassTask(task.id))
    await returns(village, "curator", task, "Нет <печати>")
    village.phone("director").sees("нужно доработать", "Нет <печати>")
    assert await village.state(task) is TaskState.RETURNED
    phone = await card(village, "director", task)
    phone.sees("возвращено — Нет подписи", "передано куратору", "возвращено — Нет <печати>")
    assert "Где сейчас" not in phone.last.text
    await report(village)
    (await card(village, "director", task)).sees("Где сейчас: у муниципального координатора")
    assert judging(await card(village, "curator", task)) == []
    assert [counts for *_, counts in await verdicts(village, task)] == [0, 0, 0]


async def test_many_verdicts_are_shown_by_the_last(village: Village) -> None:
    task = await report(village)
    for number in range(4):
        await returns(village, "coordinator", task, f"Замечание {number}")
        await report(village)
    phone = await card(village, "director", task)
    phone.sees("Проверка (последнее):", "Замечание 1", "Замечание 3")
    assert "Замечание 0" not in phone.last.text


@pytest.mark.parametrize(("missing", "way", "judge"), [
    (("curator",), Order.IN_TURN, "coordinator"), (("coordinator",), Order.IN_TURN, "curator"),
    (("coordinator", "curator"), Order.IN_TURN, "operator"),
    (("curator",), Order.TOGETHER, "coordinator"), (("coordinator",), Order.TOGETHER, "curator"),
    (("coordinator", "curator"), Order.TOGETHER, "operator"),
    ((), Order.COORDINATOR, "coordinator"), (("coordinator",), Order.COORDINATOR, "curator"),
    (("coordinator", "curator"), Order.COORDINATOR, "operator"),
    ((), Order.CURATOR, "curator"), (("curator",), Order.CURATOR, "coordinator"),
    (("coordinator", "curator"), Order.CURATOR, "operator")])
async def test_where_one_alone_judges_the_report_ends_with_them(
    village: Village, missing: tuple[str, ...], way: Order, judge: str
) -> None:
    order(village, way)
    for who in missing:
        leaves(village, who)
    task = await report(village)
    assert [who for who in ("coordinator", "curator", "operator", "observer")
            if who not in missing and await to_check(village, who)] == [judge]
    phone = await card(village, judge, task)
    phone.sees({"coordinator": "у муниципального координатора", "curator": "у куратора",
                "operator": "у оператора программы"}[judge])
    assert judging(phone) == [ACCEPT, RETURN]
    await phone.taps(ACCEPT)
    assert await village.state(task) is TaskState.ACCEPTED
    assert await verdicts(village, task) == [(judge, "accepted", "", 1)]


async def test_somebody_who_has_not_joined_is_no_level(village: Village) -> None:
    change(village.file, "update participants set consented_at = null where id = ?",
           village.people["curator"].participant)
    task = await report(village)
    assert judging(await card(village, "coordinator", task)) == [ACCEPT, RETURN]


async def test_nobody_who_left_after_the_first_verdict_leaves_it_hanging(village: Village) -> None:
    task = await report(village)
    await press(village.phone("coordinator"), PassTask(task.id))
    leaves(village, "curator")
    assert await to_check(village, "coordinator") == 1
    phone = await card(village, "coordinator", task)
    assert judging(phone) == [ACCEPT, RETURN]
    await press(phone, PassTask(task.id))
    assert village.pocket.notices[-1][1].startswith("Передавать дальше не нужно")
    await phone.taps(ACCEPT)
    assert await village.state(task) is TaskState.ACCEPTED


@pytest.mark.parametrize("first", ["coordinator", "curator"])
async def test_together_both_accept_in_any_order(village: Village, first: str) -> None:
    order(village, Order.TOGETHER)
    second = "curator" if first == "coordinator" else "coordinator"
    task = await report(village)
    assert [await to_check(village, who) for who in (first, second)] == [1, 1]
    (await card(village, "director", task)).sees("у муниципального координатора и у куратора, с 16 мая")
    phone = await card(village, first, task)
    assert judging(phone) == [ACCEPT, RETURN]
    await phone.taps(ACCEPT)
    assert village.pocket.notices[-1][1].startswith("Ваше «принято» записано. Осталось второе")
    assert await village.state(task) is TaskState.DONE
    assert not village.phone("director").has_seen("Принято: ")
    assert [await to_check(village, who) for who in (first, second)] == [0, 1]
    await press(phone, AcceptTask(task.id))
    phone.sees("Сейчас эту задачу проверяет", {"coordinator": "куратор", "curator": "координатор"}[first])
    await (await card(village, second, task)).taps(ACCEPT)
    assert await village.state(task) is TaskState.ACCEPTED
    village.phone("director").sees("Принято: ")


@pytest.mark.parametrize("who", ["coordinator", "curator"])
async def test_together_either_returns(village: Village, who: str) -> None:
    order(village, Order.TOGETHER)
    task = await report(village)
    await press(village.phone("curator" if who == "coordinator" else "coordinator"), AcceptTask(task.id))
    await returns(village, who, task, "Доработайте")
    assert await village.state(task) is TaskState.RETURNED
    await report(village)
    assert [await to_check(village, each) for each in ("coordinator", "curator")] == [1, 1]


async def test_who_is_both_accepts_once_for_both(village: Village) -> None:
    order(village, Order.TOGETHER)
    for who in ("coordinator", "curator"):
        leaves(village, who)
    both = await village.employs("Единоличная Анна Петровна", Role.CURATOR, INSTITUTE)
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         "values (?, 1, ?, 'coordinator', 'people', 1)", both,
           village.people["coordinator"].organisation)
    task = await report(village)
    await press(Phone(village.stage, CHANNEL, user_of(both), "Анна"), AcceptTask(task.id))
    assert await village.state(task) is TaskState.ACCEPTED
    assert [level for level, *_ in await verdicts(village, task)] == ["coordinator", "curator"]


async def test_the_operator_judges_at_any_time_in_anybodys_stead(village: Village) -> None:
    task = await report(village)
    phone = await card(village, "operator", task)
    assert judging(phone) == [PASS, ACCEPT, RETURN]
    await phone.taps(PASS)
    phone.sees("у куратора, передано 16 мая", "(оператор): передано куратору")
    assert judging(phone) == [ACCEPT, RETURN]
    assert judging(await card(village, "curator", task)) == [ACCEPT, RETURN]
    await returns(village, "operator", task, "Не та школа")
    village.phone("director").sees("Не та школа")
    await report(village)
    await press(phone, AcceptTask(task.id))
    assert await village.state(task) is TaskState.ACCEPTED
    assert [level for level, *_ in await verdicts(village, task)] == ["operator"] * 3


@pytest.mark.parametrize(("who", "passed", "button", "words"), [
    ("curator", False, AcceptTask, "Сейчас эту задачу проверяет муниципальный координатор"),
    ("curator", False, ReturnTask, "Сейчас эту задачу проверяет муниципальный координатор"),
    ("curator", False, PassTask, "Сейчас эту задачу проверяет муниципальный координатор"),
    ("coordinator", False, AcceptTask, "нажмите «Передать куратору»"),
    ("coordinator", True, AcceptTask, "Сейчас эту задачу проверяет куратор"),
    ("coordinator", True, ReturnTask, "Сейчас эту задачу проверяет куратор"),
    ("coordinator", True, PassTask, "Сейчас эту задачу проверяет куратор"),
    ("director", False, PassTask, "нужна другая роль"), ("observer", False, PassTask, "нужна другая роль"),
    ("far_curator", False, PassTask, "не касается"), ("teacher", False, PassTask, "не касается")])
async def test_out_of_turn_one_is_told_whose_turn_it_is(
    village: Village, who: str, passed: bool, button: type[AcceptTask | ReturnTask | PassTask], words: str
) -> None:
    task = await report(village)
    if passed:
        await press(village.phone("coordinator"), PassTask(task.id))
    before = rows(village.file)
    await press(village.phone(who), button(task.id))
    village.phone(who).sees(words)
    assert rows(village.file) == before


@pytest.mark.parametrize("kind", [PassTask, AcceptTask, ReturnTask])
async def test_what_is_not_reported_cannot_be_judged(
    village: Village, kind: type[AcceptTask | ReturnTask | PassTask]
) -> None:
    task = await village.task("1.4.1")
    before = rows(village.file)
    for who in ("coordinator", "curator", "operator"):
        await press(village.phone(who), kind(task.id))
        assert village.pocket.notices[-1][1].startswith("Здесь уже всё иначе")
    assert rows(village.file) == before


async def test_two_taps_at_once_pass_it_on_once(village: Village) -> None:
    task = await report(village)
    phone = await card(village, "coordinator", task)
    shown, payload = phone._button(PASS)
    for _ in range(2):
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    assert await verdicts(village, task) == [("coordinator", "passed", "", 1)]
    phone.sees("Сейчас эту задачу проверяет куратор")


async def test_two_curators_at_once_accept_once(village: Village) -> None:
    other = await village.employs("Вторая Вера Викторовна", Role.CURATOR, INSTITUTE)
    task = await report(village)
    await press(village.phone("coordinator"), PassTask(task.id))
    first, second = village.phone("curator"), Phone(village.stage, CHANNEL, user_of(other), "Вера")
    for phone in (first, second):
        await press(phone, OpenTask(task.id))
    for phone in (first, second):
        shown, payload = phone._button(ACCEPT)
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    assert [verdict for _, verdict, *_ in await verdicts(village, task)] == ["passed", "accepted"]
    assert sum("Принято: " in shown.text for shown in village.phone("director").screen) == 1


async def test_a_remark_comes_too_late_for_what_another_has_passed_on(village: Village) -> None:
    task = await report(village)
    boss = village.phone("coordinator")
    await press(boss, ReturnTask(task.id))
    await press(village.phone("operator"), PassTask(task.id))
    await boss.says("Нет подписи")
    boss.sees("Сейчас эту задачу проверяет куратор")
    assert await village.state(task) is TaskState.DONE


async def test_withdrawn_and_reported_anew_it_has_lost_its_verdicts(village: Village) -> None:
    task = await report(village)
    await press(village.phone("coordinator"), PassTask(task.id))
    await press(village.phone("director"), WithdrawDone(task.id))
    assert await to_check(village, "curator") == 0
    await report(village)
    assert await verdicts(village, task) == [("coordinator", "passed", "", 0)]
    assert await to_check(village, "curator") == 0
    assert await to_check(village, "coordinator") == 1


async def test_only_who_has_accepted_returns_what_was_accepted_too_quickly(village: Village) -> None:
    task = await report(village)
    await press(village.phone("coordinator"), PassTask(task.id))
    await press(village.phone("curator"), AcceptTask(task.id))
    assert judging(await card(village, "coordinator", task)) == []
    await press(village.phone("coordinator"), ReturnTask(task.id))
    village.phone("coordinator").sees("уже приняли", "тот, кто принял")
    assert judging(await card(village, "operator", task)) == [RETURN]
    await returns(village, "curator", task, "Пришлите протокол")
    assert await village.state(task) is TaskState.RETURNED
    assert await verdicts(village, task) == [
        ("coordinator", "passed", "", 1), ("curator", "accepted", "", 1),
        ("curator", "returned", "Пришлите протокол", 1)]


async def test_a_municipalitys_own_task_is_the_curators_to_judge(village: Village) -> None:
    place = village.people["coordinator"].organisation
    task = next(id for id, _, organisation, *_ in table(village, "tasks") if organisation == place)
    change(village.file, "update tasks set state = 'done', report = 1 where id = ?", task)
    assert await to_check(village, "curator") == 1
    await press(village.phone("curator"), AcceptTask(task))
    assert village.pocket.notices[-1][1] == "Принято."


async def test_the_buttons_below_the_evidence_are_those_of_the_card(village: Village) -> None:
    task = await village.task("1.4.1")
    await press(village.phone("director"), MarkDone(task.id))
    await village.phone("director").says("Приказ № 12")
    await village.phone("director").taps("✅ Готово")
    for who, labels in (("coordinator", [PASS, RETURN]), ("curator", []), ("operator", [PASS, ACCEPT, RETURN])):
        await press(village.phone(who), ShowEvidence(task.id))
        assert judging(village.phone(who)) == labels


async def test_the_menu_counts_only_what_waits_for_oneself(village: Village) -> None:
    await report(village)
    for who, number in (("coordinator", 1), ("curator", 0), ("operator", 0), ("observer", 0)):
        await village.phone(who).says("меню")
        village.phone(who).sees(f"На проверку · {number}")


async def test_the_list_of_schools_counts_only_what_waits_for_oneself(village: Village) -> None:
    await report(village)
    for who, waits in (("coordinator", True), ("curator", False)):
        phone = village.phone(who)
        await press(phone, ShowSchools())
        assert ("ждут проверки 1" in phone.last.text) is waits


async def test_reminders_follow_the_one_whose_turn_it_is(village: Village) -> None:
    task = await report(village)
    assert standing(village, task) == {"coordinator"}
    await press(village.phone("coordinator"), PassTask(task.id))
    assert standing(village, task) == {"curator"}
    await press(village.phone("curator"), AcceptTask(task.id))
    assert standing(village, task) == set()


def standing(village: Village, task: Task) -> set[str]:
    """Who will hear that it waits for them."""
    names = {member.participant: who for who, member in village.people.items()}
    return {names[whom] for _, whom, which, _, rung, _, closed, *_ in table(village, "reminders")
            if which == task.id and closed is None and rung.startswith("review:")}


def table(village: Village, name: str) -> list[tuple[Any, ...]]:
    return rows(village.file)[name]
