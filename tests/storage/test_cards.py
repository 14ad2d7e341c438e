"""Cards and plans in the store: whose card somebody may see, who accompanies what, what is left of the forgotten."""

import pytest

from scheduler.programme import apply, loader
from scheduler.programme.model import Programme
from storage import assignments, cards, erasure, participants, plans, privacy, programmes, tasks
from storage.assignments import Asked, Kind, Review
from storage.database import Database, Transaction
from storage.participants import Member, Role
from storage.tasks import Relation, TaskState
from tests.handlers.conftest import EXAMPLE, SCHOOL, START

TODAY = "2018-06-21"


class Ground:
    """The Irkutsk example, with a problem, two measures and a plan in one school."""

    def __init__(self, programme: int, members: list[Member]) -> None:
        self.programme, self.members = programme, members
        self.school = next(each.organisation for each in members if each.place == SCHOOL)
        self.director = self.one(Role.DIRECTOR)
        self.teacher = self.one(Role.TEACHER)
        self.mentor = next(each.participant for each in members if each.name.startswith("Кругобайкалов"))
        self.stranger = next(each.participant for each in members if each.name.startswith("Таёжникова"))
        self.curator = next(each.participant for each in members if each.name.startswith("Осокина"))
        self.far = next(each.participant for each in members if each.name.startswith("Берёзкина"))

    def one(self, role: Role) -> int:
        return next(each.participant for each in self.members if each.role is role and each.organisation == self.school)

    async def made(self, tx: Transaction, kind: Kind, about: str, *, due_on: str | None = None,
                   parent: int | None = None, whose: int | None = None) -> tuple[int, int]:
        section = await assignments.section(tx, self.programme, kind, str(kind))
        number = await assignments.number(tx, self.programme, kind)
        id = await assignments.make(
            tx, programme=self.programme, section=section, kind=kind, number=f"{kind}-{number}", title=about,
            about=about, due_on=due_on, author=self.curator, now=START, review=Review.AUTHOR, parent=parent,
            tutor=None if kind is Kind.PROBLEM else self.mentor)
        task, = await assignments.assign(tx, id, [Asked(self.school, whose)], now=START)
        return id, task


async def ground(tx: Transaction) -> Ground:
    read = loader.read(EXAMPLE)
    assert isinstance(read, Programme)
    await apply.apply(tx, read, now=START)
    programme = (await programmes.all(tx))[0].id
    return Ground(programme, await participants.listed(tx, programme))


async def test_who_may_see_a_card_and_as_what(database: Database) -> None:
    async with database.transaction() as tx:
        place = await ground(tx)
        seen = {who: await cards.roles(tx, who, place.school) for who in
                (place.director, place.mentor, place.curator, place.stranger, place.far, place.teacher)}
        assert seen == {place.director: {Role.DIRECTOR}, place.mentor: {Role.MENTOR}, place.curator: {Role.CURATOR},
                        place.stranger: frozenset(), place.far: frozenset(), place.teacher: frozenset()}
        assert next(each.name for each in await cards.tutors(tx, place.school)).startswith("Кругобайкалов")
        assert {each.id for each in await cards.tutors(tx, place.school)} >= {place.mentor, place.curator}
        assert await cards.place(tx, 999_999) is None
        assert await cards.problem(tx, 999_999) is None


async def test_late_schools_come_first_and_everything_is_counted(database: Database) -> None:
    async with database.transaction() as tx:
        place = await ground(tx)
        problem, _ = await place.made(tx, Kind.PROBLEM, "Нет физика")
        _, late = await place.made(tx, Kind.MEASURE, "Найти физика", due_on="2018-06-20", parent=problem)
        _, over = await place.made(tx, Kind.MEASURE, "Спросить соседей", due_on="2018-06-20", parent=problem)
        await tasks.change_state(tx, over, TaskState.ACCEPTED, allowed=(TaskState.OPEN, TaskState.OPEN),
                                 by=place.curator, now=START)
        first, *others = await cards.schools(tx, place.curator, TODAY, size=100)
        assert (first.id, first.problems, first.solved, first.measures, first.settled, first.late) == (
            place.school, 1, 0, 2, 1, 1)
        assert first.total == len(others) + 1 > 1
        assert not any(each.problems for each in others)
        assert await cards.schools(tx, place.teacher, TODAY, size=100) == []
        rows = await cards.rows(tx, [place.school], place.mentor)
        assert [(each.kind, each.parent, each.opens) for each in rows] == [
            (Kind.PROBLEM, None, 0), (Kind.MEASURE, problem, 1), (Kind.MEASURE, problem, 1)]
        assert await cards.close_under(tx, problem, by=place.curator, now=START) == [late]
        assert len(await cards.rows(tx, [place.school], place.mentor)) == 2


