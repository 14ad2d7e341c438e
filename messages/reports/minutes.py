"""The minutes of a meeting → a Word document: when, where, who; the agenda; what is open still; what was decided.

It is meant to be printed, signed and filed: one page for most meetings, and headings that go on over pages.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell

from messages import lexicon, russian
from messages.reports import word
from messages.reports.figures import Minutes, Resolved

LABELS = Cm(3.6)
COLUMNS = (Cm(1.6), Cm(8.6), Cm(4.2), Cm(2.6))
"""Number, words, owner, day."""


def make(wanted: Minutes) -> bytes:
    """The file, DOCX."""
    day, clock = _moment(wanted.starts_at, wanted.zone)
    made = word.paper(say("title", title=wanted.title), wanted.exported_at)
    word.space(made.add_paragraph(say("heading"), "Title"), after=0)
    word.add(word.space(made.add_paragraph(), after=2), word.line(wanted.title), size=14, bold=True)
    word.add(word.space(made.add_paragraph(), after=10), word.line(wanted.programme), colour=word.GREY)
    _about(made, wanted, say("when", day=day, clock=clock, until=russian.clock(wanted.ends_at, wanted.zone),
                             city=russian.city(wanted.zone)))
    _people(made, wanted)
    if wanted.agenda:
        _heading(made, "agenda")
        for number, point in enumerate(wanted.agenda, 1):
            word.add(word.space(made.add_paragraph(), after=2), f"{number}. {word.line(point)}")
    if wanted.before:
        _heading(made, "before")
        _table(made, wanted.before)
    _heading(made, "decisions")
    if wanted.decisions:
        _table(made, wanted.decisions)
    else:
        word.add(made.add_paragraph(), say("nothing"), italic=True)
    _signatures(made, wanted.holders)
    day, clock = _moment(wanted.exported_at, wanted.zone)
    word.foot(made.sections[0], say("exported", title=word.line(wanted.title), day=day, clock=clock), say("page"))
    return word.saved(made)


def _about(made: Paper, wanted: Minutes, when: str) -> None:
    facts = {"when": when, "where": wanted.place, "link": wanted.link, "holders": ", ".join(wanted.holders)}
    rows = [(label, shown) for label, shown in facts.items() if shown]
    table = made.add_table(len(rows), 2)
    _shape(table, (LABELS, Length(word.WIDTH - LABELS)))
    for row, (label, shown) in zip(table.rows, rows, strict=True):
        _fill(row.cells[0], say(f"fields.{label}"), LABELS, grey=True)
        _fill(row.cells[1], shown, Length(word.WIDTH - LABELS))


def _people(made: Paper, wanted: Minutes) -> None:
    _heading(made, "came" if wanted.came else "expected", number=len(wanted.people))
    if not wanted.people:
        word.add(made.add_paragraph(), say("nobody"), italic=True)
    for number, each in enumerate(wanted.people, 1):
        paragraph = word.space(made.add_paragraph(), after=1)
        word.add(paragraph, f"{number}. {word.line(each.name) or say('somebody')}")
        if each.place:
            word.add(paragraph, f", {word.line(each.place)}", colour=word.GREY)


def _table(made: Paper, resolved: Sequence[Resolved]) -> None:
    """Its headings stand on every page, and no row is torn apart."""
    table = made.add_table(1 + len(resolved), len(COLUMNS), "Table Grid")
    _shape(table, COLUMNS)
    for cell, key, width in zip(table.rows[0].cells, ("number", "words", "owner", "due"), COLUMNS, strict=True):
        _fill(cell, say(f"columns.{key}"), width, bold=True)
    for row, each in zip(table.rows[1:], resolved, strict=True):
        due = russian.day(each.due_on) if each.due_on else say("no_day")
        state = "" if each.state == "open" else say(f"states.{each.state}")
        for cell, text, width in zip(row.cells, (each.number, each.words, each.owner or say("somebody"), due), COLUMNS,
                                     strict=True):
            _fill(cell, text, width)
        if state:
            word.add(row.cells[3].paragraphs[0], f"\n{state}", size=8.5, colour=word.GREY)
    _repeat(table)


def _shape(table: Table, widths: Sequence[Length]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _repeat(table: Table) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, text: str, width: Length, *, bold: bool = False, grey: bool = False) -> None:
    cell.width = width
    word.add(word.space(cell.paragraphs[0], 2, 2), word.line(text), bold=bold, colour=word.GREY if grey else None)


def _heading(made: Paper, key: str, **facts: Any) -> None:
    word.space(made.add_paragraph(say(f"headings.{key}", **facts), "Heading 1"), 12, 4, stays=True)


def _signatures(made: Paper, holders: Sequence[str]) -> None:
    """A line for each who has held it."""
    for at, name in enumerate(holders):
        paragraph = word.space(made.add_paragraph(), 24 if at == 0 else 10)
        word.tab_right(paragraph)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.line_spacing = Pt(14)
        word.add(paragraph, say("signature", name=word.line(russian.short_name(name)) or say("somebody")))


def _moment(at: int, zone: str) -> tuple[str, str]:
    local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
    return russian.full_day(local.date()), russian.clock(at, zone)


def say(key: str, **facts: Any) -> str:
    """Our words; `key` leads into the file, as `fields.when`."""
    return lexicon.sayings("meetings/minutes")[key](**facts)
