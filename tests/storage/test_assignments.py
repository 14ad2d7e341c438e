"""What somebody in the chat asks of schools and people, on both databases: whose tasks they are, who sees which."""

from dataclasses import dataclass, field

from storage import assignments, erasure, privacy, roadmap, tasks
from storage.assignments import Asked, Kind
from storage.database import Database, Transaction
from storage.privacy_rows import AssignmentMade
from storage.tasks import Relation, TaskState
from tests.scheduler.network import Network, execute, found

NOW = 1_527_000_000
QUOTE = "Осокина Наталья"


@dataclass
class Region:
    """Two municipalities with a school each, their coordinators and directors, two teachers, a curator."""

    tx: Transaction
    network: Network
    school: int
    far_school: int
    curator: int
    coordinator: int
    far_coordinator: int
    director: int
    teachers: list[int]
    operator: int
    observer: int
    tasks: list[int] = field(default_factory=list)

    @staticmethod
    async def settle(tx: Transaction) -> "Region":
        net = await found(tx)
        institute = await net.organisation("institute")
        here, there = [await net.organisation("municipality") for _ in range(2)]
        school, far_school = [await net.organisation("school", each) for each in (here, there)]
        return Region(
            tx, net, school, far_school, await net.person("curator", institute), await net.person("coordinator", here),
            await net.person("coordinator", there), await net.person("director", school),
            [await net.person("teacher", school) for _ in range(2)], await net.person("operator", institute),
            await net.person("observer", institute))

    async def ask(self, author: int, *whom: Asked) -> int:
        programme = self.network.programme
        section = await assignments.section(self.tx, programme, Kind.REQUEST, "Запросы")
        place = await assignments.number(self.tx, programme, Kind.REQUEST)
        id = await assignments.make(
            self.tx, programme=programme, section=section, kind=Kind.REQUEST, number=f"З-{place}",
            title=f"Списки для {QUOTE}", about=f"Пришлите списки, {QUOTE} ждёт", due_on="2018-05-25", author=author,
            now=NOW)
        self.tasks = await assignments.assign(self.tx, id, whom, now=NOW)
        return id


