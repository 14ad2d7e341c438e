"""Tables for those who reckon with them → an Excel file: many rows, figures as figures.

What people have written is always text, never a formula, whatever it begins with.
"""

import io
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from messages.reports.figures import Page, Workbook
from messages.reports.xlsx import CELL_LIMIT, TITLE_LIMIT
from messages.visible import visible_lines

_MEANS_MORE = ("=", "+", "-", "@", "\t", "\r")


def write(workbook: Workbook) -> bytes:
    """The file."""
    book = Book(write_only=True)
    for page in workbook.pages:
        _page(book, page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _page(book: Book, page: Page) -> None:
    made: Any = book.create_sheet(page.title[:TITLE_LIMIT])
    made.freeze_panes = "A2"
    for number, width in enumerate(page.widths, 1):
        made.column_dimensions[get_column_letter(number)].width = width
    bold = Font(bold=True)
    for line, row in enumerate(page.rows):
        cells = [_cell(made, value) for value in row]
        if line == 0:
            cells = [_bold(made, cell, bold) for cell in cells]
        made.append(cells)
    if page.rows:
        made.auto_filter.ref = f"A1:{get_column_letter(max(1, len(page.rows[0])))}{len(page.rows)}"


def _cell(page: Any, value: str | int | float | None) -> Any:
    """Text that begins like a formula is marked as text for good, also for whoever edits the cell."""
    if not isinstance(value, str):
        return value
    text = visible_lines(value)[:CELL_LIMIT]
    if not text.startswith(_MEANS_MORE):
        return text
    cell: Any = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _bold(page: Any, value: Any, font: Font) -> Any:
    cell: Any = value if hasattr(value, "data_type") else WriteOnlyCell(page, value)
    cell.font = font
    return cell
