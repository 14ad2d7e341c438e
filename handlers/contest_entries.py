"""Taking part in a contest, thinking better of it, and the end of applications."""

from dataclasses import replace

from handlers import contest_rights, contests, task_cards, task_forms
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_contests import CloseEntries, JoinContest, OpenContest
from messages.replies import Tone
from scheduler import planner
from scheduler.contests import rules
from storage import assignments, history, tasks
from storage import contests as stored
from storage.contests import Contest
from storage.tasks import TaskState

room = Room()


@room.pressed(JoinContest)
async def joined(turn: Turn, press: JoinContest) -> Returned:
    """A school takes part of its own will, and may think better of it until its application is accepted."""
    contest = await stored.by_id(turn.tx, press.contest)
    if contest is None or contest.broadcast is None:
        raise Refused("contests/not_yours")
    return await (_begin if press.on else _give_up)(turn, contest)


async def _begin(turn: Turn, contest: Contest) -> Returned:
    own = await stored.own(turn.tx, contest.id, turn.me.id)
    whom = await contest_rights.may_join(turn, contest)
    if not own and not whom:
        raise Refused("contests/not_yours")
    known = [found for id in own if (found := await tasks.by_id(turn.tx, id))]
    standing_one = next((each for each in known if each.state is not TaskState.CANCELLED), None)
    if standing_one is None and not await contest_rights.is_open(turn, contest):
        raise Refused("contests/over", contest=contest)
    if standing_one is None and known:
        await stored.reopen(turn.tx, known[0].id, by=turn.me.id, now=turn.now)
    elif standing_one is None:
        await assignments.assign(turn.tx, contest.id, whom[:1], now=turn.now)
        own = await stored.own(turn.tx, contest.id, turn.me.id)
    task = await tasks.by_id(turn.tx, standing_one.id if standing_one else own[0])
    assert task is not None
    if standing_one is None:
        await planner.plan_task(turn.tx, task.id, turn.now)
        await history.note(turn.tx, "contest_joined", actor=turn.me.id, task=task.id, now=turn.now)
    if task.unfinished:
        return await task_forms.filling(turn, task)
    return await task_cards.card(turn, task.id)


async def _left(turn: Turn, id: int) -> bool:
    for state in (TaskState.OPEN, TaskState.RETURNED, TaskState.DONE):
        if await tasks.change_state(turn.tx, id, TaskState.CANCELLED, allowed=(state, state), by=turn.me.id,
                                    now=turn.now):
            await history.note(turn.tx, "contest_left", actor=turn.me.id, task=id, now=turn.now)
            return True
    return False


async def _give_up(turn: Turn, contest: Contest) -> Returned:
    own = await stored.own(turn.tx, contest.id, turn.me.id)
    if not own:
        raise Refused("contests/not_yours")
    left = [id for id in own if await _left(turn, id)]
    if not left:  # it is accepted, or was given up before
        return await contests.card(turn, contest.id)
    await planner.plan_tasks(turn.tx, left, turn.now)
    return turn.say("contests/left", [[Choice("open", OpenContest(contest.id)), Choice("menu", ShowMenu())]],
                    contest=contest)


@room.pressed(CloseEntries)
async def closed(turn: Turn, press: CloseEntries) -> Returned:
    """What has been sent stays; whoever has not sent theirs is left in peace."""
    contest = await contest_rights.held(turn, press.contest)
    left = [each for each in await stored.applications(turn.tx, contest.id)
            if each.state in (TaskState.OPEN, TaskState.RETURNED)]
    if not press.sure:
        return turn.say("contests/sure_close", [[Choice("yes", CloseEntries(contest.id, 1), tone=Tone.BAD)],
                                                [Choice("back", OpenContest(contest.id))]], contest=contest,
                        left=len(left))
    going = rules.read(contest.rules)
    if going.closed_at is None:
        await stored.put_rules(turn.tx, contest.id, rules.write(replace(going, closed_at=turn.now)))
        await history.note(turn.tx, "contest_closed", actor=turn.me.id, now=turn.now, activity=contest.id,
                           tasks=len(left))
    for each in left:
        await tasks.change_state(turn.tx, each.task, TaskState.CANCELLED,
                                 allowed=(TaskState.OPEN, TaskState.RETURNED), by=turn.me.id, now=turn.now)
    await planner.plan_tasks(turn.tx, [each.task for each in left], turn.now)
    return await contests.card(turn, contest.id)
