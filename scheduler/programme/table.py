"""A sheet under its headings: which column is which, and the rows by the names that we give the columns.

Headings may stand in any order and within the first rows; columns that we do not know are left alone.
"""

import dataclasses
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scheduler.programme import words
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.xlsx_file import Cell, Sheet

HEADING_ROWS = 10
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Column:
    """What we call it, how it may be headed (the first is the official heading), and the bounds of its cells.

    `begins`: so may a longer heading begin. `instead`: with all of these columns it is not missed.
    """

    name: str
    headings: tuple[str, ...]
    needed: bool = False
    limit: int = 500
    begins: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells by the name of their column. `banner`: one merged cell stretches over the whole row."""

    cells: dict[str, Cell]
    blank: dict[str, Place]
    """Where the value of an empty cell would stand."""
    banner: bool = False

    def place(self, name: str) -> Place:
        """Where the column crosses this row."""
        return self.cells[name].place if name in self.cells else self.blank[name]

    def has(self, name: str) -> bool:
        """Whether the sheet has the column at all."""
        return not self.place(name).cell.isdecimal()

    def text(self, name: str) -> str:
        """The cell as one clean line, or ""."""
        return words.clean(self.cells[name].text) if name in self.cells else ""

    def raw(self, name: str) -> str:
        """The cell with its line breaks, or ""."""
        return self.cells[name].text if name in self.cells else ""

    def needed(self, name: str, found: Found) -> str:
        """The cell as one clean line; "" and a mistake where it is empty."""
        text = self.text(name)
        if not text and not (name in self.cells and self.cells[name].fault):
            found.add(Kind.REQUIRED, self.place(name))
        return text


def rows(file: str, sheets: Sequence[Sheet], columns: Sequence[Column], found: Found) -> tuple[Row, ...]:
    """The rows of every sheet that has the headings; where none has, what the likeliest sheet lacks."""
    if not sheets:
        return ()
    heads = [_heading(sheet, columns) for sheet in sheets]
    whole = [(sheet, head) for sheet, head in zip(sheets, heads, strict=True) if not _missing(head, columns)]
    if not whole:
        best = max(range(len(sheets)), key=lambda index: len(heads[index].by_name))
        _complain(file, sheets[best], heads[best], columns, found)
        return ()
    collected = [row for sheet, head in whole for row in _body(file, sheet, head, columns, found)]
    if not collected:
        found.add(Kind.TABLE_EMPTY, Place(file, whole[0][0].name))
    return tuple(collected)


def resembles(sheets: Sequence[Sheet], columns: Sequence[Column], *any_of: str) -> bool:
    """Whether a sheet is headed like such a table: by one of these columns and by others of it."""
    heads = [_heading(sheet, columns).by_name for sheet in sheets]
    return any(len(names) > 1 and not names.keys().isdisjoint(any_of) for names in heads)


@dataclass(frozen=True, slots=True)
class _Head:
    """The row (from 0) that holds the headings, and the column number of each name."""

    row: int
    by_name: dict[str, int]


def _heading(sheet: Sheet, columns: Sequence[Column]) -> _Head:
    """The first of the rows that match the most headings."""
    heads = [_Head(number, _names(row, columns)) for number, row in enumerate(sheet.rows[:HEADING_ROWS])]
    return max(heads, key=lambda head: len(head.by_name), default=_Head(0, {}))


def _names(row: dict[int, Cell], columns: Sequence[Column]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in row.items():
        if name := _meant(_head_fold(cell.text), columns):
            found.setdefault(name, number)
    return found


def _meant(heading: str, columns: Sequence[Column]) -> str:
    """The column that is headed so: by the whole heading, otherwise by how it begins."""
    for column in columns:
        if any(heading == _head_fold(known) for known in column.headings):
            return column.name
    return next((column.name for column in columns if heading.startswith(tuple(map(_head_fold, column.begins)))), "")


@lru_cache(REMEMBERED)
def _head_fold(heading: str) -> str:
    return words.fold(heading).strip("*:. ").replace("-", "").replace(" ", "")


def _missing(head: _Head, columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.needed and column.name not in head.by_name
            and not (column.instead and head.by_name.keys() >= set(column.instead))]


def _complain(file: str, sheet: Sheet, head: _Head, columns: Sequence[Column], found: Found) -> None:
    """Say what the likeliest heading row lacks; with less than two headings there is no heading row."""
    if len(head.by_name) < 2:
        wanted = ", ".join(column.headings[0] for column in columns if column.needed)
        found.add(Kind.HEADINGS_ABSENT, Place(file, sheet.name), wanted=wanted, rows=str(HEADING_ROWS))
        return
    place = _at(file, sheet, head.row, 1)
    unknown = _unknown(sheet.rows[head.row], columns)
    for column in _missing(head, columns):
        near = words.near(column.headings[0], unknown.values())
        found.add(Kind.HEADING_MISSING, place, heading=column.headings[0], near=near)


def _unknown(row: dict[int, Cell], columns: Sequence[Column]) -> dict[int, str]:
    return {number: words.clean(cell.text) for number, cell in row.items()
            if not _meant(_head_fold(cell.text), columns)}


def _body(file: str, sheet: Sheet, head: _Head, columns: Sequence[Column], found: Found) -> Iterator[Row]:
    _check_headings(sheet.rows[head.row], head, columns, found)
    above = {cell.origin for cell in sheet.rows[head.row].values()}
    headings = {name: _head_fold(sheet.rows[head.row][column].text) for name, column in head.by_name.items()}
    for number, row in enumerate(sheet.rows[head.row + 1 :], head.row + 1):
        cells = {name: row[column] for name, column in head.by_name.items() if column in row}
        if not cells or all(cell.origin in above for cell in cells.values()):
            continue  # an empty row, or the lower half of headings that are merged downwards
        if all(name in cells and _head_fold(cells[name].text) == said for name, said in headings.items()):
            continue  # the headings once more, on a new page
        blank = {name: _at(file, sheet, number, column) for name, column in head.by_name.items()}
        blank |= {
            column.name: Place(file, sheet.name, f"{number + 1}") for column in columns if column.name not in blank
        }
        banner = len(row) > 1 and len({cell.origin for cell in row.values()}) == 1
        yield Row(cells if banner else _checked(cells, columns, found), blank, banner)


def _check_headings(row: dict[int, Cell], head: _Head, columns: Sequence[Column], found: Found) -> None:
    """A column headed twice, or headed by a slip of the pen, would be lost in silence."""
    taken = {row[number].origin for number in head.by_name.values()}
    for number, cell in row.items():
        name = next(iter(_names({number: cell}, columns)), None)
        if name and cell.origin not in taken:
            found.add(Kind.HEADING_TWICE, cell.place, heading=cell.text, other=row[head.by_name[name]].place.cell)
    absent = {_head_fold(one.headings[0]): one for one in columns if one.name not in head.by_name}
    for number, heading in _unknown(row, columns).items():
        if close := difflib.get_close_matches(_head_fold(heading), absent, n=1, cutoff=0.8):
            meant = absent[close[0]].headings[0]
            found.add(Kind.HEADING_MISSPELT, row[number].place, heading=heading, meant=meant)


def _checked(cells: dict[str, Cell], columns: Sequence[Column], found: Found) -> dict[str, Cell]:
    """Report what no column can take. A cell at fault stays, empty, so that nobody calls it missing as well."""
    limits = {column.name: column.limit for column in columns}
    for name, cell in cells.items():
        if cell.fault:
            found.add(cell.fault, cell.place, value=cell.text)
        elif len(words.clean(cell.text)) > limits[name]:
            found.add(Kind.TOO_LONG, cell.place, limit=str(limits[name]), length=str(len(words.clean(cell.text))))
    return {name: dataclasses.replace(cell, text="") if cell.fault else cell for name, cell in cells.items()}


def _at(file: str, sheet: Sheet, row: int, column: int) -> Place:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return Place(file, sheet.name, f"{letters}{row + 1}")
