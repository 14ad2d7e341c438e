"""Of a folder's plan and one that was sent the sent one holds, until the folder changes its mind."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.documents import pending
from scheduler.documents.questions import accepted
from scheduler.programme import apply, loader
from scheduler.programme.difference import Difference
from scheduler.programme.model import Level, Organisation, Programme
from storage import programmes, roadmap
from storage.database import Database, Transaction
from tests.scheduler.documents.plans import FIGURE, document, row, until
from tests.scheduler.programme import folder as folders

SENT = document(row("Обучение команд", until("2018-10-30"), ["Школы"], number="1", section="I. Обучение",
                    indicators=(FIGURE,), results=("Обучены команды",)),
                row("Отчёт", until("2018-11-30"), ["МОУО"], number="2", section="II. Итоги"))


@pytest.fixture
def small(tmp_path: Path) -> Programme:
    read = loader.read(folders.sound(tmp_path))
    assert isinstance(read, Programme)
    return read


async def load(tx: Transaction, programme: Programme, now: int) -> Difference:
    return await apply.apply(tx, programme, now=now)


async def send(tx: Transaction, now: int = 2) -> None:
    programme = (await programmes.all(tx))[0]
    draft = await pending.made(tx, programme, SENT, {})
    await pending.load(tx, await pending.made(tx, programme, SENT, accepted(draft.open, {})), now=now)


async def numbers(tx: Transaction) -> list[str]:
    return [each.number for each in await roadmap.activities(tx, 1) if each.gone_at is None]


async def test_a_folder_that_says_the_same_leaves_a_sent_plan_as_it_is(database: Database, small: Programme) -> None:
    async with database.transaction() as tx:
        await load(tx, small, 1)
        await send(tx)
        before = await roadmap.activities(tx, 1)
        difference = await load(tx, small, 3)
        assert (difference.sent, bool(difference.activities), bool(difference.tasks)) == (True, False, False)
        assert await roadmap.activities(tx, 1) == before


async def test_a_school_that_is_new_in_the_folder_gets_the_tasks_of_the_sent_plan(database: Database,
                                                                                  small: Programme) -> None:
    async with database.transaction() as tx:
        await load(tx, small, 1)
        await send(tx)
        school = Organisation("9", "СОШ № 9", Level.SCHOOL, "mo-1", (), "Asia/Irkutsk")
        difference = await load(tx, replace(small, organisations=(*small.organisations, school)), 3)
        assert [(each.activity, each.organisation) for each in difference.tasks.added] == [("1", "СОШ № 9")]


async def test_a_folder_that_has_changed_its_mind_holds_again(database: Database, small: Programme) -> None:
    async with database.transaction() as tx:
        await load(tx, small, 1)
        await send(tx)
        other = replace(small, activities=(replace(small.activities[0], title="Другое"), *small.activities[1:]))
        assert not (await load(tx, other, 3)).sent
        assert await numbers(tx) == ["1.2.1", "1.2.2"]
        assert not (await load(tx, other, 4)).sent


async def test_of_a_folder_that_was_loaded_before_we_knew_the_sent_plan_is_kept_once_more(database: Database,
                                                                                         small: Programme) -> None:
    async with database.transaction() as tx:
        await load(tx, small, 1)
        await roadmap.put_origin(tx, 1, roadmap.Origin("", None))
        await send(tx)
        assert (await load(tx, small, 3)).sent
        other = replace(small, activities=small.activities[:1])
        assert not (await load(tx, other, 4)).sent
