"""A visit of a school on two messengers: planned by thumbs, asked of the school, reminded of on both sides, written
down with a photo, followed by steps, shared, and counted. Both ways round: the curator on Telegram and the school on
VK, and the other way. The run on SQLite writes its transcript into `docs/transcripts/`.
"""

import io
from pathlib import Path

import openpyxl
import pytest

from storage.participants import Role
from tests.journeys.conftest import Town, instant
from tests.journeys.test_consultation import picture
from tests.journeys.test_meeting import NAMES, measure, named
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
SCHOOL = "МБОУ «Бильчирская СОШ»"
RESULT = "Уроки живые, группа отстающих собрана. Нужен общий график."


@pytest.mark.parametrize(("above", "below"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_visit_from_the_plan_to_the_figures(irkutsk_town: Town, above: str, below: str,
                                                    request: pytest.FixtureRequest) -> None:
    curator, mentor, director, coordinator = await people(irkutsk_town, above, below)
    counted: list[str] = []
    await planned(curator, mentor, director)
    measure(counted, "Куратор запланировал выезд", curator)
    await reminded(irkutsk_town, curator, director)
    measure(counted, "Директор ответил, что удобно", director)
    await written(irkutsk_town, curator)
    await stepped(curator, director)
    measure(counted, "Куратор заполнил лист, записал два шага и поделился итогом", curator)
    await watched(coordinator, director)
    measure(counted, "Координатор прочитал лист", coordinator)
    await reckoned(curator)
    measure(counted, "Куратор взял свод файлом", curator)
    if "sqlite" in request.node.name and above == "telegram":
        (TRANSCRIPTS / "visit.md").write_text(transcript(counted, curator, director, coordinator), encoding="utf-8")


async def people(town: Town, above: str, below: str) -> tuple[Phone, Phone, Phone, Phone]:
    """The curator of the territory and the mentor of the school; its director; the coordinator of its municipality."""
    curator = await town.joins(named(town, "Осокина"), above)
    mentor = await town.joins(named(town, "Кругобайкалов"), above)
    school = next(each for each in town.members if each.role is Role.DIRECTOR and each.place == SCHOOL)
    director = await town.joins(school, below)
    coordinator = await town.joins(town.member(Role.COORDINATOR, organisation=school.municipality), below)
    phones = (curator, mentor, director, coordinator)
    for phone in phones:
        phone.transcript.clear()
        phone.taken = phone.said = 0
    return phones


async def planned(curator: Phone, mentor: Phone, director: Phone) -> None:
    curator.note("16 мая. Куратор планирует выезд вместе с наставником")
    await curator.says("новый выезд")
    await curator.says("Бильчирская")
    curator.sees(SCHOOL, "Когда?")
    await curator.taps("вторник, 22 мая")
    await curator.taps("10:00")
    await curator.taps("Посещение уроков")
    await curator.taps("Еду я")
    await curator.taps("Кругобайкалов С. И.")
    await curator.taps("Это все")
    curator.sees("22 мая, 10:00", "Осокина Н. М.", "Кругобайкалов С. И.", "Посещение уроков")
    await curator.taps("Спросить, удобно ли")
    curator.sees("Выезд записан, школа об этом узнала", "ответа пока нет")
    mentor.catch_up()
    mentor.sees("вы едете", SCHOOL)
    director.note("Директор узнаёт и отвечает")
    director.catch_up()
    director.sees("К вам едут", "Удобно ли вам?")
    await director.taps("Удобно")
    director.sees("Ваш ответ: удобно")
    curator.note("Куратор узнаёт ответ")
    curator.catch_up()
    curator.sees("удобно")


async def reminded(town: Town, curator: Phone, director: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-22", "09:30"))
    for phone, words in ((curator, "Скоро ваш выезд"), (director, "Скоро у вас гости")):
        phone.note("21 и 22 мая. Напоминания за день и за час")
        phone.catch_up()
        phone.sees(words)
        assert phone.has_seen("Завтра")


async def written(town: Town, curator: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-22", "14:05"))
    curator.note("22 мая, после выезда. Лист посещения")
    curator.catch_up()
    curator.sees("Посещение: МБОУ", "выезд закончился", "до 24 мая")
    await curator.taps("✍️ Заполнить лист")
    await curator.says("Уроки чтения в 5 и 6 классах, беседа с командой")
    await curator.says("3")
    await curator.says("Учителя работают вместе")
    await curator.says("Нет времени на отстающих")
    await curator.says(RESULT)
    await curator.sends("photo", "урок.jpg", picture())
    curator.sees("лист посещения сохранён", "Что дальше?")


async def stepped(curator: Phone, director: Phone) -> None:
    await curator.taps("Дальнейшие шаги")
    await curator.says("Составить общий график занятий, до 1 июня\nДать образец графика — Кругобайкалов, до 25 мая")
    curator.sees("Составить общий график", "Кто отвечает?")
    await curator.taps(SCHOOL)
    curator.sees("Ш-1", "Ш-2", "до 25 мая")
    await curator.taps("К выезду")
    curator.sees("Дальнейшие шаги", "Школа итог пока не видит")
    director.note("Школа получает шаг задачей, итог – когда им поделятся")
    director.catch_up()
    director.sees("После выезда", "Ш-1", "1 июня")
    assert not director.has_seen("Уроки живые")
    await curator.taps("Поделиться итогом со школой")
    curator.sees("Школа видит итог")
    director.catch_up()
    director.sees("Итог посещения", "Уроки живые", "Ш-1")
    await director.taps("Подробнее")
    director.sees("Итог", "Уроки живые")
    assert "Лист посещения" not in director.labels()
    assert not director.has_seen("Нет времени на отстающих")


async def watched(coordinator: Phone, director: Phone) -> None:
    coordinator.note("Координатор муниципалитета читает лист")
    await coordinator.says("выезды")
    await coordinator.taps("Прошедшие")
    coordinator.sees(SCHOOL, "лист заполнен")
    await coordinator.taps("1")
    await coordinator.taps("Лист посещения")
    coordinator.sees("Нет времени на отстающих", "Осокина Н. М.")
    assert any(each.file for each in coordinator.screen)


async def reckoned(curator: Phone) -> None:
    curator.note("Свод")
    await curator.says("выезды")
    await curator.taps("Свод")
    curator.sees("Состоялось: 1, из них с листом: 1", "Без выезда")
    await curator.taps("Люди")
    curator.sees("Осокина Н. М.: 1", "Кругобайкалов С. И.: 1")
    await curator.taps("Таблица Excel")
    file = next(shown.file for shown in reversed(curator.screen) if shown.file and shown.file[0].endswith(".xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(file[1]))
    assert [sheet.title for sheet in book] == ["По муниципалитетам", "По школам", "По выезжающим", "По месяцам",
                                               "Выезды", "Школы без выезда"]
    assert [cell.value for cell in book["Выезды"][2]][3] == SCHOOL


def transcript(counted: list[str], *phones: Phone) -> str:
    told = [f"## {title}, {NAMES[phone.channel]}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n"
            for title, phone in zip(("Куратор", "Директор", "Координатор"), phones, strict=True)]
    return ("# Выезд в школу: план, ответ школы, лист посещения, шаги, итог, свод\n\n"
            "Записано тестом `tests/journeys/test_visit.py`; файл правится только им.\n\n" + "\n".join(counted)
            + "\n\n" + "\n".join(told))
