"""The whole way of one consultation on two messengers: asked with a photo, answered with a document, passed on with a
note that stays hidden, closed with its hours, rated, opened again, and printed. The run on SQLite writes its transcript
into `docs/transcripts/`.
"""

import io
from pathlib import Path

import docx
import pytest
from PIL import Image

from storage import consultations, ledger
from storage.participants import Member, Role
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
EMPTY_ARCHIVE = b"PK\x05\x06" + bytes(18)
QUESTION = "Какую форму отчёта сдавать к сентябрю? На фото та, что у нас."


async def test_a_consultation_from_the_question_to_the_printed_thread(irkutsk_town: Town,
                                                                      request: pytest.FixtureRequest) -> None:
    phones = await people(irkutsk_town)
    teacher, curator, mentor = phones
    await asked(teacher)
    await answered(irkutsk_town, teacher, curator)
    await passed_on(irkutsk_town, teacher, curator, mentor)
    await closed(irkutsk_town, teacher, mentor)
    await opened_again(irkutsk_town, teacher, mentor)
    await reckoned(irkutsk_town, mentor)
    await printed(teacher, curator)
    if "sqlite" in request.node.name:
        (TRANSCRIPTS / "consultation.md").write_text(transcript(*phones), encoding="utf-8")


async def people(town: Town) -> tuple[Phone, Phone, Phone]:
    """A teacher on VK; the curator of the territory and the mentor of the school on Telegram."""
    curator = await town.joins(named(town, "Осокина"), "telegram")
    mentor = await town.joins(named(town, "Кругобайкалов"), "telegram")
    school = next(each.organisation for each in town.members if each.place == "МБОУ «Бильчирская СОШ»")
    teacher = await town.joins(town.member(Role.TEACHER, organisation=school), "vk")
    for phone in (teacher, curator, mentor):
        phone.transcript.clear()
    return teacher, curator, mentor


def named(town: Town, surname: str) -> Member:
    return next(each for each in town.members if each.name.startswith(surname))


async def asked(teacher: Phone) -> None:
    teacher.note("16 мая. Учитель спрашивает: тема, слова, фото")
    await teacher.says("вопрос")
    await teacher.taps("Мероприятия и сроки")
    teacher.sees("Ответит Осокина Н. М., не позже чем 17 мая, 10:00")
    await teacher.says(QUESTION)
    await teacher.sends("photo", "форма.jpg", picture(), "Вот она")
    teacher.sees("В вашем сообщении", QUESTION, "Вот она")
    await teacher.taps("Отправить")
    teacher.sees("Вопрос № 1 передан", "Осокина Н. М.")


async def answered(town: Town, teacher: Phone, curator: Phone) -> None:
    curator.note("Куратор видит вопрос и отвечает документом")
    curator.catch_up()
    assert curator.has_seen(QUESTION)
    curator.sees("Вот она", "Вопрос № 1")
    await town.stage.rehearsal.live_until(instant("2018-05-16", "11:30"))
    await curator.taps("Ответить")
    await curator.sends("document", "Форма отчёта 2018.docx", EMPTY_ARCHIVE, "Сдавайте эту, прежняя отменена")
    curator.sees("Кому: ", "Форма отчёта 2018.docx")
    await curator.taps(next(label for label in curator.labels() if label.startswith("Отправить:")))
    curator.sees("Ответ отправлен")
    teacher.note("Учитель получает ответ и спрашивает дальше ответом на сообщение")
    teacher.catch_up()
    teacher.sees("Осокина Н. М. отвечает на ваш вопрос № 1", "Сдавайте эту")
    assert teacher.last.file
    assert teacher.last.file[0] == "Форма отчёта 2018.docx"
    await teacher.replies("Сдавайте эту", "А как описать работу с отстающими?")


