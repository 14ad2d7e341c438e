"""A school's own plan on two messengers: sent by its director, found good by the coordinator, accepted by the curator,
worked on, and corrected. The run on SQLite with the director on Telegram writes its transcript into
`docs/transcripts/`.
"""

from pathlib import Path

import pytest

from storage.participants import Role
from tests.handlers.importing import paper
from tests.journeys.conftest import Town
from tests.journeys.test_meeting import NAMES, measure
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
SCHOOL = "МБОУ «Бильчирская СОШ»"
TITLE = "План школы на 2018 год"
FIRST = (("1", "Педсовет по итогам диагностики", "до 08.06.2018", "Завуч"),
         ("2", "Взаимопосещение уроков", "до 19.10.2018", "Руководители методобъединений"),
         ("3", "Родительское собрание", "когда соберёмся", "Классные руководители"))
SECOND = (("1", "Стажировка у школы-партнёра", "до 14.09.2018", "Завуч"),
          ("2", "Педсовет по итогам диагностики", "до 08.06.2018", "Завуч"),
          ("3", "Взаимопосещение уроков", "до 26.10.2018", "Руководители методобъединений"))


@pytest.mark.parametrize(("above", "below"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_school_s_own_plan_from_the_file_to_its_correction(irkutsk_town: Town, above: str, below: str,
                                                                   request: pytest.FixtureRequest) -> None:
    head = next(each for each in irkutsk_town.members if each.role is Role.DIRECTOR and each.place == SCHOOL)
    director = await irkutsk_town.joins(head, below)
    coordinator = await irkutsk_town.joins(
        irkutsk_town.member(Role.COORDINATOR, organisation=head.municipality), above)
    curator = await irkutsk_town.joins(irkutsk_town.member(Role.CURATOR), above)
    phones = (director, coordinator, curator)
    for phone in phones:
        phone.transcript.clear()
        phone.taken = phone.said = 0
    counted: list[str] = []
    await sent(director)
    measure(counted, "Директор прислал план, ответил на вопрос и отправил на проверку", director)
    await returned(coordinator)
    await sent_again(director)
    await found_good(coordinator)
    measure(counted, "Координатор вернул план с замечанием, потом передал куратору", coordinator)
    await accepted(curator)
    measure(counted, "Куратор принял план", curator)
    await worked(director)
    measure(counted, "Директор поправил план по замечанию и отметил сделанное", director)
    await corrected(director)
    await accepted_again(coordinator, curator)
    await kept(director)
    if "sqlite" in request.node.name and below == "telegram":
        (TRANSCRIPTS / "own-plan.md").write_text(transcript(counted, *phones), encoding="utf-8")


async def sent(director: Phone) -> None:
    director.note("16 мая. Директор присылает план своей школы таблицей Word")
    await director.sends("document", "План школы.docx", paper(*FIRST, title=TITLE))
    director.sees("это план вашей организации")
    await director.taps("Да, это наш план")
    director.sees("Мероприятий: 3", "Завуч", "Нужно уточнить: 1")
    await director.taps("Уточнить · 1")
    await director.taps("1")
    director.sees("когда соберёмся")
    await director.taps("Без срока")
    director.sees("Всё понятно. Отправляю на проверку?")
    await director.taps("✅ Отправить на проверку")
    director.sees("План на проверке")


async def returned(coordinator: Phone) -> None:
    coordinator.note("Координатор смотрит план и возвращает с замечанием")
    assert coordinator.has_seen("План на проверку")
    await coordinator.taps("Посмотреть план")
    coordinator.sees("Мероприятий: 3, из них без срока: 1")
    await coordinator.taps("Все мероприятия")
    coordinator.sees("Родительское собрание", "без срока")
    await coordinator.taps("К файлу")
    await coordinator.taps("Вернуть с замечанием")
    await coordinator.says("Назначьте срок родительского собрания")
    coordinator.sees("возвращён с замечанием")


async def sent_again(director: Phone) -> None:
    director.note("Директор называет срок и отправляет снова")
    assert director.has_seen("Назначьте срок родительского собрания")
    await director.taps("К плану")
    director.sees("План вернули с замечанием")
    await director.taps("Мои уточнения")
    await director.taps("1")
    await director.taps("Другая дата")
    await director.says("25 мая")
    director.sees("Всё понятно")
    await director.taps("✅ Отправить на проверку")


async def found_good(coordinator: Phone) -> None:
    coordinator.note("Координатор передаёт план куратору")
    await coordinator.taps("Посмотреть план")
    await coordinator.taps("✅ Передать куратору")
    coordinator.sees("ждёт того, кто проверяет следующим")


async def accepted(curator: Phone) -> None:
    curator.note("Куратор принимает план")
    assert curator.has_seen("План на проверку")
    await curator.taps("Посмотреть план")
    await curator.taps("✅ Принять")
    curator.sees("План принят", "Задач: 3")


async def worked(director: Phone) -> None:
    director.note("Мероприятия плана – среди задач; директор отмечает первое")
    assert director.has_seen("План принят")
    await director.taps("Мои задачи")
    director.sees("Родительское собрание", "свой план")
    await director.taps("1")
    director.sees("свой план 1, п. 3. Родительское собрание", "Ответственные: Классные руководители")
    await director.taps("✅ Сделано")
    await director.says("Собрание прошло, было 40 родителей")
    await director.taps("✅ Готово")
    director.sees("сделано")


async def corrected(director: Phone) -> None:
    director.note("Исправленный план: новое мероприятие, другой срок, собрания больше нет")
    await director.sends("document", "План школы (исправленный).docx", paper(*SECOND, title=TITLE))
    await director.taps("Да, это наш план")
    await director.taps("Что изменится")
    director.sees("Новых: 1", "под другим номером: 2", "исчезнет: 1", "1 → 2. Педсовет",
                  "19 октября 2018 года → 26 октября 2018 года")
    await director.taps("✅ Отправить на проверку")


async def accepted_again(coordinator: Phone, curator: Phone) -> None:
    coordinator.note("Координатор видит, что изменилось")
    await coordinator.taps("Посмотреть план")
    coordinator.sees("По сравнению с принятым планом – новых: 1")
    await coordinator.taps("✅ Передать куратору")
    curator.note("И куратор")
    await curator.taps("Посмотреть план")
    await curator.taps("Что изменится")
    curator.sees("Стажировка у школы-партнёра")
    await curator.taps("К файлу")
    await curator.taps("✅ Принять")


async def kept(director: Phone) -> None:
    director.note("Сделанное осталось сделанным")
    assert director.has_seen("Новых: 1")
    await director.says("задачи")
    await director.taps("Готово")
    director.sees("Родительское собрание", "свой план")


def transcript(counted: list[str], *phones: Phone) -> str:
    told = [f"## {title}, {NAMES[phone.channel]}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n"
            for title, phone in zip(("Директор", "Координатор", "Куратор"), phones, strict=True)]
    return ("# Свой план школы: файл, проверка, задачи, исправленный файл\n\n"
            "Записано тестом `tests/journeys/test_own_plan.py`; файл правится только им.\n\n" + "\n".join(counted)
            + "\n\n" + "\n".join(told))
