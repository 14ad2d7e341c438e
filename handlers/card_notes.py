"""What becomes of what stands on a card or in a plan: how it goes, who accompanies it, that it is struck out; and the
list of all that somebody accompanies.
"""

from collections.abc import Sequence

from handlers import card_rights, card_steps, card_ways, cards, done, roles, task_cards, task_news
from handlers.conversation import begin
from handlers.forms import ENOUGH, Draft, Facts, Form, Given, Option, Step, Value, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import OpenTask, ShowMenu
from messages.meanings_of_cards import (
    DropFromCard,
    NameTutor,
    NoteProgress,
    OpenCard,
    OpenPlan,
    OpenProblem,
    ShowAccompanied,
    ShowCards,
    ShowMentoring,
)
from messages.paging import turning
from messages.replies import Tone
from scheduler import planner
from storage import cards as stored
from storage import extensions, history, tasks
from storage.assignments import Kind
from storage.participants import Role
from storage.tasks import Relation, Task, TaskState

room = Room()
PAGE = 5
_KEEPERS = frozenset({Role.MENTOR, Role.CURATOR, Role.COORDINATOR})


@room.pressed(NoteProgress)
async def note_pressed(turn: Turn, press: NoteProgress) -> Returned:
    task, open = await _noted(turn, press.task)
    return await begin(turn, "progress", task=task.id) if open else await task_cards.already(turn, task.id)


async def note_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("enough", ENOUGH, tone=Tone.GOOD)] if draft.answers.get("evidence") else []


async def noted(turn: Turn, draft: Draft) -> Returned:
    """Kept as evidence is, long before anything is done; those who have to do with it hear of it."""
    task, open = await _noted(turn, draft.subject["task"])
    given = draft.answers.get("evidence")
    if not open or not isinstance(given, list) or not given:
        return await task_cards.already(turn, task.id)
    await done.keep(turn, task.id, given)
    await history.note(turn.tx, "progress_noted", actor=turn.me.id, task=task.id, now=turn.now, pieces=len(given))
    words = " ".join(str(each["text"]) for each in given if each["text"])
    people = {each.participant for each in await tasks.concerned(turn.tx, task.id)
              if each.relation in (Relation.TEAM, Relation.HANDED, Relation.TUTOR)}
    for person in sorted(people):
        said = turn.say("cards/told_note", task_news.open_row(task), task=task, who=turn.me.name, words=words,
                        pieces=len(given))
        await turn.tell(person, said, reason=f"task:{task.id}:noted:{turn.update.key}")
    return Answer((await task_cards.card(turn, task.id),), turn.catalogue.words("cards/noted"))


form(Form("progress", (Step("evidence", "cards/ask_note", done.evidence_taken, note_options, many=True),),
          task_news.task_facts, noted))


async def _noted(turn: Turn, id: int) -> tuple[Task, bool]:
    """The task, and whether it still goes on. Raises `Refused`."""
    task, relations = await roles.task_for(turn, id, card_ways.NOTERS)
    if task.kind not in stored.KINDS:
        raise Refused("tasks/not_allowed")
    return task, card_ways.can_note(task, relations)


@room.pressed(DropFromCard)
async def dropped(turn: Turn, press: DropFromCard) -> Returned:
    """With all that stands under it."""
    task, relations = await roles.task_for(turn, press.task, roles.DECIDERS)
    if task.kind not in stored.KINDS:
        raise Refused("tasks/not_allowed")
    if not task.unfinished:
        return await task_cards.already(turn, task.id)
    if not press.sure:
        return turn.say("cards/sure_drop", [[Choice("yes", DropFromCard(task.id, 1), tone=Tone.BAD)],
                                            [Choice("back", OpenTask(task.id))]], task=task)
    hearers = await _hearers(turn, task)
    under = await stored.close_under(turn.tx, task.activity, by=turn.me.id, now=turn.now)
    await tasks.change_state(turn.tx, task.id, TaskState.CANCELLED, allowed=(TaskState.OPEN, TaskState.RETURNED),
                             by=turn.me.id, now=turn.now)
    for each in (task.id, *under):
        await extensions.close_open(turn.tx, each, now=turn.now)
    await planner.plan_tasks(turn.tx, [task.id, *under], turn.now)
    await history.note(turn.tx, "card_dropped", actor=turn.me.id, task=task.id, now=turn.now, was=task.state,
                       became=TaskState.CANCELLED, under=len(under))
    back = _whence(task, relations)
    for person in hearers:
        said = turn.say("cards/told_dropped", [[Choice("menu", ShowMenu())]], task=task, who=turn.me.name)
        await turn.tell(person, said, reason=f"task:{task.id}:card_dropped")
    return turn.say("cards/dropped", [[*([Choice("back", back)] if back else []), Choice("menu", ShowMenu())]],
                    task=task, under=len(under))


