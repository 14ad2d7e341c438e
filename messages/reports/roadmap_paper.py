"""A roadmap with its fulfilment → a Word document in the form of an appendix to an order, A4 on its side.

It can be read again by whatever reads roadmaps: one table, its headings and the numbers of its columns on every page,
sections over the whole width, each deadline a plain phrase.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, RGBColor
from docx.table import Table, _Cell, _Row

from messages import deadlines, russian
from messages.reports import roadmap_words as words
from messages.reports import word
from messages.reports.roadmap_figures import Point, Progress, Roadmap

WIDTHS = (Cm(1.4), Cm(5.6), Cm(2.7), Cm(3.5), Cm(4.9), Cm(4.1), Cm(3.5))
"""25.7 cm, a sheet on its side."""
SIZE = 9.5
WHOLE = 900
"""Letters of a row up to which no page divides it; a longer one might not fit on any."""
PROPERTY = 200
"""Letters of a title that a document can have as its own."""
HEAD, SECTION = "E8EEF4", "F4F6F8"
COLOURS = {Progress.DONE: RGBColor(0x1E, 0x7B, 0x34), Progress.WAITING: RGBColor(0x1F, 0x5F, 0x9E),
           Progress.LATE: RGBColor(0xB0, 0x1E, 0x1E), Progress.NOBODY: word.GREY}
"""Of the word for the state; all others are black."""


def make(roadmap: Roadmap) -> bytes:
    """The file, DOCX."""
    programme = word.line(roadmap.programme)
    made = word.paper(russian.cut(words.say("name", title=programme), PROPERTY), roadmap.made_at)
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    _above(made, roadmap)
    _table(made, roadmap)
    _below(made, roadmap)
    day = deadlines.figures(date.fromisoformat(roadmap.today))
    foot = words.say("foot", title=russian.cut(programme, PROPERTY // 2), day=day)
    word.foot(section, foot, words.say("page"), Length(sum(WIDTHS)))
    return word.saved(made)


def _above(made: Paper, roadmap: Roadmap) -> None:
    """Room for the order's number, then what it is."""
    for key in ("appendix", "order", "order_number"):
        paragraph = word.space(made.add_paragraph(), after=2)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        word.add(paragraph, words.say(key))
    lines = [words.say("title"), *words.heading(roadmap)]
    for place, line in enumerate(lines):
        paragraph = word.space(made.add_paragraph(), 10 if place == 0 else 0, 8 if place == len(lines) - 1 else 2)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.add(paragraph, word.line(line), size=14 if place == 0 else 0, bold=place < 2)


def _table(made: Paper, roadmap: Roadmap) -> None:
    table = made.add_table(0, len(WIDTHS), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for cells in (words.columns(), [str(number) for number in range(1, len(WIDTHS) + 1)]):
        row = _row(table, "w:cantSplit", "w:tblHeader")
        for cell, text, width in zip(row.cells, cells, WIDTHS, strict=True):
            _fill(cell, [text], width, bold=not text.isdecimal(), centred=True)
            _ground(cell, HEAD)
    for part in roadmap.parts:
        _section(table, part.title)
        for point in part.points:
            _point(table, point, roadmap.single)
    if not roadmap.points:
        _section(table, words.say("empty"))


def _section(table: Table, title: str) -> None:
    """Over the whole width, on the page of its first row."""
    cells = _row(table, "w:cantSplit").cells
    cell = cells[0].merge(cells[-1])
    _fill(cell, [word.line(title)], Length(sum(WIDTHS)), bold=True, stays=True)
    _ground(cell, SECTION)


def _point(table: Table, point: Point, single: bool) -> None:
    done = words.fulfilment(point, single=single)
    columns: tuple[Sequence[str], ...] = (
        [point.number], word.lines(point.title), [words.due(point)], point.owners, point.results, done,
        words.notes(point, single=single))
    size = sum(len(line) for lines in columns for line in lines)
    row = _row(table, *(["w:cantSplit"] if size <= WHOLE else []))
    for key, cell, lines, width in zip(words.COLUMNS, row.cells, columns, WIDTHS, strict=True):
        _fill(cell, lines, width, state=point.progress if key == "done" else None)


def _fill(cell: _Cell, lines: Sequence[str], width: Length, *, bold: bool = False, centred: bool = False,
          stays: bool = False, state: Progress | None = None) -> None:
    """One paragraph a line; the first one of a `state` has its colour."""
    cell.width = width
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        is_state = state is not None and place == 0
        word.add(word.space(paragraph, 1, 1, stays=stays), word.line(line), size=SIZE, bold=bold or is_state,
                 colour=COLOURS.get(state) if state is not None and place == 0 else None)


def _below(made: Paper, roadmap: Roadmap) -> None:
    word.add(word.space(made.add_paragraph(), 12, 3, stays=True), words.say("totals.title"), bold=True)
    for line in words.totals(roadmap):
        word.add(word.space(made.add_paragraph(), after=1, stays=True), line)
    word.add(word.space(made.add_paragraph(), 10), word.line(words.made(roadmap)), size=SIZE, colour=word.GREY)


def _row(table: Table, *marks: str) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    shape: Any = row._tr.get_or_add_trPr()
    for name in marks:
        shape.append(OxmlElement(name, {qn("w:val"): "true"}))
    return row


def _ground(cell: _Cell, colour: str) -> None:
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)
