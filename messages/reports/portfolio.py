"""Somebody's own record for the attestation: A4 sheets with a table for each year, as many as it takes.

A title of any length keeps to its column and takes the lines it needs; a row is never torn between two sheets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from messages.reports import qr, sheets
from messages.reports.figures import Portfolio, PortfolioPart, PortfolioRow
from messages.reports.sheets import TEXT_LIMIT, Sheets
from messages.visible import visible

ACCENT, BLACK, GREY, PALE = (31, 73, 112), (0, 0, 0), (85, 85, 85), (232, 237, 243)
LEFT, TOP, RIGHT, BOTTOM = 18.0, 16.0, 192.0, 272.0
WIDTH = RIGHT - LEFT
FOOT = 281.0
COLUMNS = (8.0, 78.0, 31.0, 21.0, 36.0)
"""Number, what it was, when, hours, papers: millimetres, together the width of the paper between its margins."""
PICTURE = 30.0
SIZE, PAD, GAP = 9.0, 1.3, 5.0
LINES = 6
"""Of a cell at most."""


@dataclass(slots=True)
class Pen:
    """Where the next words go."""

    sheet: Sheets
    wanted: Portfolio
    of: int
    """How many sheets there are; 0 while nobody knows."""
    y: float = TOP

    def turn(self) -> None:
        """A new sheet, its foot first."""
        self.sheet.add_page()
        _foot(self.sheet, self.wanted, self.of)
        self.y = TOP

    def fits(self, height: float) -> bool:
        return self.y + height <= BOTTOM


def draw(wanted: Portfolio) -> bytes:
    """The file, PDF. It is drawn once to see how many sheets it takes."""
    _, pages = _drawn(wanted, 0)
    content, _ = _drawn(wanted, pages)
    return content


def _drawn(wanted: Portfolio, of: int) -> tuple[bytes, int]:
    """The file, and how many sheets it has."""
    with sheets.closing_fonts() as sheet:
        sheet.set_title(sheet.shown(f"{wanted.heading} {wanted.person}"))
        sheet.set_creation_date(datetime.fromtimestamp(wanted.made_at, UTC))
        pen = Pen(sheet, wanted, of)
        pen.turn()
        _head(pen)
        for part in wanted.parts:
            _part(pen, part)
        _totals(pen)
        return bytes(sheet.output()), sheet.page_no()


def _head(pen: Pen) -> None:
    """Whose it is; the picture stands beside."""
    sheet, wanted = pen.sheet, pen.wanted
    link = visible(wanted.link)
    has_picture = 0 < len(link) <= TEXT_LIMIT
    width = WIDTH - (PICTURE + 4 if has_picture else 0)
    if has_picture:
        quiet = PICTURE * qr.QUIET / len(qr.rows(link))
        sheets.picture(sheet, link, RIGHT - PICTURE + quiet, TOP - quiet, PICTURE)
        sheet.link(RIGHT - PICTURE, TOP, PICTURE, PICTURE, link)
    lines = ((wanted.heading, 15.0, "B", ACCENT, 2), (wanted.person, 14.0, "B", BLACK, 2),
             (wanted.place, 10.0, "", BLACK, 3), (wanted.programme, 9.0, "", GREY, 2), (wanted.made, 9.0, "", GREY, 1))
    for text, size, style, colour, most in lines:
        sheet.set_text_color(*colour)
        pen.y = sheets.words(sheet, text, LEFT - sheet.c_margin, pen.y, width, size=size, style=style, lines=most) + 1.2
    pen.y = max(pen.y, TOP + PICTURE if has_picture else 0.0) + 2


def _part(pen: Pen, part: PortfolioPart) -> None:
    """A year with its rows; its heading is never the last thing on a sheet."""
    first = _cells(pen.sheet, 1, part.rows[0]) if part.rows else []
    if not pen.fits(12 + _height(first)):
        pen.turn()
    _title(pen, part.title)
    for number, row in enumerate(part.rows, 1):
        cells = _cells(pen.sheet, number, row)
        if not pen.fits(_height(cells)):
            pen.turn()
            _title(pen, part.title)
        _row(pen, cells)
    if not pen.fits(8):
        pen.turn()
    pen.sheet.set_text_color(*BLACK)
    pen.y = sheets.words(pen.sheet, part.sum, LEFT, pen.y + 0.8, WIDTH, size=SIZE, style="B", lines=1) + GAP


def _title(pen: Pen, title: str) -> None:
    """The year and the headings of the columns, anew on every sheet."""
    sheet = pen.sheet
    sheet.set_text_color(*ACCENT)
    pen.y = sheets.words(sheet, title, LEFT - sheet.c_margin, pen.y, WIDTH, size=12, style="B", lines=1) + 0.8
    headings = ["№", *pen.wanted.headings]
    sheet.set_fill_color(*PALE)
    sheet.rect(LEFT, pen.y, WIDTH, sheets.height(SIZE) + 2 * PAD, style="F")
    sheet.set_text_color(*BLACK)
    _row(pen, [sheets.fitted(sheet, text, width, size=SIZE, lines=1, style="B")
               for text, width in zip(headings, COLUMNS, strict=True)], style="B")


def _cells(sheet: Sheets, number: int, row: PortfolioRow) -> list[list[str]]:
    """The lines of each; every paper begins a line of its own, so that its number is not broken."""
    words = ((str(number),), (row.what,), (row.when,), (row.hours,), row.papers)
    return [[line for text in texts for line in sheets.fitted(sheet, text, width, size=SIZE, lines=LINES)]
            for texts, width in zip(words, COLUMNS, strict=True)]


def _height(cells: Sequence[Sequence[str]]) -> float:
    return max((len(lines) for lines in cells), default=0) * sheets.height(SIZE) + 2 * PAD


def _row(pen: Pen, cells: Sequence[Sequence[str]], style: str = "") -> None:
    sheet, x, height = pen.sheet, LEFT, _height(cells)
    sheet.set_text_color(*BLACK)
    for lines, width in zip(cells, COLUMNS, strict=True):
        sheets.put(sheet, lines, x, pen.y + PAD, width, size=SIZE, style=style)
        x += width
    pen.y += height
    sheet.set_draw_color(190)
    sheet.set_line_width(0.2)
    sheet.line(LEFT, pen.y, RIGHT, pen.y)


def _totals(pen: Pen) -> None:
    height = len(pen.wanted.totals) * sheets.height(11) + 3
    if not pen.fits(height):
        pen.turn()
    sheet = pen.sheet
    sheet.set_draw_color(*ACCENT)
    sheet.set_line_width(0.5)
    sheet.line(LEFT, pen.y, RIGHT, pen.y)
    pen.y += 2
    for number, text in enumerate(pen.wanted.totals, 1):
        style = "B" if number == len(pen.wanted.totals) else ""
        pen.y = sheets.words(sheet, text, LEFT, pen.y, WIDTH, size=11, style=style, lines=1)


def _foot(sheet: Sheets, wanted: Portfolio, of: int) -> None:
    """How a number is verified, whose it is, which sheet of how many."""
    sheet.set_text_color(*GREY)
    left = LEFT - sheet.c_margin
    sheets.words(sheet, wanted.how, left, FOOT - 4, WIDTH, size=7.5, lines=2)
    sheets.words(sheet, wanted.person, left, FOOT + 4, WIDTH - 22, size=7.5, lines=1)
    sheets.words(sheet, f"{sheet.page_no()} / {of}", RIGHT - 20, FOOT + 4, 20, size=7.5, lines=1, centred=True)
