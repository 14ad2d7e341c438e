"""A document in the store: loaded as a whole, and a corrected one keeps what people have done."""

import json

import pytest

from scheduler.documents import answers, applying, pending, stored
from scheduler.documents.answers import Answer, Said
from scheduler.documents.applying import Outlook
from scheduler.documents.document import Document
from scheduler.programme.model import Level, Owner
from scheduler.programme.reading import Sort
from storage import files, history, imports, indicators, organisations, participants, roadmap, tasks
from storage.database import Database, Transaction
from storage.imports import State
from storage.participants import Role
from storage.programmes import Programme
from storage.roadmap import Activity
from storage.tasks import TaskState
from tests.scheduler.documents import plans
from tests.scheduler.documents.plans import (
    FIGURE,
    document,
    drafted,
    laid,
    listed,
    numbered,
    row,
    unread,
    until,
    without,
)

SEMINAR, ORDER, VISIT = "Семинар для команд школ", "Издание приказа об утверждении перечня", "Выезд в школы"
FIRST = numbered(("1", SEMINAR, until("2024-03-30")), ("2", ORDER, until("2024-04-30")))


async def activities(tx: Transaction, programme: Programme) -> dict[str, Activity]:
    return {row.number: row for row in await roadmap.activities(tx, programme.id) if row.gone_at is None}


async def outlook(tx: Transaction, programme: Programme, paper: Document) -> Outlook:
    draft = await drafted(tx, programme, paper)
    return await applying.outlook(tx, draft.ground, draft.drawn)


def named(lines: tuple[applying.Line, ...]) -> list[str]:
    return [line.number for line in lines]


