"""The roadmap as it stands in the dialogue: its figures, and the file that people put beside an order."""

import io

import docx
import openpyxl
import pytest

from messages.meanings import MarkDone
from messages.meanings_of_fulfilment import ExportRoadmap, ShowFulfilment
from tests.handlers.conftest import Village, press
from tests.phone import Phone


async def file(village: Village, phone: Phone) -> tuple[str, bytes]:
    await village.stage.settle()
    phone.catch_up()
    assert phone.last.file
    return phone.last.file


@pytest.mark.parametrize("who", ["director", "coordinator", "curator", "operator", "observer"])
async def test_it_is_found_by_its_name_and_among_the_doors(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("дорожная карта")
    phone.sees("Дорожная карта", "сделано 0")
    assert phone.labels() == ["Word", "Excel", "В меню"]
    await phone.says("ещё")
    await phone.taps("Дорожная карта")
    phone.sees("В каком виде?")


@pytest.mark.parametrize("who", ["teacher", "mentor", "expert", "guest"])
async def test_others_are_told_who_sees_it(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("/roadmap")
    phone.sees("Исполнение дорожной карты видят директора")


async def test_a_director_gets_the_rows_of_the_school_in_word(village: Village) -> None:
    task = await village.task("1.4.1")
    phone = village.phone("director")
    await press(phone, MarkDone(task.id))
    await phone.says("Справка готова")
    await phone.taps("✅ Готово")
    await phone.says("дорожная карта")
    phone.sees("МБОУ «Бильчирская СОШ»", "7 мероприятий, 7 задач: сделано 1.")
    await phone.taps("Word")
    name, content = await file(village, phone)
    assert name == "Дорожная карта 2018-05-16.docx"
    assert phone.last.text.startswith("Дорожная карта с отметками об исполнении")
    table, = docx.Document(io.BytesIO(content)).tables
    rows = {row.cells[0].text: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["1.4.1"][5] == "Сделано, идёт проверка\nотчёт 16.05.2018\nподтверждения: 1 сообщение"
    assert rows["1.3.1"][5] == "Ещё не начато"
    assert "1.5.1" not in rows


async def test_a_coordinator_gets_those_of_the_municipality_in_excel(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("дорожная карта")
    phone.sees("Осинский район")
    await phone.taps("Excel")
    name, content = await file(village, phone)
    assert name == "Дорожная карта 2018-05-16.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Дорожная карта", "По организациям"]
    places = [line[1] for line in book["По организациям"].iter_rows(min_row=2, max_row=4, values_only=True)]
    assert places == ["МБОУ «Бильчирская СОШ»", "МБОУ «Ново-Ленинская СОШ»", "МОУО: Осинский район"]


async def test_an_operator_gets_every_row(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("дорожная карта")
    phone.sees("20 мероприятий, 200 задач")
    await phone.taps("Word")
    _, content = await file(village, phone)
    document = docx.Document(io.BytesIO(content))
    assert "Мероприятий: 20" in [each.text for each in document.paragraphs]
    await phone.taps("К дорожной карте")
    phone.sees("В каком виде?")


async def test_a_form_and_a_programme_that_there_are_not_are_refused(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, ExportRoadmap(village.programme, "exe"))
    phone.sees("Эта кнопка больше не работает")
    await press(phone, ShowFulfilment(99))
    phone.sees("Исполнение дорожной карты видят")
