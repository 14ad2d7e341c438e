"""The registers as a workbook: a sheet each, as far as whoever has asked may read them, and words that stay words."""

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from messages.catalogue import Catalogue
from messages.reports import workbook as written
from messages.reports.figures import Workbook
from scheduler import register_sheet
from scheduler import registers as kept
from scheduler.errands import Order
from storage import files
from storage.database import Database, Transaction
from storage.errands import Errand
from storage.registers import Register
from tests.storage.test_registers import NOW, ORDER, Region, region

WORDS = Catalogue()


async def order(tx: Transaction, there: Region, who: str) -> Order:
    errand = Errand(1, there.people[who], "telegram", "1", register_sheet.REGISTERS,
                    json.dumps({"programme": there.network.programme}), 0)
    return await register_sheet.workbook(tx, errand, WORDS, NOW)


def sheets(made: Order) -> dict[str, list[list[object]]]:
    """As Excel reads them."""
    assert isinstance(made.wanted, Workbook)
    book = openpyxl.load_workbook(io.BytesIO(written.write(made.wanted)))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


async def test_every_register_has_its_sheet_in_the_order_of_the_days(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        file = await files.keep(tx, "document", "Приказ.pdf", "application/pdf", b"%PDF", now=NOW, sent_by=None)
        for day, number in (("2018-03-12", "124-р"), ("2017-09-01", "")):
            paper = replace(ORDER, dated_on=day, number=number, link="https://example.org/a", file=file)
            await kept.add(tx, there.network.programme, there.places["institute"], paper, shelved=False,
                           added_by=there.people["operator"], now=NOW)
        made = await order(tx, there, "director")
    assert made.name == "Реестры 2018-05-22.xlsx"
    assert "5 записей" in made.reply.text
    told = sheets(made)
    assert list(told) == ["Приказы", "Соглашения", "Методические материалы", "Публикации"]
    assert [row[:4] for row in told["Приказы"]] == [
        ["№", "Дата", "Номер", "Название"], [1, "01.09.2017", None, ORDER.title],
        [2, "12.03.2018", "124-р", ORDER.title]]
    assert told["Приказы"][1][5:] == ["https://example.org/a\nфайл: Приказ.pdf", "Иванова Мария Ивановна"]
    assert told["Соглашения"][0][5] == "С кем"
    assert [row[5] for row in told["Соглашения"][1:]] == ["Колледж"] * 3
    assert told["Публикации"][1][3] == "Записей пока нет."


@pytest.mark.parametrize("begun", ["=", "+", "-", "@", "\t="])
async def test_words_of_people_are_never_a_formula(database: Database, begun: str) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        words = f'{begun}HYPERLINK("http://evil.example";"x")'
        paper = replace(ORDER, register=Register.AGREEMENT, title=words, number=words, partner=words)
        await kept.add(tx, there.network.programme, there.places["city_school"], paper, shelved=False,
                       added_by=there.people["director"], now=NOW)
        made = await order(tx, there, "director")
    assert isinstance(made.wanted, Workbook)
    sheet = openpyxl.load_workbook(io.BytesIO(written.write(made.wanted)))["Соглашения"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}


async def test_whoever_may_read_nothing_any_more_gets_a_word_and_no_file(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        made = await order(tx, there, "teacher")
    assert made.wanted is None
    assert "Реестры смотрят директора" in made.reply.text
