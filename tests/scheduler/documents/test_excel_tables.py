"""Sheets of Excel as tables: what a person sees in them."""

from datetime import date, datetime

from scheduler.documents import excel_tables
from scheduler.documents.grid import Pages
from scheduler.programme.mistakes import Found
from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import ABOVE, LEFT

DAY = datetime(2018, 5, 1)  # noqa: DTZ001  as Excel gives a date


def pages(raw: bytes) -> Pages:
    found = Found()
    read = excel_tables.read("план.xlsx", raw, found)
    assert found.all() == ()
    return read


def test_merged_cells_know_their_breadth_and_whether_their_value_stands_above() -> None:
    grid = pages(papers.saved(papers.book(("Лист", [["а", LEFT, "б"], ["в", "", ABOVE]])))).grids[0]
    assert [[(each.text, each.first, each.width, each.above) for each in line.cells] for line in grid.lines] == [
        [("а", 0, 2, False), ("б", 2, 1, False)], [("в", 0, 1, False), ("б", 2, 1, True)]]


def test_a_date_is_what_excel_shows_of_it() -> None:
    made = papers.book(("Лист", [[DAY, DAY, 43221, "до\n30.05.2018"]]))
    sheet = made.worksheets[0]
    sheet["A1"].number_format = "dd.mm.yyyy"
    sheet["B1"].number_format = "mmmm\\ yyyy"
    cells = pages(papers.saved(made)).grids[0].lines[0].cells
    assert [(each.lines, each.day) for each in cells] == [
        (("01.05.2018",), date(2018, 5, 1)), (("май 2018",), None), (("43221",), None), (("до", "30.05.2018"), None)]


def test_hidden_rows_sheets_and_columns_are_marked_or_left_out() -> None:
    made = papers.book(("Первый", [["а", "б"], ["в", "г"]]), ("Второй", [["д"]]), ("Пустой", []))
    made["Первый"].row_dimensions[2].hidden = True
    made["Первый"].column_dimensions["B"].hidden = True
    made["Второй"].sheet_state = "veryHidden"
    first, second = pages(papers.saved(made)).grids
    assert [(line.hidden, line.text) for line in first.lines] == [(False, "а"), (True, "в")]
    assert (first.hidden, second.hidden, second.table) == (False, True, 2)


def test_errors_and_formulas_without_a_value_are_nothing_that_somebody_wrote() -> None:
    cells = pages(papers.saved(papers.book(("Лист", [["#REF!", "=A1", "текст"]])))).grids[0].lines[0].filled
    assert [each.text for each in cells if each.text != "#REF!"] == ["текст"]
