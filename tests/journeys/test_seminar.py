"""The whole way of one seminar on two messengers: made, invited to, answered, moved, reminded of, attended, judged,
certified and reported. The run on SQLite writes its transcript into `docs/transcripts/`.
"""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from storage.participants import Role
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
TITLE = "Как читать результаты ВПР"
NUMBER = re.compile(r"VK-\d{4}-\w{4}-\w{4}")
CODE = re.compile(r"\b\d{3} \d{3}\b")
"""The same in every transcript, so that it changes only where the dialogue does."""


async def test_a_seminar_from_the_invitation_to_the_report(irkutsk_town: Town,
                                                           request: pytest.FixtureRequest) -> None:
    phones = await visit(irkutsk_town)
    if "sqlite" in request.node.name:
        (TRANSCRIPTS / "seminar.md").write_text(transcript(*phones), encoding="utf-8")


async def visit(town: Town) -> tuple[Phone, Phone, Phone]:
    """The curator on Telegram, a director on VK, a coordinator on Telegram."""
    curator, director, coordinator = await people(town)
    await made(curator)
    await invited(curator)
    director.catch_up()
    director.sees(f"Приглашаем: {TITLE}")
    coordinator.catch_up()
    await director.taps("Приду")
    director.sees("Ваш ответ: придёте")
    await coordinator.taps("Приду онлайн")
    await moved(town, curator, director)
    await reminded(town, director, coordinator)
    await checked_in(town, curator, director, coordinator)
    await thanked(town, director, coordinator)
    await reported(curator)
    return curator, director, coordinator


async def people(town: Town) -> tuple[Phone, Phone, Phone]:
    first = town.member(Role.DIRECTOR)
    boss = await town.joins(town.member(Role.CURATOR), "telegram")
    director = await town.joins(first, "vk")
    coordinator = await town.joins(town.member(Role.COORDINATOR, organisation=first.municipality), "telegram")
    for phone in (boss, director, coordinator):
        phone.transcript.clear()
    return boss, director, coordinator


async def made(curator: Phone) -> None:
    curator.note("16 мая. Куратор создаёт семинар")
    await curator.says("новое мероприятие")
    await curator.taps("Семинар")
    await curator.says(TITLE)
    await curator.says("23.05 10:00")
    await curator.taps("До 13:00")
    await curator.says("Институт, ауд. 204\nВход со двора, возьмите паспорт\nhttps://example.org/live")
    await curator.says("10:00–11:00 Что показали работы – Осокина Н. М.\n11:15 Разбор заданий по группам")
    await curator.says("40")
    await curator.taps("3 часа")
    survey = curator.labels()[0]
    await curator.taps(survey)
    await curator.taps("Создать")
    curator.sees("Мероприятие создано")


async def invited(curator: Phone) -> None:
    curator.note("И приглашает")
    await curator.taps("Пригласить")
    await curator.taps("По роли")
    await curator.taps("Директора и команды школ")
    await curator.taps("Муниципальные координаторы")
    await curator.taps("Готово")
    await curator.taps("Дальше")
    await curator.taps("Сейчас")
    await curator.taps("Да, отправить")
    curator.sees("Приглашение ушло", "Доставлено: 2 из")


async def moved(town: Town, curator: Phone, director: Phone) -> None:
    curator.note("18 мая. Аудитория занята")
    await town.stage.rehearsal.live_until(instant("2018-05-18", "10:00"))
    await curator.says("провожу")
    number = next(line.split(".")[0] for line in curator.last.text.splitlines() if TITLE in line)
    await curator.taps(number)
    curator.sees("Придут: 1 из 40 мест", "Онлайн: 1")
    await curator.taps("Изменить")
    await curator.taps("Место и ссылку")
    await curator.says("Школа № 14, актовый зал\nОстановка «Школьная»\nhttps://example.org/live")
    await curator.taps("Сообщить сейчас")
    director.note("18 мая")
    director.catch_up()
    director.sees("Место: было Институт, ауд. 204, стало Школа № 14, актовый зал")
    await director.taps("Обновить календарь")
    file = next(shown.file for shown in reversed(director.screen) if shown.file)
    assert b"SEQUENCE:1" in file[1]


