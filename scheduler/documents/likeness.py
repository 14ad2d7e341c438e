"""Tables without headings, and headings that say little: columns told by what stands in them.

A table may go on from the one before it without repeating the headings. What the contents show is also held against
headings that were found.
"""

from collections.abc import Callable, Sequence
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
    if before and not grid.nested and (same := _continued(grid, rows, *before)):
        return same
    return _guessed(grid, rows)


def checked(grid: Grid, found: Head) -> Head:
    """The headings, but what says nothing known and holds deadlines or owners is taken for what it holds."""
    settled = found
    for meaning, like in ((Meaning.DEADLINE, looks.is_deadline), (Meaning.OWNER, owners.begins)):
        wanted = columns.DATED if meaning is Meaning.DEADLINE else {Meaning.OWNER}
        if any(each.meaning in wanted for each in settled.columns):
            continue
        for place, column in enumerate(settled.columns):
            texts = _texts(grid, found, column)
            if column.meaning is Meaning.OTHER and len(texts) >= _ROWS and _share(texts, like) >= _ENOUGH:
                kept = list(settled.columns)
                kept[place] = replace(column, meaning=meaning)
                settled = replace(settled, columns=tuple(kept))
                break
    return settled


def _continued(grid: Grid, rows: Sequence[Sequence[Cell]], before: Grid, above: Head) -> Head | None:
    """The same number of columns in their order, with deadlines where deadlines are to be."""
    spans = _spans(rows)
    if len(spans) != len(above.columns):
        return None
    moved = tuple(replace(column, first=first, width=width)
                  for column, (first, width) in zip(above.columns, spans, strict=True))
    made = Head(0, 0, moved)
    for column in moved:
        texts = _texts(grid, made, column)
        if column.meaning is Meaning.DEADLINE and texts and _share(texts, looks.is_deadline) < _FEW:
            return None
        if column.meaning is Meaning.NUMBER and texts and _share(texts, looks.is_number) < _FEW:
            return None
    return made


def _guessed(grid: Grid, rows: Sequence[Sequence[Cell]]) -> Head | None:
    """Deadlines, numbers and owners by their looks; the longest of the rest are the activities."""
    spans = _spans(rows)
    found: list[Column] = []
    for first, width in spans:
        bare = Column(Meaning.OTHER, "", first, width)
        found.append(replace(bare, meaning=_meaning(_texts(grid, Head(0, 0, (bare,)), bare))))
    rest = [(_length(grid, each), each) for each in found if each.meaning in (Meaning.OTHER, Meaning.OWNER)]
    if not rest or sum(each.meaning is Meaning.DEADLINE for each in found) != 1 or len(rows) < _ROWS:
        return None
    length, longest = max(rest, key=lambda pair: pair[0])
    if length < _LONG:
        return None
    return Head(0, 0, tuple(replace(each, meaning=Meaning.ACTIVITY) if each == longest else each for each in found))


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


def _texts(grid: Grid, head: Head, column: Column) -> list[str]:
    return [cell.text or cell.number for line in grid.lines[head.row + head.height :] if not line.hidden
            and len(line.own) > 1 for cell in line.own if head.column(cell) == column]


def _share(texts: Sequence[str], like: Callable[[str], bool]) -> float:
    return mean(1.0 if like(text) else 0.0 for text in texts)


def _length(grid: Grid, column: Column) -> float:
    texts = _texts(grid, Head(0, 0, (column,)), column)
    return median(map(len, texts)) if texts else 0.0
