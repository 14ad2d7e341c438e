"""Tables for printing: what is text stays text, pictures stand in their cells, the page is wide."""

import io
import zipfile

import openpyxl
import pytest

from messages.reports import qr, xlsx
from messages.reports.xlsx import Column, Picture

COLUMNS = [Column("Имя", 30), Column("Число", 10)]


@pytest.mark.parametrize("text", ["=1+1", "+7 902", "-5", "@имя", "=HYPERLINK(\"http://x\")"])
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(xlsx.sheet("Лист", COLUMNS, [[text, 3]]))).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_values_keep_their_kinds_and_invisible_signs_are_left_out() -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx.sheet("Лист", COLUMNS, [["А\x00\u202eБ", 3], ["", 0]]))).worksheets[0]
    assert [[cell.value for cell in row] for row in page] == [["Имя", "Число"], ["АБ", 3], [None, 0]]


def test_a_row_is_as_high_as_its_wrapped_words() -> None:
    rows: list[list[str | int | Picture]] = [["коротко", 1], ["слово " * 20, 2], ["слово " * 900, 3]]
    page = openpyxl.load_workbook(io.BytesIO(xlsx.sheet("Лист", COLUMNS, rows))).worksheets[0]
    assert [page.row_dimensions[line].height for line in (2, 3, 4)] == [None, 5 * 15, 409]


def test_it_is_laid_out_for_paper() -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx.sheet("Т" * 40, COLUMNS, []))).worksheets[0]
    assert (page.title, page.page_setup.orientation, page.print_title_rows) == ("Т" * 31, "landscape", "$1:$1")
    assert page.sheet_properties.pageSetUpPr
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.column_dimensions["A"].width == 30


def test_a_picture_stands_in_its_cell() -> None:
    picture = qr.png("https://t.me/vekha_test_bot?start=2345678922")
    made = xlsx.sheet("Лист", COLUMNS, [["x", Picture(picture)], ["y", Picture(picture)]])
    with zipfile.ZipFile(io.BytesIO(made)) as files:
        assert files.read("xl/media/image1.png") == picture
        assert b"<row>2</row>" in files.read("xl/drawings/drawing1.xml")
