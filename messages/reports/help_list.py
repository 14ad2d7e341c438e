"""A coordinator's list of what schools ask for → a Word document that can go to the institute by any way."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell

from messages import lexicon, russian
from messages.reports import word
from messages.reports.figures import AskedFor, HelpList

COLUMNS = (Cm(1.1), Cm(5.4), Cm(10.5))
"""The number, the school, what it asks for."""
PROPERTY = 200
"""Letters of a title that a document can have as its own."""
HEADS = ("number", "school", "words")


def make(wanted: HelpList) -> bytes:
    """The file, DOCX."""
    title = word.line(wanted.title) or say("title", number=wanted.number)
    made = word.paper(russian.cut(title, PROPERTY), wanted.exported_at)
    heading = word.space(made.add_paragraph(title, "Title"), after=2)
    for run in heading.runs:
        run.font.size = Pt(18)
    word.add(word.space(made.add_paragraph(), after=10), word.line(wanted.programme), colour=word.GREY)
    _about(made, wanted)
    if wanted.words:
        word.add(word.space(made.add_paragraph(), 8, 8), word.line(wanted.words))
    _table(made, wanted)
    day = _day(wanted.exported_at, wanted.zone)
    word.foot(made.sections[0], say("exported", number=wanted.number, day=day), say("page"))
    return word.saved(made)


def _about(made: Paper, wanted: HelpList) -> None:
    day = _day(wanted.handed_at, wanted.zone)
    schools = russian.counted(len({each.school for each in wanted.asks}), say("schools"))
    asks = russian.counted(len(wanted.asks), say("asks"))
    for key, shown in (("kind", wanted.kind), ("place", wanted.place), ("asker", wanted.asker),
                       ("handed", say("handed", day=day, schools=schools, asks=asks))):
        paragraph = word.space(made.add_paragraph(), after=2)
        word.add(paragraph, f"{say(f'fields.{key}')}: ", colour=word.GREY)
        word.add(paragraph, word.line(shown))


def _table(made: Paper, wanted: HelpList) -> None:
    """Headings come again on every page; no row is torn in two."""
    table = made.add_table(1, len(COLUMNS), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    for cell, key, width in zip(table.rows[0].cells, HEADS, COLUMNS, strict=True):
        _fill(cell, [say(f"heads.{key}")], width, bold=True)
    _mark(table, 0, "w:tblHeader")
    for number, each in enumerate(wanted.asks, 1):
        cells = table.add_row().cells
        _fill(cells[0], [str(number)], COLUMNS[0])
        _fill(cells[1], [word.line(each.school)], COLUMNS[1])
        _fill(cells[2], _said(each, wanted.zone), COLUMNS[2])
        _mark(table, number, "w:cantSplit")


def _said(ask: AskedFor, zone: str) -> list[str]:
    """What was said, then when and what came with it."""
    said = [line for words in ask.words for line in word.lines(words)] or [say("wordless")]
    files = say("files", files=russian.counted(ask.files, say("file_forms"))) if ask.files else ""
    return [*said, say("asked", day=russian.local_day(ask.asked_at, zone), number=ask.number, files=files)]


def _fill(cell: _Cell, lines: Sequence[str], width: Length, *, bold: bool = False) -> None:
    cell.width = width
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        last = number == len(lines) - 1 and number > 0
        word.add(word.space(paragraph, 2, 2), line, bold=bold, size=9 if last else 0,
                 colour=word.GREY if last else None)


def _day(at: int, zone: str) -> str:
    return russian.full_day(datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date())


def _mark(table: Table, row: int, name: str) -> None:
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(name, {qn("w:val"): "true"}))


def say(key: str, **facts: Any) -> str:
    """Our words."""
    return lexicon.sayings("asks/list")[key](**facts)
