"""How the sheets of a roadmap look: fonts, lines, colours of states, and how they are printed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from messages.reports.roadmap_figures import Progress, Stand
from messages.reports.workbook import text_cell
from messages.reports.xlsx import A4, ROW_LIMIT, lines_of

GREEN, BLUE, RED, ORANGE, YELLOW, GREY = "D5EBD8", "D6E4F2", "F6D5D3", "FBE0C4", "FBF3CB", "E6E6E6"
WHITE = "FFFFFF"
PROGRESS = {Progress.DONE: GREEN, Progress.WAITING: BLUE, Progress.LATE: RED, Progress.GOING: YELLOW,
            Progress.NOBODY: GREY}
"""The ground of a cell that says how a row stands; all others stay white."""
STANDS = {Stand.ACCEPTED: GREEN, Stand.WAITING: BLUE, Stand.LATE: RED, Stand.RETURNED: ORANGE, Stand.OPEN: WHITE}
_LINE = Side("thin", color="BFBFBF")
LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
TOP = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
UPWARD = Alignment(horizontal="center", vertical="bottom", wrap_text=True, text_rotation=90)
PLAIN = Font(name="Calibri", size=10)
BOLD = Font(name="Calibri", size=10, bold=True)
TITLE = Font(name="Calibri", size=14, bold=True)
LINE = 1.32
"""The height of a line, in its letters."""
HEAD = PatternFill("solid", fgColor="E8EEF4")
SECTION = PatternFill("solid", fgColor="F4F6F8")


def ground(colour: str) -> PatternFill:
    """Of a cell."""
    return PatternFill("solid", fgColor=colour)


def styled(page: Any, values: Sequence[Any], font: Font, alignment: Alignment, *, fill: PatternFill | None = None,
           border: Border = LINES) -> list[Any]:
    """Cells of a row; text is text, days are days."""
    cells = [_cell(page, value) for value in values]
    for cell in cells:
        cell.font, cell.alignment, cell.border = font, alignment, border
        if fill:
            cell.fill = fill
    return cells


def _cell(page: Any, value: Any) -> Any:
    made: Any = text_cell(page, value) if isinstance(value, str) else value
    if not hasattr(made, "data_type"):
        made = WriteOnlyCell(page, made)
    if isinstance(value, date):
        made.number_format = "DD.MM.YYYY"
    return made


def heighten(page: Any, line: int, texts: Iterable[tuple[Any, float]], letters: float = 10.0) -> None:
    """Room for texts in columns of these widths: not every program fits a row to wrapped words by itself."""
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    page.row_dimensions[line].height = min(lines * letters * LINE + 4, ROW_LIMIT)


def legend(page: Any, meanings: Iterable[tuple[str, str, str]]) -> None:
    """A row for each: a coloured cell with its sign, and what that says."""
    for sign, text, colour in meanings:
        first, second = styled(page, [sign or None, text], PLAIN, TOP, border=Border())
        first.fill, first.border, first.alignment = ground(colour), LINES, MIDDLE
        page.append([first, second])


def printed(page: Any, *, fits: bool = True) -> None:
    """A4 on its side, its pages counted; where it `fits`, as wide as the paper."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    if fits:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.oddFooter.center.text = "&P / &N"
