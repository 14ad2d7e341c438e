"""The sheet that belongs to a task: filled in by whoever does the task, changed until it is settled."""

from handlers import roles, survey_screens, survey_sheet, surveys
from handlers.router import Returned, Room
from handlers.survey_sheet import Opened
from handlers.turn import Refused, Turn
from messages.meanings import FillTask
from storage import contests, sheets
from storage.assignments import Kind
from storage.tasks import Task, TaskState

room = Room()


@room.pressed(FillTask)
async def pressed(turn: Turn, press: FillTask) -> Returned:
    task, _ = await roles.task_for(turn, press.task, roles.DOERS)
    return await filling(turn, task)


async def filling(turn: Turn, task: Task) -> Returned:
    """The first question that waits; of a sheet in which none does, all answers, each of which can be changed."""
    opened = await _opened(turn, task)
    if (waiting := opened.next()) is not None:
        return await surveys.shown(turn, opened, waiting)
    return survey_screens.review(turn, opened, 0, reported=not task.unfinished)


async def is_complete(turn: Turn, task: Task) -> bool:
    """Whether everything is answered."""
    return (await _opened(turn, task)).next() is None


async def _opened(turn: Turn, task: Task) -> Opened:
    """In the hands of whoever looks: a team answers together. Raises `Refused`."""
    if task.wave is None or task.state in (TaskState.ACCEPTED, TaskState.CANCELLED):
        raise Refused("fallback/gone")
    if task.kind == Kind.EXPERTISE and task.participant != turn.me.id:  # nobody scores in an expert's name
        raise Refused("tasks/not_allowed")
    sheet = await sheets.begin_of_task(turn.tx, task.wave, task.id, await _whose(turn, task), turn.me.id, now=turn.now)
    return await survey_sheet.opened(turn, sheet)


async def _whose(turn: Turn, task: Task) -> int:
    """Of which organisation it tells: of the one that does the task, or whose application is judged."""
    application = await contests.application(turn.tx, task.id) if task.kind == Kind.EXPERTISE else None
    return application.organisation if application else task.organisation