async def _hearers(turn: Turn, task: Task) -> list[int]:
    people = await tasks.concerned(turn.tx, task.id)
    return sorted({each.participant for each in people
                   if each.relation in (Relation.TEAM, Relation.HANDED, Relation.TUTOR)})


def _whence(task: Task, relations: frozenset[Relation]) -> Meaning | None:
    match task.kind:
        case Kind.MEASURE if relations - {Relation.TUTOR}:
            return OpenProblem(task.parent or 0)
        case Kind.PROBLEM:
            return OpenCard(task.organisation)
        case Kind.STAGE:
            return OpenPlan(task.parent or 0)
        case _:
            return ShowAccompanied() if Relation.TUTOR in relations else None


@room.pressed(NameTutor)
async def tutor_pressed(turn: Turn, press: NameTutor) -> Returned:
    task = await _measure(turn, press.task)
    return await begin(turn, "tutor", task=task.id)


async def tutor_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    task = await _measure(turn, draft.subject["task"])
    return [each for each in await card_steps.tutors_offered(turn, task.organisation) if each.value != str(task.tutor)]


async def tutor_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    task = await _measure(turn, draft.subject["task"])
    return await card_steps.read_tutor(turn, task.organisation, given)


async def tutor_facts(turn: Turn, draft: Draft) -> Facts:
    return {"task": await _measure(turn, draft.subject["task"])}


async def tutor_named(turn: Turn, draft: Draft) -> Returned:
    task = await _measure(turn, draft.subject["task"])
    tutor = await card_rights.tutor(turn, task.organisation, int(draft.text("tutor")))
    if task.tutor == tutor.id:
        return await task_cards.already(turn, task.id)
    await stored.name_tutor(turn.tx, task.activity, tutor.id)
    if task.tutor is not None and task.handed_to == task.tutor:
        await tasks.hand_over(turn.tx, task.id, tutor.id)
    await planner.plan_task(turn.tx, task.id, turn.now)
    await history.note(turn.tx, "tutor_named", actor=turn.me.id, task=task.id, now=turn.now, subject=tutor.id)
    for person in {tutor.id, task.tutor or 0} - {0}:
        said = turn.say("cards/told_tutor" if person == tutor.id else "cards/told_no_tutor",
                        task_news.open_row(task) if person == tutor.id else [[Choice("menu", ShowMenu())]],
                        task=task, who=turn.me.name)
        await turn.tell(person, said, reason=f"task:{task.id}:tutor:{turn.update.key}")
    return await task_cards.card(turn, task.id)


form(Form("tutor", (Step("tutor", "cards/ask_new_tutor", tutor_taken, tutor_options),), tutor_facts, tutor_named))


async def _measure(turn: Turn, id: int) -> Task:
    """A measure that goes on, of which this person says who accompanies it. Raises `Refused`."""
    task, _ = await roles.task_for(turn, id, card_ways.NAMERS)
    if task.kind != Kind.MEASURE or not task.unfinished:
        raise Refused("tasks/not_allowed")
    return task


@room.said("я сопровождаю", "сопровождаю")
async def accompanied_asked(turn: Turn) -> Returned:
    return await accompanied(turn, ShowAccompanied())


@room.pressed(ShowAccompanied)
async def accompanied(turn: Turn, wanted: ShowAccompanied) -> Returned:
    """Measures and plans, the late ones first."""
    if not {each.role for each in await turn.roles()} & _KEEPERS:
        raise Refused("cards/not_a_tutor")
    skip, today = wanted.page * PAGE, await cards.today_of(turn)
    found = await stored.accompanied(turn.tx, turn.me.id, today, size=PAGE, skip=skip)
    if not found and wanted.page:
        return await accompanied(turn, ShowAccompanied())
    total = found[0].total if found else 0
    numbers = [Choice("open", OpenPlan(each.activity) if each.kind is Kind.PLAN else OpenTask(each.task),
                      facts={"place": skip + place}) for place, each in enumerate(found, 1)]
    pages = turning(ShowAccompanied(wanted.page - 1) if wanted.page else None,
                    ShowAccompanied(wanted.page + 1) if total > skip + PAGE else None)
    return turn.say("cards/accompanied", [numbers, pages, [Choice("cards", ShowCards()),
                                                           Choice("mentoring", ShowMentoring())],
                                          [Choice("menu", ShowMenu())]],
                    lines=found, skip=skip, total=total, today=today)
