"""What becomes of a decision: a task with an owner and a day, of which they hear at once; dropped, if it was a slip."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handlers import roles
from handlers.decision_owners import Owner
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import OpenTask, TaskList
from messages.meanings_of_meetings import AddDecision, DropDecision, OpenMeeting
from messages.meanings_of_visits import OpenVisit
from messages.replies import Reply, Tone
from messages.russian import cut
from scheduler import assigning, planner
from storage import assignments, history, tasks, visits
from storage.assignments import Assignment, Kind
from storage.events import Event
from storage.tasks import Task

room = Room()
TITLE = 90
"""Characters by which it is named in lists."""
_KINDS = {visits.KIND: Kind.STEP}
"""By the kind of the event; of a meeting it is a decision."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One that is to be written down."""

    words: str
    owner: Owner
    day: str


@dataclass(frozen=True, slots=True)
class Written:
    """One that was; `told`: somebody who answers for it was written to, or does so themselves."""

    number: str
    words: str
    owner: str
    due_on: str
    task: int
    told: bool = True


async def written_down(turn: Turn, event: Event, wanted: Sequence[Wanted], *, more: int) -> Reply:
    """As tasks; each owner gets one message, however many are theirs. `more` are still to be asked for."""
    made = [await _made(turn, event, each) for each in wanted]
    told = await _told(turn, event, made)
    lines = [Written(task.number, task.about, each.owner.title, each.day, task.id, told=task.id in told)
             for each, task in zip(wanted, made, strict=True)]
    rows = [] if more else [[Choice("more", AddDecision(event.id), tone=Tone.MAIN)], [back(event)]]
    return turn.say("meetings/decided", rows, lines=lines, kind=event.kind, more=more)


def back(event: Event) -> Choice:
    """To where it was decided."""
    return Choice("visit", OpenVisit(event.id)) if event.kind == visits.KIND else Choice("meeting",
                                                                                        OpenMeeting(event.id))


async def _made(turn: Turn, event: Event, wanted: Wanted) -> Task:
    kind = _KINDS.get(event.kind, Kind.DECISION)
    id = await assigning.begin(
        turn.tx, turn.catalogue, kind, programme=event.programme, title=cut(wanted.words, TITLE), about=wanted.words,
        due_on=wanted.day, author=turn.me.id, now=turn.now, event=event.id)
    made = await assignments.assign(turn.tx, id, [wanted.owner.asked], now=turn.now)
    await planner.plan_tasks(turn.tx, made, turn.now)
    await history.note(turn.tx, "decision_made", actor=turn.me.id, now=turn.now, task=made[0], event=event.id,
                       became=wanted.day)
    task = await tasks.by_id(turn.tx, made[0])
    assert task
    return task


async def _told(turn: Turn, event: Event, made: Sequence[Task]) -> set[int]:
    """The tasks of which somebody has heard."""
    own: dict[int, list[Task]] = defaultdict(list)
    for task in made:
        for person in await roles.doers(turn, task):
            own[person].append(task)
    heard: set[int] = set()
    for person, theirs in own.items():
        open_it = OpenTask(theirs[0].id) if len(theirs) == 1 else TaskList("open")
        reply = turn.say("meetings/told_decided", [[Choice("one" if len(theirs) == 1 else "all", open_it)]],
                         event=event, tasks=theirs, who=turn.me.name)
        if person == turn.me.id or await turn.tell(person, reply, reason=f"task:{theirs[0].id}:asked"):
            heard |= {each.id for each in theirs}
    return heard


@room.pressed(DropDecision)
async def dropped(turn: Turn, press: DropDecision) -> Returned:
    """What was done stays; whoever had still to do it is told that they have not."""
    asked = await _own(turn, press.activity)
    left = [task for id in await tasks.of_activity(turn.tx, asked.id)
            if (task := await tasks.by_id(turn.tx, id)) and task.unfinished]
    if left and not press.sure:
        return turn.say("meetings/sure_drop", [[Choice("yes", DropDecision(asked.id, 1), tone=Tone.BAD)],
                                               [Choice("back", OpenTask(left[0].id))]], asked=asked)
    gone = await assignments.close(turn.tx, asked.id, by=turn.me.id, now=turn.now)
    await planner.plan_tasks(turn.tx, gone, turn.now)
    for task in left:
        await history.note(turn.tx, "decision_dropped", actor=turn.me.id, now=turn.now, task=task.id,
                           event=asked.event or 0)
        for person in await roles.doers(turn, task):
            await turn.tell(person, turn.say("meetings/told_dropped", task=task, who=turn.me.name),
                            reason=f"task:{task.id}:dropped")
    visited = await visits.facts(turn.tx, asked.event or 0)
    way = Choice("visit", OpenVisit(asked.event or 0)) if visited else Choice("meeting", OpenMeeting(asked.event or 0))
    return turn.say("meetings/dropped", [[way]], asked=asked, already=not left)


async def _own(turn: Turn, id: int) -> Assignment:
    """One that this person has written down, or whose programme they operate. Raises `Refused`."""
    asked = await assignments.by_id(turn.tx, id)
    if asked is None or asked.kind not in (Kind.DECISION, Kind.STEP):
        raise Refused("meetings/not_yours")
    for task in await tasks.of_activity(turn.tx, id):
        if await tasks.relations(turn.tx, task, turn.me.id) & roles.ASKERS:
            return asked
    raise Refused("meetings/not_yours")
