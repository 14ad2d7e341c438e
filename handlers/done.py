"""A task reported done: with evidence or without, withdrawn again, accepted, or returned with a remark."""

from collections.abc import Sequence

from handlers import roles, task_cards
from handlers.conversation import begin
from handlers.forms import ENOUGH, Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import AcceptTask, MarkDone, OpenTask, ReturnTask, WithdrawDone
from messages.replies import Tone
from scheduler import planner
from storage import extensions, history, tasks
from storage.tasks import Relation, Task, TaskState

room = Room()
EVIDENCE_LIMIT = 10
"""Pieces of evidence for one report."""
_UNFINISHED = (TaskState.OPEN, TaskState.RETURNED)
_REPORTED = (TaskState.DONE, TaskState.ACCEPTED)


@room.pressed(MarkDone)
async def done_pressed(turn: Turn, press: MarkDone) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DOERS)
    if not task.unfinished:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    return await begin(turn, "done", task=task.id)


@room.pressed(WithdrawDone)
async def withdrawn(turn: Turn, press: WithdrawDone) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DOERS)
    changed = await tasks.change_state(turn.tx, task.id, TaskState.OPEN, allowed=(TaskState.DONE, TaskState.DONE),
                                       by=turn.me.id, now=turn.now)
    if not changed:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    await tasks.withdraw_evidence(turn.tx, task.id, now=turn.now)
    await history.note(turn.tx, "done_withdrawn", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.OPEN)
    await planner.plan_task(turn.tx, task.id, turn.now)
    for coordinator in await _coordinators(turn, task):
        await turn.tell(coordinator, turn.say("tasks/told_withdrawn", _open(task), task=task, who=turn.me.name),
                        reason=f"task:{task.id}:withdrawn:{turn.update.key}")
    await _tell_doers(turn, task, "tasks/told_withdrawn", reason="withdrawn")
    return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/withdrawn"))


@room.pressed(AcceptTask)
async def accepted(turn: Turn, press: AcceptTask) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DECIDERS)
    changed = await tasks.change_state(turn.tx, task.id, TaskState.ACCEPTED, allowed=(TaskState.DONE, TaskState.DONE),
                                       by=turn.me.id, now=turn.now)
    if not changed:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    await history.note(turn.tx, "accepted", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.ACCEPTED)
    await _tell_doers(turn, task, "tasks/told_accepted", reason="accepted")
    return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/accepted"))


@room.pressed(ReturnTask)
async def return_pressed(turn: Turn, press: ReturnTask) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DECIDERS)
    if task.state not in _REPORTED:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    return await begin(turn, "return", task=task.id)


