"""A list of people in the store: a list of some takes nobody out, and empties nothing."""

from collections.abc import Sequence

from scheduler.documents import people_file, roster
from scheduler.documents.answers import Answer, Said
from scheduler.documents.roster import WHOLE, Outlook, Roster
from storage import files, imports, organisations, participants, rosters
from storage.database import Database, Transaction
from storage.imports import Kind, State
from storage.participants import Role
from storage.programmes import Programme
from tests.handlers.listing import listed, somebody
from tests.scheduler.documents import plans

INGA, PETR = "Сорокина Инга Львовна", "Лосев Пётр Ильич"


async def made(tx: Transaction, programme: Programme, *rows: Sequence[object], whole: bool = False) -> Roster:
    return await roster.made(tx, programme, listed(*rows), {WHOLE: Answer(Said.WHOLE)} if whole else {})


async def load(tx: Transaction, programme: Programme, *rows: Sequence[object], whole: bool = False) -> Outlook:
    draft = await made(tx, programme, *rows, whole=whole)
    assert draft.open == ()
    return await roster.load(tx, draft, now=4)


async def school(tx: Transaction, programme: Programme) -> str:
    return next(each.title for each in await organisations.of_programme(tx, programme.id) if each.level == "school")


async def test_what_was_shown_is_what_is_done(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        place = await school(tx, programme)
        first = (somebody(INGA, school=place, phone="89025550109"), somebody(PETR, school=place))
        told = await load(tx, programme, *first)
        assert [line.name for line in told.added] == [INGA, PETR]
        assert not await roster.outlook(tx, await made(tx, programme, *first)), "loaded again, it changes nothing"
        second = await load(tx, programme, somebody(INGA, "директор", school=place))
        assert [(line.name, line.roles, line.what) for line in second.changed] == [
            (INGA, ((Role.DIRECTOR, place),), ())]
        assert (second.gone, second.absent) == ((), 1)
        held = {(each.name, each.role) for each in await rosters.held(tx, programme.id)}
        assert {(INGA, Role.TEACHER), (INGA, Role.DIRECTOR), (PETR, Role.TEACHER)} <= held
        contacts = {row.name: row.phone for row in await rosters.members(tx, programme.id)}
        assert contacts[INGA] == "+79025550109"


async def test_who_is_not_in_a_whole_list_loses_their_roles_but_no_operator(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        place = await school(tx, programme)
        await load(tx, programme, somebody(INGA, school=place), somebody(PETR, school=place),
                   somebody("Седова Яна Олеговна", "оператор", place))
        await load(tx, programme, somebody(INGA, "директор", place))
        told = await load(tx, programme, somebody(INGA, school=place), whole=True)
        assert [(line.name, [role for role, _ in line.roles]) for line in told.gone] == [
            (PETR, [Role.TEACHER]), (INGA, [Role.DIRECTOR])]
        assert {each.role for each in await rosters.held(tx, programme.id)} == {Role.TEACHER, Role.OPERATOR}


async def test_a_draft_is_loaded_once_and_its_file_goes(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        place = await school(tx, programme)
        who = await participants.add(tx, "Иванова Мария Петровна", now=3)
        file = await files.keep(tx, "document", "список.xlsx", "", b"x", now=3, sent_by=who)
        id = await imports.add(tx, programme=programme.id, participant=who, file=file, name="список.xlsx", now=3)
        written = people_file.write(listed(somebody(INGA, school=place)))
        assert await imports.keep_document(tx, id, written, Kind.PEOPLE)
        imported = await imports.by_id(tx, id)
        assert imported
        draft = await roster.of(tx, imported)
        assert await roster.finish(tx, imported, draft, now=4, actor=who)
        assert await roster.finish(tx, imported, draft, now=5, actor=who) is None
        assert await files.content(tx, file) is None
        ended = await imports.by_id(tx, id)
        assert ended
        assert (ended.state, ended.kind, ended.document, ended.file) == (State.APPLIED, Kind.PEOPLE, "", None)


async def test_an_old_draft_of_people_is_dropped_and_a_plan_is_not(database: Database) -> None:
    async with database.transaction() as tx:
        programme = await plans.stored(tx)
        who = await participants.add(tx, "Иванова Мария Петровна", now=3)
        for kind in Kind:
            file = await files.keep(tx, "document", "x", "", b"x", now=3, sent_by=who)
            id = await imports.add(tx, programme=programme.id, participant=who, file=file, name="x", now=3)
            await imports.keep_document(tx, id, "{}", kind)
        await imports.drop_old_lists(tx, before=3, now=9)
        await imports.drop_old_lists(tx, before=4, now=9)
        states = [each.state for each in await imports.own(tx, who, size=9, skip=0)]
        assert states == [State.DRAFT]
