"""Another due date for everyone: a curator or operator names the day, confirms, and all concerned are told once."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import roles
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import MoveDate, OpenTask, ShowMenu
from messages.replies import Tone
from scheduler import planner
from storage import extensions, history, tasks
from storage.tasks import Relation, Task

room = Room()
_HEARERS = frozenset({Relation.TEAM, Relation.HANDED, Relation.COORDINATOR, Relation.CURATOR})


@room.pressed(MoveDate)
async def pressed(turn: Turn, press: MoveDate) -> Returned:
    await _first_task(turn, press.activity)
    return await begin(turn, "move", activity=press.activity)


async def facts(turn: Turn, draft: Draft) -> Facts:
    task = await _first_task(turn, draft.subject["activity"])
    month_on = date.fromisoformat(turn.today(task.time_zone)) + timedelta(days=30)
    example = min(month_on.isoformat(), (await programme_of(turn, task.programme)).ends_on)
    return {"task": task, "example": example, "number": len(await tasks.of_activity(turn.tx, task.activity))}


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A day from today on, within the programme's period."""
    task = await _first_task(turn, draft.subject["activity"])
    today = turn.today(task.time_zone)
    day = read_day(given, today)
    programme = await programme_of(turn, task.programme)
    if day < today:
        raise Wrong("tasks/day_past", today=today)
    if day > programme.ends_on:
        raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)
    return day


async def sure_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked != "yes":
        raise Wrong("roadmap/tap_please")
    return "yes"


async def sure_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("yes", "yes", tone=Tone.GOOD)]


async def moved(turn: Turn, draft: Draft) -> Returned:
    task = await _first_task(turn, draft.subject["activity"])
    day = draft.text("day")
    if day < turn.today(task.time_zone):  # the question lay open for days
        raise Refused("tasks/day_past", today=turn.today(task.time_zone))
    await history.note(turn.tx, "date_moved", actor=turn.me.id, now=turn.now, activity=task.activity, day=day,
                       was=await tasks.activity_day(turn.tx, task.activity), became=day)
    ids = await tasks.move_activity(turn.tx, task.activity, day, now=turn.now)
    hearers: dict[int, int] = {}
    for id in ids:
        await _close_overtaken(turn, id, day)
        for each in await tasks.concerned(turn.tx, id):
            if each.relation in _HEARERS:
                hearers.setdefault(each.participant, id)
    await planner.plan_tasks(turn.tx, ids, turn.now)
    told = 0
    for person, id in sorted(hearers.items()):
        reply = turn.say("roadmap/told_moved", [[Choice("open", OpenTask(id))]], task=task, day=day)
        told += await turn.tell(person, reply, reason=f"activity:{task.activity}:moved:{turn.update.key}")
    return turn.say("roadmap/moved", [[Choice("menu", ShowMenu())]], task=task, day=day, number=len(ids), told=told)


form(Form("move", (Step("day", "roadmap/ask_day", day_taken),
                   Step("sure", "roadmap/ask_sure", sure_taken, sure_options)), facts, moved))


async def _close_overtaken(turn: Turn, task: int, day: str) -> None:
    """Nobody may still agree to a day that would now be an earlier one."""
    asked = await extensions.open_of(turn.tx, task)
    if asked and asked.wanted_on <= day:
        await extensions.close_open(turn.tx, task, now=turn.now)


async def _first_task(turn: Turn, activity: int) -> Task:
    """A task of the activity that this person may move; they must be a mover of it. Raises `Refused`."""
    for id in await tasks.of_activity(turn.tx, activity):
        task = await tasks.by_id(turn.tx, id)
        if task is not None and await tasks.relations(turn.tx, id, turn.me.id) & roles.movers(task):
            return task
    raise Refused("tasks/not_allowed")
