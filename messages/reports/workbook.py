"""Tables for those who reckon with them → an Excel file: many rows, figures as figures.

What people have written is always text, never a formula, whatever it begins with.
"""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from messages.reports.figures import Page, Paper, Workbook
from messages.reports.xlsx import A4, CELL_LIMIT, LINE_HEIGHT, ROW_LIMIT, TITLE_LIMIT, lines_of
from messages.visible import visible, visible_lines

ABOVE_LIMIT = 200
"""Signs above a page; Excel takes 255 with all that is said to it beside the words."""
_LINE = Side("thin")
_LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_MIDDLE = Alignment(horizontal="center", wrap_text=True, vertical="center")
"""Of figures: at the edge of their cell they would stick to the words of the next."""
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
    if page.paper:
        _lay_out(made, page.paper)
    bold = Font(name="Calibri", size=11, bold=True)  # without a name some programs take a serif
    for line, row in enumerate(page.rows):
        cells = [text_cell(made, value) for value in row]
        if line == 0:
            cells = [_bold(made, cell, bold) for cell in cells]
        if page.paper:
            cells = [_ruled(made, cell) for cell in cells]
            made.row_dimensions[line + 1].height = _height(row, page.widths, page.paper)
        made.append(cells)
    if page.rows and not page.paper:
        made.auto_filter.ref = f"A1:{get_column_letter(max(1, len(page.rows[0])))}{len(page.rows)}"


def text_cell(page: Any, value: str | int | float | None) -> Any:
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
    cell = _styled(page, value)
    cell.font = font
    return cell


def _ruled(page: Any, value: Any) -> Any:
    cell = _styled(page, value)
    cell.border, cell.alignment = _LINES, _MIDDLE if isinstance(cell.value, int | float) else _WRAPPED
    return cell


def _styled(page: Any, value: Any) -> Any:
    return value if hasattr(value, "data_type") else WriteOnlyCell(page, value)


def _height(row: Sequence[str | int | float | None], widths: Sequence[float], paper: Paper) -> float:
    """Not every program fits a row to wrapped words by itself when it opens the file."""
    lines = max((lines_of(value, width) for value, width in zip(row, widths, strict=False)), default=1)
    return min(max(paper.row_height, lines * LINE_HEIGHT), ROW_LIMIT)


def _lay_out(page: Any, paper: Paper) -> None:
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape" if paper.landscape else "portrait"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.page_margins = PageMargins(left=0.5, right=0.5, top=1.0, bottom=0.7)
    page.oddHeader.center.text = visible(paper.above).replace("&", "&&")[:ABOVE_LIMIT] or None
    page.oddFooter.center.text = "&P / &N"