async def test_a_school_has_one_task_and_each_of_its_people_one_of_their_own(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        one, other = region.teachers
        whom = (Asked(region.school), Asked(region.school, one), Asked(region.school, other))
        id = await region.ask(region.curator, *whom)
        assert len(region.tasks) == 3
        assert await assignments.assign(tx, id, whom, now=NOW) == region.tasks, "twice is once"
        assert await assignments.own(tx, id, one) == [region.tasks[1]]
        assert await assignments.own(tx, id, region.director) == [region.tasks[0]]
        assert await tasks.relations(tx, region.tasks[1], region.director) == frozenset()
        assert await tasks.relations(tx, region.tasks[1], one) == {Relation.HANDED}


async def test_numbers_go_on_by_kind(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        first, second = [await region.ask(region.curator) for _ in range(2)]
        found_again = [await assignments.by_id(tx, id) for id in (first, second)]
        assert [each and each.number for each in found_again] == ["З-1", "З-2"]


async def test_everybody_sees_what_they_watch_over_and_the_author_all(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        id = await region.ask(region.curator, Asked(region.school), Asked(region.far_school))
        seen = {who: len(await assignments.parts(tx, id, who)) for who in (
            region.curator, region.operator, region.observer, region.coordinator, region.far_coordinator,
            region.director, region.teachers[0])}
        assert list(seen.values()) == [2, 2, 2, 1, 1, 0, 0]
        assert [await assignments.sees(tx, id, who) for who in seen] == [True] * 5 + [False] * 2
        assert [each.total for each in await assignments.listed(tx, region.coordinator, Kind.REQUEST, size=9,
                                                                skip=0)] == [1]
        assert await assignments.listed(tx, region.director, Kind.REQUEST, size=9, skip=0) == []
        assert [(each.total, each.done) for each in await assignments.places(tx, id, region.curator)] == [(1, 0)] * 2


async def test_answers_are_for_those_who_watch_and_not_for_those_who_look(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        id = await region.ask(region.curator, Asked(region.school), Asked(region.far_school))
        await tasks.change_state(tx, region.tasks[0], TaskState.DONE, allowed=(TaskState.OPEN, TaskState.OPEN),
                                 by=region.director, now=NOW)
        await tasks.add_evidence(tx, region.tasks[0], region.director, "Список", None, now=NOW)
        told = {who: [each.value for each in await assignments.given(tx, id, who)] for who in (
            region.curator, region.coordinator, region.far_coordinator, region.observer, region.director)}
        assert list(told.values()) == [["Список"], ["Список"], [], [], []]
        assert await assignments.open_left(tx, id) == 1


async def test_who_is_missing_is_whoever_has_still_to_answer(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        id = await region.ask(region.curator, Asked(region.school), Asked(region.school, region.teachers[0]))
        assert await assignments.missing(tx, id, region.coordinator) == sorted([region.director, region.teachers[0]])
        await tasks.change_state(tx, region.tasks[0], TaskState.DONE, allowed=(TaskState.OPEN, TaskState.OPEN),
                                 by=region.director, now=NOW)
        assert await assignments.missing(tx, id, region.coordinator) == [region.teachers[0]]
        assert await assignments.missing(tx, id, region.far_coordinator) == []
        assert await assignments.close(tx, id, by=region.curator, now=NOW) == [region.tasks[1]]
        assert await assignments.missing(tx, id, region.coordinator) == []


async def test_what_was_asked_is_not_changed_any_more_once_somebody_has_it(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        free, given = await region.ask(region.curator), await region.ask(region.curator, Asked(region.school))
        for id in (free, given):
            await assignments.rewrite(tx, id, title="Другое", about="Совсем", due_on="2018-06-01",
                                      evidence_needed=True)
        asked = [await assignments.by_id(tx, id) for id in (free, given)]
        assert [each and each.title for each in asked] == ["Другое", f"Списки для {QUOTE}"]


async def test_a_loading_does_not_see_what_came_from_the_chat(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        await region.ask(region.curator, Asked(region.school))
        programme = region.network.programme
        assert [each.number for each in await roadmap.activities(tx, programme)] == []
        assert [each.number for each in await roadmap.sections(tx, programme)] == ["1"]
        assert await roadmap.duties(tx, programme) == []


async def test_whoever_asks_and_is_forgotten_leaves_the_request_without_a_name(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        id = await region.ask(region.curator, Asked(region.school), Asked(region.school, region.teachers[0]))
        told = (await privacy.everything(tx, region.curator))["activities"]
        assert told == [AssignmentMade("З-1", f"Списки для {QUOTE}", f"Пришлите списки, {QUOTE} ждёт", "2018-05-25",
                                       NOW)]
        await erasure.forget(tx, region.curator, quotes=[QUOTE], instead="участник удалён", words_instead="удалено",
                             now=NOW, real_now=NOW)
        asked = await assignments.by_id(tx, id)
        assert asked
        assert (asked.author, asked.title, asked.about) == (None, "Списки для участник удалён",
                                                            "Пришлите списки, участник удалён ждёт")
        assert await assignments.sees(tx, id, region.operator)


async def test_what_was_asked_of_a_forgotten_person_is_off(database: Database) -> None:
    async with database.transaction() as tx:
        region = await Region.settle(tx)
        await region.ask(region.curator, *(Asked(region.school, each) for each in region.teachers))
        await erasure.forget(tx, region.teachers[0], quotes=[], instead="", words_instead="", now=NOW, real_now=NOW)
        await erasure.forget(tx, region.teachers[1], quotes=[], instead="", words_instead="", now=NOW, real_now=NOW)
        states = await execute(tx, "select state from tasks where participant is not null")
        assert [row["state"] for row in states] == ["cancelled"] * 2
