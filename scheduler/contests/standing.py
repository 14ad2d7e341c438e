"""How a contest stands: what was put down of it, read and worked out; everybody who shows it asks here."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from scheduler.contests import criteria, ranking, rules
from scheduler.contests.criteria import COMMENT
from scheduler.contests.ranking import Criterion, Leaning, Place, Review
from scheduler.contests.rules import Rules
from scheduler.surveys import given, written
from scheduler.surveys.form import Question
from storage import contests, expertise
from storage.contests import Application, Contest
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """A contest, all its applications and reviews, and what they come to."""

    contest: Contest
    rules: Rules
    questions: tuple[Question, ...]
    """Of the sheet that experts fill in."""
    criteria: tuple[Criterion, ...]
    applications: tuple[Application, ...]
    """Those that were not given up."""
    asked: tuple[expertise.Review, ...]
    """All that experts were asked for, what they have given up too."""
    reviews: tuple[Review, ...]
    places: tuple[Place, ...]
    """Of the applications that were accepted, the best first."""

    @property
    def accepted(self) -> list[Application]:
        return [each for each in self.applications if each.state == "accepted"]

    @property
    def standing(self) -> list[expertise.Review]:
        """What experts are still asked for or have done."""
        return [each for each in self.asked if each.stands]

    @property
    def is_judged(self) -> bool:
        """Whether experts have got their applications."""
        return bool(self.standing)

    def application(self, task: int) -> Application:
        return next(each for each in self.applications if each.task == task)

    def place(self, task: int) -> Place | None:
        return next((each for each in self.places if each.application == task), None)


async def standing(tx: Transaction, contest: Contest) -> Standing:
    """As things are now."""
    going = rules.read(contest.rules)
    questions = written.read(await contests.criteria(tx, contest.programme, going.survey))
    weighed = criteria.of(questions, going)
    applications = [each for each in await contests.applications(tx, contest.id) if each.state != "cancelled"]
    asked = await expertise.reviews(tx, contest.id)
    reviews = _reviews(questions, asked, await expertise.scores(tx, contest.id))
    accepted = [each.task for each in applications if each.state == "accepted"]
    wanted = {each: going.wanted(each) for each in accepted}
    places = ranking.ranked(weighed, accepted, reviews, wanted=wanted)
    return Standing(contest, going, questions, tuple(weighed), tuple(applications), tuple(asked), tuple(reviews),
                    tuple(places))


async def leanings(tx: Transaction, programme: int) -> dict[int, Leaning]:
    """How each expert has scored beside colleagues, in all contests of a programme."""
    parts: dict[int, list[Leaning]] = {}
    for id in await contests.of_programme(tx, programme):
        contest = await contests.by_id(tx, id)
        if contest is not None and contest.rules:
            told = await standing(tx, contest)
            for expert, leaning in ranking.leanings(told.criteria, told.reviews).items():
                parts.setdefault(expert, []).append(leaning)
    return {expert: ranking.together(each) for expert, each in parts.items()}


def _reviews(questions: Sequence[Question], asked: Sequence[expertise.Review],
             scores: Sequence[expertise.Score]) -> list[Review]:
    """Those that were sent, with their figures as exactly as they were given."""
    known = {one.name: one for one in questions}
    by_task = {task: list(rows) for task, rows in groupby(sorted(scores, key=lambda each: each.task),
                                                          lambda each: each.task)}
    found = []
    for each in asked:
        if not each.is_in:
            continue
        figures: dict[str, Fraction] = {}
        comment = ""
        for row in by_task.get(each.task, ()):
            question = known.get(row.question)
            answer = given.read(question, row.value) if question else None
            if row.question == COMMENT:
                comment = answer if isinstance(answer, str) else ""
            elif isinstance(answer, float):
                figures[row.question] = Fraction(row.value)
        found.append(Review(each.application, each.expert, figures, comment))
    return found
