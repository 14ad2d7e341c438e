"""A certificate of having taken part: one A4 sheet, black on white with one accent that a copier turns into grey.

Letters grow smaller until all words find room: a name or a title of any length keeps to the sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from messages.reports import qr, sheets
from messages.reports.figures import Certificate
from messages.reports.sheets import TEXT_LIMIT, Sheets
from messages.visible import visible

ACCENT, BLACK, GREY = (31, 73, 112), (0, 0, 0), (85, 85, 85)
WIDTH, HEIGHT = 297.0, 210.0
LEFT, TOP = 28.0, 22.0
COLUMN = WIDTH - 2 * LEFT
FOOT, BOTTOM = 156.0, 190.0
"""Between them stands who has issued it and how it is verified."""
PICTURE = BOTTOM - FOOT
BESIDE = 86.0
"""The width of the words beside the picture."""
AIR = 3.0
SCALES = (1.0, 0.9, 0.8, 0.7)
"""The letters of the middle grow smaller together when each has found its size and all take too much."""


@dataclass(frozen=True, slots=True)
class Style:
    """`sizes` are (points, lines at most): the first that takes the words whole is chosen, or the last."""

    sizes: tuple[tuple[float, int], ...]
    weight: str = ""
    colour: tuple[int, int, int] = BLACK
    below: float = 0.0


PROGRAMME = Style(((13, 1), (12, 2), (10, 3)), colour=GREY, below=5)
HEADING = Style(((38, 1), (28, 1), (22, 2)), "B", ACCENT, below=3)
LEADING = Style(((13, 1), (11, 2)), below=4)
PERSON = Style(((34, 1), (30, 1), (27, 1), (27, 2), (22, 2), (18, 3)), "B", below=4)
EVENT = Style(((20, 1), (20, 2), (17, 2), (15, 3), (13, 4)), "B", ACCENT, below=4)
DETAIL = Style(((12.5, 1), (10, 2)), below=0.8)
ISSUER = Style(((12, 2), (10, 3), (8.5, 5)), "B", below=1)
ISSUED = Style(((10, 1), (8.5, 2)), colour=GREY)
NUMBER = Style(((12, 1), (9, 2)), "B", below=1.5)
HOW = Style(((9.5, 4), (8.5, 5), (7.5, 6)), colour=GREY)


@dataclass(frozen=True, slots=True)
class Block:
    """Words that have found their size."""

    style: Style
    size: float
    lines: Sequence[str]

    @property
    def height(self) -> float:
        return len(self.lines) * sheets.height(self.size) + self.style.below if self.lines else 0.0


def draw(wanted: Certificate) -> bytes:
    """The file, PDF."""
    with sheets.closing_fonts("landscape") as sheet:
        sheet.set_title(sheet.shown(f"{wanted.heading} {wanted.number}"))
        sheet.set_creation_date(datetime.fromtimestamp(wanted.issued_at, UTC))
        sheet.add_page()
        _frame(sheet)
        _middle(sheet, wanted, _head(sheet, wanted))
        _issuer(sheet, wanted)
        _verified(sheet, wanted)
        return bytes(sheet.output())


def _frame(sheet: Sheets) -> None:
    sheet.set_draw_color(*ACCENT)
    for line, inset in ((0.9, 9.0), (0.25, 11.0)):
        sheet.set_line_width(line)
        sheet.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _head(sheet: Sheets, wanted: Certificate) -> float:
    """Where the words below it may begin."""
    y = _put(sheet, [_block(sheet, wanted.programme, PROGRAMME), _block(sheet, wanted.heading, HEADING)], LEFT, TOP)
    sheet.set_line_width(0.5)
    sheet.line(WIDTH / 2 - 18, y, WIDTH / 2 + 18, y)
    return y


def _middle(sheet: Sheets, wanted: Certificate, top: float) -> None:
    """In the middle of what room there is."""
    words = [(wanted.given, LEADING), (wanted.person, PERSON), (wanted.took_part, LEADING), (wanted.event, EVENT),
             *((each, DETAIL) for each in wanted.details[:3])]
    for scale in SCALES:
        blocks = [_block(sheet, text, style, scale=scale) for text, style in words]
        spare = FOOT - top - _height(blocks)
        if spare >= 2 * AIR:
            break
    _put(sheet, blocks, LEFT, top + spare / 2)


def _issuer(sheet: Sheets, wanted: Certificate) -> None:
    """It ends where the picture ends."""
    width = COLUMN - PICTURE - BESIDE - 3 * AIR
    blocks = [_block(sheet, wanted.issuer, ISSUER, width), _block(sheet, wanted.issued, ISSUED, width)]
    _put(sheet, blocks, LEFT, BOTTOM - _height(blocks), width, centred=False)


def _verified(sheet: Sheets, wanted: Certificate) -> None:
    """Close to the picture, or in its place."""
    right = WIDTH - LEFT
    if 0 < len(link := visible(wanted.link)) <= TEXT_LIMIT:
        _picture(sheet, link, right - PICTURE)
        right -= PICTURE
    blocks = [_block(sheet, wanted.number, NUMBER, BESIDE), _block(sheet, wanted.how, HOW, BESIDE)]
    taken = max(sheets.wide(sheet, block.lines, size=block.size, style=block.style.weight) for block in blocks)
    _put(sheet, blocks, right - taken, BOTTOM - _height(blocks), taken, centred=False)


def _picture(sheet: Sheets, link: str, x: float) -> None:
    """Its quiet zone reaches into the margin, so that what is dark ends where the words end."""
    quiet = PICTURE * qr.QUIET / len(qr.rows(link))
    sheets.picture(sheet, link, x + quiet, FOOT + quiet, PICTURE)
    sheet.link(x + quiet, FOOT + quiet, PICTURE, PICTURE, link)


def _block(sheet: Sheets, text: str, style: Style, width: float = COLUMN, scale: float = 1.0) -> Block:
    """The largest letters that take the words whole, else the smallest and not all of the words."""
    for size, most in ((points * scale, most) for points, most in style.sizes):
        lines = sheets.balanced(sheet, text, width, size=size, lines=most, style=style.weight)
        if not lines or not lines[-1].endswith("…"):
            break
    return Block(style, size, lines)


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def _put(sheet: Sheets, blocks: Sequence[Block], x: float, y: float, width: float = COLUMN, *,
         centred: bool = True) -> float:
    for block in blocks:
        if block.lines:
            sheet.set_text_color(*block.style.colour)
            sheets.put(sheet, block.lines, x, y, width, size=block.size, style=block.style.weight, centred=centred)
            y += block.height
    return y
