"""«Мой план»: the individual plan of a teacher, between them and their mentor: goals, steps, how they go."""

from collections.abc import Sequence

from handlers import card_steps
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import MarkDone, OpenTask, ShowMenu
from messages.meanings_of_cards import AddStep, OpenPlan, ShowAccompanied, ShowMyPlan, WriteGoals
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import assigning, planner
from storage import assignments, cards, history, tasks
from storage import plans as stored
from storage.assignments import Asked, Kind, Review
from storage.cards import Place
from storage.plans import Plan, Teacher
from storage.tasks import Relation, TaskState

room = Room()
PAGE = 5
READERS = frozenset({Relation.HANDED, Relation.TUTOR, Relation.OPERATOR})
"""Whose business a plan is."""


@room.said("/plan", "мой план", "план")
async def asked(turn: Turn) -> Returned:
    return await own(turn, ShowMyPlan())


@room.pressed(ShowMyPlan)
async def own(turn: Turn, _: ShowMyPlan) -> Returned:
    await turn.roles()
    found = await stored.own(turn.tx, turn.me.id)
    if not found:
        return turn.say("plans/none", [[Choice("menu", ShowMenu())]])
    return await plan(turn, found[0])


@room.pressed(OpenPlan)
async def opened(turn: Turn, wanted: OpenPlan) -> Returned:
    return await plan(turn, wanted.plan, wanted.page)


