"""Asking and answering: a question, its answer, what is added, thanks."""

from messages.meanings import AskCurator
from scheduler import library
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


async def test_whoever_simply_writes_is_asked_whether_it_is_a_question(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await phone.says("Подскажите, когда будет семинар?")
    phone.sees("Ответит Осокина Н. М.", "«Подскажите, когда будет семинар?»", "[Отправить]", "[Отменить]")
    assert curator.screen == []
    await phone.taps("Отправить")
    curator.sees("Подскажите, когда будет семинар?")
    await phone.says("И ещё где он будет")
    phone.sees("Дополнение к вопросу № 1", "«И ещё где он будет»")
    await phone.taps("Отправить")
    curator.sees("И ещё где он будет", "Вопрос № 1")


async def test_a_word_or_two_are_no_question(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("кхм да")
    phone.sees("Я вас не понял")


async def test_the_library_is_offered_before_a_question_goes_out(village: Village) -> None:
    async with village.database.transaction() as tx:
        await library.put_answer(tx, village.programme, "Как составить программу перехода школы", "По шаблону",
                                 consultation=None, topic=None, added_by=village.people["curator"].participant,
                                 now=village.now)
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says("Как составлять программы перехода?")
    phone.sees("Возможно, ответ уже есть", "[📄 Как составить программу перехода школы]", "[Отправить]")
    await phone.taps("📄 Как составить программу перехода школы")
    assert phone.has_seen("По шаблону")
    await phone.taps("Отправить")
    village.phone("curator").sees("Как составлять программы перехода?")
