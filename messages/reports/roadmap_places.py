"""The sheet that shows organisation by organisation how it stands with each row of the roadmap: signs on colours.

An organisation is a row, because there may be hundreds of them and their names are long; numbers of rows are short.
"""

from collections import Counter
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Border
from openpyxl.utils import get_column_letter

from messages import russian
from messages.reports import roadmap_cells as cells
from messages.reports import roadmap_words as words
from messages.reports.roadmap_cells import BOLD, MIDDLE, PLAIN, TOP, UPWARD, heighten, styled
from messages.reports.roadmap_figures import Place, Point, Roadmap, Stand

FIRST = ("municipality", "place", "made", "total", "late")
WIDTHS = (26.0, 44.0, 9.0, 8.0, 11.0)
NARROW = 5.5
TITLE = 70
"""Letters of what is to be done, above its column."""
HIGH = 210.0
"""Points of the row of headings, for words that go upward."""
SUMS = 48.0
FITTING = 60
"""Rows of the roadmap up to which the sheet fits the width of a paper."""
DONE = (Stand.ACCEPTED, Stand.WAITING)


def add(book: Book, roadmap: Roadmap) -> None:
    """At the end of the book."""
    page: Any = book.create_sheet(words.say("places.title"))
    points = roadmap.points
    width = len(FIRST) + len(points)
    for number, wide in enumerate([*WIDTHS, *[NARROW] * len(points)], 1):
        page.column_dimensions[get_column_letter(number)].width = wide
    page.freeze_panes = f"{get_column_letter(len(FIRST) + 1)}2"
    page.auto_filter.ref = f"A1:{get_column_letter(width)}{len(roadmap.places) + 1}"
    page.print_title_rows = "1:1"
    cells.printed(page, fits=len(points) <= FITTING)
    _headings(page, points)
    signs = {stand.value: _sign(page, stand) for stand in Stand if stand is not Stand.NOT_THEIRS}
    for line, place in enumerate(roadmap.places, 2):
        _place(page, line, place, signs)
    _sums(page, len(roadmap.places) + 2, points)
    page.append([])
    page.append(styled(page, [None, words.say("legend")], BOLD, TOP, border=Border()))
    cells.legend(page, [(words.say(f"stands.{each}"), words.say(f"stand_words.{each}"), cells.STANDS[each])
                        for each in cells.STANDS])


def _headings(page: Any, points: list[Point]) -> None:
    first = styled(page, [words.say(f"places.{key}") for key in FIRST], BOLD, MIDDLE, fill=cells.HEAD)
    titles = [russian.cut(f"{point.number}. {point.title}", TITLE) for point in points]
    page.row_dimensions[1].height = HIGH
    page.append([*first, *styled(page, titles, PLAIN, UPWARD, fill=cells.HEAD)])


def _sums(page: Any, line: int, points: list[Point]) -> None:
    """How many have done each of them."""
    first = styled(page, [None, words.say("places.sum"), None, None, None], BOLD, TOP, fill=cells.HEAD)
    done = [f"{point.done}/{point.total}" if point.total else None for point in points]
    page.row_dimensions[line].height = SUMS
    page.append([*first, *styled(page, done, PLAIN, UPWARD, fill=cells.HEAD)])


def _sign(page: Any, stand: Stand) -> Any:
    """One cell that stands in all places of its kind: to make each anew takes minutes."""
    made, = styled(page, [words.say(f"stands.{stand}")], PLAIN, MIDDLE, fill=cells.ground(cells.STANDS[stand]))
    return made


def _place(page: Any, line: int, place: Place, signs: dict[str, Any]) -> None:
    numbers = Counter(place.stands)
    done, total = sum(numbers[each] for each in DONE), len(place.stands) - numbers[Stand.NOT_THEIRS]
    first = styled(page, [place.municipality, place.title, done, total, numbers[Stand.LATE]], PLAIN, TOP)
    heighten(page, line, [(place.municipality, WIDTHS[0]), (place.title, WIDTHS[1])])
    page.append([*first, *map(signs.get, place.stands)])