async def test_a_document_becomes_sections_activities_tasks_and_figures(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        paper = document(
            row(SEMINAR, listed("2023-10-31", "2024-01-31"), ["Фокус-группа"], number="1", section="I. Обучение",
                results=("Обучено не менее 60 человек",), indicators=(FIGURE,)),
            row(ORDER, without(Sort.RELATIVE), ["Лицей № 3"], number="2", section="I. Обучение"))
        expected = await outlook(tx, programme, paper)
        await laid(tx, programme, paper)
        found = await activities(tx, programme)
        assert {number: (one.title, one.due_on) for number, one in found.items()} == {
            "1/1": (f"{SEMINAR} (октябрь 2023)", "2023-10-31"), "1/2": (f"{SEMINAR} (январь 2024)", "2024-01-31"),
            "2": (ORDER, None)}
        assert (expected.fresh, expected.tasks, named(expected.added)) == (True, 5, ["1/1", "1/2", "2"])
        assert len(await roadmap.duties(tx, programme.id)) == 5
        assert json.loads(found["2"].owners) == [{"level": "school", "group": None, "organisation": "s3"}]
        aim, = await indicators.of_activity(tx, found["1/1"].id)
        assert (aim.plan, aim.unit, aim.at_least) == ("60", "человек", 1)
        assert (await roadmap.results_of(tx, programme.id))[found["1/2"].id] == ("Обучено не менее 60 человек",)
        assert await roadmap.sections(tx, programme.id) != []


async def test_the_same_document_again_changes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        await laid(tx, programme, FIRST)
        again = await outlook(tx, programme, FIRST)
        assert not again
        assert (again.same, again.fresh) == (2, False)
        before = await activities(tx, programme)
        await laid(tx, programme, FIRST, now=9)
        assert await activities(tx, programme) == before


async def test_a_corrected_document_shows_what_is_added_changed_moved_and_gone(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        first = numbered(("1", SEMINAR, until("2024-03-30")), ("2", ORDER, until("2024-04-30")),
                         ("3", VISIT, until("2024-05-10")), ("4", "Итоговый мониторинг", until("2024-05-20")))
        second = numbered(("1", "Совещание директоров", until("2024-02-01")), ("2", SEMINAR, until("2024-03-30")),
                          ("3", ORDER, until("2024-05-30")), ("4", "Итоговый мониторинг", until("2024-05-25")))
        await laid(tx, programme, first)
        before = await activities(tx, programme)
        seen = await outlook(tx, programme, second)
        draft = await laid(tx, programme, second, now=9)
        assert (named(seen.added), named(seen.changed), named(seen.moved)) == (["1"], ["4"], ["2", "3"])
        assert [line.title for line in seen.gone] == [VISIT]
        line = next(each for each in seen.moved if each.number == "3")
        assert (line.was_number, line.what, line.was, line.became) == ("2", ("due",), "2024-04-30", "2024-05-30")
        after = await activities(tx, programme)
        assert {number: one.id for number, one in after.items() if number != "1"} == {
            "2": before["1"].id, "3": before["2"].id, "4": before["4"].id}
        assert draft.drawn.activities[2].title == ORDER


async def test_what_people_have_done_stays_with_what_they_did(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        await laid(tx, programme, FIRST)
        seminar = (await activities(tx, programme))["1"].id
        who = await participants.add(tx, "Иванова Мария Петровна", now=3)
        task = (await tasks.of_activity(tx, seminar))[0]
        await tasks.change_state(tx, task, TaskState.DONE, allowed=(TaskState.OPEN, TaskState.RETURNED), by=who, now=4)
        await tasks.add_evidence(tx, task, who, "Протокол", None, now=4)
        await tasks.move_activity(tx, seminar, "2024-04-05", now=4)
        await laid(tx, programme, numbered(("1", "Совещание", until("2024-02-01")),
                                           ("2", SEMINAR, until("2024-03-30"))), now=9)
        done = await tasks.by_id(tx, task)
        assert done
        assert (done.number, done.state, done.activity) == ("2", TaskState.DONE, seminar)
        assert [each.body for each in await tasks.evidence(tx, task)] == ["Протокол"]
        assert (await activities(tx, programme))["2"].due_on == "2024-04-05", "the file still says what it said"


async def test_tasks_of_what_has_gone_are_cancelled_and_come_back_with_it(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        await laid(tx, programme, FIRST)
        order = (await activities(tx, programme))["2"].id
        await laid(tx, programme, numbered(("2", VISIT, until("2024-04-30"))), now=8)
        states = {each.state for each in await roadmap.duties(tx, programme.id) if each.activity == order}
        assert states == {TaskState.CANCELLED}
        assert (await activities(tx, programme)).keys() == {"2"}
        await laid(tx, programme, FIRST, now=9)
        assert (await activities(tx, programme))["2"].id == order
        assert {each.state for each in await roadmap.duties(tx, programme.id) if each.activity == order} == {
            TaskState.OPEN}


async def test_an_answer_is_used_for_the_next_document_and_can_be_forgotten(database: Database) -> None:
    paper = document(row(SEMINAR, unread("по ситуации"), ["Совет"]))
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        asked = (await drafted(tx, programme, paper)).open
        assert len(asked) == 2
        own = {asked[0].id: Answer(Said.NO_DATE), asked[1].id: Answer(Said.OWNERS, owners=(Owner(Level.SCHOOL),))}
        await laid(tx, programme, paper, answers=own)
        again = await drafted(tx, programme, paper)
        assert (again.open, again.remembered) == ((), 2)
        assert again.drawn.activities[0].owners == (Owner(Level.SCHOOL),)
        other = await plans.stored(tx, "q")
        assert len((await drafted(tx, other, paper)).open) == 2, "another programme has not said so"
        row_of = (await imports.remembered(tx, programme.id))[0]
        assert not await imports.forget_answer(tx, other.id, row_of.id)
        assert await imports.forget_answer(tx, programme.id, row_of.id)
        assert len((await drafted(tx, programme, paper)).open) == 1


async def test_the_mark_changes_with_the_store_and_with_the_answers(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        before = await outlook(tx, programme, FIRST)
        assert (await outlook(tx, programme, FIRST)).mark == before.mark
        assert (await outlook(tx, programme, numbered(("1", SEMINAR, until("2024-03-29"))))).mark != before.mark
        await laid(tx, programme, numbered(("7", VISIT, until("2024-03-30"))))
        assert (await outlook(tx, programme, FIRST)).mark != before.mark


async def test_a_draft_is_loaded_once_and_leaves_a_trace(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        who = await participants.add(tx, "Иванова Мария Петровна", now=3)
        institute = (await organisations.of_programme(tx, programme.id))[0].id
        await participants.grant(tx, who, programme=programme.id, organisation=institute, role=Role.OPERATOR,
                                 source="people", now=3)
        file = await files.keep(tx, "document", "план.docx", "", b"x", now=3, sent_by=who)
        id = await imports.add(tx, programme=programme.id, participant=who, file=file, name="план.docx", now=3)
        assert await imports.keep_document(tx, id, stored.write(FIRST))
        imported = await imports.by_id(tx, id)
        assert imported
        draft = await pending.of(tx, imported)
        assert await pending.finish(tx, imported, draft, now=4, actor=who)
        assert await pending.finish(tx, imported, draft, now=5, actor=who) is None
        assert not await pending.accept(tx, imported, draft)
        ended = await imports.by_id(tx, id)
        assert ended
        assert (ended.state, ended.document, ended.file, ended.ended_at) == (State.APPLIED, "", file, 4)
        told = await history.told(tx, programme=programme.id, size=9)
        assert [(each.verb, each.role) for each in told] == [("plan_loaded", "operator")]


@pytest.mark.parametrize("paper", [FIRST, document(row(SEMINAR, listed("2023-10-31", "2024-01-31"), ["Школы", "Совет"],
                                                      indicators=(FIGURE,)))])
def test_a_document_is_read_back_as_it_was_kept(paper: Document) -> None:
    assert stored.read(stored.write(paper)) == paper


def test_no_answers_are_none() -> None:
    assert answers.read("{}") == {}
