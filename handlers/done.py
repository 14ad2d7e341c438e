"""A task reported done, with evidence or a sheet or without, and withdrawn again; how it is judged is in `review`."""

from collections.abc import Sequence

from handlers import contest_desk, judges, roles, task_cards, task_forms, task_news
from handlers.conversation import begin
from handlers.follow_ups import FOLLOW_UPS
from handlers.forms import ENOUGH, Draft, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.survey_endings import ending
from handlers.survey_sheet import Opened
from handlers.turn import Answer, Turn
from messages.catalogue import Choice
from messages.meanings import FillTask, MarkDone, OpenTask, WithdrawDone
from messages.meanings_of_contests import OpenApplication
from messages.replies import Tone
from scheduler import planner
from scheduler.surveys.wave import Unit
from storage import cards, extensions, history, tasks
from storage.assignments import Kind, Review
from storage.tasks import Relation, Task, TaskState

room = Room()
EVIDENCE_LIMIT = 10
"""Pieces of evidence for one report."""
_UNFINISHED = (TaskState.OPEN, TaskState.RETURNED)


@room.pressed(MarkDone)
async def done_pressed(turn: Turn, press: MarkDone) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DOERS)
    if not task.unfinished:
        return await task_cards.already(turn, task.id)
    if task.wave is not None and not await task_forms.is_complete(turn, task):
        return await task_forms.filling(turn, task)
    if task.wave is not None or task.is_confirmed_by_a_tap:
        return await _report(turn, task, [])
    return await begin(turn, "done", task=task.id)


@room.pressed(WithdrawDone)
async def withdrawn(turn: Turn, press: WithdrawDone) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DOERS)
    changed = await tasks.change_state(turn.tx, task.id, TaskState.OPEN, allowed=(TaskState.DONE, TaskState.DONE),
                                       by=turn.me.id, now=turn.now)
    if not changed:
        return await task_cards.already(turn, task.id)
    if task.kind not in cards.KINDS:  # of those it is also what was said on the way
        await tasks.withdraw_evidence(turn.tx, task.id, now=turn.now)
    await history.note(turn.tx, "done_withdrawn", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.OPEN)
    await planner.plan_task(turn.tx, task.id, turn.now)
    for judge in await _first_judges(turn, task):
        said = turn.say("tasks/told_withdrawn", task_news.open_row(task), task=task, who=turn.me.name)
        await turn.tell(judge, said, reason=f"task:{task.id}:withdrawn:{turn.update.key}")
    await task_news.tell_doers(turn, task, "tasks/told_withdrawn", reason="withdrawn")
    return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/withdrawn"))


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
    """Finish, with what was given or with nothing, unless a file was asked for."""
    given = draft.answers.get("evidence")
    if isinstance(given, list) and given:
        return [Option("enough", ENOUGH, tone=Tone.GOOD)]
    task = await tasks.by_id(turn.tx, draft.subject["task"])
    return [] if task and task.wants_a_file else [Option("without", ENOUGH, tone=Tone.GOOD)]


async def reported(turn: Turn, draft: Draft) -> Returned:
    task, _ = await roles.task_for(turn, draft.subject["task"], roles.DOERS)
    given = draft.answers.get("evidence")
    return await _report(turn, task, given if isinstance(given, list) else [])


form(Form("done", (Step("evidence", "tasks/ask_evidence", evidence_taken, evidence_options, many=True),),
          task_news.task_facts, reported))


@ending(Unit.TASK)
async def filled_in(turn: Turn, opened: Opened) -> Returned:
    """Nothing waits any more in the sheet of a task: it is reported by this, or its report has become another."""
    task, _ = await roles.task_for(turn, opened.stored.task, roles.DOERS)
    if task.unfinished:
        return await _report(turn, task, [])
    await history.note(turn.tx, "answer_corrected", actor=turn.me.id, task=task.id, now=turn.now)
    if (more := FOLLOW_UPS.get(task.kind)) is not None:
        return await more(turn, task)
    return turn.say("tasks/answer_corrected", [[Choice("look", FillTask(task.id)), Choice("card", OpenTask(task.id))]],
                    task=task)


