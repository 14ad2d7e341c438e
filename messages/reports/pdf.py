"""Invites as sheets to be cut: A4, eight cards a page, each with QR pictures drawn as lines and a code to be typed.

Everything is black on white, so a copier does it no harm. What people have called themselves never breaks a card: it
wraps, it is cut, and what the font lacks is shown as a box.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.reports import sheets
from messages.reports.sheets import Sheets

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = 97.0, 70.0
"""Of a card, in millimetres: two by four fill the paper but for what printers cannot reach."""
LEFT, TOP = (210 - COLUMNS * WIDTH) / 2, (297 - ROWS * HEIGHT) / 2
PAD = 4.0
PICTURES = 60.0
"""The width that the QR pictures of a card share."""
LARGEST = 28.0


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


def cards(title: str, wanted: Sequence[Card]) -> bytes:
    """The sheets, in the order of the cards; one empty page for none."""
    with sheets.closing_fonts() as made:
        made.set_title(made.shown(title))
        for number in range(0, max(1, len(wanted)), COLUMNS * ROWS):
            made.add_page()
            _cut_lines(made)
            for place, card in enumerate(wanted[number:number + COLUMNS * ROWS]):
                row, column = divmod(place, COLUMNS)
                _card(made, card, LEFT + column * WIDTH, TOP + row * HEIGHT)
        return bytes(made.output())


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
    below = sheets.words(sheet, card.title, left, y + PAD, width, size=12, style="B", lines=2)
    for line in card.lines:
        below = sheets.words(sheet, line, left, below, width, size=8.5, lines=2)
    middle = y + HEIGHT - PAD - LARGEST - 11
    _pictures(sheet, card.links, left, middle)
    _code(sheet, card, left + (PICTURES + 3 if card.links else 0), middle)
    sheets.words(sheet, card.how, left, y + HEIGHT - PAD - 6.5, width, size=7, lines=2)


def _pictures(sheet: Sheets, links: Sequence[tuple[str, str]], left: float, top: float) -> None:
    side = min(LARGEST, PICTURES / max(1, len(links)))
    for number, (name, link) in enumerate(links):
        x = left + number * side
        sheets.picture(sheet, link, x, top, side)
        sheets.words(sheet, name, x, top + side - 1, side, size=8, lines=1, centred=True)


def _code(sheet: Sheets, card: Card, x: float, y: float) -> None:
    """In two halves, as large as the room beside the pictures lets them be."""
    width = 29.0
    below = sheets.words(sheet, card.code_words, x, y + 2, width, size=8, lines=1)
    half = (len(card.code) + 1) // 2
    for part in (card.code[:half], card.code[half:]):
        below = sheets.words(sheet, part, x, below, width, size=17, style="B", lines=1)
    sheets.words(sheet, card.until, x, below + 0.5, width, size=8, lines=2)