async def evidence_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Words, or files with words; each file is one piece."""
    before = draft.answers.get("evidence")
    if len(before if isinstance(before, list) else []) + max(1, len(given.files)) > EVIDENCE_LIMIT:
        raise Wrong("tasks/evidence_enough", limit=EVIDENCE_LIMIT)
    if given.files:
        return [{"text": given.text if number == 0 else "", "file": file.id}
                for number, file in enumerate(given.files)]
    if not given.text:
        raise Wrong("tasks/evidence_what")
    return [{"text": given.text, "file": None}]


async def evidence_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """Finish, with what was given or with nothing."""
    given = draft.answers.get("evidence")
    key = "enough" if isinstance(given, list) and given else "without"
    return [Option(key, ENOUGH, tone=Tone.GOOD)]


async def task_facts(turn: Turn, draft: Draft) -> Facts:
    """What every form about a task shows."""
    task = await tasks.by_id(turn.tx, draft.subject["task"])
    if task is None:
        raise Refused("fallback/gone")
    return {"task": task, "today": turn.today(task.time_zone)}


async def reported(turn: Turn, draft: Draft) -> Returned:
    task, _ = await roles.task_for(turn, draft.subject["task"], roles.DOERS)
    given = draft.answers.get("evidence")
    return await _report(turn, task, given if isinstance(given, list) else [])


async def remark_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return given.text


async def returned(turn: Turn, draft: Draft) -> Returned:
    task, _ = await roles.task_for(turn, draft.subject["task"], roles.DECIDERS)
    changed = await tasks.change_state(turn.tx, task.id, TaskState.RETURNED, allowed=_REPORTED,
                                       by=turn.me.id, now=turn.now)
    if not changed:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    await history.note(turn.tx, "returned", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.RETURNED, remark=draft.text("remark"))
    await planner.plan_task(turn.tx, task.id, turn.now)
    await _tell_doers(turn, task, "tasks/told_returned", reason="returned", remark=draft.text("remark"))
    return turn.say("tasks/returned", _open(task), task=task)


form(Form("done", (Step("evidence", "tasks/ask_evidence", evidence_taken, evidence_options, many=True),),
          task_facts, reported))
form(Form("return", (Step("remark", "tasks/ask_remark", remark_taken),), task_facts, returned))


async def _report(turn: Turn, task: Task, given: Sequence[dict[str, str | int | None]]) -> Returned:
    changed = await tasks.change_state(turn.tx, task.id, TaskState.DONE, allowed=_UNFINISHED, by=turn.me.id,
                                       now=turn.now)
    if not changed:
        return await _added(turn, task.id, given)
    await _keep(turn, task.id, given)
    await extensions.close_open(turn.tx, task.id, now=turn.now)
    await history.note(turn.tx, "done", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.DONE, pieces=len(given))
    await planner.plan_task(turn.tx, task.id, turn.now)
    for coordinator in await _coordinators(turn, task):
        rows = [[Choice("accept", AcceptTask(task.id), tone=Tone.GOOD), Choice("open", OpenTask(task.id))]]
        await turn.tell(coordinator, turn.say("tasks/told_done", rows, task=task, who=turn.me.name, pieces=len(given)),
                        reason=f"task:{task.id}:done:{turn.update.key}")
    await _tell_doers(turn, task, "tasks/told_done_team", reason="done_team")
    rows = [[Choice("undo", WithdrawDone(task.id)), Choice("card", OpenTask(task.id))]]
    return turn.say("tasks/done", rows, task=task, pieces=len(given))


async def _added(turn: Turn, id: int, given: Sequence[dict[str, str | int | None]]) -> Returned:
    """A colleague was quicker: what this person has gathered joins what is there while nobody has judged it."""
    task, _ = await roles.task_for(turn, id, roles.DOERS)
    if task.state is not TaskState.DONE or not given:
        return Answer((await task_cards.card(turn, id),), turn.catalogue.words("tasks/already", task=task))
    await _keep(turn, id, given)
    await history.note(turn.tx, "evidence_added", actor=turn.me.id, task=id, now=turn.now, pieces=len(given))
    return turn.say("tasks/evidence_added", _open(task), task=task, pieces=len(given))


async def _keep(turn: Turn, task: int, given: Sequence[dict[str, str | int | None]]) -> None:
    for piece in given:
        file = piece["file"]
        await tasks.add_evidence(turn.tx, task, turn.me.id, str(piece["text"] or ""),
                                 int(file) if file is not None else None, now=turn.now)


async def _coordinators(turn: Turn, task: Task) -> list[int]:
    """Only coordinators are written to at once; a curator of 200 schools looks at the list to be checked."""
    people = await tasks.concerned(turn.tx, task.id)
    return [each.participant for each in people if each.relation is Relation.COORDINATOR]


async def _tell_doers(turn: Turn, task: Task, name: str, *, reason: str, remark: str = "") -> None:
    for person in await roles.doers(turn, task):
        await turn.tell(person, turn.say(name, _open(task), task=task, who=turn.me.name, remark=remark),
                        reason=f"task:{task.id}:{reason}:{turn.update.key}")


def _open(task: Task) -> list[list[Choice]]:
    return [[Choice("open", OpenTask(task.id))]]
