"""The library comes with the programme, file and all; what its row no longer names is gone."""

from dataclasses import replace

from scheduler import library as searched
from scheduler import stems
from scheduler.programme.difference import Changes, Difference
from scheduler.programme.material import Enclosed, PlannedMaterial
from scheduler.programme.model import Topic
from storage import erasure, files, library, participants
from storage.database import Database
from storage.library import Kind, Material
from tests.scheduler.network import execute
from tests.scheduler.programme.test_apply import PROGRAMME, load

PLAN = PlannedMaterial("plan", Kind.TEMPLATE, "План перехода", "Берите структуру.", "https://example.org/plan",
                       Enclosed("план.docx", "application/x", "1", b"one"), "reading")
ANSWER = PlannedMaterial("kto", Kind.ANSWER, "Кто отвечает?", "Куратор.")


async def loaded(database: Database, *planned: PlannedMaterial, now: int = 1000) -> Difference:
    return await load(database, replace(PROGRAMME, materials=planned), now)


async def found(database: Database, words: str) -> list[Material]:
    async with database.reading() as tx:
        return await library.some(tx, await searched.search(tx, [1], stems.of(words)))


async def test_the_difference_is_told_by_title(database: Database) -> None:
    assert (await loaded(database, PLAN, ANSWER)).materials == Changes(("План перехода", "Кто отвечает?"))
    assert not await loaded(database, PLAN, ANSWER)
    assert (await loaded(database, replace(PLAN, about="Другое"))).materials == Changes((), ("План перехода",),
                                                                                       ("Кто отвечает?",))
    assert (await loaded(database, replace(PLAN, about="Другое"), ANSWER)).materials == Changes(("Кто отвечает?",))


async def test_words_follow_what_the_file_says(database: Database) -> None:
    await loaded(database, PLAN, ANSWER)
    assert [each.title for each in await found(database, "структура")] == ["План перехода"]
    await loaded(database, replace(PLAN, about="Смысловое чтение"))
    assert await found(database, "структура") == []
    assert [each.title for each in await found(database, "чтение")] == ["План перехода"]
    assert await found(database, "куратор") == []
    await loaded(database, PLAN, ANSWER)
    assert [each.title for each in await found(database, "куратор")] == ["Кто отвечает?"]


async def test_a_topic_is_known_by_its_code_and_found_by_its_title(database: Database) -> None:
    await loaded(database, PLAN)
    topical = replace(PROGRAMME, materials=(PLAN,), topics=(Topic("reading", "Чтение"),))
    assert (await load(database, topical)).materials == Changes((), ("План перехода",))
    plan, = await found(database, "чтения")
    assert plan.topic == "Чтение"


async def test_another_content_is_another_file_and_the_old_one_goes(database: Database) -> None:
    await loaded(database, PLAN)
    before, = await found(database, "план")
    other = replace(PLAN, file=Enclosed("план.docx", "application/x", "2", b"two"))
    assert (await loaded(database, other, now=2000)).materials == Changes((), ("План перехода",))
    after, = await found(database, "план")
    assert after.file != before.file
    async with database.transaction() as tx:
        await files.drop_unused(tx, before=3000)
        assert [row["id"] for row in await execute(tx, "select id from files")] == [after.file]


async def test_a_row_that_has_not_changed_brings_nobody_back_who_was_forgotten(database: Database) -> None:
    told = replace(ANSWER, about="Отвечает Кедрова Анна Петровна.")
    await loaded(database, told)
    async with database.transaction() as tx:
        who = await participants.add(tx, "Кедрова Анна Петровна", now=1)
        left = await erasure.forget(tx, who, quotes=["Кедрова Анна Петровна"], instead="Участник", words_instead="…",
                                    now=9, real_now=9)
        await searched.index(tx, left.materials)
    assert not (await loaded(database, told, now=2000)).materials
    assert [each.about for each in await found(database, "отвечает")] == ["Отвечает Участник."]
    assert await found(database, "Кедрова") == []
