"""Where the headings of a table stand, and which column each cell of a row belongs to.

Headings may stand in any row, be of several rows merged with each other, and come again on the next page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from scheduler.documents import columns
from scheduler.documents.columns import Column, Meaning
from scheduler.documents.grid import Cell, Grid, Line

HEIGHT_LIMIT = 4
TRIES_LIMIT = 500
"""Rows that may look like headings and be none; in a real plan there are hardly any."""
_SURE = 3
"""Known headings that make a row of headings wherever it stands."""


@dataclass(frozen=True, slots=True)
class Head:
    """The headings in the rows from `row` on, `height` of them, and the columns under them.

    `edges` are those of the table: cells of Word rarely stand exactly under their headings.
    """

    row: int
    height: int
    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    known: dict[tuple[int, int], Column | None] = field(default_factory=dict, compare=False, repr=False)
    """Thousands of cells stand in the same few places."""

    def column(self, cell: Cell) -> Column | None:
        """The column that the cell shares most with."""
        span = cell.first, cell.width
        if span not in self.known:
            self.known[span] = self._widest(cell)
        return self.known[span]

    def _widest(self, cell: Cell) -> Column | None:
        best, widest = None, 0.0
        for each in self.columns:
            if (shared := self._shared(cell, each)) > widest:
                best, widest = each, shared
        return best

    def _shared(self, cell: Cell, column: Column) -> float:
        begin = max(cell.first, column.first)
        end = min(cell.first + cell.width, column.first + column.width)
        return self.edges[end] - self.edges[begin] if begin < end else 0.0

    def under(self, cell: Cell) -> list[Column]:
        """All columns of which it covers the better part."""
        return [each for each in self.columns if 2 * self._shared(cell, each)
                > self.edges[each.first + each.width] - self.edges[each.first]]

    def fields(self, cells: Sequence[Cell]) -> dict[Meaning, list[Cell]]:
        """The cells by the meaning of their column, in their order."""
        found: dict[Meaning, list[Cell]] = {}
        for cell in cells:
            if column := self.column(cell):
                found.setdefault(column.meaning, []).append(cell)
        return found


def heads(grid: Grid) -> Iterator[Head]:
    """All rows of headings of a table, repetitions included."""
    row = tries = 0
    first: Head | None = None
    while row < len(grid.lines):
        line = grid.lines[row]
        again = first is not None and line.text == grid.lines[first.row].text
        head = None
        if not line.hidden and (again or tries < TRIES_LIMIT) and _could_be(line):
            head = _head(grid, row, first)
            tries += head is None
        if head:
            first = first or head
            yield head
        row += head.height if head else 1


def _head(grid: Grid, row: int, first: Head | None) -> Head | None:
    height = _height(grid, row)
    found = columns.settled(_columns(grid.lines[row : row + height]))
    known = [each for each in found if each.meaning is not Meaning.OTHER]
    meanings = {each.meaning for each in known}
    acting = columns.has_actors(found)
    if (len(meanings) < 2 and not acting) or 2 * len(known) < len(found):
        return None
    anew = not first or meanings == {each.meaning for each in first.columns} or len(meanings) >= _SURE
    return Head(row, height, found, grid.edges) if anew and (columns.is_roadmap(found) or acting or not first) else None


def _could_be(line: Line) -> bool:
    """Several short texts without a number in the column of numbers, two of which say something by themselves."""
    own = line.own
    if len(own) < 2 or any(len(cell.text) > columns.HEADING_LIMIT or cell.number[:1].isdigit() for cell in own):
        return False
    if any(_is_count(cell.text) for cell in own):
        return False
    return sum(columns.column((cell.text,), 0).meaning is not Meaning.OTHER for cell in own) > 1


def _is_count(text: str) -> bool:
    return text.rstrip(".)").replace(".", "").isdecimal() and not (len(text) == 4 and text.startswith("20"))


def _height(grid: Grid, row: int) -> int:
    """How many rows the headings take: those below stand under wider ones, or beside ones merged downwards."""
    height = 1
    for line in grid.lines[row + 1 : row + HEIGHT_LIMIT]:
        above = [cell for each in grid.lines[row : row + height] for cell in each.own]
        if line.hidden or not line.own or not all(_is_under(cell, above) for cell in line.own):
            break
        height += 1
    return height


def _is_under(cell: Cell, above: Sequence[Cell]) -> bool:
    wider = any(each.first <= cell.first and each.width > cell.width and cell.first < each.first + each.width
                for each in above)
    return wider and len(cell.text) <= columns.HEADING_LIMIT


def _columns(lines: Sequence[Line]) -> Iterator[Column]:
    """One for each stretch of the table under the same headings."""
    edges = sorted({edge for line in lines for cell in line.cells for edge in (cell.first, cell.first + cell.width)})
    for headings, stretches in groupby(pairwise(edges), key=lambda edge: _headings(lines, edge[0])):
        begun, *_, last = [edge for stretch in stretches for edge in stretch]
        if headings:
            yield columns.column([text for _, text in headings], begun, last - begun)


def _headings(lines: Sequence[Line], place: int) -> tuple[tuple[int, str], ...]:
    """The texts over one column of the table, with the row and column where each begins."""
    return tuple((1000 * row + cell.first, cell.text) for row, line in enumerate(lines) for cell in line.own
                 if cell.first <= place < cell.first + cell.width)
