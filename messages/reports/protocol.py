"""A contest → its protocol, a Word document to be signed: who judged by what, the places, where experts differed."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table
from docx.table import _Row as Row

from messages import lexicon, russian
from messages.reports import word
from messages.reports.figures import Judged, Protocol

FACTS = (Cm(4.5), Cm(12.5))
CRITERIA = (Cm(11.5), Cm(2.75), Cm(2.75))
RESULTS = (Cm(1.4), Cm(1.1), Cm(5.6), Cm(2.8), Cm(1.5), Cm(1.7), Cm(2.9))
SIGNS = (Cm(7.5), Cm(5), Cm(4.5))
LEFT = 2
"""The column of words in the results; all others are figures."""


def make(wanted: Protocol) -> bytes:
    """The file, DOCX."""
    title = say("title", number=wanted.number)
    made = word.paper(title, wanted.exported_at)
    made.add_paragraph(title, "Title").paragraph_format.space_after = Pt(2)
    word.add(word.space(made.add_paragraph(), after=2), word.line(wanted.title), size=12, bold=True)
    word.add(word.space(made.add_paragraph(), after=6), word.line(wanted.programme), colour=word.GREY)
    for part in (_about, _commission, _criteria, _sharing, _results, _differing, _left_out, _decision, _signatures):
        part(made, wanted)
    day = russian.local_day(wanted.exported_at, wanted.zone)
    word.foot(made.sections[0], say("exported", title=title, day=day, city=russian.city(wanted.zone),
                                    clock=russian.clock(wanted.exported_at, wanted.zone)), say("page"))
    return word.saved(made)


def _about(made: Paper, wanted: Protocol) -> None:
    missing = sum(each.missing for each in wanted.rows)
    rows = [("due", russian.full_day(wanted.due_on)), ("judged", russian.full_day(wanted.judged_by)),
            ("entries", say("entries", accepted=len(wanted.rows), left=len(wanted.left_out))),
            ("experts", str(len(wanted.commission))),
            ("reviews", say("reviews", reviews=wanted.reviews, each=wanted.each, missing=missing))]
    _heading(made, "about")
    table = _table(made, FACTS, lines=False)
    for key, words in rows:
        _put(_row(table), FACTS, (say(f"fields.{key}"), words), grey=1)


def _commission(made: Paper, wanted: Protocol) -> None:
    _heading(made, "commission")
    if not wanted.commission:
        word.add(made.add_paragraph(), say("nobody"), italic=True)
    for number, (name, place) in enumerate(wanted.commission, 1):
        paragraph = word.space(made.add_paragraph(), after=1)
        word.add(paragraph, f"{number}. {word.line(name)}")
        word.add(paragraph, f", {word.line(place)}" if place else "", colour=word.GREY)


def _criteria(made: Paper, wanted: Protocol) -> None:
    _heading(made, "criteria")
    table = _table(made, CRITERIA)
    _put(_row(table), CRITERIA, [say(f"criterion.{key}") for key in ("label", "scale", "weight")], head=True)
    for each in wanted.criteria:
        _put(_row(table), CRITERIA, (each.label, each.scale, each.weight), centred=(1, 2))
    word.add(word.space(made.add_paragraph(), 4, 0), say("most", most=wanted.most))


def _sharing(made: Paper, wanted: Protocol) -> None:
    _heading(made, "sharing")
    times = russian.counted(wanted.conflicts, say("times"))
    said = [say(f"shared.{wanted.apart}"), say("lot", seed=wanted.seed)]
    said += [say("conflicts", times=times)] if wanted.conflicts else []
    word.add(made.add_paragraph(), " ".join(said))


def _results(made: Paper, wanted: Protocol) -> None:
    _heading(made, "results")
    table = _table(made, RESULTS)
    keys = ("place", "number", "title", "totals", "mean", "spread", "award")
    _put(_row(table), RESULTS, [say(f"table.{key}") for key in keys], head=True)
    for each in wanted.rows:
        _put(_row(table), RESULTS, _cells(each), size=9, centred=[at for at in range(len(RESULTS)) if at != LEFT])


def _cells(each: Judged) -> Sequence[str]:
    totals = "; ".join((*each.totals, *([say("missing", number=each.missing)] if each.missing else [])))
    title = f"{each.title}, {each.municipality}" if each.municipality else each.title
    return (each.place or say("no_place"), str(each.number), title, totals, each.mean, each.spread,
            say(f"award.{each.award}") if each.award else "")


def _differing(made: Paper, wanted: Protocol) -> None:
    level = dict.fromkeys(each.place for each in wanted.rows if "–" in each.place)
    if level:
        _heading(made, "ties")
        _listed(made, (say("tie", place=place, titles="; ".join(
            word.line(each.title) for each in wanted.rows if each.place == place)) for place in level))
    _heading(made, "differing")
    apart = [each for each in wanted.rows if each.apart]
    if not apart:
        word.add(made.add_paragraph(), say("agreed"))
    _listed(made, (say("differs", number=each.number, title=word.line(each.title), spread=each.spread,
                       most=wanted.most) for each in apart))


def _left_out(made: Paper, wanted: Protocol) -> None:
    if wanted.left_out:
        _heading(made, "left_out")
    _listed(made, (say("out", number=number, title=word.line(title), reason=say(f"reasons.{state}"))
                   for number, title, state in wanted.left_out))


def _decision(made: Paper, wanted: Protocol) -> None:
    _heading(made, "decision")
    if not any(each.award for each in wanted.rows):
        word.add(made.add_paragraph(), say("undecided"), italic=True)
    for award in ("winner", "laureate", "recommended"):
        found = [each for each in wanted.rows if each.award == award]
        if found:
            word.add(word.space(made.add_paragraph(), 4, 1, stays=True), say(f"awards.{award}"), bold=True)
        _listed(made, (_winner(each) for each in found))


def _winner(each: Judged) -> str:
    return ", ".join(filter(None, (word.line(each.title), word.line(each.municipality))))


def _signatures(made: Paper, wanted: Protocol) -> None:
    """Room to sign by hand, for each of them."""
    _heading(made, "signatures")
    table = _table(made, SIGNS, lines=False)
    people = [say("chair"), say("secretary"), *(russian.short_name(name) for name, _ in wanted.commission)]
    for name in people:
        _put(_row(table), SIGNS, (word.line(name), say("line"), ""), before=6)
    word.add(word.space(made.add_paragraph(), 10, 0), say("day"))


def _heading(made: Paper, key: str) -> None:
    word.space(made.add_paragraph(say(key), "Heading 1"), 14, 4, stays=True)


def _listed(made: Paper, lines: Iterable[str]) -> None:
    for each in lines:
        word.add(word.space(made.add_paragraph(), after=2), f"– {each}")


def _table(made: Paper, widths: Sequence[Length], *, lines: bool = True) -> Table:
    table: Table = made.add_table(0, len(widths), style="Table Grid" if lines else None)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _row(table: Table) -> Row:
    made: Row = table.add_row()  # type: ignore[no-untyped-call]
    return made


def _put(row: Row, widths: Sequence[Length], cells: Sequence[str], *, head: bool = False, size: float = 0,
         centred: Sequence[int] = (), grey: int = 0, before: float = 1) -> None:
    """A row that no page divides; a `head` stands on each of them. The first `grey` cells are labels."""
    shape = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "true")
        shape.append(mark)
    for at, (cell, width, text) in enumerate(zip(row.cells, widths, cells, strict=True)):
        cell.width = width
        paragraph = word.space(cell.paragraphs[0], before, 1)
        if head or at in centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.add(paragraph, word.line(text), bold=head, size=9 if head else size,
                 colour=word.GREY if at < grey else None)


def say(key: str, **facts: Any) -> str:
    """Our words; `key` leads into the file, as `awards.winner`."""
    return lexicon.sayings("contests/protocol")[key](**facts)
