"""Reading a document is an errand: told of once, and not at all if it was dropped meanwhile."""

import json

from messages.replies import Reply
from scheduler.documents import errand
from scheduler.errands import Deed, Order
from storage import files, imports, organisations, participants
from storage.database import Database, Transaction
from storage.errands import Errand
from storage.imports import State
from tests.handlers.importing import ROWS, paper
from tests.scheduler.documents import papers, plans
from tests.wording import CATALOGUE


async def sent(tx: Transaction, content: bytes, name: str = "план.docx", *, own: bool = False) -> int:
    """`own`: as the plan of an organisation."""
    programme = await plans.stored(tx)
    place = (await organisations.of_programme(tx, programme.id))[0].id if own else None
    who = await participants.add(tx, "Иванова Мария Петровна", now=3)
    file = await files.keep(tx, "document", name, "", content, now=3, sent_by=who)
    return await imports.add(tx, programme=programme.id, organisation=place, participant=who, file=file, name=name,
                             now=3)


def wish(id: int) -> Errand:
    return Errand(1, 1, "telegram", "1", errand.READ, json.dumps({"import": id}), 1)


async def told(database: Database, id: int, *, dropped: bool = False) -> Reply:
    """What is said when it has been read; perhaps it is dropped while it is."""
    async with database.reading() as tx:
        order = await errand.order(tx, wish(id), CATALOGUE, 5)
    assert isinstance(order, Deed)
    telling = await order.work()
    async with database.transaction() as tx:
        if dropped:
            await imports.end(tx, id, State.DROPPED, now=4)
        return await telling(tx)


async def state(database: Database, id: int) -> State:
    async with database.reading() as tx:
        found = await imports.by_id(tx, id)
    assert found
    return found.state


async def test_what_was_read_is_kept_and_shown(database: Database) -> None:
    async with database.transaction() as tx:
        id = await sent(tx, paper(*ROWS))
    assert "Нужно уточнить" in (await told(database, id)).text
    assert await state(database, id) is State.DRAFT


async def test_what_cannot_be_read_says_why_and_lets_the_file_go(database: Database) -> None:
    async with database.transaction() as tx:
        id = await sent(tx, b"PK\x03\x04")
    assert "Прочитать не получилось" in (await told(database, id)).text
    assert await state(database, id) is State.REFUSED


async def test_a_list_of_people_is_nobodys_own_plan(database: Database) -> None:
    people = papers.saved(papers.book(("Люди", [["ФИО", "Должность", "Школа"],
                                                ["Иванова Мария Петровна", "директор", "Лицей № 3"],
                                                ["Петрова Анна Юрьевна", "учитель", "Лицей № 3"]])))
    async with database.transaction() as tx:
        theirs = await sent(tx, people, "люди.xlsx", own=True)
        ours = await sent(tx, people, "люди.xlsx")
    assert "Прочитать не получилось" in (await told(database, theirs)).text
    assert await state(database, theirs) is State.REFUSED
    await told(database, ours)
    assert await state(database, ours) is State.DRAFT, "the same list from an operator is read"


async def test_what_was_dropped_while_it_was_read_stays_dropped(database: Database) -> None:
    async with database.transaction() as tx:
        id = await sent(tx, paper(*ROWS))
    assert "ничего не загружено" in (await told(database, id, dropped=True)).text
    assert await state(database, id) is State.DROPPED
    async with database.reading() as tx:
        assert isinstance(await errand.order(tx, wish(id), CATALOGUE, 6), Order)
        assert isinstance(await errand.order(tx, wish(id + 1), CATALOGUE, 6), Order)
