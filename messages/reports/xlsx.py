"""A table → an Excel file to be printed: wide, its headings on every page, with pictures in cells.

What people have written is always text, never a formula, whatever it begins with.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from messages.visible import visible

PICTURE_SIDE = 104
"""Pixels; some 2.7 cm on paper, which a telephone reads from a wall."""
PICTURE_HEIGHT = 84.0
"""Points of a row that holds one."""
PICTURE_WIDTH = 16.0
LINE_HEIGHT = 15.0
"""Points. Not every program fits the height of a row to wrapped words by itself when it opens the file."""
ROW_LIMIT = 409.0
A4 = 9
CELL_LIMIT = 32_767
TITLE_LIMIT = 31
"""https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3"""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the width of what stands below it, in characters."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG in the place of a value."""

    png: bytes


Value = str | int | Picture
Row = Sequence[Value]


def sheet(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = title[:TITLE_LIMIT]
    for number, column in enumerate(columns, 1):
        _text(page.cell(1, number), column.heading).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = column.width
    for line, row in enumerate(rows, 2):
        for number, value in enumerate(row, 1):
            _put(page, line, number, value)
        _heighten(page, line, max(
            (lines_of(value, column.width) for value, column in zip(row, columns, strict=False)), default=1))
    _lay_out(page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(page: Worksheet, line: int, number: int, value: Value) -> None:
    cell: Any = page.cell(line, number)
    if isinstance(value, Picture):
        page.add_image(_Png(value.png), cell.coordinate)
        page.row_dimensions[line].height = PICTURE_HEIGHT
    elif isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value


def _heighten(page: Worksheet, line: int, lines: int) -> None:
    if lines > 1:
        high = page.row_dimensions[line].height or 0.0
        page.row_dimensions[line].height = min(max(high, lines * LINE_HEIGHT), ROW_LIMIT)


def lines_of(value: object, width: float) -> int:
    """About as many as the words take; a little room is left for words that do not break."""
    parts = value.split("\n") if isinstance(value, str) else []
    return sum(max(1, ceil(len(part) * 1.1 / width)) for part in parts)


def _text(cell: Any, value: str) -> SheetCell:
    """Text for good: also when somebody edits the cell, it does not become a formula."""
    made: SheetCell = cell
    text = visible(value)[:CELL_LIMIT]
    made.value = text or None
    made.data_type = "s"
    made.quotePrefix = text.startswith(("=", "+", "-", "@"))
    made.alignment = Alignment(wrap_text=True, vertical="center")
    return made


def _lay_out(page: Worksheet) -> None:
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    if page.sheet_properties.pageSetUpPr:
        page.sheet_properties.pageSetUpPr.fitToPage = True


class _Png(Image):
    """openpyxl's own needs Pillow only to measure what we have just made ourselves."""

    def __init__(self, png: bytes) -> None:
        self.ref = io.BytesIO(png)
        self._png = png
        self.width = self.height = PICTURE_SIDE
        self.format = "png"

    def _data(self) -> bytes:
        return self._png