async def test_whoever_accompanies_has_to_do_with_it_as_long_as_they_look_after_the_school(database: Database) -> None:
    async with database.transaction() as tx:
        place = await ground(tx)
        problem, _ = await place.made(tx, Kind.PROBLEM, "Нет физика")
        measure, task = await place.made(tx, Kind.MEASURE, "Найти физика", due_on="2018-06-20", parent=problem)
        assert await tasks.relations(tx, task, place.mentor) == {Relation.TUTOR}
        await tasks.hand_over(tx, task, place.mentor)
        assert await tasks.relations(tx, task, place.mentor) == {Relation.TUTOR, Relation.HANDED}
        found, = await cards.accompanied(tx, place.mentor, TODAY, size=9, skip=0)
        assert (found.task, found.late, found.total) == (task, 1, 1)
        await cards.name_tutor(tx, measure, place.stranger)
        assert await tasks.relations(tx, task, place.stranger) == frozenset()
        assert await tasks.relations(tx, task, place.mentor) == frozenset()
        assert await cards.accompanied(tx, place.stranger, TODAY, size=9, skip=0) == []


@pytest.mark.parametrize("late", [0, 1])
async def test_a_plan_is_as_late_as_its_steps_and_nobody_else_is_concerned(database: Database, late: int) -> None:
    async with database.transaction() as tx:
        place = await ground(tx)
        plan, task = await place.made(tx, Kind.PLAN, "Цели", whose=place.teacher)
        _, step = await place.made(tx, Kind.STAGE, "Урок", whose=place.teacher, parent=plan,
                                   due_on="2018-06-20" if late else "2018-07-01")
        for each in (task, step):
            people = {one: await tasks.relations(tx, each, one) for one in
                      (place.teacher, place.mentor, place.curator, place.director)}
            assert people == {place.teacher: {Relation.HANDED}, place.mentor: {Relation.TUTOR},
                              place.curator: frozenset(), place.director: frozenset()}
        found, = await cards.accompanied(tx, place.mentor, TODAY, size=9, skip=0)
        assert (found.steps, found.settled, found.late) == (1, 0, late)
        listed, *_ = [each for each in await plans.teachers(tx, place.director, ["русск"], TODAY, size=9)
                      if each.id == place.teacher]
        assert (listed.plan, listed.steps, listed.late, bool(listed.mentor)) == (plan, 1, late, True)
        assert await plans.own(tx, place.teacher) == [plan]
        assert [each.title for each in await plans.steps(tx, plan, TODAY)] == ["Урок"]
        assert await plans.teachers(tx, place.far, ["русск"], TODAY, school=place.school, size=9) == []
        assert await plans.by_id(tx, plan + 999) is None


async def test_teachers_without_a_mentor_are_counted_by_their_subjects(database: Database) -> None:
    async with database.transaction() as tx:
        place = await ground(tx)
        found = await plans.teachers(tx, place.director, ["русск", "математ"], TODAY, size=9)
        assert [(each.name, each.mentor, each.without) for each in found] == [("Голоустов Александр Михайлович", "", 1)]
        assert len(await plans.every_teacher(tx, place.director, TODAY)) == 2
        assert len(await plans.every_teacher(tx, place.director, TODAY, teacher=place.teacher)) == 1


async def test_of_a_forgotten_teacher_no_plan_is_left_and_of_a_forgotten_mentor_no_name(database: Database) -> None:
    async with database.transaction() as tx:
        place = await ground(tx)
        plan, task = await place.made(tx, Kind.PLAN, "Тайные цели", whose=place.teacher)
        _, step = await place.made(tx, Kind.STAGE, "Тайный урок", whose=place.teacher, parent=plan, due_on="2018-06-20")
        problem, _ = await place.made(tx, Kind.PROBLEM, "Нет физика")
        await place.made(tx, Kind.MEASURE, "Найти физика", parent=problem, due_on="2018-06-20")
        await tasks.add_evidence(tx, step, place.mentor, "Тайная запись", None, now=START)
        told = (await privacy.everything(tx, place.teacher))["activities"]
        assert [each.words for each in told] == ["Тайные цели", "Тайный урок"]
        for who in (place.teacher, place.mentor):
            await erasure.forget(tx, who, quotes=[], instead="участник удалён", words_instead="удалено", now=START,
                                 real_now=START)
        for each in (task, step):
            left = await tasks.by_id(tx, each)
            assert left
            assert (left.title, left.about, left.state, left.tutor) == ("удалено", "удалено", TaskState.CANCELLED, None)
        assert [each.body for each in await tasks.evidence(tx, step)] == ["удалено"]
        assert [each.tutor for each in await cards.rows(tx, [place.school], place.curator)] == [None, None]
