"""Whose task it is: handed over to a member of the team, taken back, or not the organisation's at all."""

from collections.abc import Collection

from handlers import roles, task_cards
from handlers.conversation import begin
from handlers.forms import Draft, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.task_news import task_facts
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import DropTask, HandOver, HandTo, KeepTask, NotOurs, OpenTask, ShowMenu
from scheduler import planner
from storage import extensions, history, participants, tasks
from storage.tasks import Relation, Task, TaskState

room = Room()
SHOWN_MEMBERS = 5
"""Members on a screen: one a row, beside the ways back."""
_UNFINISHED = (TaskState.OPEN, TaskState.RETURNED)


@room.pressed(HandOver)
async def pressed(turn: Turn, press: HandOver) -> Returned:
    task, relations = await roles.task_for(turn, press.task, roles.GIVERS)
    _refuse_own(task)
    members = [each for each in await participants.members(turn.tx, task.organisation)
               if each.id not in (turn.me.id, task.handed_to)]
    shown = members[press.page * SHOWN_MEMBERS:][:SHOWN_MEMBERS]
    rows = [[Choice("member", HandTo(task.id, each.id), facts={"member": each})] for each in shown]
    left = len(members) > (press.page + 1) * SHOWN_MEMBERS
    more = [Choice("earlier", HandOver(task.id, press.page - 1))] if press.page else []
    more += [Choice("more", HandOver(task.id, press.page + 1))] if left else []
    key = "take_back" if Relation.TEAM in relations else "give_back"
    back = [Choice(key, HandTo(task.id, 0))] if task.handed_to else []
    return turn.say("tasks/hand_over", [*rows, [*more, *back, Choice("card", OpenTask(task.id))]], task=task,
                    members=members)


@room.pressed(HandTo)
async def handed(turn: Turn, press: HandTo) -> Returned:
    task, relations = await roles.task_for(turn, press.task, roles.GIVERS)
    _refuse_own(task)
    if not task.unfinished or task.handed_to == (press.participant or None):
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    members = {each.id: each for each in await participants.members(turn.tx, task.organisation)}
    if press.participant and press.participant not in members:
        raise Refused("tasks/not_a_member")
    await tasks.hand_over(turn.tx, task.id, press.participant or None)
    await history.note(turn.tx, "handed_over", actor=turn.me.id, task=task.id, now=turn.now, to=press.participant,
                       subject=press.participant or task.handed_to, was="member" if task.handed_to else "team",
                       became="member" if press.participant else "team")
    await planner.plan_task(turn.tx, task.id, turn.now)
    rows = [[Choice("open", OpenTask(task.id))]]
    for person in {press.participant, task.handed_to or 0} - {0}:
        name = "tasks/told_handed" if person == press.participant else "tasks/told_taken_back"
        await turn.tell(person, turn.say(name, rows, task=task, who=turn.me.name),
                        reason=f"task:{task.id}:handed:{turn.update.key}")
    if not press.participant and Relation.TEAM not in relations:
        return await _given_back(turn, task)
    if not press.participant:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/taken_back"))
    await _tell_team(turn, task, press.participant, relations)
    rows = [[Choice("card", OpenTask(task.id))]] if Relation.TEAM in relations else [[Choice("menu", ShowMenu())]]
    return turn.say("tasks/handed", rows, task=task, to=members[press.participant])


def _refuse_own(task: Task) -> None:
    """What one person was asked for is theirs. Raises `Refused`."""
    if task.participant is not None:
        raise Refused("tasks/not_allowed")


async def _tell_team(turn: Turn, task: Task, to: int, relations: Collection[Relation]) -> None:
    """The team hears when one to whom they had handed a task passes it on."""
    if Relation.TEAM in relations:
        return
    for person in set(await roles.doers(turn, task)) - {to}:
        await turn.tell(person, turn.say("tasks/told_passed_on", [[Choice("open", OpenTask(task.id))]], task=task,
                                         who=turn.me.name), reason=f"task:{task.id}:passed_on:{turn.update.key}")


async def _given_back(turn: Turn, task: Task) -> Returned:
    """Whoever had been given the task cannot do it: the team must hear, for it is theirs again."""
    for person in await roles.doers(turn, task):
        await turn.tell(person, turn.say("tasks/told_given_back", [[Choice("open", OpenTask(task.id))]], task=task,
                                         who=turn.me.name), reason=f"task:{task.id}:given_back:{turn.update.key}")
    return turn.say("tasks/given_back", [[Choice("menu", ShowMenu())]], task=task)


@room.pressed(NotOurs)
async def not_ours_pressed(turn: Turn, press: NotOurs) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.OWNERS)
    if not task.unfinished:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    return await begin(turn, "not_ours", task=task.id)


async def reason_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return given.text


async def not_ours(turn: Turn, draft: Draft) -> Returned:
    task, _ = await roles.task_for(turn, draft.subject["task"], roles.OWNERS)
    reason = draft.text("reason")
    await history.note(turn.tx, "not_ours", actor=turn.me.id, task=task.id, now=turn.now, reason=reason)
    rows = [[Choice("drop", DropTask(task.id)), Choice("keep", KeepTask(task.id))], [Choice("open", OpenTask(task.id))]]
    told = 0
    for person in await roles.deciders(turn, task):
        reply = turn.say("tasks/told_not_ours", rows, task=task, who=turn.me.name, why=reason)
        told += await turn.tell(person, reply, reason=f"task:{task.id}:not_ours:{turn.update.key}")
    return turn.say("tasks/not_ours_sent", [[Choice("card", OpenTask(task.id))]], task=task, told=told)


form(Form("not_ours", (Step("reason", "tasks/ask_why_not_ours", reason_taken),), task_facts, not_ours))


@room.pressed(DropTask)
async def dropped(turn: Turn, press: DropTask) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DECIDERS)
    if not await tasks.change_state(turn.tx, task.id, TaskState.CANCELLED, allowed=_UNFINISHED, by=turn.me.id,
                                    now=turn.now):
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    await extensions.close_open(turn.tx, task.id, now=turn.now)
    await history.note(turn.tx, "dropped", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.CANCELLED)
    await planner.plan_task(turn.tx, task.id, turn.now)
    return await _told(turn, press.task, "dropped")


@room.pressed(KeepTask)
async def kept(turn: Turn, press: KeepTask) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DECIDERS)
    verbs = [each.verb for each in await history.of_task(turn.tx, task.id) if each.verb in ("not_ours", "kept")]
    if not task.unfinished or verbs[-1:] != ["not_ours"]:  # nobody asks, or somebody has answered
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    await history.note(turn.tx, "kept", actor=turn.me.id, task=task.id, now=turn.now)
    return await _told(turn, press.task, "kept")


async def _told(turn: Turn, id: int, verdict: str) -> Returned:
    task, _ = await roles.task_for(turn, id, roles.DECIDERS)
    rows = [[Choice("open", OpenTask(task.id))]]
    for person in await roles.doers(turn, task):
        await turn.tell(person, turn.say(f"tasks/told_{verdict}", rows, task=task, who=turn.me.name),
                        reason=f"task:{task.id}:{verdict}:{turn.update.key}")
    return turn.say(f"tasks/{verdict}", rows, task=task)
