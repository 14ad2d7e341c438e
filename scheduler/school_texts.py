"""An Excel table with a text for each school: the columns «Школа» and «Текст», whatever else stands beside them."""

from dataclasses import dataclass

from messages import markup
from messages.replies import units
from messages.visible import visible_lines
from scheduler.programme import mistakes, table, words, xlsx_file
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.table import Column

SCHOOL_LIMIT = 300
"""Signs that may name a school."""
CELLS = 20_000
"""Cells that may be there: people wait while it is read, for most of a second then."""


@dataclass(frozen=True, slots=True)
class SchoolText:
    """A row: whom it names, and its text in our markup."""

    school: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. Where there are `mistakes`, one line each, there are no rows. `unseen` rows are hidden in Excel
    and were passed over.
    """

    rows: tuple[SchoolText, ...]
    mistakes: tuple[str, ...]
    unseen: int


def read(file: str, raw: bytes, limit: int) -> Table:
    """The table; a text may have so many units."""
    found = Found()
    sheets = xlsx_file.read_bytes(file, raw, found, hidden=False, cells=CELLS)
    rows = table.rows(file, sheets, _columns(limit), found)
    made = tuple(_row(row, limit, found) for row in rows if not row.banner)
    wrong = tuple(mistakes.line(each) for each in found.all())
    return Table(() if wrong else made, wrong, sum(sheet.unseen for sheet in sheets))


def _columns(limit: int) -> tuple[Column, ...]:
    spoken = words.SCHOOL_TEXTS
    return (Column("school", spoken["school"], needed=True, limit=SCHOOL_LIMIT),
            Column("text", spoken["text"], needed=True, limit=limit))


def _row(row: table.Row, limit: int, found: Found) -> SchoolText:
    school, _ = row.needed("school", found), row.needed("text", found)
    text = markup.escape(visible_lines(row.raw("text")).strip())
    if (size := units(text)) > limit and len(row.text("text")) <= limit:  # longer ones the table has told of
        found.add(Kind.TOO_LONG, row.place("text"), limit=str(limit), length=str(size))
    return SchoolText(school, text)
