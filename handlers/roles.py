"""Who may do what with a task. Every button and every end of a form asks here again."""

from collections.abc import Collection

from handlers.turn import Refused, Turn
from storage import tasks
from storage.tasks import Relation, Task

DOERS = frozenset({Relation.TEAM, Relation.HANDED, Relation.OPERATOR})
"""Who reports a task done. The operator may do it for a team that has nobody (or no phone)."""
OWNERS = frozenset({Relation.TEAM, Relation.OPERATOR})
"""Who says that a task is not the organisation's at all; to whom it was handed over, gives it back instead."""
GIVERS = frozenset({Relation.TEAM, Relation.HANDED})
"""Who passes a task on within the organisation."""
DECIDERS = frozenset({Relation.COORDINATOR, Relation.CURATOR, Relation.OPERATOR, Relation.AUTHOR, Relation.TUTOR})
"""Who judges evidence and gives more time."""
MOVERS = frozenset({Relation.CURATOR, Relation.OPERATOR})
"""Who moves a date for everyone."""
ASKERS = frozenset({Relation.AUTHOR, Relation.TUTOR, Relation.OPERATOR})
"""Who moves the date of what was asked for in the chat, and returns an answer to it."""
ALL = frozenset(Relation)


def movers(task: Task) -> frozenset[Relation]:
    """Who moves the date of a task and of all that come of the same activity."""
    return ASKERS if task.kind else MOVERS


async def task_for(turn: Turn, id: int, allowed: Collection[Relation]) -> tuple[Task, frozenset[Relation]]:
    """The task and what the participant is to it. Raises `Refused` for what is gone or none of their business."""
    task = await tasks.by_id(turn.tx, id)
    relations = await tasks.relations(turn.tx, id, turn.me.id) if task else frozenset()
    if task is None or not relations:
        raise Refused("tasks/not_yours")
    if not relations & frozenset(allowed):
        raise Refused("tasks/not_allowed")
    return task, relations


async def deciders(turn: Turn, task: Task) -> list[int]:
    """Who judges this task: whoever accompanies it, or has asked for it; its coordinators; where none can be reached,
    its curators; else the operators.
    """
    return await _first_reached(turn, task, Relation.TUTOR, Relation.AUTHOR, Relation.COORDINATOR, Relation.CURATOR,
                                Relation.OPERATOR)


async def doers(turn: Turn, task: Task) -> list[int]:
    """The team and whoever the task was handed to."""
    people = await tasks.concerned(turn.tx, task.id)
    return sorted({each.participant for each in people if each.relation in (Relation.TEAM, Relation.HANDED)})


async def _first_reached(turn: Turn, task: Task, *order: Relation) -> list[int]:
    """The people of the first relation of whom somebody else can be written to now; nobody's request ends nowhere."""
    people = [each for each in await tasks.concerned(turn.tx, task.id)
              if each.reachable and each.participant != turn.me.id]
    for relation in order:
        found = [each.participant for each in people if each.relation is relation]
        if found:
            return found
    return []
