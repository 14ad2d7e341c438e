"""«Наставничество»: who is mentor of which teacher, and who has none; what a plan says is nobody's business here.

Directors, coordinators, curators and operators name mentors; a mentor takes a teacher who has none.
"""

from collections.abc import Sequence

from handlers import card_rights, card_steps, cards, plans
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.organisations import named, words_of
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_cards import (
    FindTeacher,
    NameMentor,
    OpenCard,
    OpenPlan,
    OpenTeacher,
    ShowMentoring,
)
from messages.paging import turning
from messages.replies import Tone
from scheduler.cards.usual import SUBJECTS
from storage import plans as stored
from storage import tasks
from storage.participants import Role
from storage.plans import Teacher

room = Room()
PAGE = 5
_LOOKERS = frozenset({Role.DIRECTOR, Role.MENTOR, Role.COORDINATOR, Role.CURATOR, Role.OPERATOR})
_NAMERS = _LOOKERS - {Role.MENTOR}


@room.said("наставничество", "наставники", "/mentoring")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowMentoring())


@room.pressed(ShowMentoring)
async def list_opened(turn: Turn, wanted: ShowMentoring) -> Returned:
    """Those without a mentor first."""
    await _looker(turn, wanted.school)
    skip = wanted.page * PAGE
    found = await stored.teachers(turn.tx, turn.me.id, SUBJECTS, await cards.today_of(turn), school=wanted.school,
                                  size=PAGE, skip=skip)
    if not found and wanted.page:
        return await list_opened(turn, ShowMentoring(wanted.school))
    total = found[0].total if found else 0
    pages = turning(ShowMentoring(wanted.school, wanted.page - 1) if wanted.page else None,
                    ShowMentoring(wanted.school, wanted.page + 1) if total > skip + PAGE else None)
    back = [Choice("card", OpenCard(wanted.school))] if wanted.school else []
    return turn.say("plans/mentoring", [_numbers(found, skip), pages, [Choice("find", FindTeacher(wanted.school))],
                                        [*back, Choice("menu", ShowMenu())]],
                    teachers=found, skip=skip, total=total, without=found[0].without if found else 0,
                    several=not wanted.school, searched="")


@room.pressed(FindTeacher)
async def find_pressed(turn: Turn, press: FindTeacher) -> Returned:
    await _looker(turn, press.school)
    return await begin(turn, "teacher_find", school=press.school)


async def find_facts(turn: Turn, draft: Draft) -> Facts:
    return {}


async def words_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = words_of(given.text) if len(given.text) <= card_steps.TITLE else []
    if not await _matching(turn, draft.subject["school"], words):
        raise Wrong("cards/nobody")
    return " ".join(words)


async def teacher_found(turn: Turn, draft: Draft) -> Returned:
    school = draft.subject["school"]
    found = await _matching(turn, school, draft.text("words").split())
    if len(found) == 1:
        return await teacher_opened(turn, OpenTeacher(found[0].id, found[0].organisation))
    shown = found[:PAGE]
    return turn.say("plans/mentoring", [_numbers(shown, 0), [Choice("find", FindTeacher(school))],
                                        [Choice("all", ShowMentoring(school)), Choice("menu", ShowMenu())]],
                    teachers=shown, skip=0, total=len(found), without=0, several=not school,
                    searched=draft.text("words"))


form(Form("teacher_find", (Step("words", "plans/ask_teacher", words_taken),), find_facts, teacher_found))


async def _matching(turn: Turn, school: int, words: list[str]) -> list[Teacher]:
    await _looker(turn, school)
    everybody = await stored.every_teacher(turn.tx, turn.me.id, await cards.today_of(turn), school=school)
    return [each for each in everybody if words and named(f"{each.name} {each.school}", words)]


