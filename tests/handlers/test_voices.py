"""A voice message as an answer: evidence like any other, and nothing that a survey or a broadcast could take."""

import pytest

from messages.meanings import MarkDone, ShowEvidence
from scheduler.surveys.form import Kind, Question
from storage import tasks
from tests.handlers.conftest import Village, press
from tests.handlers.questionnaire import answers, ask
from tests.handlers.test_surveys import opened

OGG = b"OggS\0\2" + bytes(22) + b"\x01\x13OpusHead\x01\x01" + bytes(40)


async def test_a_voice_is_evidence_and_can_be_heard_by_whoever_judges_it(village: Village) -> None:
    task = await village.task("1.4.1")
    phone = village.phone("director")
    await press(phone, MarkDone(task.id))
    await phone.speaks(OGG)
    phone.sees("Принято: 1")
    await phone.taps("✅ Готово")
    async with village.database.reading() as tx:
        (given,) = await tasks.evidence(tx, task.id)
    assert (given.file_kind, given.file_name, given.file_mime) == ("voice", "voice.ogg", "audio/ogg")
    judge = village.phone("coordinator")
    await press(judge, ShowEvidence(task.id))
    assert judge.has_seen("голосовое сообщение")
    assert [(shown.file, shown.voice) for shown in judge.screen if shown.file] == [(("voice.ogg", OGG), True)]


async def test_what_calls_itself_a_voice_and_is_none_is_not_taken(village: Village) -> None:
    phone = village.phone("director")
    await press(phone, MarkDone((await village.task("1.4.1")).id))
    await phone.speaks(b"%PDF-1.7")
    phone.sees("не похоже на голосовое сообщение")


async def test_a_voice_that_nothing_asks_for_is_called_by_its_name(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.speaks(OGG)
    phone.sees("Это голосовое сообщение пока ни к чему не приложено, и я его не сохранил. Откройте задачу")


@pytest.mark.parametrize(("kind", "said"), [(Kind.IMAGE, "Пришлите, пожалуйста, фото."),
                                            (Kind.FILE, "Пришлите, пожалуйста, файл или фото.")])
async def test_a_survey_wants_something_to_look_at(village: Village, kind: Kind, said: str) -> None:
    await ask(village, (Question("q", kind, "Покажите кабинет"),))
    phone = await opened(village)
    await phone.speaks(OGG)
    phone.sees(said, "Покажите кабинет")
    assert answers(village) == {}


async def test_a_broadcast_goes_without_a_voice(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("рассылки")
    await phone.taps("Новая рассылка")
    await phone.says("Завтра вебинар в 15:00.")
    await phone.speaks(OGG)
    assert phone.has_seen("Нужен файл: фото или документ.")
    phone.sees("Приложить фото или документ?")


async def test_a_voice_is_nobody_s_own_file(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("каждому своё")
    await phone.taps("Пропустить")
    await phone.speaks(OGG)
    assert phone.has_seen("Нужен файл: архив .zip")
    phone.sees("«Школа» и «Текст»")
