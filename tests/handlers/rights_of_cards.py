"""Every button of cards and plans, and who may press it: on a problem of the director's school with a measure that the
mentor accompanies, and on the plan of its teacher, whose mentor is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from messages import meanings
from messages import meanings_of_cards as of
from messages.buttons import Meaning
from storage import assignments
from storage.assignments import Asked, Kind, Review
from storage.database import Transaction
from storage.participants import Member

SEE = frozenset({"director", "coordinator", "curator", "operator", "observer", "mentor"})
WRITE = SEE - {"observer"}
HAVE = SEE | {"other_director", "other_coordinator", "far_curator"}
KEEP = frozenset({"coordinator", "other_coordinator", "curator", "far_curator", "mentor"})
NOTE = frozenset({"director", "curator", "operator", "mentor"})
RULE = frozenset({"coordinator", "curator", "operator", "mentor"})
NAME = frozenset({"coordinator", "curator", "operator"})
PLAN = frozenset({"teacher", "mentor", "operator"})
LEAD = frozenset({"mentor", "operator"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class Carded:
    """What stands on the card of a school, and in the plan of its teacher."""

    school: int = 0
    problem: int = 0
    problem_task: int = 0
    measure_task: int = 0
    teacher: int = 0
    plan: int = 0
    plan_task: int = 0
    step_task: int = 0


NO_CARD = Carded()
Press = Callable[[Carded], Meaning]
ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda card: of.ShowCards(), HAVE), (lambda card: of.ShowCards(HUGE), HAVE), (lambda card: of.FindCard(), HAVE),
    (lambda card: of.ExportCards(), HAVE), (lambda card: of.ShowAccompanied(), KEEP),
    (lambda card: of.ShowAccompanied(HUGE), KEEP),
    (lambda card: of.OpenCard(card.school), SEE), (lambda card: of.OpenCard(card.school, HUGE), SEE),
    (lambda card: of.OpenCard(HUGE), NOBODY), (lambda card: of.ExportCard(card.school), SEE),
    (lambda card: of.ExportCard(HUGE), NOBODY), (lambda card: of.AddProblem(card.school), WRITE),
    (lambda card: of.AddProblem(HUGE), NOBODY), (lambda card: of.OpenProblem(card.problem), SEE),
    (lambda card: of.OpenProblem(card.problem, HUGE), SEE), (lambda card: of.OpenProblem(HUGE), NOBODY),
    (lambda card: of.AddMeasure(card.problem), WRITE), (lambda card: of.AddMeasure(HUGE), NOBODY),
    (lambda card: of.AddMeasure(card.plan), NOBODY), (lambda card: of.OpenProblem(card.plan), NOBODY),
    (lambda card: meanings.OpenTask(card.measure_task), SEE), (lambda card: meanings.OpenTask(card.step_task), PLAN),
    (lambda card: of.NoteProgress(card.measure_task), NOTE), (lambda card: of.NoteProgress(card.step_task), PLAN),
    (lambda card: of.NoteProgress(HUGE), NOBODY), (lambda card: of.NameTutor(card.measure_task), NAME),
    (lambda card: of.NameTutor(card.plan_task), NOBODY), (lambda card: of.NameTutor(HUGE), NOBODY),
    (lambda card: of.ShowMentoring(), HAVE - {"observer"}), (lambda card: of.ShowMentoring(0, HUGE),
                                                            HAVE - {"observer"}),
    (lambda card: of.ShowMentoring(card.school), WRITE), (lambda card: of.ShowMentoring(HUGE), NOBODY),
    (lambda card: of.FindTeacher(), HAVE - {"observer"}), (lambda card: of.FindTeacher(card.school), WRITE),
    (lambda card: of.FindTeacher(HUGE), NOBODY), (lambda card: of.OpenTeacher(card.teacher, card.school), WRITE),
    (lambda card: of.OpenTeacher(HUGE, card.school), NOBODY), (lambda card: of.OpenTeacher(card.teacher, 0), NOBODY),
    (lambda card: of.NameMentor(card.teacher, card.school), WRITE - {"mentor"}),
    (lambda card: of.NameMentor(card.teacher, HUGE), NOBODY),
    (lambda card: of.OpenPlan(card.plan), PLAN), (lambda card: of.OpenPlan(card.plan, HUGE), PLAN),
    (lambda card: of.OpenPlan(card.problem), NOBODY), (lambda card: of.OpenPlan(HUGE), NOBODY),
    (lambda card: of.AddStep(card.plan), PLAN), (lambda card: of.AddStep(HUGE), NOBODY),
    (lambda card: of.WriteGoals(card.plan), PLAN), (lambda card: of.WriteGoals(HUGE), NOBODY),
    (lambda card: of.DropFromCard(HUGE, 1), NOBODY), (lambda card: of.DropFromCard(card.step_task), LEAD),
    (lambda card: of.DropFromCard(card.measure_task), RULE), (lambda card: of.DropFromCard(card.plan_task), LEAD),
]
FREE = {of.ShowMyPlan}
"""It shows nothing but one's own."""
REFUSALS = ("cards/not_yours", "cards/only_a_look", "cards/not_a_tutor", "plans/not_yours", "plans/has_a_mentor")


async def carded(tx: Transaction, programme: int, people: dict[str, Member], *, now: int,
                 words: tuple[str, str, str, str] = ("Нет физика", "Найти физика", "Цели", "Шаг")) -> Carded:
    """A problem, a measure, a plan and a step in these words."""
    curator, mentor = people["curator"].participant, people["mentor"].participant
    school, teacher = people["director"].organisation, people["teacher"].participant

    async def made(kind: Kind, about: str, place: int, whose: int | None = None, due_on: str | None = None,
                   parent: int | None = None, tutor: int | None = None) -> tuple[int, int]:
        section = await assignments.section(tx, programme, kind, str(kind))
        id = await assignments.make(
            tx, programme=programme, section=section, kind=kind, number=f"{kind}-{place}", title=about, about=about,
            due_on=due_on, author=curator, now=now, review=Review.AUTHOR, parent=parent, tutor=tutor)
        task, = await assignments.assign(tx, id, [Asked(school, whose)], now=now)
        return id, task

    problem, of_problem = await made(Kind.PROBLEM, words[0], 1)
    _, of_measure = await made(Kind.MEASURE, words[1], 1, None, "2018-06-20", problem, mentor)
    plan, of_plan = await made(Kind.PLAN, words[2], 1, teacher, tutor=mentor)
    _, of_step = await made(Kind.STAGE, words[3], 1, teacher, "2018-06-08", plan, mentor)
    return Carded(school, problem, of_problem, of_measure, teacher, plan, of_plan, of_step)
