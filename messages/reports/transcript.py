"""A consultation → a Word document: who asked what, who answered, when; all that was said, in its order.

Internal notes come only where they are asked for, and then nobody takes them for something else.
"""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from docx.document import Document as Paper
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell

from messages import lexicon, russian
from messages.reports import photo, word
from messages.reports.figures import Attached, Line, Transcript
from messages.reports.photo import Photo
from storage.posts import Kind

HAPPENED = (Kind.TAKEN, Kind.PASSED, Kind.CLOSED, Kind.REOPENED, Kind.HANDED, Kind.SPREAD)
LABELS = Cm(3.6)
TALLEST = Cm(12)
INCH = 914_400
DENSITY = 150
"""Pixels to the inch at which a small picture is shown."""
NOTE, NOTE_GROUND = RGBColor(0xC2, 0x8A, 0x00), RGBColor(0xFF, 0xF6, 0xDC)
NAME = 300
_KILO, _MEGA = 1024, 1024 * 1024


def make(wanted: Transcript) -> bytes:
    """The file, DOCX."""
    title = say("title", number=wanted.number)
    made = word.paper(title, wanted.exported_at)
    made.add_paragraph(title, "Title").paragraph_format.space_after = Pt(2)
    word.add(word.space(made.add_paragraph(), after=8), word.line(wanted.programme), colour=word.GREY)
    _about(made, wanted)
    word.space(made.add_paragraph(say("talk"), "Heading 1"), 16, 4, stays=True)
    _posts(made, wanted)
    day, clock = _moment(wanted.exported_at, wanted.zone)
    word.foot(made.sections[0], say("exported", title=title, day=day, clock=clock, city=russian.city(wanted.zone)),
              say("page"))
    return word.saved(made)


def _about(made: Paper, wanted: Transcript) -> None:
    """A table without lines: what, and then who, when, how long."""
    rows = [(label, shown) for label, shown in _facts(wanted) if shown]
    table = made.add_table(len(rows), 2)
    table.autofit = False
    for column, width in zip(table.columns, (LABELS, Length(word.WIDTH - LABELS)), strict=True):
        column.width = width
    for row, (label, shown) in zip(table.rows, rows, strict=True):
        _fill(row.cells[0], say(f"fields.{label}"), LABELS, word.GREY)
        _fill(row.cells[1], shown, Length(word.WIDTH - LABELS))


def _fill(cell: _Cell, text: str, width: Length, colour: RGBColor | None = None) -> None:
    cell.width = width
    word.add(word.space(cell.paragraphs[0], after=2), word.line(text), colour=colour)


def _facts(wanted: Transcript) -> Iterator[tuple[str, str]]:
    def moment(at: int | None, otherwise: str) -> str:
        if at is None:
            return say(otherwise)
        day, clock = _moment(at, wanted.zone)
        return say("moment", day=day, clock=clock)

    yield "asker", wanted.asker or say("somebody")
    yield "school", wanted.school
    yield "topic", wanted.topic
    yield "answerers", ", ".join(each or say("somebody") for each in wanted.answerers)
    yield "asked", moment(wanted.asked_at, "")
    yield "answered", moment(wanted.answered_at, "not_answered")
    yield "closed", moment(wanted.closed_at, "not_closed")
    yield "spent", "; ".join(
        say("spent", kind=each.kind, hours_and_minutes=say("hours_and_minutes", minutes=each.minutes))
        for each in wanted.spent)
    yield "rating", say("rating", rating=wanted.rating, note=wanted.rating_note) if wanted.rating else ""


def _posts(made: Paper, wanted: Transcript) -> None:
    posts = [each for each in wanted.posts if wanted.with_notes or each.kind is not Kind.NOTE]
    if not posts:
        word.add(made.add_paragraph(), say("nothing"), italic=True)
    today: date | None = None
    for each in posts:
        if (day := _local(each.at, wanted.zone).date()) != today:
            word.add(word.space(made.add_paragraph(), 12, 2, stays=True), russian.full_day(day), bold=True,
                     colour=word.GREY)
        today = day
        (_event if each.kind in HAPPENED else _said)(made, each, wanted.zone)


