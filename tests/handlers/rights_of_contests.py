"""Every button of contests, and who may press it: on one of the curator's, in which the director's school takes part
and the expert judges; the director's application is accepted.
"""

from collections.abc import Callable
from dataclasses import dataclass

from messages import meanings
from messages import meanings_of_contests as of
from messages.buttons import Meaning
from messages.replies import Reply
from messages.stored import write
from scheduler import audience
from scheduler.audience import By, Condition
from scheduler.contests import criteria, practice, rules
from scheduler.contests.rules import Rules
from scheduler.surveys import form, written
from scheduler.surveys.form import Question
from scheduler.surveys.wave import Unit
from storage import addressees, assignments, broadcasts, contests, expertise, sheets, surveys, tasks
from storage.assignments import Asked, Kind, Review
from storage.database import Transaction
from storage.outbox import Lane
from storage.participants import Member, Role
from storage.tasks import TaskState

RULE = frozenset({"curator", "operator"})
WATCH = RULE | {"coordinator", "observer"}
SEE = WATCH | {"director"}
READ = RULE | {"director", "expert"}
CALL = frozenset({"coordinator", "other_coordinator", "curator", "far_curator", "operator"})
EXPERT = frozenset({"expert"})
JOIN = frozenset({"director"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class Contested:
    """A contest, an application, a review of it and its expert."""

    contest: int
    application: int
    review: int
    expert: int


NO_CONTEST = Contested(0, 0, 0, 0)
Press = Callable[[Contested], Meaning]
OF_CONTESTS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (of.OpenContest, SEE), (of.ShowApplications, WATCH), (lambda id: of.ShowApplications(id, HUGE), WATCH),
    (of.ChooseExperts, RULE), (lambda id: of.ChooseExperts(id, HUGE), RULE), (of.ShareApplications, RULE),
    (lambda id: of.ShareApplications(id, HUGE), RULE), (lambda id: of.GiveToExperts(id, 7, 1), RULE),
    (lambda id: of.GiveToExperts(id, HUGE, 1), RULE), (of.ShowReviews, RULE),
    (lambda id: of.ShowReviews(id, HUGE), RULE), (lambda id: of.ShowReviews(id, 0, HUGE), RULE),
    (of.ChaseExperts, RULE), (of.ShowRanking, RULE),
    (lambda id: of.ShowRanking(id, HUGE), RULE), (of.ExportProtocol, RULE), (of.CloseEntries, RULE),
    (lambda id: of.CloseEntries(id, 1), RULE), (of.TellResults, RULE),
    (lambda id: of.JoinContest(id, 1), JOIN), (lambda id: of.JoinContest(id, 0), JOIN),
)
OF_APPLICATIONS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (of.OpenApplication, SEE | EXPERT), (of.ShowApplicationFiles, READ),
    (lambda id: of.GiveAward(id, "winner"), RULE), (lambda id: of.AddReview(id, 3), RULE),
    (of.PublishPractice, RULE),
)
OF_REVIEWS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (meanings.FillTask, EXPERT), (of.DeclareConflict, EXPERT), (of.RelieveExpert, RULE),
)
"""The confirmed ones change what the others are about: they have tests of their own."""


def _of_contest(build: Callable[[int], Meaning]) -> Press:
    return lambda ids: build(ids.contest)


def _of_application(build: Callable[[int], Meaning]) -> Press:
    return lambda ids: build(ids.application)


def _of_review(build: Callable[[int], Meaning]) -> Press:
    return lambda ids: build(ids.review)


EVERYBODY = frozenset({"director", "teacher", "coordinator", "curator", "far_curator", "operator", "observer",
                       "other_director", "other_coordinator", "mentor", "expert", "guest"})
ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda ids: of.MakeContest(), CALL), (lambda ids: of.ShowExperts(), CALL),
    (lambda ids: of.ShowExperts(HUGE), CALL),
    (lambda ids: of.PickExpert(ids.contest, ids.expert, 1), RULE), (lambda ids: of.PickExpert(HUGE, HUGE, 1), NOBODY),
    *((lambda ids, kind=kind: kind(), EVERYBODY) for kind in (of.ShowContests, of.ShowExpertise, of.ShowPractices)),
    *((_of_contest(build), allowed) for build, allowed in OF_CONTESTS),
    *((_of_application(build), allowed) for build, allowed in OF_APPLICATIONS),
    *((_of_review(build), allowed) for build, allowed in OF_REVIEWS),
    *((lambda ids, build=build: build(HUGE), NOBODY)
      for build, _ in (*OF_CONTESTS, *OF_APPLICATIONS, *OF_REVIEWS)),
]


