"""What is added to the card of a school: a problem, in usual words or in one's own; a measure against it, who does it,
until when, and who accompanies it.
"""

from collections.abc import Sequence

from handlers import card_rights, card_steps, cards
from handlers.card_rights import Seat
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.organisations import named, words_of
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import OpenTask
from messages.meanings_of_cards import AddMeasure, AddProblem, OpenProblem
from scheduler import assigning, planner
from scheduler.cards.usual import usual
from storage import assignments, history, participants, tasks
from storage.assignments import Asked, Kind, Review
from storage.cards import Problem
from storage.participants import Participant
from storage.tasks import Relation

room = Room()
SCHOOL, TUTOR, NONE = "school", "tutor", "none"
"""Who does a measure, besides a colleague's number; and that nobody accompanies it."""
MEMBERS = 5
"""Colleagues whom buttons offer; in larger schools they are found by their names."""


@room.pressed(AddProblem)
async def problem_pressed(turn: Turn, press: AddProblem) -> Returned:
    await card_rights.writer(turn, press.school)
    return await begin(turn, "problem", school=press.school)


async def problem_facts(turn: Turn, draft: Draft) -> Facts:
    seat = await card_rights.writer(turn, draft.subject["school"])
    what = draft.text("what")
    return {"school": seat.school, "own": seat.is_of_the_school, "what": usual().get(what, what)}


async def what_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("usual", code, {"words": words}) for code, words in usual().items()]


async def what_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked is None:
        return await card_steps.text_taken(turn, draft, given)
    if given.picked not in usual():
        raise Wrong("roadmap/tap_please")
    return given.picked


async def is_usual(turn: Turn, draft: Draft) -> bool:
    return draft.text("what") in usual()


async def problem_made(turn: Turn, draft: Draft) -> Returned:
    seat = await card_rights.writer(turn, draft.subject["school"])
    words = draft.text("words") if draft.text("what") in usual() else ""
    name = usual().get(draft.text("what"), draft.text("what"))
    about = f"{name}: {words}" if words else name
    id, task = await _put(turn, seat, Kind.PROBLEM, about)
    await history.note(turn.tx, "problem_added", actor=turn.me.id, task=task, now=turn.now)
    rows = [[Choice("open", OpenProblem(id))]]
    if seat.is_of_the_school:
        said, people = "cards/told_proposed", await _watchers(turn, task)
    else:
        said, people = "cards/told_problem", await _of(turn, task, Relation.TEAM)
    for person in people:
        await turn.tell(person, turn.say(said, rows, school=seat.school, about=about, who=turn.me.name),
                        reason=f"card:{id}:made")
    return await cards.problem(turn, id)


form(Form("problem", (
    Step("what", "cards/ask_problem", what_taken, what_options),
    Step("words", "cards/ask_problem_words", card_steps.text_taken, optional=True, wanted=is_usual),
), problem_facts, problem_made))


@room.pressed(AddMeasure)
async def measure_pressed(turn: Turn, press: AddMeasure) -> Returned:
    await _open_problem(turn, press.problem)
    return await begin(turn, "measure", problem=press.problem)


async def measure_facts(turn: Turn, draft: Draft) -> Facts:
    problem, seat = await _open_problem(turn, draft.subject["problem"])
    members = await participants.members(turn.tx, problem.organisation)
    return {"problem": problem, "school": seat.school, "many": len(members) > MEMBERS,
            "example": turn.today(seat.school.time_zone), "by_tutor": draft.text("who") == TUTOR}


async def who_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    problem, _ = await _open_problem(turn, draft.subject["problem"])
    members = await participants.members(turn.tx, problem.organisation)
    shown = members if len(members) <= MEMBERS else []
    return [Option("school", SCHOOL), Option("by_tutor", TUTOR),
            *(Option("member", str(each.id), {"member": each}) for each in shown)]


async def who_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """The school, whoever accompanies it, or a colleague by a button or by name."""
    problem, _ = await _open_problem(turn, draft.subject["problem"])
    if given.picked in (SCHOOL, TUTOR):
        return given.picked
    members = await participants.members(turn.tx, problem.organisation)
    if given.picked is not None:
        found = [each for each in members if str(each.id) == given.picked]
    else:
        words = words_of(given.text) if len(given.text) <= card_steps.TITLE else []
        found = [each for each in members if words and named(each.name, words)]
    if not found:
        raise Wrong("cards/nobody")
    if len(found) > 1:
        raise Wrong("cards/several", names=[each.name for each in found[:MEMBERS]])
    return str(found[0].id)


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    _, seat = await _open_problem(turn, draft.subject["problem"])
    return await card_steps.days_offered(turn, seat.school, draft.text("what"))


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    _, seat = await _open_problem(turn, draft.subject["problem"])
    return await card_steps.read_until(turn, seat.school, given)