async def plan(turn: Turn, id: int, page: int = 0) -> Reply:
    """A page of its steps. Raises `Refused`."""
    found, relations = await _read(turn, id)
    today = turn.today(found.time_zone)
    steps = await stored.steps(turn.tx, id, today)
    page = min(page, max(0, (len(steps) - 1) // PAGE))
    shown = steps[page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenTask(each.task), facts={"place": page * PAGE + place})
               for place, each in enumerate(shown, 1)]
    pages = turning(OpenPlan(id, page - 1) if page else None,
                    OpenPlan(id, page + 1) if len(steps) > (page + 1) * PAGE else None)
    going = found.state in (TaskState.OPEN, TaskState.RETURNED)
    settled = sum(each.state is TaskState.ACCEPTED for each in steps)
    add = [Choice("add", AddStep(id), tone=Tone.MAIN), Choice("goals", WriteGoals(id))] if going else []
    over = going and Relation.HANDED in relations and steps and settled == len(steps)
    end = [Choice("done", MarkDone(found.task), tone=Tone.GOOD)] if over else [Choice("details", OpenTask(found.task))]
    back = [Choice("list", ShowAccompanied())] if Relation.TUTOR in relations else []
    return turn.say("plans/plan", [numbers, pages, add, end, [*back, Choice("menu", ShowMenu())]], plan=found,
                    steps=shown, skip=page * PAGE, total=len(steps), settled=settled, today=today,
                    late=sum(each.is_late(today) for each in steps), own=Relation.HANDED in relations)


async def begin_plan(turn: Turn, teacher: Teacher, mentor: int, goals: str) -> None:
    """A new one; the teacher and the mentor hear of each other."""
    title = turn.catalogue.words("plans/title")
    place = await _place(turn, teacher.organisation)
    id, task = await _put(turn, place, Kind.PLAN, teacher.id, title, goals, mentor)
    await history.note(turn.tx, "mentor_named", actor=turn.me.id, task=task, now=turn.now, subject=mentor)
    await _introduce(turn, await _plan(turn, id), "plans/told_plan", "plans/told_mentor")


async def hand_on(turn: Turn, id: int, mentor: int) -> None:
    """Somebody else is the mentor from now on; all who have to do with it hear."""
    before = await _plan(turn, id)
    if before.tutor == mentor:
        return
    under = await cards.name_tutor(turn.tx, id, mentor)
    await planner.plan_tasks(turn.tx, [before.task, *under], turn.now)
    await history.note(turn.tx, "mentor_named", actor=turn.me.id, task=before.task, now=turn.now, subject=mentor)
    await _introduce(turn, await _plan(turn, id), "plans/told_new_mentor", "plans/told_mentor")
    if before.tutor is not None:
        said = turn.say("plans/told_no_mentor", [[Choice("menu", ShowMenu())]], plan=before, who=turn.me.name)
        await turn.tell(before.tutor, said, reason=f"plan:{id}:left:{turn.update.key}")


async def _introduce(turn: Turn, plan: Plan, to_teacher: str, to_mentor: str) -> None:
    row = [[Choice("open", OpenPlan(plan.id), tone=Tone.MAIN)]]
    for person, said in ((plan.teacher, to_teacher), (plan.tutor or 0, to_mentor)):
        await turn.tell(person, turn.say(said, row, plan=plan, who=turn.me.name),
                        reason=f"plan:{plan.id}:mentor:{turn.update.key}")


@room.pressed(AddStep)
async def step_pressed(turn: Turn, press: AddStep) -> Returned:
    await _going(turn, press.plan)
    return await begin(turn, "plan_step", plan=press.plan)


async def plan_facts(turn: Turn, draft: Draft) -> Facts:
    found = await _going(turn, draft.subject["plan"])
    return {"plan": found, "example": turn.today(found.time_zone), "own": found.teacher == turn.me.id}


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    found = await _going(turn, draft.subject["plan"])
    return await card_steps.days_offered(turn, await _place(turn, found.organisation), draft.text("what"))


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = await _going(turn, draft.subject["plan"])
    return await card_steps.read_until(turn, await _place(turn, found.organisation), given)


async def step_made(turn: Turn, draft: Draft) -> Returned:
    found = await _going(turn, draft.subject["plan"])
    if draft.text("day") < turn.today(found.time_zone):  # the question lay open for days
        raise Refused("tasks/day_past", today=turn.today(found.time_zone))
    words = draft.text("what")
    id, task = await _put(turn, await _place(turn, found.organisation), Kind.STAGE, found.teacher,
                          card_steps.title_of(words), words, found.tutor, parent=found.id, due_on=draft.text("day"))
    await history.note(turn.tx, "step_added", actor=turn.me.id, task=task, now=turn.now)
    for person in {found.teacher, found.tutor or 0} - {0}:
        said = turn.say("plans/told_step", [[Choice("open", OpenTask(task))]], plan=found, who=turn.me.name,
                        what=words, day=draft.text("day"), own=person == found.teacher)
        await turn.tell(person, said, reason=f"step:{id}:made")
    return await plan(turn, found.id)


form(Form("plan_step", (
    Step("what", "plans/ask_step", card_steps.text_taken),
    Step("day", "plans/ask_day", day_taken, day_options),
), plan_facts, step_made))


@room.pressed(WriteGoals)
async def goals_pressed(turn: Turn, press: WriteGoals) -> Returned:
    await _going(turn, press.plan)
    return await begin(turn, "goals", plan=press.plan)


async def goals_written(turn: Turn, draft: Draft) -> Returned:
    found = await _going(turn, draft.subject["plan"])
    await stored.write_goals(turn.tx, found.id, draft.text("goals"))
    await history.note(turn.tx, "goals_written", actor=turn.me.id, task=found.task, now=turn.now)
    for person in {found.teacher, found.tutor or 0} - {0}:
        said = turn.say("plans/told_goals", [[Choice("open", OpenPlan(found.id))]], goals=draft.text("goals"),
                        who=turn.me.name, plan=found, own=person == found.teacher)
        await turn.tell(person, said, reason=f"plan:{found.id}:goals:{turn.update.key}")
    return await plan(turn, found.id)


form(Form("goals", (Step("goals", "plans/ask_new_goals", card_steps.text_taken),), plan_facts, goals_written))


async def _put(turn: Turn, place: Place, kind: Kind, teacher: int, title: str, about: str, mentor: int | None, *,
               parent: int | None = None, due_on: str | None = None) -> tuple[int, int]:
    """A plan or a step, and the teacher's task of it."""
    id = await assigning.begin(
        turn.tx, turn.catalogue, kind, programme=place.programme, title=title, about=about, due_on=due_on,
        author=turn.me.id, now=turn.now, review=Review.AUTHOR, parent=parent, tutor=mentor)
    task, = await assignments.assign(turn.tx, id, [Asked(place.id, teacher)], now=turn.now)
    await planner.plan_task(turn.tx, task, turn.now)
    return id, task


async def _place(turn: Turn, school: int) -> Place:
    place = await cards.place(turn.tx, school)
    if place is None:
        raise Refused("plans/not_yours")
    return place


async def _plan(turn: Turn, id: int) -> Plan:
    found = await stored.by_id(turn.tx, id)
    if found is None:
        raise Refused("plans/not_yours")
    return found


async def _read(turn: Turn, id: int) -> tuple[Plan, frozenset[Relation]]:
    """A plan that is this person's business. Raises `Refused`."""
    found = await _plan(turn, id)
    relations = await tasks.relations(turn.tx, found.task, turn.me.id) & READERS
    if not relations:
        raise Refused("plans/not_yours")
    return found, relations


async def _going(turn: Turn, id: int) -> Plan:
    """The same, as long as it is not over. Raises `Refused`."""
    found, _ = await _read(turn, id)
    if found.state not in (TaskState.OPEN, TaskState.RETURNED):
        raise Refused("plans/over")
    return found
