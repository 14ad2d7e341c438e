"""The card of a school → a Word document: each problem with its measures, who does them until when, how they go."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, RGBColor
from docx.table import Table, _Cell, _Row

from messages import lexicon, russian
from messages.reports import word
from messages.reports.card_figures import Measure, Problem, Said, SchoolCard

WIDTHS = (Cm(1.6), Cm(7.3), Cm(2.3), Cm(2.9), Cm(3.0), Cm(3.0), Cm(5.6))
"""Number, measure, until when, state, who does it, who accompanies it, how it goes: 25.7 cm, a sheet on its side."""
HEADINGS = ("number", "measure", "due_on", "state", "does", "tutor", "said")
LATE, HEAD = RGBColor(0xB0, 0x1E, 0x1E), "E8EEF4"
TEXT, SAID = 700, 300
"""Characters of a measure, and of each word on how it goes."""
SHOWN = 3
"""Words on how a measure goes, the latest."""
SIGNERS = ("director", "keeper")


def make(wanted: SchoolCard) -> bytes:
    """The file, DOCX."""
    title = say("title")
    made = word.paper(f"{title}: {wanted.school}", wanted.exported_at)
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    word.space(made.add_paragraph(title, "Title"), 0, 2)
    place = ", ".join(filter(None, (wanted.school, wanted.municipality)))
    word.add(word.space(made.add_paragraph(), after=2), word.line(place), size=13, bold=True)
    word.add(word.space(made.add_paragraph(), after=6), word.line(wanted.programme), colour=word.GREY)
    day = _day(wanted.exported_at, wanted.zone)
    word.add(word.space(made.add_paragraph(), after=6), say(
        "progress", problems=len(wanted.problems), solved=wanted.solved, measures=wanted.measures,
        settled=wanted.settled, late=wanted.late, day=day))
    for place_of, each in enumerate(wanted.problems, 1):
        _problem(made, place_of, each, wanted.zone)
    _signatures(made)
    word.foot(section, say("exported", title=title, school=word.line(wanted.school), day=day), say("page"),
              Length(sum(WIDTHS)))
    return word.saved(made)


def _problem(made: Paper, place: int, problem: Problem, zone: str) -> None:
    head = word.space(made.add_paragraph(style="Heading 1"), 12, 2, stays=True)
    word.add(head, f"{place}. {word.line(russian.cut(problem.about, TEXT))}")
    about = say("problem", number=problem.number, state=say(f"states.{problem.state}"), author=_name(problem.author),
                day=_day(problem.named_at, zone))
    word.add(word.space(made.add_paragraph(), after=4, stays=bool(problem.measures)), about, size=9.5,
             colour=word.GREY)
    for said in problem.said[-SHOWN:]:
        word.add(word.space(made.add_paragraph(), after=2, stays=bool(problem.measures)), _said(said, zone), size=9.5)
    if not problem.measures:
        word.add(made.add_paragraph(), say("no_measures"), italic=True, colour=word.GREY)
        return
    table = made.add_table(1, len(WIDTHS), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    _head(table)
    for measure in problem.measures:
        _row(table, measure, zone)


def _head(table: Table) -> None:
    """Once more on every page that the table goes on."""
    for cell, key, width in zip(table.rows[0].cells, HEADINGS, WIDTHS, strict=True):
        _fill(cell, [say(f"headings.{key}")], width, bold=True)
        ground = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD)):
            ground.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(ground)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    _properties(table.rows[0]).append(repeated)


def _row(table: Table, measure: Measure, zone: str) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    whole = OxmlElement("w:cantSplit")
    whole.set(qn("w:val"), "true")
    _properties(row).append(whole)
    state = say(f"states.{measure.state}")
    if measure.state == "late":
        state = say("late_by", number=measure.late_by)
    words = [_said(each, zone) for each in measure.said[-SHOWN:]]
    columns: tuple[Sequence[str], ...] = (
        [measure.number], word.lines(russian.cut(measure.about, TEXT)),
        [_date(measure.due_on)], [state], [_name(measure.does) if measure.does else say("the_school")],
        [_name(measure.tutor) if measure.tutor else "—"], words)
    for place, (cell, lines, width) in enumerate(zip(row.cells, columns, WIDTHS, strict=True)):
        late = HEADINGS[place] == "state" and measure.state == "late"
        _fill(cell, lines, width, colour=LATE if late else None, bold=late)


def _fill(cell: _Cell, lines: Sequence[str], width: Length, *, colour: RGBColor | None = None,
          bold: bool = False) -> None:
    cell.width = width
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        word.add(word.space(paragraph, 1, 1), word.line(line), size=9.5, colour=colour, bold=bold)


def _signatures(made: Paper) -> None:
    word.space(made.add_paragraph(), 14, 0, stays=True)
    for place, key in enumerate(SIGNERS):
        last = place == len(SIGNERS) - 1
        word.add(word.space(made.add_paragraph(), 8, 0, stays=not last), say(f"signatures.{key}"))


def _properties(row: _Row) -> Any:
    return row._tr.get_or_add_trPr()


def _said(said: Said, zone: str) -> str:
    words = "; ".join(filter(None, (russian.cut(word.line(said.text), SAID), word.line(said.file))))
    return say("said", day=_day(said.at, zone), name=_name(said.name), words=words)


def _name(full: str) -> str:
    return word.line(russian.short_name(full)) or say("somebody")


def _day(at: int, zone: str) -> str:
    return f"{datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)):%d.%m.%Y}"


def _date(day: str) -> str:
    return ".".join(reversed(day.split("-"))) if day else "—"


def say(key: str, **facts: Any) -> str:
    """Our words; `key` leads into the file, as `states.late`."""
    return lexicon.sayings("cards/paper")[key](**facts)
