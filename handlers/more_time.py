"""More time for one organisation: a day and a reason, one tap of the coordinator or curator, all concerned hear."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import roles, task_cards
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import AskMoreTime, DecideExtension, OpenTask
from messages.replies import Tone
from scheduler import planner
from scheduler.programme import phrases
from scheduler.programme.when import When
from storage import extensions, history, tasks
from storage.tasks import Task

room = Room()
_OFFERED = (3, 7, 14)
"""Days that a button offers; any other day can be typed."""


@room.pressed(AskMoreTime)
async def pressed(turn: Turn, press: AskMoreTime) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DOERS)
    if not task.unfinished or task.due_on is None:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    return await begin(turn, "more_time", task=task.id)


async def facts(turn: Turn, draft: Draft) -> Facts:
    task = await _task(turn, draft)
    last = (await programme_of(turn, task.programme)).ends_on
    return {"task": task, "example": max(await _offered(turn, task), default=last)}


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    task = await _task(turn, draft)
    return [Option("day", day, {"day": day}) for day in await _offered(turn, task)]


async def _offered(turn: Turn, task: Task) -> list[str]:
    """Some days after the due date, or after today if that is later."""
    start = date.fromisoformat(max(task.due_on or "", turn.today(task.time_zone)))
    ends_on = (await programme_of(turn, task.programme)).ends_on
    days = [(start + timedelta(days=each)).isoformat() for each in _OFFERED]
    return [day for day in days if day <= ends_on]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A day later than the due date and today, within the programme's period."""
    task = await _task(turn, draft)
    day = read_day(given, turn.today(task.time_zone))
    if _overtaken(turn, task, day):
        raise Wrong("tasks/day_too_early", due_on=task.due_on)
    ends_on = (await programme_of(turn, task.programme)).ends_on
    if day > ends_on:
        raise Wrong("tasks/day_too_late", ends_on=ends_on)
    return day


async def reason_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return given.text


async def asked(turn: Turn, draft: Draft) -> Returned:
    task, _ = await roles.task_for(turn, draft.subject["task"], roles.DOERS)
    wanted_on, reason = draft.text("day"), draft.text("reason")
    if not task.unfinished or _overtaken(turn, task, wanted_on):
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    id = await extensions.ask(turn.tx, task.id, turn.me.id, wanted_on, reason, now=turn.now)
    await history.note(turn.tx, "more_time_asked", actor=turn.me.id, task=task.id, now=turn.now, extension=id)
    rows = [[Choice("agree", DecideExtension(id, 1), tone=Tone.GOOD), Choice("refuse", DecideExtension(id, 0))],
            [Choice("open", OpenTask(task.id))]]
    told = 0
    for person in await roles.deciders(turn, task):
        reply = turn.say("tasks/told_more_time", rows, task=task, who=turn.me.name, wanted_on=wanted_on, reason=reason)
        told += await turn.tell(person, reply, reason=f"extension:{id}:asked")
    return turn.say("tasks/more_time_asked", [[Choice("card", OpenTask(task.id))]], task=task, wanted_on=wanted_on,
                    told=told)


form(Form("more_time", (Step("day", "tasks/ask_day", day_taken, day_options),
                        Step("reason", "tasks/ask_reason", reason_taken)), facts, asked))


@room.pressed(DecideExtension)
async def decided(turn: Turn, press: DecideExtension) -> Returned:
    extension = await extensions.by_id(turn.tx, press.extension)
    if extension is None:
        raise Refused("tasks/not_yours")
    task, _ = await roles.task_for(turn, extension.task, roles.DECIDERS)
    if not task.unfinished:
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/already", task=task))
    if press.agree and _overtaken(turn, task, extension.wanted_on):
        raise Refused("tasks/day_overtaken", day=extension.wanted_on, due_on=task.due_on)
    outcome = "agreed" if press.agree else "refused"
    if not await extensions.decide(turn.tx, extension.id, outcome, by=turn.me.id, now=turn.now):
        return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("tasks/decided_before"))
    if press.agree:
        await tasks.extend(turn.tx, task.id, extension.wanted_on, now=turn.now)
        await planner.plan_task(turn.tx, task.id, turn.now)
    await history.note(turn.tx, f"more_time_{outcome}", actor=turn.me.id, task=task.id, now=turn.now,
                       extension=extension.id, day=extension.wanted_on, subject=extension.participant,
                       was=task.due_on, became=extension.wanted_on if press.agree else task.due_on)
    hearers = {extension.participant, *await roles.doers(turn, task), *await roles.deciders(turn, task)}
    for person in sorted(hearers):
        reply = turn.say("tasks/told_decided", [[Choice("open", OpenTask(task.id))]], task=task, agreed=press.agree,
                         day=extension.wanted_on, who=turn.me.name)
        await turn.tell(person, reply, reason=f"extension:{extension.id}:{outcome}")
    return turn.say("tasks/decided", [[Choice("card", OpenTask(task.id))]], task=task, agreed=press.agree,
                    day=extension.wanted_on, asker=extension.asker)


def read_day(given: Given, today: str) -> str:
    """An ISO day from a button or from words; without a year the next such day is meant. Raises `Wrong`."""
    words = (given.picked or given.text).strip().rstrip(".")
    years = [int(today[:4]), int(today[:4]) + 1]
    for phrase in (words, *(f"{words}{gap}{year}" for year in years for gap in (".", " "))):
        read = phrases.read(phrase)
        if isinstance(read, When) and read.end and (phrase == words or read.end.isoformat() >= today):
            return read.end.isoformat()
    raise Wrong("tasks/day_not_understood")


def _overtaken(turn: Turn, task: Task, day: str) -> bool:
    """Whether the day no longer is a later one: time has passed, or the date was moved for everyone meanwhile."""
    return day <= max(task.due_on or "", turn.today(task.time_zone))


async def _task(turn: Turn, draft: Draft) -> Task:
    task = await tasks.by_id(turn.tx, draft.subject["task"])
    if task is None:
        raise Refused("fallback/gone")
    return task