async def tutor_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    problem, _ = await _open_problem(turn, draft.subject["problem"])
    none = [] if draft.text("who") == TUTOR else [Option("none", NONE)]
    return [*await card_steps.tutors_offered(turn, problem.organisation, more=len(none)), *none]


async def tutor_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    problem, _ = await _open_problem(turn, draft.subject["problem"])
    if given.picked == NONE and draft.text("who") != TUTOR:
        return NONE
    return str(await card_steps.read_tutor(turn, problem.organisation, given))


async def measure_made(turn: Turn, draft: Draft) -> Returned:
    problem, seat = await _open_problem(turn, draft.subject["problem"])
    if draft.text("day") < turn.today(seat.school.time_zone):  # the question lay open for days
        raise Refused("tasks/day_past", today=turn.today(seat.school.time_zone))
    tutor = None if draft.text("tutor") == NONE else int(draft.text("tutor"))
    if tutor is not None:
        await card_rights.tutor(turn, problem.organisation, tutor)
    does = tutor if draft.text("who") == TUTOR else await _member(turn, problem, draft.text("who"))
    own = does is not None and does == tutor == turn.me.id  # whoever has set themselves a task is believed
    _, task = await _put(turn, seat, Kind.MEASURE, draft.text("what"), due_on=draft.text("day"), parent=problem.id,
                         tutor=tutor, review=Review.NONE if own else Review.AUTHOR)
    if does is not None:
        await tasks.hand_over(turn.tx, task, does)
    await planner.plan_task(turn.tx, task, turn.now)
    await history.note(turn.tx, "measure_added", actor=turn.me.id, task=task, now=turn.now, subject=tutor)
    doers = [does] if does is not None else await _of(turn, task, Relation.TEAM)
    for person in dict.fromkeys([*doers, *([tutor] if tutor else [])]):
        await _tell_measure(turn, seat, problem, task, person, does=person in doers)
    return await cards.problem(turn, problem.id)


form(Form("measure", (
    Step("what", "cards/ask_measure", card_steps.text_taken),
    Step("who", "cards/ask_who", who_taken, who_options),
    Step("day", "cards/ask_day", day_taken, day_options),
    Step("tutor", "cards/ask_tutor", tutor_taken, tutor_options),
), measure_facts, measure_made))


async def _put(turn: Turn, seat: Seat, kind: Kind, about: str, *, due_on: str | None = None, parent: int | None = None,
               tutor: int | None = None, review: Review = Review.AUTHOR) -> tuple[int, int]:
    """A new one and its task."""
    id = await assigning.begin(
        turn.tx, turn.catalogue, kind, programme=seat.school.programme, title=card_steps.title_of(about), about=about,
        due_on=due_on, author=turn.me.id, now=turn.now, review=review, parent=parent, tutor=tutor)
    task, = await assignments.assign(turn.tx, id, [Asked(seat.school.id)], now=turn.now)
    return id, task


async def _open_problem(turn: Turn, id: int) -> tuple[Problem, Seat]:
    """One to which this person may add measures. Raises `Refused`."""
    problem, seat = await card_rights.of_problem(turn, id, writes=True)
    if problem.state == "accepted":
        raise Refused("cards/solved", problem=problem)
    return problem, seat


async def _member(turn: Turn, problem: Problem, who: str) -> int | None:
    """The colleague who does it; None for the school. Raises `Refused`."""
    if who == SCHOOL:
        return None
    members: list[Participant] = await participants.members(turn.tx, problem.organisation)
    if who not in {str(each.id) for each in members}:
        raise Refused("tasks/not_a_member")
    return int(who)


async def _of(turn: Turn, task: int, relation: Relation) -> list[int]:
    return [each.participant for each in await tasks.concerned(turn.tx, task) if each.relation is relation]


async def _watchers(turn: Turn, task: int) -> list[int]:
    """Who hears what a school proposes: its curators, or else its coordinators, or else the operators."""
    for relation in (Relation.CURATOR, Relation.COORDINATOR, Relation.OPERATOR):
        if found := await _of(turn, task, relation):
            return found
    return []


async def _tell_measure(turn: Turn, seat: Seat, problem: Problem, id: int, person: int, *, does: bool) -> None:
    task = await tasks.by_id(turn.tx, id)
    said = turn.say("cards/told_measure", [[Choice("open", OpenTask(id))]], task=task, problem=problem,
                    school=seat.school, who=turn.me.name, does=does)
    await turn.tell(person, said, reason=f"card:{id}:measure")
