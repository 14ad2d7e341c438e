"""What a search finds, in which order, and what is offered before a question goes out."""

from dataclasses import replace

import pytest

from scheduler import library, stems
from scheduler.programme.model import Programme
from storage import erasure, participants
from storage import library as stored
from storage.database import Database, Transaction
from storage.library import Definition, Kind, Source
from tests.scheduler.programme.test_apply import PROGRAMME, load

TITLES = (
    ("Программа перехода школы в эффективный режим", "Разделы: анализ, цели, показатели, сроки."),
    ("Запись вебинара о смысловом чтении", "Как консультировать коллег и разбирать уроки."),
    ("Порядок консультаций для школ", "Кто отвечает и когда."),
    ("Образец приказа о наставничестве", "Один приказ, от вашей школы. Консультация не нужна."),
    ("Анкета для родителей", "Двенадцать вопросов."),
)


async def filled(database: Database, *more: tuple[str, str]) -> dict[str, int]:
    """Two programmes, the first with these materials; ids by title."""
    await load(database, PROGRAMME)
    await load(database, other())
    async with database.transaction() as tx:
        for title, about in (*TITLES, *more):
            await added(tx, 1, title, about)
        return {title: id for id, (title, _) in enumerate((*TITLES, *more), 1)}


def other() -> Programme:
    return replace(PROGRAMME, code="q", title="Другая", people=())


async def added(tx: Transaction, programme: int, title: str, about: str = "") -> int:
    return await library.add(tx, programme, Definition(Kind.MATERIAL, title, about), Source.CHAT, added_by=None, now=9)


async def found(database: Database, text: str, *programmes: int) -> list[str]:
    async with database.reading() as tx:
        ids = await library.search(tx, programmes or (1,), stems.of(text))
        return [each.title for each in await stored.some(tx, ids)]


@pytest.mark.parametrize("words", ["консультации", "КОНСУЛЬТАЦИЯ", "консультирования", "консультаций школам"])
async def test_any_form_of_a_word_finds_all_and_a_title_goes_first(database: Database, words: str) -> None:
    await filled(database)
    titles = await found(database, words)
    assert titles[0] == "Порядок консультаций для школ"
    assert {"Запись вебинара о смысловом чтении", "Образец приказа о наставничестве"} < set(titles)


async def test_what_has_all_the_words_goes_before_what_has_one(database: Database) -> None:
    await filled(database, ("Режим дня", "режим режим"), ("Школа", ""))
    assert (await found(database, "эффективный режим школы"))[0] == "Программа перехода школы в эффективный режим"


@pytest.mark.parametrize(("typed", "title"), [
    ("наставн", "Образец приказа о наставничестве"), ("вебинор", "Запись вебинара о смысловом чтении"),
    ("анкетта", "Анкета для родителей")])
async def test_an_unfinished_or_misspelt_end_is_guessed(database: Database, typed: str, title: str) -> None:
    await filled(database)
    assert await found(database, typed) == [title]


async def test_nothing_of_another_programme_is_found(database: Database) -> None:
    await filled(database)
    async with database.transaction() as tx:
        await added(tx, 2, "Секрет другой программы", "консультация")
    assert await found(database, "секрет другой программы") == ["Программа перехода школы в эффективный режим"]
    assert await found(database, "секрет") == []
    assert await found(database, "секрет", 1, 2) == ["Секрет другой программы"]


async def test_what_is_gone_is_found_no_more(database: Database) -> None:
    ids = await filled(database)
    async with database.transaction() as tx:
        assert await stored.leave(tx, ids["Анкета для родителей"], now=10)
        assert not await stored.leave(tx, ids["Анкета для родителей"], now=11)
    assert await found(database, "анкета родителей") == []


@pytest.mark.parametrize(("question", "titles"), [
    ("Здравствуйте! Подскажите, как оформить приказ о наставничестве, есть ли образец?",
     ["Образец приказа о наставничестве"]),
    ("Где взять программу перехода в эффективный режим и в какие сроки её сдавать в министерство?",
     ["Программа перехода школы в эффективный режим"]),
    ("Анкета для родителей", ["Анкета для родителей"]),
    ("Когда перечислят деньги за командировку учителям школы?", []),
    ("У директора школы сменился телефон, куда сообщить?", []),
    ("Можно ли школе прислать приказ на неделю позже, у нас карантин в двух корпусах?", []),
    ("как быть?", []), ("", [])])
async def test_only_what_may_answer_a_question_is_offered(database: Database, question: str,
                                                          titles: list[str]) -> None:
    await filled(database)
    async with database.reading() as tx:
        assert [each.title for each in await library.offered(tx, 1, question)] == titles
        assert await library.offered(tx, 2, question) == []


async def test_no_more_are_offered_than_are_wanted(database: Database) -> None:
    await filled(database, *((f"Анкета для родителей {number}", "") for number in range(5)))
    async with database.reading() as tx:
        assert len(await library.offered(tx, 1, "анкета для родителей")) == 3
        assert len(await library.offered(tx, 1, "анкета для родителей", limit=1)) == 1


async def test_a_long_question_is_looked_up_by_its_rarest_words(database: Database) -> None:
    """What is usual stands everywhere: to look it up costs most and says least."""
    rare = ["ясень", "берёза", "рябина", "липа", "клён", "осина", "кедр", "пихта", "черёмуха", "ольха"]
    await filled(database, *((word, "") for word in rare), ("Лес растёт", ""), ("Лес шумит", ""))
    assert set(await found(database, " ".join(["лес", *rare]))) == set(rare)
    assert set(await found(database, "лес")) == {"Лес растёт", "Лес шумит"}


async def test_a_title_in_the_middle_of_a_long_question_is_offered(database: Database) -> None:
    await filled(database)
    words = " ".join(letter * 4 + other for letter in "бвгдж" for other in "клмнпрстф")
    async with database.reading() as tx:
        offers = await library.offered(tx, 1, f"{words} образец приказа о наставничестве {words}")
    assert [each.title for each in offers] == ["Образец приказа о наставничестве"]


async def test_an_answered_question_joins_the_library(database: Database) -> None:
    await filled(database)
    async with database.transaction() as tx:
        who = await participants.add(tx, "Кедрова Анна", now=1)
        id = await library.put_answer(tx, 1, "Сколько хранить журналы?", "Пять лет, потом по описи.",
                                      consultation=None, topic=None, added_by=who, now=5)
        kept, = await stored.some(tx, [id])
        assert (kept.kind, kept.source, kept.added_by) == (Kind.ANSWER, Source.QUESTION, who)
    assert await found(database, "хранение журналов") == ["Сколько хранить журналы?"]


async def test_whoever_added_it_is_forgotten_and_the_material_stays(database: Database) -> None:
    """Its file is kept too; a name that stands in it is neither read nor found any more."""
    await load(database, PROGRAMME)
    async with database.transaction() as tx:
        who = await participants.add(tx, "Кедрова Анна Петровна", now=1)
        id = await library.put_answer(tx, 1, "Что говорит Кедрова Анна Петровна", "Берите образец.", consultation=None,
                                      topic=None, added_by=who, now=5)
        left = await erasure.forget(tx, who, quotes=["Кедрова Анна Петровна"], instead="Участник", words_instead="…",
                                    now=9, real_now=9)
        await library.index(tx, left.materials)
        kept, = await stored.some(tx, [id])
    assert (kept.title, kept.added_by) == ("Что говорит Участник", None)
    assert await found(database, "Кедрова") == []
    assert await found(database, "образец") == ["Что говорит Участник"]
