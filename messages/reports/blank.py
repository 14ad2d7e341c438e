"""A table that somebody is to fill in → an Excel file: headings with notes, lists to choose from, rows of an example, a
sheet that says how.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from messages.reports.xlsx import A4, LINE_HEIGHT

ROWS = 2000
"""Down to which a list is offered."""
LIST_LIMIT = 255
"""Characters of a list: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3"""
HINT_LIMIT, TITLE_LIMIT = 255, 32
"""Characters of what is shown beside a cell."""
NOTE_WIDTH, NOTE_LINE = 320, 40
"""Pixels of a note; characters that fit on one of its lines."""
HELP_WIDTHS = (44, 90)
TEXT = "@"
FONT = "Calibri"
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_NEEDED = PatternFill("solid", fgColor="B4C6E7")
_EXAMPLE = PatternFill("solid", fgColor="FFF8E1")
_LINE = Border(*(Side(style="thin", color="BFBFBF"),) * 4)


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `choices` are offered, or with `own` what the same sheet has in that column; `text` is never a date."""

    title: str
    width: float
    note: str
    choices: tuple[str, ...] = ()
    own: str = ""
    needed: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """The sheet that says how: its name and two headings, a word for «needed», the lines above; what a list answers."""

    sheet: str
    headings: tuple[str, str]
    needed: str
    lines: tuple[str, ...]
    not_listed: str


def workbook(sheet: str, fields: Sequence[Field], rows: Sequence[Sequence[str]], guide: Guide) -> bytes:
    """The file."""
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = sheet
    for number, field in enumerate(fields, 1):
        _head(page, number, field)
        _offer(page, number, field, fields, guide)
    for line, row in enumerate(rows, 2):
        _example(page, line, row, fields)
    page.freeze_panes, page.print_title_rows = "A2", "1:1"
    _wide(page)
    _explain(book.create_sheet(guide.sheet), fields, guide)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(page: Worksheet, number: int, field: Field) -> None:
    cell = page.cell(1, number, field.title)
    cell.font, cell.border = Font(name=FONT, bold=True), _LINE
    cell.fill = _NEEDED if field.needed else _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    page.row_dimensions[1].height = 2 * LINE_HEIGHT + 4
    note = Comment(field.note, page.title)
    note.width, note.height = NOTE_WIDTH, 24 * (len(field.note) // NOTE_LINE + 2)
    cell.comment = note
    column = page.column_dimensions[get_column_letter(number)]
    column.width = field.width
    if field.text:
        column.number_format = TEXT


def _offer(page: Worksheet, number: int, field: Field, fields: Sequence[Field], guide: Guide) -> None:
    """A list to choose from; what is not in it can be left all the same, for a cell may hold several."""
    source = _own(field, fields) if field.own else '"' + ",".join(field.choices) + '"' if field.choices else ""
    if not source or len(source) > LIST_LIMIT + 2:
        return
    title = field.title[:TITLE_LIMIT]
    offered = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning",
                             showErrorMessage=True, errorTitle=title, error=guide.not_listed,
                             showInputMessage=True, promptTitle=title, prompt=field.note[:HINT_LIMIT])
    letter = get_column_letter(number)
    offered.add(f"{letter}2:{letter}{ROWS}")
    page.add_data_validation(offered)


def _own(field: Field, fields: Sequence[Field]) -> str:
    letter = get_column_letter([each.title for each in fields].index(field.own) + 1)
    return f"=${letter}$2:${letter}${ROWS}"


def _example(page: Worksheet, line: int, row: Sequence[str], fields: Sequence[Field]) -> None:
    for number, (value, field) in enumerate(zip(row, fields, strict=True), 1):
        cell = page.cell(line, number, value or None)
        cell.fill, cell.border = _EXAMPLE, _LINE
        cell.font = Font(name=FONT, italic=True, color="7F6000")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = TEXT if field.text else cell.number_format
    tall = max(value.count("\n") + len(value) // field.width + 1 for value, field in zip(row, fields, strict=True))
    page.row_dimensions[line].height = tall * LINE_HEIGHT + 3


def _explain(page: Worksheet, fields: Sequence[Field], guide: Guide) -> None:
    for letter, width in zip("AB", HELP_WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for line, text in enumerate(guide.lines, 1):
        page.merge_cells(start_row=line, end_row=line, start_column=1, end_column=2)
        page.cell(line, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
    top = len(guide.lines) + 2
    for number, heading in enumerate(guide.headings, 1):
        cell = page.cell(top, number, heading)
        cell.font, cell.fill, cell.border = Font(name=FONT, bold=True), _HEAD, _LINE
    for line, field in enumerate(fields, top + 1):
        title = f"{field.title} ({guide.needed})" if field.needed else field.title
        for number, text in enumerate((title, field.note), 1):
            cell = page.cell(line, number, text)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _LINE
        page.row_dimensions[line].height = (len(field.note) // HELP_WIDTHS[1] + 1) * LINE_HEIGHT + 3
    _wide(page)


def _wide(page: Worksheet) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