async def _report(turn: Turn, task: Task, given: Sequence[dict[str, str | int | None]]) -> Returned:
    changed = await tasks.change_state(turn.tx, task.id, TaskState.DONE, allowed=_UNFINISHED, by=turn.me.id,
                                       now=turn.now)
    if not changed:
        return await _added(turn, task.id, given)
    await keep(turn, task.id, given)
    await extensions.close_open(turn.tx, task.id, now=turn.now)
    await history.note(turn.tx, "done", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.DONE, pieces=len(given))
    await planner.plan_task(turn.tx, task.id, turn.now)
    for judge in await _first_judges(turn, task):
        look = OpenApplication(task.id) if task.kind == Kind.CONTEST else OpenTask(task.id)
        rows = [[*await judges.first_tap(turn, task, judge), Choice("open", look)]]
        await turn.tell(judge, turn.say("tasks/told_done", rows, task=task, who=turn.me.name, pieces=len(given)),
                        reason=f"task:{task.id}:done:{turn.update.key}")
    await task_news.tell_doers(turn, task, "tasks/told_done_team", reason="done_team")
    await task_news.tell_author(turn, task)
    if (more := FOLLOW_UPS.get(task.kind)) is not None:
        return await more(turn, task)
    change = Choice("correct", FillTask(task.id)) if task.wave is not None else Choice("undo", WithdrawDone(task.id))
    following = await contest_desk.onward(turn, task) if task.kind == Kind.EXPERTISE else []
    rows = [following, [change, Choice("card", OpenTask(task.id))]]
    return turn.say("tasks/done", rows, task=task, pieces=len(given))


async def _added(turn: Turn, id: int, given: Sequence[dict[str, str | int | None]]) -> Returned:
    """A colleague was quicker: what this person has gathered joins what is there while nobody has judged it."""
    task, _ = await roles.task_for(turn, id, roles.DOERS)
    if task.state is not TaskState.DONE or not given:
        return await task_cards.already(turn, id)
    await keep(turn, id, given)
    await history.note(turn.tx, "evidence_added", actor=turn.me.id, task=id, now=turn.now, pieces=len(given))
    return turn.say("tasks/evidence_added", task_news.open_row(task), task=task, pieces=len(given))


async def keep(turn: Turn, task: int, given: Sequence[dict[str, str | int | None]]) -> None:
    """Pieces of evidence, as a form has gathered them."""
    for piece in given:
        file = piece["file"]
        await tasks.add_evidence(turn.tx, task, turn.me.id, str(piece["text"] or ""),
                                 int(file) if file is not None else None, now=turn.now)


async def _first_judges(turn: Turn, task: Task) -> list[int]:
    """Only coordinators are written to at once; a curator of 200 schools looks at the list to be checked. Of what was
    asked for in the chat the author hears, if they are to judge it.
    """
    if task.kind in cards.KINDS and task.review:
        return await _judges_of_card(turn, task)
    first = {"": Relation.COORDINATOR, Review.AUTHOR: Relation.AUTHOR}.get(task.review)
    people = await tasks.concerned(turn.tx, task.id)
    return [each.participant for each in people if each.relation is first and each.participant != turn.me.id]


async def _judges_of_card(turn: Turn, task: Task) -> list[int]:
    """Whoever accompanies it and whoever has asked for it, but for those who do it; else whoever else can judge it."""
    doing = {turn.me.id, *await roles.doers(turn, task)}
    found = {each.participant for each in await tasks.concerned(turn.tx, task.id)
             if each.relation in (Relation.TUTOR, Relation.AUTHOR)} - doing
    return sorted(found) or [each for each in await roles.deciders(turn, task) if each not in doing]
