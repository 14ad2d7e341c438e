"""Tables without headings, and headings that say little: columns told by what stands in them.

A table may go on from the one before it without repeating the headings. What the contents show is also held against
headings that were found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import mean, median

from scheduler.documents import columns, looks, owners
from scheduler.documents.columns import Column, Meaning
from scheduler.documents.grid import Cell, Grid
from scheduler.documents.headings import Head

_ENOUGH = 0.6
_FEW = 0.1
_ROWS = 3
_LONG = 15
"""Signs of what an activity has at least, in the middle."""


def head(grid: Grid, before: tuple[Grid, Head] | None) -> Head | None:
    """The columns of a table that has no headings: those of the table before it, or by what stands in them."""
    rows = [line.cells for line in grid.lines if not line.hidden and len(line.own) > 1]
    if not rows:
        return None
    if before and not grid.nested and (same := _continued(grid, rows, before[1])):
        return same
    return _guessed(grid, rows)


def checked(grid: Grid, found: Head) -> Head:
    """The headings, but what says nothing known and holds deadlines or owners is taken for what it holds."""
    texts = _texts(grid, found)
    settled = _without_strangers(found, texts)
    for meaning, wanted, like in ((Meaning.DEADLINE, columns.DATED, looks.is_deadline),
                                  (Meaning.OWNER, {Meaning.OWNER}, owners.begins)):
        if any(each.meaning in wanted for each in settled.columns):
            continue
        fitting = [column for column in found.columns if column.meaning is Meaning.OTHER
                   and len(texts[column]) >= _ROWS and _share(texts[column], like) >= _ENOUGH]
        if fitting:
            settled = _with(settled, fitting[0], replace(fitting[0], meaning=meaning))
    return settled


def _with(head: Head, old: Column, new: Column) -> Head:
    return replace(head, columns=tuple(new if each == old else each for each in head.columns), known={})


def _without_strangers(found: Head, texts: Mapping[Column, Sequence[str]]) -> Head:
    """Where a column holds deadlines, others that are headed so and hold none are something else."""
    shares = {column: _share(held, looks.is_deadline) for column, held in texts.items() if held}
    shares |= {column: 0.0 for column, held in texts.items() if held and _share(held, looks.is_clock) >= _ENOUGH}
    strange = [column for column, share in shares.items() if column.meaning is Meaning.DEADLINE and share < _FEW]
    true = [column for column, share in shares.items()
            if share >= _ENOUGH and column.meaning in (Meaning.DEADLINE, Meaning.OTHER)]
    for column in strange if true else ():
        found = _with(found, column, replace(column, meaning=Meaning.OTHER))
    return found


def _continued(grid: Grid, rows: Sequence[Sequence[Cell]], above: Head) -> Head | None:
    """The same number of columns in their order, with deadlines where deadlines are to be."""
    spans = _spans(rows)
    if len(spans) != len(above.columns):
        return None
    placed = tuple(replace(column, first=first, width=width)
                   for column, (first, width) in zip(above.columns, spans, strict=True))
    moved = Head(0, 0, placed, grid.edges)
    for column, texts in _texts(grid, moved).items():
        like = {Meaning.DEADLINE: looks.is_deadline, Meaning.NUMBER: looks.is_number}.get(column.meaning)
        if like and texts and _share(texts, like) < _FEW:
            return None
    return moved


def _guessed(grid: Grid, rows: Sequence[Sequence[Cell]]) -> Head | None:
    """Deadlines, numbers and owners by their looks; the longest of the rest are the activities."""
    bare = Head(0, 0, tuple(Column(Meaning.OTHER, "", first, width) for first, width in _spans(rows)), grid.edges)
    texts = _texts(grid, bare)
    found = {column: replace(column, meaning=_meaning(held)) for column, held in texts.items()}
    rest = [column for column, told in found.items() if told.meaning in (Meaning.OTHER, Meaning.OWNER)]
    dated = sum(told.meaning is Meaning.DEADLINE for told in found.values())
    longest = max(rest, key=lambda column: _length(texts[column]), default=None)
    if longest is None or dated != 1 or len(rows) < _ROWS or _length(texts[longest]) < _LONG:
        return None
    found[longest] = replace(longest, meaning=Meaning.ACTIVITY)
    return replace(bare, columns=tuple(found.values()), known={})


def _meaning(texts: Sequence[str]) -> Meaning:
    for meaning, like in ((Meaning.NUMBER, looks.is_number), (Meaning.DEADLINE, looks.is_deadline),
                          (Meaning.OWNER, owners.begins)):
        if texts and _share(texts, like) >= _ENOUGH:
            return meaning
    return Meaning.OTHER


def _spans(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """Where the cells of the fullest row begin, and how wide they are."""
    fullest = max(rows, key=len)
    return [(cell.first, cell.width) for cell in fullest]


def _texts(grid: Grid, head: Head) -> dict[Column, list[str]]:
    """What stands in each column, in rows of several cells."""
    found: dict[Column, list[str]] = {column: [] for column in head.columns}
    for line in grid.lines[head.row + head.height :]:
        if not line.hidden and len(line.own) > 1:
            for cell in line.own:
                if column := head.column(cell):
                    found[column].append(cell.text or cell.number)
    return found


def _share(texts: Sequence[str], like: Callable[[str], bool]) -> float:
    return mean(1.0 if like(text) else 0.0 for text in texts)


def _length(texts: Sequence[str]) -> float:
    return median(map(len, texts)) if texts else 0.0
