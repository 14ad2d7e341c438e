"""A question to the curator and the answer back."""

import pytest

from messages.meanings import AnswerQuestion, AskCurator
from storage import questions
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change, rows
from tests.phone import Phone

RIGHT = bytes.fromhex("ffd8ffe0ffd9")
"""A picture."""


async def test_a_question_about_a_task_with_a_file_is_answered_with_a_file(village: Village) -> None:
    task = await village.task("1.4.1")
    phone, curator = village.phone("director"), village.phone("curator")
    await press(phone, AskCurator(task.id))
    phone.sees("Вопрос о задаче")
    await phone.sends("document", "форма.docx", b"blank", "Та ли это форма?")
    phone.sees("Передал куратору")
    curator.sees("Рябинина Марина Петровна", "О задаче: Обосновать", "Та ли это форма?", "📎 форма.docx", "[К задаче]")
    await curator.taps("Ответить")
    curator.sees("Та ли это форма?")
    await curator.sends("photo", "форма.jpg", RIGHT, "Нет, вот эта")
    curator.sees("Ответ отправлен")
    phone.sees("Ответ куратора", "Та ли это форма?", "Нет, вот эта", "📎 форма.jpg", "Осокина Н. М.")
    assert phone.last.file == ("форма.jpg", RIGHT)
    await phone.taps("Спросить ещё")
    phone.sees("Вопрос о задаче")


async def test_a_question_reaches_only_the_curators_of_the_territory(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("Вопрос")
    await phone.says("Когда семинар?")
    village.phone("curator").sees("Когда семинар?")
    assert village.phone("far_curator").screen == []
    assert village.phone("operator").screen == []


async def test_where_no_curator_has_joined_the_operator_answers(village: Village) -> None:
    change(village.file, "update participants set consented_at = null where id = ?",
           village.people["curator"].participant)
    phone, operator = village.phone("teacher"), village.phone("operator")
    await press(phone, AskCurator())
    await phone.says("Когда семинар?")
    phone.sees("Передал оператору программы")
    change(village.file, "update participants set consented_at = 1 where id = ?",
           village.people["curator"].participant)  # who joins now must not take the question away
    await operator.taps("Ответить")
    await operator.says("29 мая")
    phone.sees("29 мая")


async def test_where_nobody_can_answer_that_is_said(village: Village) -> None:
    change(village.file, "update participants set consented_at = null where id in "
                         "(select participant from roles where role in ('curator', 'operator'))")
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says("Когда семинар?")
    phone.sees("передать его сейчас некому")


@pytest.mark.parametrize("about_a_task", [False, True])
async def test_a_curator_who_has_blocked_us_gets_no_question_and_the_operator_does(
    village: Village, about_a_task: bool
) -> None:
    phone, curator, operator = village.phone("director"), village.phone("curator"), village.phone("operator")
    village.pocket.blocks(curator.user)
    await curator.says("/menu")  # what is answered does not arrive, and the address is closed
    await press(phone, AskCurator((await village.task("1.4.1")).id if about_a_task else 0))
    await phone.says("Когда семинар?")
    phone.sees("Передал оператору программы")
    await operator.taps("Ответить")
    await operator.says("29 мая")
    phone.sees("29 мая")


async def test_a_curators_own_question_goes_to_the_operator(village: Village) -> None:
    curator, operator = village.phone("curator"), village.phone("operator")
    await press(curator, AskCurator())
    await curator.says("Когда отчёт?")
    curator.sees("Передал оператору программы")
    operator.sees("Когда отчёт?")


async def test_nothing_and_two_files_are_no_question(village: Village) -> None:
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says("   ")
    assert phone.has_seen("несколько слов")
    village.pocket.sends_files(phone.user, [("photo", "1.jpg", RIGHT), ("photo", "2.jpg", RIGHT)])
    await village.stage.settle()
    assert phone.has_seen("один файл за раз")
    assert village.phone("curator").screen == []


async def test_a_question_is_answered_once(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    await phone.says("Когда семинар?")
    operator = village.phone("operator")
    id = await _last_question(village)
    await press(operator, AnswerQuestion(id))
    await curator.taps("Ответить")
    await curator.says("29 мая")
    await operator.says("30 мая")
    operator.sees("уже ответили")
    phone.sees("29 мая")
    assert not phone.has_seen("30 мая")
    before = rows(village.file)
    await press(curator, AnswerQuestion(id))
    curator.sees("уже ответили")
    assert rows(village.file) == before


async def test_a_question_of_ten_thousand_characters_is_kept_whole_and_delivered_in_parts(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    long = "Как провести семинар? " * 460
    await phone.sends("document", "план.docx", b"plan", long)
    id = await _last_question(village)
    async with village.database.reading() as tx:
        question = await questions.by_id(tx, id)
    assert question
    assert question.body == long.strip()
    file, *texts = curator.screen
    assert file.file == ("план.docx", b"plan")
    assert " ".join(shown.text for shown in texts).count("Как провести семинар?") >= 458  # two may be cut by a border
    assert [bool(shown.buttons) for shown in texts] == [False, False, True]
    await curator.taps("Ответить")
    await curator.says("Так: " + long)
    assert _whole(phone).count("Как провести семинар?") >= 458


async def test_an_answer_waits_for_the_morning_but_ones_own_never_does(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    await phone.says("Когда семинар?")
    await village.stage.clock.advance(11 * 3600)  # 21:00
    seen = len(phone.screen)
    await curator.taps("Ответить")
    await curator.says("29 мая")
    curator.sees("Ответ отправлен")
    assert len(phone.screen) == seen
    await village.stage.clock.advance(11 * 3600 - 1)  # 07:59:59
    await village.stage.settle()
    assert len(phone.screen) == seen
    await village.stage.clock.advance(1)
    await village.stage.settle()
    phone.sees("29 мая")


async def _last_question(village: Village) -> int:
    async with village.database.reading() as tx:
        id = 1
        while await questions.by_id(tx, id + 1):
            id += 1
    return id


def _whole(phone: Phone) -> str:
    return " ".join(shown.text for shown in phone.screen)
