"""A new folder is the example of itself: the operator replaces its rows, and nothing is left to be said."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.programme import loader, mistakes, template, words
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Programme
from scheduler.programme.template import Beginning
from tests.scheduler.programme.folder import complaints

YEAR = Beginning("proba", "Проба", date(2026, 9, 1), date(2027, 5, 31), "Asia/Irkutsk")


def _written(folder: Path, of: Beginning) -> Path:
    for name, content in template.files(of).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _replace(path: Path, marker: str = " (пример)") -> None:
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = "нет" if cell.value == "да" else cell.value.replace(marker, "")
    book.save(path)


def test_with_the_examples_replaced_nothing_is_left_to_be_said(tmp_path: Path) -> None:
    _written(tmp_path, YEAR)
    for name in ("organisations", "people", "roadmap"):
        _replace(tmp_path / f"{name}.xlsx")
    (tmp_path / "consent.md").write_text("Согласие", encoding="utf-8")
    found = Found()
    assert isinstance(loader.read(tmp_path, found), Programme), complaints(tmp_path)
    assert [mistakes.line(one) for one in found.warnings()] == []


@pytest.mark.parametrize(("first", "last"), [
    (date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 1, 1), date(2026, 1, 2)), (date(2026, 5, 9), date(2030, 5, 9)),
])  # fmt: skip
def test_a_period_of_any_length_has_its_example(tmp_path: Path, first: date, last: date) -> None:
    assert complaints(_written(tmp_path, Beginning("proba", "Проба", first, last, "UTC"))) == []


@pytest.mark.parametrize("title", ["Проба: 1", "# Проба", "«Про\"ба»", "Про\\ба", "{{ x }}", "[проба]", "yes", "1.10"])
def test_any_title_is_a_title(tmp_path: Path, title: str) -> None:
    found = loader.read(_written(tmp_path, Beginning("proba", title, YEAR.first, YEAR.last, YEAR.zone)))
    assert isinstance(found, Programme)
    assert found.title == title


def test_roles_and_levels_are_offered_as_they_are_read() -> None:
    files = template.files(YEAR)
    roles, levels = _offered(files["people.xlsx"], "B"), _offered(files["organisations.xlsx"], "C")
    assert {words.ROLES[word] for word in roles} == set(words.ROLES.values())
    assert {words.LEVELS[word] for word in levels} == set(words.LEVELS.values())


def _offered(raw: bytes, column: str) -> list[str]:
    sheet = load_workbook(io.BytesIO(raw)).worksheets[0]
    found = [each for each in sheet.data_validations.dataValidation if str(each.sqref).startswith(column)]
    return [word for each in found for word in str(each.formula1).strip('"').split(",")]


def test_every_table_has_notes_a_frozen_heading_and_a_sheet_that_says_how() -> None:
    tables = [raw for name, raw in template.files(YEAR).items() if name.endswith(".xlsx")]
    assert len(tables) == 3
    for raw in tables:
        book = load_workbook(io.BytesIO(raw))
        sheet, guide = book.worksheets
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert guide.title == "Как заполнять"