async def contested(tx: Transaction, programme: int, people: dict[str, Member], *, now: int,
                    words: str = "Час чтения") -> Contested:
    """The application says these words; the review waits."""
    author, director, expert = (people[who] for who in ("curator", "director", "expert"))
    fields = (Question("q1", form.Kind.TEXT, "Название практики", required="true()"),
              practice.consent("Согласны?", "Да", "Нет"))
    contest = await _asked(tx, programme, author, Kind.CONTEST, "К-1", fields, "entry", now=now)
    going = Rules("sheet", {"c1": "2"}, 1, "2018-06-13")
    await contests.put_rules(tx, contest, rules.write(going))
    await _call(tx, programme, author, director, contest, now=now)
    application, = await assignments.assign(tx, contest, [Asked(director.organisation)], now=now)
    asked = await assignments.by_id(tx, contest)
    assert asked
    assert asked.wave
    sheet = await sheets.begin_of_task(tx, asked.wave, application, director.organisation, director.participant,
                                       now=now)
    for question, value in (("q1", f'"{words}"'), (practice.CONSENT, '"yes"')):
        await sheets.answer(tx, sheet, sheets.Given(question, value, None))
    await tasks.change_state(tx, application, TaskState.DONE, allowed=(TaskState.OPEN, TaskState.OPEN),
                             by=director.participant, now=now)
    await tasks.change_state(tx, application, TaskState.ACCEPTED, allowed=(TaskState.DONE, TaskState.DONE),
                             by=author.participant, now=now)
    scale = (Question("c1", form.Kind.RANGE, "Польза", scale=criteria.USUAL, required="true()"),
             Question(criteria.COMMENT, form.Kind.TEXT, "Комментарий"))
    judging = await _asked(tx, programme, author, Kind.EXPERTISE, "Э-1", scale, "sheet", now=now)
    await expertise.about(tx, judging, application)
    review, = await assignments.assign(tx, judging, [Asked(expert.organisation, expert.participant)], now=now)
    return Contested(contest, application, review, expert.participant)


async def _asked(tx: Transaction, programme: int, author: Member, kind: Kind, number: str,
                 questions: tuple[Question, ...], code: str, *, now: int) -> int:
    section = await assignments.section(tx, programme, kind, kind.value)
    id = await assignments.make(
        tx, programme=programme, section=section, kind=kind, number=number, title="Лучшие практики", about="Лучшие",
        due_on="2018-05-30", author=author.participant, now=now,
        review=Review.AUTHOR if kind is Kind.CONTEST else Review.NONE)
    await surveys.put(tx, programme=programme, code=code, title=number, version="1", questions=written.write(questions),
                      now=now, source=surveys.CHAT)
    await surveys.put_wave(tx, programme=programme, survey=code, code=code, title=number, opens_on="2018-05-16",
                           closes_on="2018-05-30", late=True, unit=Unit.TASK, anonymous=False, whom=[],
                           source=surveys.CHAT, activity=id)
    return id


async def _call(tx: Transaction, programme: int, author: Member, director: Member, contest: int, *, now: int) -> None:
    """It has gone out to this director."""
    id = await broadcasts.draft(tx, programme=programme, author=author.participant, kind=broadcasts.Kind.CONTEST,
                                lane=Lane.BROADCAST, content=write(Reply("Конкурс")), activity=contest, now=now,
                                audience=audience.write([Condition(By.ROLE, (Role.DIRECTOR.value,)),
                                                         Condition(By.PLACE, (str(director.organisation),))]))
    await broadcasts.start(tx, id, now=now)
    await addressees.put_people(tx, id, [director.participant])
    await broadcasts.turn(tx, id, broadcasts.State.DONE, broadcasts.State.RUNNING, ended_at=now)
