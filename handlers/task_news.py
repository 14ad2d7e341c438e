"""What the people of a task hear of it from those who act upon it."""

from handlers import roles
from handlers.forms import Draft, Facts
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import OpenTask
from messages.meanings_of_requests import OpenRequest
from storage import assignments, tasks
from storage.assignments import Kind, Review
from storage.tasks import Task

_TOLD = frozenset({Kind.REQUEST, Kind.DECISION, Kind.STEP, Kind.VISIT})
"""Of these the author hears by themselves; contests and cards have words of their own."""


async def tell_doers(turn: Turn, task: Task, name: str, *, reason: str, remark: str = "") -> None:
    """Write to the team and to whoever the task was handed to."""
    for person in await roles.doers(turn, task):
        await turn.tell(person, turn.say(name, open_row(task), task=task, who=turn.me.name, remark=remark),
                        reason=f"task:{task.id}:{reason}:{turn.update.key}")


async def tell_author(turn: Turn, task: Task) -> None:
    """Whoever has asked many hears once that all have answered; of one alone they hear at once."""
    if task.kind not in _TOLD or task.review != Review.NONE or await assignments.open_left(turn.tx, task.activity):
        return
    asked = await assignments.by_id(turn.tx, task.activity)
    if asked and asked.author is not None and asked.kind is not Kind.REQUEST:
        await turn.tell(asked.author, turn.say("meetings/told_done", open_row(task), task=task, who=turn.me.name),
                        reason=f"task:{task.id}:all:{turn.update.key}")
    elif asked and asked.author is not None:
        said = turn.say("requests/told_all", [[Choice("open", OpenRequest(asked.id))]], asked=asked)
        await turn.tell(asked.author, said, reason=f"request:{asked.id}:all")


def open_row(task: Task) -> list[list[Choice]]:
    """The one button of such a message."""
    return [[Choice("open", OpenTask(task.id))]]


async def task_facts(turn: Turn, draft: Draft) -> Facts:
    """What every form about a task shows."""
    task = await tasks.by_id(turn.tx, draft.subject["task"])
    if task is None:
        raise Refused("fallback/gone")
    return {"task": task, "today": turn.today(task.time_zone)}
