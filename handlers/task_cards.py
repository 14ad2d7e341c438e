"""The card of a task: what is asked, until when, how it stands, and the buttons for those who may press them."""

from handlers import card_ways, judges, roles
from handlers.judges import Bench
from handlers.router import Returned, Room
from handlers.turn import Answer, Turn
from messages.catalogue import Choice
from messages.meanings import (
    AskCurator,
    AskMoreTime,
    DecideExtension,
    FillTask,
    HandOver,
    MarkDone,
    MoveDate,
    NotOurs,
    OpenTask,
    ShowEvidence,
    ShowMenu,
    TaskList,
    WithdrawDone,
)
from messages.meanings_of_contests import OpenApplication, ShowApplications
from messages.meanings_of_meetings import DropDecision
from messages.replies import Attachment, Reply, Tone
from messages.updates import FileKind
from storage import extensions, indicators, reviews, tasks
from storage.assignments import Kind
from storage.extensions import Extension
from storage.tasks import Relation, Task, TaskState

room = Room()
SHOWN_RESULTS = 6
SHOWN_VERDICTS = 3


@room.pressed(OpenTask)
async def opened(turn: Turn, wanted: OpenTask) -> Returned:
    return await card(turn, wanted.task)


@room.pressed(ShowEvidence)
async def evidence_opened(turn: Turn, wanted: ShowEvidence) -> Returned:
    """The evidence itself: every file in a message of its own, then all of it in words and what to do with it: a file
    that a messenger refuses takes no button along.
    """
    task, relations = await roles.task_for(turn, wanted.task, roles.ALL)
    given = await tasks.evidence(turn.tx, task.id)
    files = [(each, Attachment(FileKind(each.file_kind), each.file_name, each.file_mime, each.file))
             for each in given if each.file is not None]
    bench = await judges.bench(turn, task, relations)
    below = [*judges.buttons(task, bench), [Choice("card", OpenTask(task.id))]]
    sent = [turn.say("tasks/evidence_file", attachment=file, each=each) for each, file in files]
    return Answer((*sent, turn.say("tasks/evidence", below, task=task, given=given)), fresh=True)


async def card(turn: Turn, id: int) -> Reply:
    """The card as this participant may see it. Raises `Refused` if it is none of their business."""
    task, relations = await roles.task_for(turn, id, roles.ALL)
    extension = await extensions.open_of(turn.tx, id)
    given = await tasks.evidence(turn.tx, id)
    bench = await judges.bench(turn, task, relations)
    said = await reviews.of_task(turn.tx, id)
    rows = [
        *(_doing(task, relations) if relations & roles.DOERS else []),
        *(_deciding(task, bench, extension) if relations & roles.DECIDERS else []),
        [*card_ways.noting(task, relations), *([Choice("evidence", ShowEvidence(id))] if given else []),
         *_of_contest(task, relations)],
        [*(_ruling(task) if relations & roles.movers(task) and task.unfinished else []),
         *card_ways.ruling(task, relations)] if not (extension and task.kind) else [],
        [*(card_ways.back(task, relations) or
           [Choice("list", TaskList("open" if relations & {Relation.TEAM, Relation.HANDED} else "watch_open"))]),
         Choice("menu", ShowMenu())],
    ]
    return turn.say("tasks/card", rows, task=task, today=turn.today(task.time_zone), extension=extension,
                    results=await tasks.results(turn.tx, task.activity), shown=SHOWN_RESULTS, given=given,
                    figures=await indicators.of_activity(turn.tx, task.activity),
                    watching=not relations & {Relation.TEAM, Relation.HANDED}, bench=bench,
                    said=said[-SHOWN_VERDICTS:], earlier=max(0, len(said) - SHOWN_VERDICTS))


async def already(turn: Turn, id: int) -> Answer:
    """Somebody was quicker: the card as it is now."""
    task, _ = await roles.task_for(turn, id, roles.ALL)
    return Answer((await card(turn, id),), turn.catalogue.words("tasks/already", task=task))


def _doing(task: Task, relations: frozenset[Relation]) -> list[list[Choice]]:
    """Only what this doer may press. Who moves dates asks no curator, which also keeps the card within six rows."""
    if task.state is TaskState.DONE:
        correct = [Choice("correct", FillTask(task.id))] if task.wave is not None else []
        return [[*correct, Choice("undo", WithdrawDone(task.id))]]
    if not task.unfinished:
        return []
    more_time = [Choice("more_time", AskMoreTime(task.id))] if task.due_on else []
    report = Choice("fill", FillTask(task.id), tone=Tone.GOOD) if task.wave is not None else Choice(
        "send_file" if task.wants_a_file else "done", MarkDone(task.id), tone=Tone.GOOD)
    hand_over = [Choice("hand_over", HandOver(task.id))] if relations & roles.GIVERS and not task.participant else []
    not_ours = [Choice("not_ours", NotOurs(task.id))] if (
        relations & roles.OWNERS and not task.participant and Relation.AUTHOR not in relations
        and task.kind != Kind.CONTEST and not task.own_plan) else []
    ask = [Choice("ask", AskCurator(task.id))] if not relations & roles.MOVERS else []
    return [
        [report, *more_time],
        [*hand_over, *not_ours],
        ask,
    ]


def _ruling(task: Task) -> list[Choice]:
    """Another day for everybody; what has come of a meeting or a visit may have been a slip."""
    drop = [Choice("drop", DropDecision(task.activity))] if task.kind in (Kind.DECISION, Kind.STEP) else []
    return [Choice("move", MoveDate(task.activity)), *drop]


def _of_contest(task: Task, relations: frozenset[Relation]) -> list[Choice]:
    """What is asked for is an application, or to judge one; what of it may be seen is asked there."""
    if task.kind not in (Kind.CONTEST, Kind.EXPERTISE):
        return []
    watching = task.kind == Kind.CONTEST and relations - {Relation.TEAM, Relation.HANDED}
    listed = [Choice("applications", ShowApplications(task.activity))] if watching else []
    return [Choice("application", OpenApplication(task.id)), *listed]


def _deciding(task: Task, bench: Bench, extension: Extension | None) -> list[list[Choice]]:
    rows = judges.buttons(task, bench)
    if extension and task.unfinished:
        rows.append([Choice("agree", DecideExtension(extension.id, 1), tone=Tone.GOOD),
                     Choice("refuse", DecideExtension(extension.id, 0))])
    return rows
