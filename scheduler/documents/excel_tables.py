"""The sheets of an Excel workbook as tables. What opens the file is `scheduler/programme/xlsx_file.py`."""

from collections.abc import Iterator
from itertools import groupby

from messages import lexicon
from scheduler.documents.grid import CELLS_LIMIT, Cell, Grid, Line, Pages, bounded
from scheduler.programme import words, xlsx_file
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.xlsx_file import Cell as ExcelCell
from scheduler.programme.xlsx_file import Sheet


def read(name: str, raw: bytes, found: Found) -> Pages:
    """All sheets that hold anything, hidden ones marked; none and a mistake where it is no workbook."""
    sheets = [sheet for sheet in xlsx_file.read_bytes(name, raw, found, cells=CELLS_LIMIT) if any(sheet.rows)]
    return Pages(tuple(_grid(name, sheet, number) for number, sheet in enumerate(sheets, 1)))


def _grid(name: str, sheet: Sheet, table: int) -> Grid:
    columns = max(column for row in sheet.rows for column in row)
    shown = tuple(0.0 if column in sheet.hidden_columns else 1.0 for column in range(1, columns + 1))
    lines = bounded(_line(name, sheet, number, row) for number, row in enumerate(sheet.rows, 1))
    return Grid(table, sheet.name, lines, shown, hidden=sheet.hidden)


def _line(name: str, sheet: Sheet, number: int, row: dict[int, ExcelCell]) -> Line:
    seen = [(column, cell) for column, cell in sorted(row.items()) if column not in sheet.hidden_columns]
    return Line(tuple(_cells(number, seen)), Place(name, sheet.name, f"A{number}", number), number in sheet.hidden_rows)


def _cells(number: int, row: list[tuple[int, ExcelCell]]) -> Iterator[Cell]:
    """Columns of one merged area are one cell."""
    for origin, merged in groupby(row, key=lambda each: each[1].origin):
        area = list(merged)
        column, cell = area[0]
        above = origin.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != str(number)
        yield Cell(_lines(cell), cell.place, column - 1, area[-1][0] - column + 1, above,
                   None if cell.month else cell.day)


def _lines(cell: ExcelCell) -> tuple[str, ...]:
    """What Excel shows; an error or a formula without its value is nothing that a person has written."""
    if cell.fault in (Kind.FORMULA, Kind.CELL_ERROR):
        return ()
    if cell.month and cell.day:
        return (f"{lexicon.read('documents/terms')['months'][cell.day.month - 1]} {cell.day.year}",)
    return words.lines(cell.text)