@room.pressed(OpenTeacher)
async def teacher_opened(turn: Turn, wanted: OpenTeacher) -> Returned:
    """Who is their mentor and how far they are; the plan itself opens for those whose business it is."""
    teacher, roles = await _teacher(turn, wanted.teacher, wanted.school)
    opens = False
    if teacher.plan is not None and (plan := await stored.by_id(turn.tx, teacher.plan)):
        opens = bool(await tasks.relations(turn.tx, plan.task, turn.me.id) & plans.READERS)
    name = [Choice("change" if teacher.mentor else "name" if roles & _NAMERS else "take",
                   NameMentor(teacher.id, teacher.organisation), tone=Tone.PLAIN if teacher.mentor else Tone.MAIN)]
    return turn.say("plans/teacher", [
        [Choice("plan", OpenPlan(teacher.plan or 0), tone=Tone.MAIN)] if opens else [],
        name if _may_name(teacher, roles) else [],
        [Choice("back", ShowMentoring(teacher.organisation)), Choice("menu", ShowMenu())],
    ], teacher=teacher)


@room.pressed(NameMentor)
async def mentor_pressed(turn: Turn, press: NameMentor) -> Returned:
    await _named(turn, press.teacher, press.school)
    return await begin(turn, "mentor", teacher=press.teacher, school=press.school)


async def mentor_facts(turn: Turn, draft: Draft) -> Facts:
    teacher, _ = await _of(turn, draft)
    return {"teacher": teacher}


async def mentor_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    teacher, roles = await _of(turn, draft)
    offered = await card_steps.tutors_offered(turn, teacher.organisation)
    return offered if roles & _NAMERS else [each for each in offered if each.value == str(turn.me.id)]


async def mentor_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    teacher, roles = await _of(turn, draft)
    chosen = await card_steps.read_tutor(turn, teacher.organisation, given)
    if chosen == teacher.id or not (roles & _NAMERS or chosen == turn.me.id):
        raise Wrong("cards/nobody")
    return str(chosen)


async def goals_wanted(turn: Turn, draft: Draft) -> bool:
    teacher, _ = await _of(turn, draft)
    return teacher.plan is None


async def mentor_named(turn: Turn, draft: Draft) -> Returned:
    """The plan goes on under another mentor, or a new one begins."""
    teacher, _ = await _of(turn, draft)
    mentor = await card_rights.tutor(turn, teacher.organisation, int(draft.text("mentor")))
    if teacher.plan is None:
        await plans.begin_plan(turn, teacher, mentor.id, draft.text("goals"))
    else:
        await plans.hand_on(turn, teacher.plan, mentor.id)
    return await teacher_opened(turn, OpenTeacher(teacher.id, teacher.organisation))


form(Form("mentor", (
    Step("mentor", "plans/ask_mentor", mentor_taken, mentor_options),
    Step("goals", "plans/ask_goals", card_steps.text_taken, optional=True, wanted=goals_wanted),
), mentor_facts, mentor_named))


async def _of(turn: Turn, draft: Draft) -> tuple[Teacher, frozenset[Role]]:
    return await _named(turn, draft.subject["teacher"], draft.subject["school"])


async def _named(turn: Turn, id: int, school: int) -> tuple[Teacher, frozenset[Role]]:
    """A teacher whose mentor this person may name. Raises `Refused`."""
    teacher, roles = await _teacher(turn, id, school)
    if not _may_name(teacher, roles):
        raise Refused("plans/has_a_mentor")
    return teacher, roles


def _may_name(teacher: Teacher, roles: frozenset[Role]) -> bool:
    return bool(roles & _NAMERS) or not teacher.mentor


async def _teacher(turn: Turn, id: int, school: int) -> tuple[Teacher, frozenset[Role]]:
    """A teacher of a school that this person looks after, and as what they do. Raises `Refused`."""
    roles = await _looker(turn, school)
    found = await stored.every_teacher(turn.tx, turn.me.id, await cards.today_of(turn), school=school, teacher=id)
    if not school or len(found) != 1:
        raise Refused("plans/not_yours")
    return found[0], roles


async def _looker(turn: Turn, school: int) -> frozenset[Role]:
    """As what they look at the teachers of a school, or of all of theirs (0). Raises `Refused`."""
    if school:
        roles = (await card_rights.seat(turn, school)).roles & _LOOKERS
    else:
        roles = frozenset(each.role for each in await turn.roles()) & _LOOKERS
    if not roles:
        raise Refused("plans/not_yours")
    return roles


def _numbers(shown: Sequence[Teacher], skip: int) -> list[Choice]:
    return [Choice("open", OpenTeacher(each.id, each.organisation), facts={"place": skip + place})
            for place, each in enumerate(shown, 1)]