async def reminded(town: Town, director: Phone, coordinator: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-23", "09:05"))
    director.note("22 и 23 мая. Напоминания")
    director.catch_up()
    coordinator.note("22 и 23 мая. Напоминания")
    coordinator.catch_up()
    director.sees("Скоро начнётся", "Школа № 14, актовый зал")
    coordinator.sees("Скоро начнётся", "Подключайтесь")


async def checked_in(town: Town, curator: Phone, director: Phone, coordinator: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-23", "10:05"))
    curator.note("23 мая, 10:05. Код на экране")
    await curator.says("провожу")
    number = next(line.split(".")[0] for line in curator.last.text.splitlines() if TITLE in line)
    await curator.taps(number)
    await curator.taps("Кто пришёл")
    await curator.taps("Показать код")
    code = CODE.search(next(each.text for each in reversed(curator.screen) if each.file))
    assert code
    await director.taps("Подробнее")
    await director.taps("Отметиться: я здесь")
    await director.says("000000" if code[0] != "000000" else "111111")
    await director.says(code[0])
    director.sees(f"Вы отмечены: {TITLE}", "В ваши часы добавлено: 3 ч.")
    curator.note("Кто слушает онлайн, того отмечает по списку")
    await curator.taps("Назад")
    await curator.taps("Отметить по списку")
    await curator.taps(next(label for label in curator.labels() if coordinator.name.split()[0] in label))


async def thanked(town: Town, director: Phone, coordinator: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-23", "14:05"))
    director.note("23 мая, после семинара")
    director.catch_up()
    director.sees("Спасибо, что были с нами", "Вам зачтено 3 часа")
    coordinator.note("23 мая, после семинара")
    coordinator.catch_up()
    await director.taps("Оценить")
    await director.says("позже") if "Позже" not in director.labels() else await director.taps("Позже")
    await director.taps("Получить сертификат")
    pdf = next(shown.file for shown in reversed(director.screen) if shown.file and shown.file[0].endswith(".pdf"))
    text = PdfReader(io.BytesIO(pdf[1])).pages[0].extract_text()
    found = NUMBER.search(text)
    assert found
    assert director.name.split()[0] in text
    stranger = Phone(town.stage, "telegram", "990077", "Проверяющий")
    await stranger.says(found[0])
    stranger.sees("подлин", TITLE)
    await stranger.says("VK-2018-AAAA-AAAA")
    stranger.sees("нет")


async def reported(curator: Phone) -> None:
    curator.note("Отчёт")
    curator.catch_up()
    await curator.says("провожу")
    number = next(line.split(".")[0] for line in curator.last.text.splitlines() if TITLE in line)
    await curator.taps(number)
    curator.sees("Отмечены как пришедшие: 2")
    await curator.taps("Кто пришёл")
    await curator.taps("Ведомость Excel")
    file = next(shown.file for shown in reversed(curator.screen) if shown.file and shown.file[0].endswith(".xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(file[1]))
    assert len(book.worksheets) == 2
    await curator.says("журнал")
    curator.sees("Отмечено присутствие")


def transcript(curator: Phone, director: Phone, coordinator: Phone) -> str:
    parts = [("Куратор, Telegram", curator), ("Директор, ВКонтакте", director), ("Координатор, Telegram", coordinator)]
    whole = ["# Один семинар: от приглашения до отчёта",
             "", "Так его видят три человека в двух мессенджерах. Пишет файл `tests/journeys/test_seminar.py`.", ""]
    for title, phone in parts:
        whole += [f"## {title}", "", "```text", "\n".join(phone.transcript).strip(), "```", ""]
    text = NUMBER.sub("VK-2018-7F3K-9QXM", "\n".join(whole))
    return CODE.sub("123 456", text)
