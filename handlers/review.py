"""What others say of a report: passed on to the next level, accepted, or returned with a remark."""

from typing import Any

from handlers import judges, roles, task_cards, task_news
from handlers.conversation import begin
from handlers.forms import Draft, Form, Given, Step, Value, Wrong, form
from handlers.judges import Bench
from handlers.router import Returned, Room
from handlers.turn import Answer, Turn
from messages.meanings import AcceptTask, ReturnTask
from messages.meanings_of_review import PassTask
from scheduler import planner
from storage import history, reviews, tasks
from storage.reviews import Verdict
from storage.tasks import Task, TaskState

room = Room()
_REPORTED = (TaskState.DONE, TaskState.ACCEPTED)


@room.pressed(PassTask)
async def passed(turn: Turn, press: PassTask) -> Returned:
    task, bench = await _held(turn, press.task)
    if task.state is not TaskState.DONE:
        return await task_cards.already(turn, task.id)
    if bench.accept_as and not bench.pass_as:  # whoever was to decide has left: the last word is this person's now
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("review/not_to_pass"))
    if not bench.pass_as:
        raise bench.refusal(task)
    await reviews.add(turn.tx, task.id, bench.pass_as[0], Verdict.PASSED, by=turn.me.id, now=turn.now)
    await _note(turn, task, "passed_on", TaskState.DONE)
    return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("review/passed"))


@room.pressed(AcceptTask)
async def accepted(turn: Turn, press: AcceptTask) -> Returned:
    task, bench = await _held(turn, press.task)
    if task.state is not TaskState.DONE:
        return await task_cards.already(turn, task.id)
    if not bench.accept_as:
        raise bench.refusal(task)
    for level in bench.accept_as:
        await reviews.add(turn.tx, task.id, level, Verdict.ACCEPTED, by=turn.me.id, now=turn.now)
    if not bench.settles:
        await _note(turn, task, "accepted_by_one", TaskState.DONE)
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("review/other_next"))
    await tasks.change_state(turn.tx, task.id, TaskState.ACCEPTED, allowed=(TaskState.DONE, TaskState.DONE),
                             by=turn.me.id, now=turn.now)
    await _note(turn, task, "accepted", TaskState.ACCEPTED)
    await task_news.tell_doers(turn, task, "tasks/told_accepted", reason="accepted")
    notice = "review/accepted_for_both" if bench.for_both else "tasks/accepted"
    return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words(notice))


@room.pressed(ReturnTask)
async def return_pressed(turn: Turn, press: ReturnTask) -> Returned:
    task, relations = await roles.task_for(turn, press.task, roles.DECIDERS)
    if task.state not in _REPORTED:
        return await task_cards.already(turn, task.id)
    bench = await judges.bench(turn, task, relations)
    if not bench.return_as:
        raise bench.refusal(task)
    return await begin(turn, "return", task=task.id)


async def remark_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return given.text


async def returned(turn: Turn, draft: Draft) -> Returned:
    task, bench = await _held(turn, draft.subject["task"])
    if task.state not in _REPORTED:
        return await task_cards.already(turn, task.id)
    if not bench.return_as:
        raise bench.refusal(task)
    remark = draft.text("remark")
    await reviews.add(turn.tx, task.id, bench.return_as[0], Verdict.RETURNED, by=turn.me.id, now=turn.now,
                      remark=remark)
    await tasks.change_state(turn.tx, task.id, TaskState.RETURNED, allowed=_REPORTED, by=turn.me.id, now=turn.now)
    await _note(turn, task, "returned", TaskState.RETURNED, remark=remark)
    await task_news.tell_doers(turn, task, "tasks/told_returned", reason="returned", remark=remark)
    await _tell_who_passed(turn, task, remark)
    return turn.say("tasks/returned", task_news.open_row(task), task=task)


form(Form("return", (Step("remark", "tasks/ask_remark", remark_taken),), task_news.task_facts, returned))


async def _held(turn: Turn, id: int) -> tuple[Task, Bench]:
    """The task as it stands once everybody else who judges it has finished."""
    await reviews.hold(turn.tx, id)
    task, relations = await roles.task_for(turn, id, roles.DECIDERS)
    return task, await judges.bench(turn, task, relations)


async def _tell_who_passed(turn: Turn, task: Task, remark: str) -> None:
    """Whoever found it good hears that the next level did not."""
    watching = {each.participant for each in await tasks.concerned(turn.tx, task.id) if each.relation in roles.DECIDERS}
    passed = {each.participant for each in await reviews.of_task(turn.tx, task.id)
              if each.counts and each.verdict is Verdict.PASSED}
    for person in sorted(passed & watching - {turn.me.id}):
        said = turn.say("review/told_returned", task_news.open_row(task), task=task, who=turn.me.name, remark=remark)
        await turn.tell(person, said, reason=f"task:{task.id}:passed_returned:{turn.update.key}")


async def _note(turn: Turn, task: Task, verb: str, became: TaskState, *, remark: str | None = None) -> None:
    """Into the trace; and whoever's turn it has become is reminded from now on."""
    facts: dict[str, Any] = {"remark": remark} if remark else {}
    await history.note(turn.tx, verb, actor=turn.me.id, task=task.id, now=turn.now, was=task.state, became=became,
                       **facts)
    await planner.plan_task(turn.tx, task.id, turn.now)
