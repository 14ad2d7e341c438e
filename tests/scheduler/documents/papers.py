"""Documents as people make them: orders in Word with tables inside, workbooks of Excel."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.documents import reading
from scheduler.documents.document import Document, Fate, Row
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.reading import Context

LEFT, ABOVE = "<", "^"
"""A cell that is merged with the one to its left or above it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A paragraph that Word numbers by itself, in a list of this number."""

    text: str = ""
    list: int = 0
    level: int = 0


Content = str | int | float | Counted | Sequence["str | Counted"]
Rows = Sequence[Sequence[Content]]


class Paper:
    """A Word document in the making."""

    def __init__(self, *lines: str) -> None:
        self.document = docx.Document()
        self._lists = 100
        for line in lines:
            self.say(line)

    def say(self, line: str | Counted) -> None:
        """One paragraph of text."""
        _fill(self.document.add_paragraph(), line)

    def table(self, rows: Rows, style: str | None = None) -> Table:
        """A table; `LEFT` and `ABOVE` merge."""
        made: Table = self.document.add_table(len(rows), max(map(len, rows)))
        for number, row in enumerate(rows):
            for place, content in enumerate(row):
                if content not in (LEFT, ABOVE):
                    cell = made.cell(number, place).merge(made.cell(*_end(rows, number, place)))
                    _write(cell, content)
        return made

    def list(self, *levels: tuple[str, str], starts: Sequence[int] = (), same_as: int = 0) -> int:
        """A numbering with these levels of form and text; `same_as` counts on from another's unless it starts anew."""
        numbering = self.document.part.numbering_part.element
        self._lists += 1
        name = same_as or self._lists
        if not same_as:
            numbering.insert(0, parse_xml(_definition(name, levels)))
        overrides = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                            for level, start in enumerate(starts))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self._lists}"><w:abstractNumId w:val="{name}"/>'
                                   f"{overrides}</w:num>"))
        return self._lists

    def file(self) -> bytes:
        """The bytes of the .docx."""
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()


def _definition(name: int, levels: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                    "</w:lvl>" for place, (form, text) in enumerate(levels))
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{inner}</w:abstractNum>'


def _end(rows: Sequence[Sequence[object]], number: int, place: int) -> tuple[int, int]:
    """The last cell of the area that begins here."""
    right, down = place, number
    while right + 1 < len(rows[number]) and rows[number][right + 1] == LEFT:
        right += 1
    while down + 1 < len(rows) and place < len(rows[down + 1]) and rows[down + 1][place] == ABOVE:
        down += 1
    return down, right


def _write(cell: _Cell, content: Content) -> None:
    lines = [content] if isinstance(content, str | int | float | Counted) else list(content)
    for place, line in enumerate(lines):
        _fill(cell.paragraphs[0] if not place else cell.add_paragraph(), line)


def _fill(paragraph: Paragraph, line: str | int | float | Counted) -> None:
    if not isinstance(line, Counted):
        paragraph.add_run(str(line))
        return
    paragraph.add_run(line.text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().set(qn("w:val"), str(line.level))
    properties.get_or_add_numId().set(qn("w:val"), str(line.list))


def book(*sheets: tuple[str, Sequence[Sequence[object]]]) -> Workbook:
    """A workbook; `LEFT` and `ABOVE` merge."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                if value not in (LEFT, ABOVE, ""):
                    sheet.cell(number, place, value)
        _merge(sheet, rows)
    return made


def _merge(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value not in (LEFT, ABOVE):
                down, right = _end(rows, number, place)
                if (down, right) != (number, place):
                    sheet.merge_cells(start_row=number + 1, start_column=place + 1, end_row=down + 1,
                                      end_column=right + 1)


def saved(made: Workbook) -> bytes:
    """The bytes of the .xlsx."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(raw: bytes, name: str = "план.docx", period: str = "") -> Document:
    """The document; a mistake fails the test."""
    found = Found()
    document = reading.read(name, raw, found, context=Context.of(period))
    assert found.all() == ()
    assert document is not None
    return document


def refused(raw: bytes, name: str = "план.docx") -> list[Kind]:
    """Why it is not read."""
    found = Found()
    assert reading.read(name, raw, found) is None
    return [mistake.kind for mistake in found.all()]


def accounted(document: Document, rows: int) -> bool:
    """Whether each of so many physical rows became activities or was passed over, and none both."""
    own, others = [row.place for row in document.rows], [each.place for each in document.passed]
    return len(others) == len(set(others)) and not set(own) & set(others) and len({*own, *others}) == rows


def fates(document: Document) -> list[str]:
    """What became of the rows that are no activities, in their order."""
    return [each.fate.value for each in document.passed]


def passed(document: Document, fate: Fate) -> list[str]:
    """How the rows of one fate begin."""
    return [each.text for each in document.passed if each.fate is fate]


def told(document: Document) -> list[tuple[str, str, str, str]]:
    """Each row by section, number, activity and the phrase of its deadline."""
    return [(row.section, row.number, row.activity, row.phrase) for row in document.rows]


def concerns(row: Row) -> list[str]:
    """What is to be looked at in it."""
    return [warned.concern.value for warned in row.warnings]
