"""Asking and answering: a question, its answer, what is added, thanks."""

from messages.meanings import AskCurator
from tests.handlers.conftest import Village, press

RIGHT = bytes.fromhex("ffd8ffe0ffd9")
"""A picture."""


async def test_a_question_about_a_task_with_a_file_is_answered_with_a_file(village: Village) -> None:
    task = await village.task("1.4.1")
    phone, curator = village.phone("director"), village.phone("curator")
    await press(phone, AskCurator(task.id))
    phone.sees("Вопрос о задаче", "Ответит Осокина Н. М.")
    await phone.sends("document", "форма.docx", b"blank", "Та ли это форма?")
    phone.sees("В вашем сообщении", "📎 форма.docx: Та ли это форма?")
    await phone.taps("Отправить")
    phone.sees("Вопрос № 1 передан", "Отвечает Осокина Н. М.", "не позже чем")
    curator.sees("Рябинина Марина Петровна", "О задаче: Обосновать", "Та ли это форма?", "📎 форма.docx")
    await curator.taps("Ответить")
    curator.sees("Кому: Рябинина Марина Петровна", "Та ли это форма?")
    await curator.sends("photo", "форма.jpg", RIGHT, "Нет, вот эта")
    await curator.taps("Отправить: Рябинина М. П.")
    curator.sees("Ответ отправлен", "Рябинина Марина Петровна")
    phone.sees("Осокина Н. М. отвечает на ваш вопрос № 1", "Нет, вот эта", "📎 форма.jpg")
    assert phone.last.file == ("форма.jpg", RIGHT)
    await phone.taps("Уточнить")
    await phone.says("А печать нужна?")
    await phone.taps("Отправить")
    curator.sees("А печать нужна?", "Вопрос № 1")
