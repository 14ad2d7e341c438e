"""A table as it stands on the page, whichever program has made it: cells with their place, width and merges.

Nothing here knows what a column means.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from scheduler.programme.mistakes import Place

CELLS_LIMIT = 200_000
"""Cells of one file that are worth reading: a roadmap of 10,000 rows has fewer."""
ROWS_LIMIT = 10_000
COLUMNS_LIMIT = 200


class TooMuch(Exception):
    """The file holds more than a roadmap can."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One physical cell. `lines` are clean, empty ones dropped.

    It begins at the column `first`, counted from 0, and covers `width` of them. `above`: its value stands in a row
    above, of which this cell is merged downwards. `marks` are what Word counts before each line, "" for none.
    """

    lines: tuple[str, ...]
    place: Place
    first: int
    width: int = 1
    above: bool = False
    day: date | None = None
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    @property
    def number(self) -> str:
        """What Word counts before its first line."""
        return self.marks[0] if self.marks else ""

    @property
    def filled(self) -> bool:
        """Whether a person sees anything in it."""
        return bool(self.lines or self.number)


@dataclass(frozen=True, slots=True)
class Line:
    """One physical row. `heading`: Word repeats it on every page."""

    cells: tuple[Cell, ...]
    place: Place
    hidden: bool = False
    heading: bool = False

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Its cells that hold something."""
        return tuple(cell for cell in self.cells if cell.filled)

    @property
    def own(self) -> tuple[Cell, ...]:
        """Those whose value stands in this row."""
        return tuple(cell for cell in self.cells if cell.filled and not cell.above)

    @property
    def text(self) -> str:
        """All that stands in it, for a person to recognise it by."""
        return " | ".join(cell.text or cell.number for cell in self.own)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. `widths` are the shares of its columns; `before` the lines of text since the table before.

    `nested`: it stands in a cell of another. `hidden`: Excel does not show it.
    """

    table: int
    name: str
    lines: tuple[Line, ...]
    widths: tuple[float, ...]
    before: tuple[str, ...] = ()
    nested: bool = False
    hidden: bool = False

    @property
    def edges(self) -> tuple[float, ...]:
        """Where each column begins, and where the last ends."""
        return tuple(accumulate(self.widths, initial=0.0))

    def share(self, cell: Cell) -> float:
        """How much of the table's breadth it covers, 0 to 1."""
        whole = sum(self.widths) or 1.0
        return sum(self.widths[cell.first : cell.first + cell.width]) / whole


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole file: its tables in their order, and the text behind the last."""

    grids: tuple[Grid, ...]
    after: tuple[str, ...] = ()


def bounded(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The rows of a table. Raises `TooMuch`."""
    kept: list[Line] = []
    cells = 0
    for line in lines:
        kept.append(line)
        cells += len(line.cells)
        breadth = max((cell.first + cell.width for cell in line.cells), default=0)
        if len(kept) > ROWS_LIMIT or cells > CELLS_LIMIT or breadth > COLUMNS_LIMIT:
            raise TooMuch
    return tuple(kept)