def _event(made: Paper, line: Line, zone: str) -> None:
    """What happened, with whatever was said of it."""
    by_itself = line.kind is Kind.CLOSED and not line.author
    to_nobody = line.kind is Kind.PASSED and not line.subject
    key = "closed_by_itself" if by_itself else "passed_to_nobody" if to_nobody else line.kind.value
    text = say(key, author=_name(line.author), subject=_name(line.subject))
    paragraph = word.space(made.add_paragraph(), 6, 2)
    word.tab_right(paragraph)
    word.add(paragraph, text, italic=True, colour=word.GREY)
    word.add(paragraph, f"\t{russian.clock(line.at, zone)}", size=9, colour=word.GREY)
    if line.text:
        word.add(word.space(made.add_paragraph(), after=2), word.line(line.text), italic=True)


def _said(made: Paper, line: Line, zone: str) -> None:
    """Who, when and what; then what it said before, and its files."""
    begin = len(made.paragraphs)
    head = word.space(made.add_paragraph(), 8, 1, stays=True)
    word.tab_right(head)
    word.add(head, _name(line.author), bold=True, colour=word.ACCENT if line.kind is Kind.ANSWER else None)
    about = [say(f"roles.{line.role}")] if line.role else []
    about += [say("edited", moment=russian.moment(line.edited_at, zone))] if line.edited_at is not None else []
    word.add(head, "".join(f", {each}" for each in about), size=9, colour=word.GREY)
    word.add(head, f"\t{russian.clock(line.at, zone)}", size=9, colour=word.GREY)
    if line.kind is Kind.NOTE:
        word.add(word.space(made.add_paragraph(), after=1, stays=True), say("note"), bold=True, size=9, colour=NOTE)
    for each in word.lines(line.text) if line.text.strip() else ():
        word.add(word.space(made.add_paragraph(), after=2), each)
    for earlier in line.earlier:
        text = say("earlier", moment=russian.moment(earlier.until, zone), text=word.line(earlier.text))
        word.add(word.space(made.add_paragraph(), after=2), text, size=8.5, colour=word.GREY)
    for file in line.files:
        _file(made, file)
    if line.kind is Kind.NOTE:
        for paragraph in made.paragraphs[begin:]:
            word.edge(paragraph, NOTE, NOTE_GROUND)


def _file(made: Paper, file: Attached) -> None:
    given = russian.cut(word.line(file.name), NAME)
    name = given or say("unnamed")
    picture = photo.prepared(file.content) if file.photo else None
    if picture is None:
        text = say("photo_broken" if file.photo else "attached", name=name, size=_size(file.size))
        word.add(word.space(made.add_paragraph(), 2, 4), text, size=9.5, colour=word.GREY)
        return
    frame = word.space(made.add_paragraph(), 4, 2, stays=bool(given))
    shown = frame.add_run().add_picture(io.BytesIO(picture.content), width=_width(picture))
    word.describe(shown, name)
    if given:  # messengers give their photos no names
        word.add(word.space(made.add_paragraph(), after=4), say("photo", name=given), size=8.5, colour=word.GREY)


def _width(picture: Photo) -> Length:
    """As it is, but neither wider than the page nor taller than most of it."""
    fitting = int(TALLEST * picture.width / picture.height)
    return Length(max(1, min(word.WIDTH, fitting, picture.width * INCH // DENSITY)))


def _name(full: str) -> str:
    return word.line(russian.short_name(full)) or say("somebody")


def _size(number: int) -> str:
    if number < _MEGA:
        return say("kilobytes", number=-(-number // _KILO))
    return say("megabytes", number=f"{number / _MEGA:.1f}".replace(".", ","))


def _moment(at: int, zone: str) -> tuple[str, str]:
    return russian.full_day(_local(at, zone).date()), russian.clock(at, zone)


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))


def say(key: str, **facts: Any) -> str:
    """Our words; `key` leads into the file, as `roles.curator`."""
    return lexicon.sayings("consultations/transcript")[key](**facts)