async def passed_on(town: Town, teacher: Phone, curator: Phone, mentor: Phone) -> None:
    curator.note("Куратор пишет заметку и передаёт вопрос наставнику")
    curator.catch_up()
    curator.sees("А как описать работу с отстающими?")
    await curator.taps("Весь вопрос")
    await curator.taps("Заметка")
    await curator.says("Школа новая в программе, отвечать подробно")
    await curator.taps("Сохранить заметку")
    await curator.taps("Весь вопрос")
    await curator.taps("Передать")
    await curator.taps("Кругобайкалов С. И.")
    await curator.says("Степан Ильич, это по вашей части")
    teacher.note("Учитель узнаёт, кто теперь отвечает")
    teacher.catch_up()
    teacher.sees("теперь отвечает Кругобайкалов")
    mentor.note("Наставник видит вопрос целиком и отвечает ответом на сообщение")
    mentor.catch_up()
    assert mentor.has_seen("Записка: Степан Ильич")
    await mentor.replies("А как описать работу с отстающими?", "Начните с таблицы: ученик, тема, срок")
    mentor.sees("Ответ отправлен")
    teacher.catch_up()
    teacher.sees("Начните с таблицы")


async def closed(town: Town, teacher: Phone, mentor: Phone) -> None:
    mentor.note("И закрывает: 45 минут, индивидуальная")
    await town.stage.rehearsal.live_until(instant("2018-05-16", "15:00"))
    await mentor.taps("Закрыть вопрос")
    await mentor.taps("45 мин")
    await mentor.taps("Индивидуальная")
    mentor.sees("Записано: 45 минут, индивидуальная")
    teacher.note("Учитель ставит оценку")
    teacher.catch_up()
    teacher.sees("Вопрос № 1 закрыт")
    await teacher.taps("5 ⭐")
    await teacher.taps("Добавить пару слов")
    await teacher.says("Быстро и по делу")
    mentor.catch_up()
    mentor.sees("5 из 5", "Быстро и по делу")


async def opened_again(town: Town, teacher: Phone, mentor: Phone) -> None:
    teacher.note("17 мая. Вопрос открыт снова")
    await town.stage.rehearsal.live_until(instant("2018-05-17", "10:00"))
    await teacher.taps("Вопрос не решён")
    await teacher.says("Таблицу сдавать вместе с отчётом?")
    await teacher.taps("Отправить")
    mentor.note("Наставник отвечает ещё раз и закрывает")
    mentor.catch_up()
    await mentor.replies("Таблицу сдавать вместе", "Да, приложением")
    await mentor.taps("Закрыть вопрос")
    await mentor.says("10")
    await mentor.taps("Индивидуальная")
    for words in ("Школа новая", "по вашей части"):
        assert not teacher.has_seen(words), "a note is never for the asker"


async def reckoned(town: Town, mentor: Phone) -> None:
    """What was given stands in the ledger, in the mentor's own list, and against what the programme has promised."""
    async with town.stage.database.reading() as tx:
        entries = await ledger.of_consultation(tx, 1)
        thread = await consultations.by_id(tx, 1)
    assert thread
    assert [(each.minutes, each.kind) for each in entries] == [(45, "individual"), (10, "individual")]
    assert (thread.reopened, thread.rating, thread.state) == (1, 5, "closed")
    mentor.note("Часы наставника")
    await mentor.says("часы консультаций")
    mentor.sees("45 мин", "10 мин")
    operator = await town.joins(town.member(Role.OPERATOR), "vk")
    await operator.says("свод консультаций")
    operator.sees("0,9 ч из 90 ч")


async def printed(teacher: Phone, curator: Phone) -> None:
    """Everybody gets the thread as a Word file, the asker without what was noted."""
    for phone, notes in ((teacher, False), (curator, True)):
        phone.note("Протокол одним файлом")
        await phone.says("мои вопросы" if phone is teacher else "очередь")
        if phone is curator:
            await phone.taps("Закрытые")
        await phone.taps("№ 1")
        await phone.taps("Одним файлом")
        assert phone.last.file
        name, content = phone.last.file
        assert name == "Консультация № 1.docx"
        text = "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
        assert QUESTION in text
        assert ("Школа новая" in text) is notes


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 400), (222, 226, 230)).save(made, "JPEG")
    return made.getvalue()


def transcript(*phones: Phone) -> str:
    teacher, curator, mentor = phones
    parts = [("Учитель, ВКонтакте", teacher), ("Куратор, Telegram", curator), ("Наставник, Telegram", mentor)]
    told = [f"## {title}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n" for title, phone in parts]
    return ("# Одна консультация: вопрос с фото, ответ документом, заметка, передача, часы, оценка, протокол\n\n"
            "Записано тестом `tests/journeys/test_consultation.py`; файл правится только им.\n\n" + "\n".join(told))
