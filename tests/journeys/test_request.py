"""A request from its first tap to the table and the archive: a coordinator asks for figures, then for a file; a school
answers from the other messenger, corrects, and answers again. The run on SQLite writes `docs/transcripts/`.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from storage.participants import Role
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
PDF = b"%PDF-1.4 "
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
FIELDS = "Сколько девятиклассников (число)\nКто отвечает за ОГЭ\nЧего не хватает (необязательно)"
TAP, SIGN = 2.0, 0.33
"""Seconds that a tap takes, and a sign that is typed: 36 words a minute (https://userinterfaces.aalto.fi/typing37k/)."""


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_request_comes_back_as_a_table(irkutsk_town: Town, mine: str, other: str,
                                               request: pytest.FixtureRequest) -> None:
    director = irkutsk_town.member(Role.DIRECTOR)
    boss = await irkutsk_town.joins(irkutsk_town.member(Role.COORDINATOR, organisation=director.municipality), mine)
    school = await irkutsk_town.joins(director, other)
    slow = await irkutsk_town.joins(next(
        each for each in irkutsk_town.members if each.role is Role.DIRECTOR and each is not director
        and each.municipality == director.municipality), mine)
    for phone in (boss, school, slow):
        phone.transcript.clear()
    seconds = await fields_asked(boss)
    await fields_answered(school)
    await gathered(irkutsk_town, boss, school)
    await files_asked(irkutsk_town, boss, school)
    await late(irkutsk_town, boss, slow)
    assert seconds < 60
    if "sqlite" in request.node.name:
        (TRANSCRIPTS / f"request-{mine}.md").write_text(transcript((boss, school, slow), seconds), encoding="utf-8")


async def fields_asked(boss: Phone) -> float:
    """The whole of it; how many seconds that takes with a thumb."""
    boss.note("16 мая. Координатор просит школы заполнить три поля")
    text = "Готовимся к ОГЭ. Заполните, пожалуйста, до пятницы."
    taken = boss.taken
    await boss.says("новый запрос")
    await boss.says(text)
    await boss.taps("Несколько полей")
    await boss.says(FIELDS)
    await boss.taps("пятница, 18 мая")
    boss.sees("Кому?", "Директора")
    await boss.taps("Дальше")
    assert boss.has_seen("В ответ – 3 поля")
    await boss.taps("Сейчас")
    await boss.taps("Да, отправить")
    boss.sees("Запрос отправлен")
    return (boss.taken - taken) * TAP + len("новый запрос" + text + FIELDS) * SIGN


async def fields_answered(school: Phone) -> None:
    school.note("Директор отвечает из другого мессенджера")
    school.catch_up()
    school.sees("Запрос З-1", "Готовимся к ОГЭ", "пятница, 18 мая")
    await school.taps("Ответить")
    await school.says("тридцать один")
    school.sees("число")
    await school.says("31")
    await school.says("Завуч Смирнова")
    await school.taps("Пропустить")
    school.sees("сделано")
    school.note("и исправляет опечатку")
    await school.taps("Исправить ответ")
    await school.taps("1")
    await school.says("32")
    school.sees("Исправил")


async def gathered(town: Town, boss: Phone, school: Phone) -> None:
    boss.note("Координатор смотрит, что пришло")
    await boss.taps("К запросу")
    boss.sees("Ответили: 1 из", "32")
    await boss.taps("Ответы")
    boss.sees("Завуч Смирнова", "исправлено")
    await boss.taps("К запросу")
    await boss.taps("Таблица Excel")
    await town.stage.settle()
    boss.catch_up()
    assert boss.last.file
    rows = list(openpyxl.load_workbook(io.BytesIO(boss.last.file[1]))["Ответы"].values)
    assert any(32 in row and "Завуч Смирнова" in row for row in rows)
    await boss.taps("К запросу")
    boss.note("и возвращает ответ с замечанием")
    await boss.taps("Ответы")
    await boss.taps("1")
    await boss.taps("Вернуть с замечанием")
    await boss.says("Смирнова в отпуске, кто вместо неё?")
    school.note("Директор поправляет и отправляет снова")
    school.catch_up()
    school.sees("Смирнова в отпуске")
    await school.taps("К задаче")
    await school.taps("✍️ Ответить")
    await school.taps("2")
    await school.says("Директор, лично")
    school.sees("сделано")


async def files_asked(town: Town, boss: Phone, school: Phone) -> None:
    boss.note("17 мая. Координатор собирает приказы")
    await town.stage.rehearsal.live_until(instant("2018-05-17", "10:00"))
    boss.catch_up()
    await boss.says("новый запрос")
    await boss.says("Пришлите приказ о кураторе программы до 21 мая")
    await boss.taps("Файл или фото")
    await boss.taps("понедельник, 21 мая")
    await boss.taps("Дальше")
    await boss.taps("Сейчас")
    await boss.taps("Да, отправить")
    school.note("17 мая. Директор присылает приказ")
    school.catch_up()
    school.sees("Запрос З-2", "файл или фото")
    await school.taps("Ответить")
    await school.sends("document", "приказ № 7.pdf", PDF)
    await school.taps("✅ Готово")
    school.sees("сделано")
    await boss.taps("К запросу")
    await boss.taps("Файлы архивом")
    await town.stage.settle()
    boss.catch_up()
    assert boss.last.file
    name, = zipfile.ZipFile(io.BytesIO(boss.last.file[1])).namelist()
    assert name.endswith("Бильчирская СОШ - приказ № 7.pdf")


async def late(town: Town, boss: Phone, slow: Phone) -> None:
    boss.note("22 мая. Срок прошёл, одной школы нет: одно касание, и ей напомнят")
    await town.stage.rehearsal.live_until(instant("2018-05-22", "10:00"))
    boss.catch_up()
    await boss.says("запросы")
    await boss.taps("1")
    boss.sees("Ответили: 1 из 2")
    await boss.taps("Кто не ответил · 1")
    boss.sees("Не ответили: 1 человек", slow.name)
    await boss.taps("Напомнить всем")
    boss.sees("Напоминание отправлено: 1 человек")
    slow.note("22 мая. Второй директор отвечает с опозданием")
    slow.catch_up()
    slow.sees("ждёт ответа на запрос З-2")
    await slow.taps("Ответить")
    await slow.sends("photo", "приказ.jpg", JPEG, "Приказ на фото")
    await slow.taps("✅ Готово")
    slow.sees("сделано")
    boss.note("Координатор узнаёт, что ответили все")
    boss.catch_up()
    boss.sees("На запрос З-2 ответили все")
    await boss.taps("К запросу")
    boss.sees("Ответили: 2 из 2, позже срока 1")


def transcript(phones: Sequence[Phone], seconds: float) -> str:
    """What they have seen, and what it has cost them."""
    boss = phones[0]
    told = [f"- {phone.name} ({phone.channel}): касаний {phone.taken}, сообщений {phone.said}" for phone in phones]
    return "\n".join([
        f"# Запрос: координатор пишет в {boss.channel}", "", *told, "",
        f"Сделать первый запрос – {seconds:.0f} с: по 2 с на касание и по 0,33 с на знак.", "",
        *(part for phone in phones for part in (
            f"## {phone.name}, {phone.channel}", "", "```", *phone.transcript, "```", ""))])
