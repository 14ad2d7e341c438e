"""An Excel file as rows of text cells. The only place that knows openpyxl; what a column means is not its business.

A merged area counts as if its value stood in each of its cells; a formula is read by the value that Excel left.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.programme import text_file
from scheduler.programme.mistakes import Found, Kind, Place

ROWS_LIMIT = 20_000
COLUMNS_LIMIT = 100
_UNPACKED_LIMIT = 400 * 1024 * 1024
_CELLS_LIMIT = 2_000_000
"""Cells that exist in the file, merged areas counted in full. openpyxl makes an object of each, empty or not."""
_MONTH_ONLY = re.compile(r"(?:\[[^\]]*\])*m+[^d]*y+[^d]*", re.IGNORECASE)
"""Formats of dates without their day."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text as it stands, invisible signs and line breaks included, and the date if Excel holds one.

    `origin` is the cell where the value stands: for a merged area its first cell, else the cell itself. `month`: of its
    date Excel shows the month and the year only.
    """

    text: str
    place: Place
    origin: str
    day: date | None = None
    fault: Kind | None = None
    month: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; each row holds its filled cells by column number. `unseen`: filled rows that are hidden and were left
    out. `hidden`: Excel does not show the sheet, nor ever the rows and columns of these numbers.
    """

    name: str
    rows: tuple[dict[int, Cell], ...]
    unseen: int = 0
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


class _TooMuch(Exception):
    """The file holds more than this machine should unpack."""


def read(path: Path, found: Found) -> tuple[Sheet, ...]:
    """All sheets in order, hidden rows included; nothing and a mistake where it is no workbook."""
    raw = text_file.contents(path, found)
    return () if raw is None else read_bytes(path.name, raw, found)


def read_bytes(
    file: str, raw: bytes, found: Found, *, hidden: bool = True, cells: int = _CELLS_LIMIT
) -> tuple[Sheet, ...]:
    """The same of a file that somebody sent, of so many cells at most; `hidden`: with the rows and sheets that Excel
    does not show.
    """
    try:
        _weigh(raw, cells)
        formulas, values = _open(raw, values=False), None
        if any(_is_formula(cell) for sheet in formulas.worksheets for row in _bounded(sheet) for cell in row):
            values = _open(raw, values=True)
        return tuple(_sheet(file, sheet, values, found, hidden) for sheet in formulas.worksheets
                     if hidden or sheet.sheet_state == "visible")
    except _TooMuch:
        found.add(Kind.TOO_MANY_ROWS, Place(file), limit=str(ROWS_LIMIT))
    except Exception:  # openpyxl lets through whatever zip, XML or its own descriptors raise on a foreign file
        found.add(Kind.XLSX_BROKEN, Place(file))
    return ()


def _weigh(raw: bytes, limit: int) -> None:
    """Refuse a file that is small on disk and enormous in memory."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_LIMIT:
            raise _TooMuch
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        for name in sheets:
            with archive.open(name) as stream:
                _count(ElementTree.iterparse(stream), limit)


def _count(events: Iterator[tuple[str, ElementTree.Element]], limit: int) -> None:
    cells = 0
    for _, element in events:
        tag = element.tag.rpartition("}")[2]
        if tag == "c":
            cells += 1
        elif tag == "mergeCell":
            left, top, right, bottom = (edge or 1 for edge in range_boundaries(element.get("ref", "A1")))
            cells += (right - left + 1) * (bottom - top + 1)
        elif tag == "row":
            element.clear()
        if cells > limit:
            raise _TooMuch


def _open(raw: bytes, values: bool) -> Workbook:
    with warnings.catch_warnings():  # it warns of parts that it drops (validation, styles); we only read
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(raw), data_only=values)


def _bounded(sheet: Worksheet) -> Iterator[tuple[ExcelCell | MergedCell, ...]]:
    """One row more than the limit, to notice that there are more."""
    last = min(sheet.max_row, ROWS_LIMIT + 11)
    yield from sheet.iter_rows(max_row=last, max_col=min(sheet.max_column, COLUMNS_LIMIT))


def _is_formula(cell: ExcelCell | MergedCell) -> bool:
    return cell.data_type == "f"


def _sheet(file: str, sheet: Worksheet, values: Workbook | None, found: Found, hidden: bool) -> Sheet:
    origins = _origins(sheet)
    rows, unseen = [], 0
    for number, row in enumerate(_bounded(sheet), 1):
        cells = enumerate((_cell(file, sheet, cell, origins, values) for cell in row), 1)
        filled = {column: cell for column, cell in cells if cell is not None}
        left_out = not hidden and number in sheet.row_dimensions and sheet.row_dimensions[number].hidden
        unseen += bool(left_out and filled)
        rows.append({} if left_out else filled)
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > ROWS_LIMIT:
        found.add(Kind.TOO_MANY_ROWS, Place(file, sheet.title), limit=str(ROWS_LIMIT))
        rows.clear()
    return Sheet(sheet.title, tuple(rows), unseen, sheet.sheet_state != "visible",
                 _hidden_rows(sheet), _hidden_columns(sheet))


def _hidden_rows(sheet: Worksheet) -> frozenset[int]:
    return frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden)


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """Neighbours that look alike are one entry, from its `min` to its `max`."""
    hidden = [column for column in sheet.column_dimensions.values() if column.hidden]
    return frozenset(number for column in hidden if column.min and column.max
                     for number in range(column.min, min(column.max, COLUMNS_LIMIT) + 1))


def letter(column: int) -> str:
    """How Excel names a column, counted from 1."""
    return get_column_letter(column)


def _origins(sheet: Worksheet) -> dict[str, str]:
    """For each cell of a merged area: the cell that holds its value."""
    origins: dict[str, str] = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col).coordinate
        last = min(area.max_row, ROWS_LIMIT + 11)
        for row in sheet.iter_rows(area.min_row, last, area.min_col, min(area.max_col, COLUMNS_LIMIT)):
            origins.update((cell.coordinate, first) for cell in row)
    return origins


def _cell(
    file: str,
    sheet: Worksheet,
    cell: ExcelCell | MergedCell,
    origins: dict[str, str],
    values: Workbook | None,
) -> Cell | None:
    place = Place(file, sheet.title, cell.coordinate)
    origin = origins.get(cell.coordinate, cell.coordinate)
    source = sheet[origin]
    formula = _is_formula(source)
    if formula and values is not None:
        source = values[sheet.title][origin]
    value = source.value
    if value is None:
        return Cell("", place, origin, fault=Kind.FORMULA) if formula else None
    if source.data_type == "e":
        return Cell(str(value), place, origin, fault=Kind.CELL_ERROR)
    text = _text(value)
    day = _day(value)
    month = day is not None and _MONTH_ONLY.fullmatch(source.number_format) is not None
    return Cell(text, place, origin, day, month=month) if text.strip() else None


def _text(value: object) -> str:
    """What stands in the cell as a person would type it."""
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case date():
            return value.strftime("%d.%m.%Y")
    return str(value)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
