"""The rows of all tables in their order: which are activities, which add to the one above, which are something else.

Every physical row becomes one activity or one row that was passed over, so that none is lost in silence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from scheduler.documents import columns, drafts, headings, inside, likeness, looks, sections
from scheduler.documents.columns import Meaning
from scheduler.documents.document import Fate, Passed
from scheduler.documents.drafts import Draft
from scheduler.documents.grid import Cell, Grid, Line
from scheduler.documents.headings import Head
from scheduler.documents.numbers import cut, number_of
from scheduler.documents.sections import Sections
from scheduler.programme import words
from scheduler.programme.reading import Context

_BROAD = 0.6
"""From this share of the breadth on, a lone cell is a heading over the whole table."""
_TEXT_LIMIT = 200
_SHORT = 120
_CLAUSE = re.compile(r"^\w+(?:ть|ти|ться)\b|[;:]$")
"""What an order tells somebody to do is no heading, though it has a number."""


class Walk:
    """Goes through a document; what it has found so far."""

    def __init__(self, context: Context | None) -> None:
        self.drafts: list[Draft] = []
        self.passed: list[Passed] = []
        self.context = context
        self._sections = Sections(context)
        self._last: tuple[Grid, Head] | None = None
        self._after_section = False
        self._closed = False
        """What follows are totals and a legend."""
        self._bannered = False
        """The headings of this table stand in merged cells, so that what stands in a plain one is none."""

    def through(self, grids: Iterable[Grid]) -> None:
        """All tables."""
        for grid in grids:
            self._grid(grid)

    def _grid(self, grid: Grid) -> None:
        heads = list(headings.heads(grid))
        if not heads and (guessed := likeness.head(grid, self._last)):
            heads = [guessed]
        heads = [each for each in heads if is_plan(grid, each)]
        if grid.hidden or not heads:
            for line in grid.lines:
                self._pass(grid, line, Fate.HIDDEN if grid.hidden or line.hidden else Fate.OTHER_TABLE
                           if line.own else Fate.EMPTY)
            return
        self._closed = False
        heads = [likeness.checked(grid, each) for each in heads]
        self._enter(grid)
        self._bannered = any(len(line.own) == 1 and is_broad(grid, heads[0], line.own[0]) and not line.hidden
                             for line in grid.lines[heads[0].row + heads[0].height :])
        for index, line in enumerate(grid.lines):
            self._line(grid, index, line, heads)
        self._last = grid, heads[-1]

    def _enter(self, grid: Grid) -> None:
        """The text between two tables may head the second. A sheet begins anew."""
        if grid.name:
            self._sections, self._after_section = Sections(self.context), False
        if self._last is None or grid.before:
            title = next((line for line in reversed(grid.before[-3:]) if heads_table(line)), "")
            if title:
                self._begin(title, acting=False)
        if sections.names_itself(grid.name):
            self._begin(grid.name, acting=False)

    def _line(self, grid: Grid, index: int, line: Line, heads: Sequence[Head]) -> None:
        place = bisect_right(heads, index, key=lambda each: each.row)
        current = heads[place - 1] if place else None
        if line.hidden:
            self._pass(grid, line, Fate.HIDDEN)
        elif not line.own:
            self._pass(grid, line, Fate.RESULT if line.filled and self._open(grid) else Fate.EMPTY)
        elif current is None:
            self._pass(grid, line, Fate.NOTE)
        elif index < current.row + current.height:
            self._pass(grid, line, Fate.HEADING)
        elif looks.counts([cell.text for cell in line.own]) and _over_columns(line, current):
            self._pass(grid, line, Fate.NUMBERS)
        elif self._closed or _closes(grid, index, line):
            self._closed = True
            self._pass(grid, line, Fate.NOTE)
        else:
            self._body(grid, index, line, current)

    def _body(self, grid: Grid, index: int, line: Line, head: Head) -> None:
        fields = head.fields(line.own)
        if columns.has_actors(head.columns):
            self._acted(grid, line, head)
        elif len(line.own) == 1 or _is_banner(line.own, fields):
            self._alone(grid, index, line, head)
        elif Meaning.ACTIVITY in fields:
            if self._is_titled(grid, index, line, head, fields):
                self._section(grid, line, head)
            elif looks.is_remark(line.own[0].text):
                self._pass(grid, line, Fate.NOTE)
            else:
                self._activity(grid, line, head, fields)
        elif self._open(grid) and not looks.is_remark(line.own[0].text):
            self._more(grid, line, head)
        else:
            self._pass(grid, line, Fate.NOTE)

    def _alone(self, grid: Grid, index: int, line: Line, head: Head) -> None:
        """One text in an otherwise empty row: a heading, a remark, or one more part of the activity above."""
        cell = line.own[0]
        column = head.column(cell)
        meaning = column.meaning if column else Meaning.OTHER
        broad = is_broad(grid, head, cell)
        if looks.is_remark(cell.text) or (looks.is_signature(cell.text) and (broad or meaning is not Meaning.OWNER)):
            self._pass(grid, line, Fate.NOTE)
        elif meaning is Meaning.NUMBER and not broad and looks.is_number(cell.text or cell.number):
            self._pass(grid, line, Fate.EMPTY)
        elif not broad and meaning not in (Meaning.ACTIVITY, Meaning.NUMBER, Meaning.SECTION):
            self._more(grid, line, head) if self._open(grid) else self._pass(grid, line, Fate.NOTE)
        elif not broad and meaning is Meaning.ACTIVITY and self._is_activity(grid, index, line, head, cell):
            self._activity(grid, line, head, head.fields(line.own))
        elif not broad and cell.text[:1].islower() and self._open(grid):
            self._more(grid, line, head)
        elif not broad and meaning is Meaning.ACTIVITY and self._bannered and not sections.is_named(cell.text):
            self._activity(grid, line, head, head.fields(line.own))
        else:
            self._section(grid, line, head)

    def _acted(self, grid: Grid, line: Line, head: Head) -> None:
        """A row under the names of those who act: as many activities as its cells have entries."""
        lone = line.own[0] if len(line.own) == 1 and grid.share(line.own[0]) >= _BROAD else None
        if stage := next((cell.text for cell in line.own for each in head.under(cell)
                          if each.meaning is Meaning.SECTION), ""):
            self._begin(stage, acting=True)
        if lone and (sections.is_named(lone.text) or (len(lone.lines) == 1 and len(lone.text) <= _SHORT)):
            self._section(grid, line, head)
        elif acted := drafts.acted(grid.table, line, head, self._sections):
            self.drafts += acted
            self._after_section = False
        else:
            self._pass(grid, line, Fate.NOTE)

    def _is_activity(self, grid: Grid, index: int, line: Line, head: Head, cell: Cell) -> bool:
        """Whether a lone text has a number of its own, as the activities of this table have."""
        if Meaning.NUMBER in head.fields(grid.lines[index].cells) or any(
                each.meaning is Meaning.NUMBER for each in head.columns):
            return False
        number = cut(cell.text)[0] or cell.number.rstrip(".)")
        return bool(number) and number != "•" and not self._leads(grid, index, head, number) \
            and not sections.is_named(cell.text)

    def _is_titled(self, grid: Grid, index: int, line: Line, head: Head, fields: dict[Meaning, list[Cell]]) -> bool:
        """A number and a title and nothing else: a heading if it calls itself so or the numbers below go on from it."""
        if set(fields) - {Meaning.NUMBER, Meaning.ACTIVITY, Meaning.SECTION} or len(line.filled) > len(line.own):
            return False
        number = next((number_of(cell) for cell in fields.get(Meaning.NUMBER, [])), "")
        title = fields[Meaning.ACTIVITY][0]
        if len(head.under(title)) > 2 or looks.is_roman(number):
            return True
        named = sections.is_named(title.text) or sections.is_named(number)
        return named or bool(number and self._leads(grid, index, head, number))

    def _leads(self, grid: Grid, index: int, head: Head, number: str) -> bool:
        """Whether the next row with a number continues this one: «1» before «1.1»."""
        for line in grid.lines[index + 1 : index + 6]:
            fields = head.fields(line.own)
            for cell in (*fields.get(Meaning.NUMBER, []), *fields.get(Meaning.ACTIVITY, [])):
                below = number_of(cell) if looks.is_number(cell.text or cell.number) else cut(cell.text)[0]
                if below:
                    return below.startswith(f"{number}.")
        return False

    def _activity(self, grid: Grid, line: Line, head: Head, fields: dict[Meaning, list[Cell]]) -> None:
        if kept := fields.get(Meaning.SECTION):
            self._sections.begin(kept[0].text, after_another=False, acting=False, beside=True)
        before = self._open(grid)
        self.drafts.append(drafts.begun(grid.table, line, head, self._sections, before))
        self._after_section = False

    def _more(self, grid: Grid, line: Line, head: Head) -> None:
        drafts.added(self.drafts[-1], line, head)
        self._pass(grid, line, Fate.RESULT)

    def _section(self, grid: Grid, line: Line, head: Head) -> None:
        text = " ".join(f"{cell.number} {cell.text}".strip() for cell in line.own)
        self._begin(text, acting=not any(each.meaning is Meaning.OWNER for each in head.columns))
        self._pass(grid, line, Fate.SECTION)

    def _begin(self, text: str, *, acting: bool) -> None:
        self._sections.begin(text, after_another=self._after_section, acting=acting)
        self._after_section = True

    def _open(self, grid: Grid) -> Draft | None:
        """The activity above, unless a heading or another table stands between."""
        if self._after_section or not self.drafts or self.drafts[-1].table != grid.table:
            return None
        return self.drafts[-1]

    def _pass(self, grid: Grid, line: Line, fate: Fate) -> None:
        self.passed.append(Passed(grid.table, line.place, fate, words.clean(line.text)[:_TEXT_LIMIT]))


def is_broad(grid: Grid, head: Head, cell: Cell) -> bool:
    """Whether a cell stretches over the table, or over its first columns."""
    under = head.under(cell)
    return grid.share(cell) >= _BROAD or len(under) > 2 or (len(under) == 2 and cell.first == 0)


def is_plan(grid: Grid, head: Head) -> bool:
    """Whether the columns make a roadmap; stages with deadlines make one of a mere list of activities."""
    if columns.is_roadmap(head.columns):
        return True
    meanings = {each.meaning for each in head.columns}
    acting = columns.has_actors(head.columns)
    if acting and meanings & {Meaning.SECTION, Meaning.DEADLINE}:
        return True
    listed = Meaning.ACTIVITY in meanings or acting
    return listed and any(len(line.own) == 1 and grid.share(line.own[0]) >= _BROAD and inside.of_title(line.text)
                          for line in grid.lines[head.row + head.height :])


def _over_columns(line: Line, head: Head) -> bool:
    """Whether the numbers in a row are those of the columns: over most of them, or four and more from 1 on."""
    return len(line.own) > 2 * len(head.columns) // 3 or (len(line.own) > 3 and line.own[0].text.strip(" .") == "1")


def _closes(grid: Grid, index: int, line: Line) -> bool:
    """Whether totals or a legend begin here: no row below has a number."""
    return len(line.own) == 1 and looks.is_closing(line.own[0].text) and not any(
        looks.is_number(each.own[0].text) for each in grid.lines[index + 1 :] if each.own)


def heads_table(line: str) -> bool:
    """Whether a line of text before a table is the heading of its part of the plan."""
    number, rest = cut(line)
    counted = bool(number) and rest[:1].isupper() and not _CLAUSE.search(rest)
    return len(line) <= _TEXT_LIMIT and (sections.names_itself(line) or counted)


def _is_banner(own: Sequence[Cell], fields: dict[Meaning, list[Cell]]) -> bool:
    """The same text repeated in every cell, as some programs write a merged heading."""
    return len(own) > 2 and len({cell.text for cell in own}) == 1
