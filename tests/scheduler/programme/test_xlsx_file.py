"""Excel as it comes from schools: merged, computed, broken, huge."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.programme import xlsx_file
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.xlsx_file import Sheet


def test_cells_become_the_text_that_a_person_would_type(tmp_path: Path) -> None:
    day = datetime(2018, 5, 30)  # noqa: DTZ001  as Excel gives a date
    sheet = _read(tmp_path, lambda sheet: sheet.append([12.0, 1.5, "  x ", True, day, None, "   "]))
    assert [cell.text for cell in sheet.rows[0].values()] == ["12", "1.5", "  x ", "true", "30.05.2018"]
    assert sheet.rows[0][5].day == day.date()


def test_a_merged_area_holds_its_value_in_every_cell(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "одно"
        sheet["B3"] = "два"
        sheet.merge_cells("A1:B2")
        sheet.row_dimensions[3].hidden = True

    sheet = _read(tmp_path, fill)
    assert [{n: c.text for n, c in row.items()} for row in sheet.rows] == [
        {1: "одно", 2: "одно"},
        {1: "одно", 2: "одно"},
        {2: "два"},
    ]
    assert (sheet.rows[1][2].origin, sheet.rows[1][2].place.cell) == ("A1", "B2")


def test_a_formula_is_its_saved_value_or_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    workbook = Workbook()
    workbook.worksheets[0].append(["=1+1", "=2+2", "текст"])
    workbook.save(path)
    _edit(path, "xl/worksheets/sheet1.xml", "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>", "<f>1+1</f><v />")
    cells = xlsx_file.read(path, Found())[0].rows[0]
    assert (cells[1].text, cells[1].fault) == ("2", None)
    assert cells[2].fault is Kind.FORMULA


def test_an_error_of_excel_is_a_fault(tmp_path: Path) -> None:
    sheet = _read(tmp_path, lambda sheet: sheet.append(["#REF!"]))
    assert sheet.rows[0][1].fault is Kind.CELL_ERROR


@pytest.mark.parametrize("raw", [b"", b"not a zip", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 encrypted or old"])
def test_what_is_no_workbook_is_one_mistake(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(raw)
    assert _kinds(path) == [Kind.XLSX_BROKEN]


def test_a_zip_that_is_no_workbook_is_one_mistake(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "x")
    path = tmp_path / "t.xlsx"
    path.write_bytes(buffer.getvalue())
    assert _kinds(path) == [Kind.XLSX_BROKEN]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "ROWS_LIMIT", 3)
    path = tmp_path / "t.xlsx"
    workbook = Workbook()
    for number in range(4):
        workbook.worksheets[0].append([number])
    workbook.save(path)
    assert _kinds(path) == [Kind.TOO_MANY_ROWS]


def test_a_merged_area_over_the_whole_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "x"
    workbook.worksheets[0].merge_cells("A1:B2")
    workbook.save(path)
    _edit(path, "xl/worksheets/sheet1.xml", "A1:B2", "A1:XFD1048576")
    assert _kinds(path) == [Kind.TOO_MANY_ROWS]


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet["CV15"] = "последний столбец"
        sheet["CW1"] = "за краем"

    assert [len(row) for row in _read(tmp_path, fill).rows] == [1, *[0] * 13, 1]


def _read(folder: Path, fill: object) -> Sheet:
    assert callable(fill)
    workbook = Workbook()
    fill(workbook.worksheets[0])
    workbook.save(folder / "t.xlsx")
    found = Found()
    sheets = xlsx_file.read(folder / "t.xlsx", found)
    assert not found.all()
    return sheets[0]


def _kinds(path: Path) -> list[Kind]:
    found = Found()
    xlsx_file.read(path, found)
    return [mistake.kind for mistake in found.all()]


def _edit(path: Path, name: str, *texts: str) -> None:
    """Put the second text in place of the first (or of the third, which the writer may use as well)."""
    with zipfile.ZipFile(path) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    old, new, other = (*texts, texts[0])[:3]
    before = entries[name].decode()
    entries[name] = before.replace(old, new).replace(other, new).encode()
    assert entries[name].decode() != before
    with zipfile.ZipFile(path, "w") as archive:
        for entry, raw in entries.items():
            archive.writestr(entry, raw)
