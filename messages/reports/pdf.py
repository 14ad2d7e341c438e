"""Invites as sheets to be cut: A4, eight cards a page, each with QR pictures drawn as lines and a code to be typed.

Everything is black on white, so a copier does it no harm. What people have called themselves never breaks a card: it
wraps, it is cut, and what the font lacks is shown as a box.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from messages.reports import qr
from messages.visible import visible

FONTS = {"": Path(__file__).parent / "fonts" / "DejaVuSansCondensed.ttf",
         "B": Path(__file__).parent / "fonts" / "DejaVuSansCondensed-Bold.ttf"}
COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = 97.0, 70.0
"""Of a card, in millimetres: two by four fill the paper but for what printers cannot reach."""
LEFT, TOP = (210 - COLUMNS * WIDTH) / 2, (297 - ROWS * HEIGHT) / 2
PAD = 4.0
PICTURES = 60.0
"""The width that the QR pictures of a card share."""
LARGEST = 28.0
BOX = "\u25a1"
TEXT_LIMIT = 400
_POINT = 25.4 / 72
_PIECE = re.compile(r"[^\s-]+-*\s*|-+\s*")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card; `links` are (name of the messenger, address)."""

    title: str
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    code_words: str
    code: str
    until: str
    how: str


class Sheets(FPDF):
    """A4 with our fonts; `letters` is what all of them can draw."""

    def __init__(self) -> None:
        super().__init__(unit="mm", format="A4")
        self.set_auto_page_break(False)
        self.set_lang("ru-RU")
        for style, file in FONTS.items():
            self.add_font("card", style, file)
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


def cards(title: str, wanted: Sequence[Card]) -> bytes:
    """The sheets, in the order of the cards; one empty page for none."""
    with closing_fonts() as sheets:
        sheets.set_title(sheets.shown(title))
        for number in range(0, max(1, len(wanted)), COLUMNS * ROWS):
            sheets.add_page()
            _cut_lines(sheets)
            for place, card in enumerate(wanted[number:number + COLUMNS * ROWS]):
                row, column = divmod(place, COLUMNS)
                _card(sheets, card, LEFT + column * WIDTH, TOP + row * HEIGHT)
        return bytes(sheets.output())


@contextmanager
def closing_fonts() -> Iterator[Sheets]:
    """Empty sheets, whose fonts are closed afterwards."""
    sheets = Sheets()
    try:
        yield sheets
    finally:
        sheets.release()


def _cut_lines(sheet: Sheets) -> None:
    sheet.set_draw_color(170)
    sheet.set_line_width(0.15)
    sheet.set_dash_pattern(dash=1.5, gap=1.5)
    for column in range(COLUMNS + 1):
        x = LEFT + column * WIDTH
        sheet.line(x, TOP, x, TOP + ROWS * HEIGHT)
    for row in range(ROWS + 1):
        y = TOP + row * HEIGHT
        sheet.line(LEFT, y, LEFT + COLUMNS * WIDTH, y)
    sheet.set_dash_pattern()


def _card(sheet: Sheets, card: Card, x: float, y: float) -> None:
    left, width = x + PAD, WIDTH - 2 * PAD
    below = _words(sheet, card.title, left, y + PAD, width, size=12, style="B", lines=2)
    for line in card.lines:
        below = _words(sheet, line, left, below, width, size=8.5, lines=2)
    middle = y + HEIGHT - PAD - LARGEST - 11
    _pictures(sheet, card.links, left, middle)
    _code(sheet, card, left + (PICTURES + 3 if card.links else 0), middle)
    _words(sheet, card.how, left, y + HEIGHT - PAD - 6.5, width, size=7, lines=2)


def _pictures(sheet: Sheets, links: Sequence[tuple[str, str]], left: float, top: float) -> None:
    side = min(LARGEST, PICTURES / max(1, len(links)))
    for number, (name, link) in enumerate(links):
        x = left + number * side
        _picture(sheet, link, x, top, side)
        _words(sheet, name, x, top + side - 1, side, size=8, lines=1, centred=True)


def _picture(sheet: Sheets, link: str, x: float, y: float, side: float) -> None:
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


def _code(sheet: Sheets, card: Card, x: float, y: float) -> None:
    """In two halves, as large as the room beside the pictures lets them be."""
    width = 29.0
    below = _words(sheet, card.code_words, x, y + 2, width, size=8, lines=1)
    half = (len(card.code) + 1) // 2
    for part in (card.code[:half], card.code[half:]):
        below = _words(sheet, part, x, below, width, size=17, style="B", lines=1)
    _words(sheet, card.until, x, below + 0.5, width, size=8, lines=2)


def _words(sheet: Sheets, text: str, x: float, y: float, width: float, *, size: float, lines: int, style: str = "",
           centred: bool = False) -> float:
    """Wrapped and cut to so many lines; where the next words may begin."""
    sheet.set_font("card", style, size)
    height = size * _POINT * 1.2
    text = sheet.shown(text)
    wrapped = _wrapped(sheet, text, width)
    if len(wrapped) > lines:
        wrapped = [*wrapped[:lines - 1], _shortened(sheet, wrapped[lines - 1], width)]
    for line in wrapped:
        sheet.set_xy(x, y)
        sheet.cell(width, height, line, align="C" if centred else "L")
        y += height
    return y


def _wrapped(sheet: Sheets, text: str, width: float) -> list[str]:
    """After spaces and hyphens; within a word only where it alone is wider than a line."""
    room, lines = width - 2 * sheet.c_margin, [""]
    for piece in _PIECE.findall(text):
        if sheet.get_string_width(lines[-1] + piece.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += piece
        while sheet.get_string_width(lines[-1].rstrip()) > room:
            fits = _fitting(sheet, lines[-1], room)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [line.rstrip() for line in lines if line]


def _shortened(sheet: Sheets, line: str, width: float) -> str:
    room = width - 2 * sheet.c_margin - sheet.get_string_width("…")
    return f"{line[:_fitting(sheet, line, room)].rstrip()}…"


def _fitting(sheet: Sheets, line: str, room: float) -> int:
    """How many letters fit; at least one, so that something is always done."""
    sizes = range(1, len(line) + 1)
    return max(1, bisect_right(sizes, room, key=lambda size: sheet.get_string_width(line[:size])))
