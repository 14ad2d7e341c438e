"""A list of people that somebody has sent, as the cells of its sheets: kept between two taps, and understood anew at
each, for the programme may have changed meanwhile.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.documents import safety
from scheduler.documents.safety import Sort
from scheduler.programme import organisations, people_list, table, xlsx_file
from scheduler.programme.mistakes import Found, Kind, Mistake, Place
from scheduler.programme.table import Row
from scheduler.programme.xlsx_file import Cell, Sheet

ROWS_LIMIT = 3_000
"""Rows of people: it is understood anew at each tap."""
_OF_FILES = frozenset({Kind.HEADING_TWICE, Kind.HEADING_MISSPELT})
"""Mistakes that stand in a cell and yet spoil the whole."""


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """The sheets that Excel shows."""

    file: str
    sheets: tuple[Sheet, ...]

    def rows(self, found: Found) -> tuple[Row, ...]:
        """Under their headings."""
        return table.rows(self.file, self.sheets, people_list.COLUMNS, found)


def read(name: str, raw: bytes, found: Found) -> PeopleFile | None:
    """The file; None, and mistakes where it is a list of people that cannot be read. Of another file there are none."""
    listed = PeopleFile(name, _sheets(name, raw))
    if not table.resembles(listed.sheets, people_list.COLUMNS, "name", "surname"):
        return None
    odd = Found()
    rows = listed.rows(odd)
    for mistake in filter(_spoils, odd.all()):
        found.add(mistake.kind, mistake.place, **dict(mistake.facts))
    if len(rows) > ROWS_LIMIT:
        found.add(Kind.TOO_MANY_ROWS, Place(name), limit=str(ROWS_LIMIT))
    return None if found.all() else listed


def is_of_organisations(name: str, raw: bytes) -> bool:
    """Whether it is a table of organisations: those come with the folder of their programme."""
    return table.resembles(_sheets(name, raw), organisations.COLUMNS, "code")


def _sheets(name: str, raw: bytes) -> tuple[Sheet, ...]:
    """What Excel shows; of another file nothing."""
    if safety.sort_of(name, raw, Found()) is not Sort.EXCEL:
        return ()
    return tuple(sheet for sheet in xlsx_file.read_bytes(name, raw, Found(), hidden=False) if sheet.rows)


def _spoils(mistake: Mistake) -> bool:
    return not mistake.place.cell or mistake.kind in _OF_FILES or mistake.kind is Kind.HEADING_MISSING


def write(listed: PeopleFile) -> str:
    """As JSON. Most cells are their own origin and without a fault."""
    return json.dumps({"file": listed.file, "sheets": [
        {"name": sheet.name, "unseen": sheet.unseen, "rows": [list(map(_written, row.items())) for row in sheet.rows]}
        for sheet in listed.sheets]}, ensure_ascii=False)


def _written(item: tuple[int, Cell]) -> list[str | int]:
    column, cell = item
    odd = cell.fault or cell.origin != cell.place.cell
    return [column, cell.text, *([cell.origin, cell.fault or ""] if odd else [])]


def restored(written: str) -> PeopleFile:
    told: Mapping[str, Any] = json.loads(written)
    return PeopleFile(told["file"], tuple(_sheet(told["file"], each) for each in told["sheets"]))


def _sheet(file: str, told: Mapping[str, Any]) -> Sheet:
    rows = tuple(dict(_cells(file, told["name"], number, row)) for number, row in enumerate(told["rows"], 1))
    return Sheet(told["name"], rows, told["unseen"])


def _cells(file: str, sheet: str, number: int, row: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Cell]]:
    for column, text, *more in row:
        place = Place(file, sheet, f"{xlsx_file.letter(column)}{number}")
        origin, fault = more or (place.cell, "")
        yield column, Cell(text, place, origin, fault=Kind(fault) if fault else None)
