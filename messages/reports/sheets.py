"""A4 paper for what is printed as PDF: our fonts, words that wrap and are cut, QR pictures drawn as lines.

What people have called themselves never breaks a sheet: it wraps, it is cut, and what the font lacks is shown as a box.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from fpdf import FPDF
from fpdf.fonts import TTFFont

from messages.reports import qr
from messages.visible import visible

FONTS = {"": Path(__file__).parent / "fonts" / "DejaVuSansCondensed.ttf",
         "B": Path(__file__).parent / "fonts" / "DejaVuSansCondensed-Bold.ttf"}
FAMILY = "house"
BOX = "\u25a1"
TEXT_LIMIT = 400
_POINT = 25.4 / 72
_STEP = 2.0
"""Millimetres by which a column is narrowed to make its lines equal."""
_LINE = 1.2
"""The height of a line, in its letters."""
_PIECE = re.compile(r"[^\s-]+-*\s*|-+\s*")
_JOINED = re.compile(r"(?:\w{1,2}\s+)*[^\s-]+-*\s*|-+\s*")
"""The same, but a short word goes with the next one: no preposition ends a line."""


class Sheets(FPDF):
    """A4 with our fonts; `letters` is what all of them can draw."""

    def __init__(self, orientation: Literal["portrait", "landscape"] = "portrait") -> None:
        super().__init__(orientation=orientation, unit="mm", format="A4")
        self.set_auto_page_break(False)
        self.set_lang("ru-RU")
        for style, file in FONTS.items():
            self.add_font(FAMILY, style, file)
        self.letters = frozenset.intersection(*(frozenset(font.cmap) for font in self._opened()))

    def shown(self, text: str) -> str:
        """On one line, only what can be seen, only what the fonts have."""
        return "".join(each if ord(each) in self.letters else BOX for each in visible(text)[:TEXT_LIMIT])

    def release(self) -> None:
        """Close the files of the fonts; fpdf2 leaves them to chance."""
        for font in self._opened():
            font.ttfont.close()

    def _opened(self) -> list[TTFFont]:
        return [font for font in self.fonts.values() if isinstance(font, TTFFont)]


@contextmanager
def closing_fonts(orientation: Literal["portrait", "landscape"] = "portrait") -> Iterator[Sheets]:
    """Empty sheets, whose fonts are closed afterwards."""
    sheets = Sheets(orientation)
    try:
        yield sheets
    finally:
        sheets.release()


def words(sheet: Sheets, text: str, x: float, y: float, width: float, *, size: float, lines: int, style: str = "",
          centred: bool = False) -> float:
    """Wrapped and cut to so many lines; where the next words may begin."""
    cut = fitted(sheet, text, width, size=size, lines=lines, style=style)
    return put(sheet, cut, x, y, width, size=size, style=style, centred=centred)


def fitted(sheet: Sheets, text: str, width: float, *, size: float, lines: int, style: str = "",
           piece: re.Pattern[str] = _PIECE) -> list[str]:
    """The lines that the words take, at most so many."""
    sheet.set_font(FAMILY, style, size)
    made = wrapped(sheet, sheet.shown(text), width, piece)
    return made if len(made) <= lines else [*made[:lines - 1], shortened(sheet, made[lines - 1], width)]


def put(sheet: Sheets, lines: Sequence[str], x: float, y: float, width: float, *, size: float, style: str = "",
        centred: bool = False) -> float:
    """One below the other; where the next words may begin."""
    sheet.set_font(FAMILY, style, size)
    for line in lines:
        sheet.set_xy(x, y)
        sheet.cell(width, height(size), line, align="C" if centred else "L")
        y += height(size)
    return y


def height(size: float) -> float:
    """Of a line of such letters, in millimetres."""
    return size * _POINT * _LINE


def wrapped(sheet: Sheets, text: str, width: float, piece: re.Pattern[str] = _PIECE) -> list[str]:
    """After spaces and hyphens; within a word only where it alone is wider than a line."""
    room, lines = width - 2 * sheet.c_margin, [""]
    for each in piece.findall(text):
        if sheet.get_string_width(lines[-1] + each.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += each
        while sheet.get_string_width(lines[-1].rstrip()) > room:
            fits = _fitting(sheet, lines[-1], room)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [line.rstrip() for line in lines if line]


def balanced(sheet: Sheets, text: str, width: float, *, size: float, lines: int, style: str = "") -> list[str]:
    """Like `fitted`, but the lines are about as long as each other: no word is left alone on the last one."""
    made = fitted(sheet, text, width, size=size, lines=lines, style=style, piece=_JOINED)
    shown = sheet.shown(text)
    longest = max((sheet.get_string_width(piece.rstrip()) for piece in _JOINED.findall(shown)), default=width)
    while (width := width - _STEP) - 2 * sheet.c_margin > longest:
        narrower = wrapped(sheet, shown, width, _JOINED)
        if len(narrower) > len(made):
            break
        made = narrower
    return made


def shortened(sheet: Sheets, line: str, width: float) -> str:
    """As much of the line as leaves room for a sign that there was more."""
    room = width - 2 * sheet.c_margin - sheet.get_string_width("…")
    return f"{line[:_fitting(sheet, line, room)].rstrip()}…"


def _fitting(sheet: Sheets, line: str, room: float) -> int:
    """How many letters fit; at least one, so that something is always done."""
    sizes = range(1, len(line) + 1)
    return max(1, bisect_right(sizes, room, key=lambda size: sheet.get_string_width(line[:size])))


def wide(sheet: Sheets, lines: Sequence[str], *, size: float, style: str = "") -> float:
    """How much of the paper they take."""
    sheet.set_font(FAMILY, style, size)
    return 2 * sheet.c_margin + max(map(sheet.get_string_width, lines), default=0.0)


def picture(sheet: Sheets, link: str, x: float, y: float, side: float) -> None:
    """A QR picture of the link, its quiet zone included."""
    rows = qr.rows(link)
    step = side / len(rows)
    sheet.set_fill_color(0)
    for down, row in enumerate(rows):
        for start, length in _runs(row):
            sheet.rect(x + start * step, y + down * step, length * step, step, style="F")


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the dark stretches of a row begin and how long they are."""
    start = None
    for at, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at - start
            start = None
