"""A roadmap with its fulfilment → an Excel file: the table of the order, who stands where, and indicators.

The first sheet is printed as the order has it; beside its columns stand figures and real dates to filter by.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter

from messages.reports import roadmap_cells as cells
from messages.reports import roadmap_places
from messages.reports import roadmap_words as words
from messages.reports.roadmap_cells import BOLD, LINES, MIDDLE, PLAIN, TITLE, TOP, heighten, styled
from messages.reports.roadmap_figures import Measured, Point, Progress, Roadmap

FIGURES = ("state", "made", "total", "late", "start", "last", "fact")
"""Beside the columns of the order."""
WIDTHS = (8.0, 46.0, 20.0, 26.0, 38.0, 32.0, 26.0, 22.0, 10.0, 8.0, 12.0, 13.0, 13.0, 13.0)
PRINTED = len(words.COLUMNS)
BELOW = 30
"""Rows that stand below the table at most."""
HEAD = 5
"""The row of headings; the one of column numbers stands below it, then come the rows."""


def make(roadmap: Roadmap) -> bytes:
    """The file, XLSX."""
    book = Book(write_only=True)
    _roadmap(book, roadmap)
    if not roadmap.single and roadmap.places:
        roadmap_places.add(book, roadmap)
    if roadmap.measured:
        _measured(book, roadmap.measured)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _roadmap(book: Book, roadmap: Roadmap) -> None:
    page: Any = book.create_sheet(words.say("title"))
    rows: list[str | Point] = []
    for part in roadmap.parts:
        rows += [part.title, *part.points]
    rows = rows or [words.say("empty")]
    last = HEAD + 1 + len(rows)
    _lay_out(page, last)
    _above(page, roadmap)
    _headings(page, HEAD, [*words.columns(), *words.columns(FIGURES)], BOLD)
    numbers = [str(number) for number in range(1, PRINTED + 1)]
    _headings(page, HEAD + 1, [*numbers, *[None] * len(FIGURES)], PLAIN)
    for line, row in enumerate(rows, HEAD + 2):
        if isinstance(row, str):
            _banner(page, line, row, BOLD, fill=cells.SECTION, border=LINES)
        else:
            _point(page, line, row, roadmap.single)
    _below(page, last, roadmap)


def _lay_out(page: Any, last: int) -> None:
    """The sheet is printed without the figures."""
    for number, width in enumerate(WIDTHS, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = f"C{HEAD + 2}"
    page.auto_filter.ref = f"A{HEAD + 1}:{get_column_letter(len(WIDTHS))}{last}"
    page.print_title_rows = f"{HEAD}:{HEAD + 1}"
    page.print_area = f"A1:{get_column_letter(PRINTED)}{last + BELOW}"
    cells.printed(page)


def _above(page: Any, roadmap: Roadmap) -> None:
    programme, *about = words.heading(roadmap)
    _banner(page, 1, words.say("order_line"), PLAIN, to="right")
    _banner(page, 2, words.say("title"), TITLE, to="center")
    _banner(page, 3, programme, BOLD, to="center")
    _banner(page, 4, ". ".join(about), PLAIN, to="center")


def _headings(page: Any, line: int, values: Sequence[str | None], font: Font) -> None:
    heighten(page, line, zip(values, WIDTHS, strict=True))
    page.append(styled(page, values, font, MIDDLE, fill=cells.HEAD))


def _point(page: Any, line: int, point: Point, single: bool) -> None:
    texts = [point.number, point.title, words.due(point), "\n".join(point.owners), "\n".join(point.results),
             "\n".join(words.fulfilment(point, single=single)), "\n".join(words.notes(point, single=single)),
             words.say(f"progress.{point.progress}")]
    days = [date.fromisoformat(each) if each else None for each in (point.starts_on, point.due_on, point.last_fact)]
    row = styled(page, [*texts, point.done, point.total, point.late, *days], PLAIN, TOP)
    if point.progress in cells.PROGRESS:
        row[PRINTED - 2].fill = row[PRINTED].fill = cells.ground(cells.PROGRESS[point.progress])
    heighten(page, line, zip(texts, WIDTHS, strict=False))
    page.append(row)


def _below(page: Any, last: int, roadmap: Roadmap) -> None:
    """Totals, what the colours mean, who made it and when."""
    page.append([])
    line = last + 2
    for text, font in ((words.say("totals.title"), BOLD), *((each, PLAIN) for each in words.totals(roadmap))):
        line = _banner(page, line, text, font)
    page.append([])
    line = _banner(page, line + 1, words.say("legend"), BOLD)
    meanings = [("", words.say(f"progress.{each}"), cells.PROGRESS.get(each, cells.WHITE)) for each in Progress]
    cells.legend(page, meanings)
    page.append([])
    _banner(page, line + len(meanings) + 1, words.made(roadmap), PLAIN)


def _banner(page: Any, line: int, text: str, font: Font, *, to: str = "left", fill: PatternFill | None = None,
            border: Border | None = None) -> int:
    """One cell over the columns of the order; the number of the next row."""
    page.merged_cells.add(f"A{line}:{get_column_letter(PRINTED)}{line}")
    alignment = Alignment(horizontal=to, vertical="center", wrap_text=True)
    values = [text, *[None] * (PRINTED - 1)]
    heighten(page, line, [(text, sum(WIDTHS[:PRINTED]))], font.size or 0)
    page.append(styled(page, values, font, alignment, fill=fill, border=border or Border()))
    return line + 1


def _measured(book: Book, measured: Sequence[Measured]) -> None:
    """What the results promise in numbers, and how far that is reached."""
    page: Any = book.create_sheet(words.say("measured.title"))
    keys, widths = ("number", "name", "unit", "plan", "fact", "percent"), (8.0, 70.0, 18.0, 12.0, 12.0, 16.0)
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes, page.auto_filter.ref = "A2", f"A1:F{len(measured) + 1}"
    cells.printed(page)
    page.append(styled(page, [words.say(f"measured.{key}") for key in keys], BOLD, MIDDLE, fill=cells.HEAD))
    for line, each in enumerate(measured, 2):
        percent = round(100 * each.fact / each.plan) if each.fact is not None and each.plan else None
        heighten(page, line, [(each.title, widths[1])])
        page.append(styled(page, [each.number, each.title, each.unit, each.plan, each.fact, percent], PLAIN, TOP))
