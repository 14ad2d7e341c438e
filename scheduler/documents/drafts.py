"""An activity while its rows are being read: what its own row says and what the rows below it add."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.documents import deadlines, inside, looks, owners
from scheduler.documents.columns import TOLD, Meaning
from scheduler.documents.grid import Cell, Line
from scheduler.documents.headings import Head
from scheduler.documents.numbers import cut, entries, number_of
from scheduler.documents.sections import Sections
from scheduler.programme import words
from scheduler.programme.mistakes import Place
from scheduler.programme.reading import Context, Reading
from scheduler.programme.when import When


@dataclass(slots=True)
class Draft:
    """The parts of a row. `inherited` is the deadline of the heading above, `phrases` those of its own columns."""

    table: int
    place: Place
    section: str
    path: str
    years: Context | None
    above: When | None
    inherited: Reading | None
    number: str = ""
    activity: str = ""
    phrases: list[str] = field(default_factory=list)
    serial: bool = False
    owners: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)

    @property
    def phrase(self) -> str:
        """The deadline wherever it stands: in its columns, in the activity, in a result, in the heading above."""
        return deadlines.BETWEEN.join(self.phrases) or self.within or (
            self.inherited.phrase if self.inherited else "")

    @property
    def within(self) -> str:
        """The deadline among the words of the activity, else of a result."""
        return next(filter(None, map(inside.of_words, (self.activity, *self.results))), "")


def begun(table: int, line: Line, head: Head, sections: Sections, before: Draft | None) -> Draft:
    """The draft of an activity's own row. `before` is the activity above, for the sign of "the same"."""
    fields = head.fields(line.filled)
    title = fields[Meaning.ACTIVITY]
    number, activity = _named(fields.get(Meaning.NUMBER, []), title)
    draft = Draft(table, line.place, sections.title, sections.path, _years(head, line) or sections.years,
                  sections.above, sections.reading, number, activity)
    _add(draft, head, line.filled, before)
    if not draft.owners:
        draft.owners += sections.owners
    return draft


def acted(table: int, line: Line, head: Head, sections: Sections) -> list[Draft]:
    """The drafts of a row whose cells stand under the names of those who act; a cell may belong to several."""
    found = []
    for cell in line.own:
        names = [each.heading for each in head.under(cell) if each.meaning is Meaning.ACTOR]
        for entry in items(cell) if names else ():
            draft = Draft(table, line.place, sections.title, sections.path, sections.years, sections.above,
                          sections.reading, activity=entry, owners=list(owners.split(names)))
            draft.phrases += filter(None, [deadlines.phrase(head, line.filled)])
            found.append(draft)
    return found


def added(draft: Draft, line: Line, head: Head) -> None:
    """What a row below says of the same activity."""
    fields = head.fields(line.own)
    for cell in fields.get(Meaning.ACTIVITY, []):
        draft.activity = f"{draft.activity} {cell.text}".strip()
    _add(draft, head, line.own, None)


def _add(draft: Draft, head: Head, cells: Sequence[Cell], before: Draft | None) -> None:
    fields = head.fields(cells)
    phrase = deadlines.phrase(head, cells)
    if looks.is_ditto(phrase) and before:
        draft.phrases += before.phrases
    elif phrase and phrase not in draft.phrases:
        draft.phrases.append(phrase)
    draft.serial |= any(deadlines.is_serial(cell) for cell in fields.get(Meaning.DEADLINE, []))
    for cell in fields.get(Meaning.OWNER, []):
        same = before.owners if looks.is_ditto(cell.text) and before else owners.split(cell.lines)
        draft.owners += [name for name in same if name not in draft.owners]
    for cell in fields.get(Meaning.RESULT, []):
        draft.results += items(cell)
    for meaning in TOLD & fields.keys():
        said = " ".join(cell.text for cell in fields[meaning])
        draft.others[meaning.value] = f"{draft.others.get(meaning.value, '')} {said}".strip()


def items(cell: Cell) -> list[str]:
    """The entries of a cell, each without its own number or bullet; a line that goes on belongs to the one before."""
    found: list[str] = []
    marks = (*cell.marks, *("" for _ in cell.lines))
    pairs = [(entry, mark) for line, mark in zip(cell.lines, marks, strict=False) for entry in entries(line)]
    for line, mark in pairs:
        text = cut(line)[1]
        starts = mark or text != line or line[:1].isupper() or (found and found[-1].endswith((".", ";")))
        if found and not starts:
            found[-1] = f"{found[-1]} {text}"
        elif not looks.is_nothing(text):
            found.append(text)
    return found


def _named(numbers: Sequence[Cell], title: Sequence[Cell]) -> tuple[str, str]:
    """The number from its column, else what Word counts before the activity, else what stands before it."""
    number = next((number_of(cell) for cell in numbers if cell.filled), "")
    activity = " ".join(cell.text for cell in title)
    written, rest = cut(activity)
    if number and number != written:
        return number, activity
    counted = next((cell.number.rstrip(".)") for cell in title if cell.number and cell.number != "•"), "")
    return (number or written or counted), words.clean(rest)


def _years(head: Head, line: Line) -> Context | None:
    """The year that stands over a column of deadlines with something in it."""
    named = {column.year for cell in line.filled if (column := head.column(cell)) and column.year and column.meaning
             in (Meaning.DEADLINE, Meaning.START, Meaning.END)}
    return Context.of(named.pop()) if len(named) == 1 else None
