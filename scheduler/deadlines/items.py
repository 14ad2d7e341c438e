"""Pieces → items: what a bare number counts, which spans are the two ends of a range and which stand in a list.

Years stay open; `assembly.py` settles them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.deadlines.pieces import Bare, Before, Mark, Note, Piece, Unread, Whole
from scheduler.deadlines.spans import Span, Unit, sibling
from scheduler.programme.reading import Doubt, Why

_LENGTHS = frozenset(Unit) - {Unit.DAY, Unit.PART, Unit.DECADE, Unit.WEEK}
"""Units of which «до» may mean the beginning or the end."""


class NotRead(Exception):
    """The pieces do not make a deadline; the doubt says why."""

    def __init__(self, why: Why, words: str = "") -> None:
        super().__init__(why)
        self.doubt = Doubt(why, words)


@dataclass(frozen=True, slots=True)
class Item:
    """One deadline of a list. `first` is None for «до …»; `last` is None where only the beginning is said."""

    first: Span | Whole | None
    last: Span | Whole | Before | None


def items(pieces: Sequence[Piece], notes: list[Note]) -> tuple[Item, ...]:
    """The deadlines in their order; what is doubtful of them is added to the notes. Raises NotRead."""
    spoken = bound([piece for piece in pieces if not isinstance(piece, Note | Unread)])
    found = tuple(_items(_of_year_before(spoken), notes))
    if not found:
        raise NotRead(Why.UNKNOWN)
    return found


def bound(pieces: Sequence[Piece]) -> list[Piece]:
    """Bare numbers get the unit of the next span: «1, 15 и 20 октября»."""
    found: list[Piece] = []
    after: Span | None = None
    for piece in reversed(pieces):
        if isinstance(piece, Bare):
            span = sibling(after, piece.number) if after else None
            if span is None:
                raise NotRead(Why.UNKNOWN, piece.text)
            piece = span
        after = piece if isinstance(piece, Span) else after
        found.append(piece)
    return found[::-1]


def _of_year_before(pieces: Sequence[Piece]) -> list[Piece]:
    """«2022 год: март, апрель»: the year goes to what stands behind it, until the next year."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = next((one for one in pieces[at + 1 :] if not isinstance(one, Mark)), None)
        if _is_year(piece) and isinstance(after, Span) and after.year is None and Mark.FROM not in pieces:
            found.append(Mark.APART)
            continue
        before = [one for one in pieces[:at] if isinstance(one, Span) and one.year is not None]
        if isinstance(piece, Span) and piece.year is None and before and _is_year(before[-1]) and before[-1].year:
            year = before[-1].year + int(before[-1].first[0] == 9 and piece.first[0] < 8)
            piece = replace(piece, year=year)
        found.append(piece)
    return found


def _is_year(piece: Piece | None) -> bool:
    """One calendar year or one school year as a whole."""
    return isinstance(piece, Span) and ((piece.unit is Unit.YEAR and not piece.over) or (
        piece.unit is Unit.PART and (piece.first, piece.last, piece.over) == ((9, 1), (5, 31), 1)))


def _items(pieces: Sequence[Piece], notes: list[Note]) -> Iterator[Item]:
    at, until = 0, False
    while at < len(pieces):
        marks: list[Mark] = []
        while at < len(pieces) and isinstance(mark := pieces[at], Mark):
            marks.append(mark)
            at += 1
        if at == len(pieces):
            if Mark.UNTIL in marks or Mark.FROM in marks:
                raise NotRead(Why.UNKNOWN)
            return
        if until and marks == [Mark.APART] and _is_day(pieces[at]):  # «до 5, 10 и 15 мая»
            marks.append(Mark.UNTIL)
        item, at = _item(pieces, at, marks, notes)
        until = item.first is None
        yield item


def _is_day(piece: Piece) -> bool:
    return isinstance(piece, Span) and piece.unit is Unit.DAY


def _item(pieces: Sequence[Piece], at: int, marks: Sequence[Mark], notes: list[Note]) -> tuple[Item, int]:
    """From a span on: a range, an end, a beginning, or one by itself."""
    first = pieces[at]
    if isinstance(first, Before):
        notes.append(Note(Doubt(Why.VAGUE)))
        return Item(None, first), at + 1
    if not isinstance(first, Span | Whole):
        raise NotRead(Why.UNKNOWN)
    since = Mark.FROM in marks
    until = Mark.UNTIL in marks or marks in ([Mark.BY], [Mark.APART, Mark.BY])
    between = pieces[at + 1] if at + 1 < len(pieces) else None
    second = pieces[at + 2] if at + 2 < len(pieces) else None
    joined = between in (Mark.DASH, Mark.BY) or (since and between is Mark.UNTIL)
    if joined and not until and isinstance(second, Span):
        return Item(first, second), at + 3
    if joined and not until and second in (Mark.UNTIL, Mark.BY) and isinstance(last := pieces[at + 3] if at + 3 < len(
            pieces) else None, Span):
        return Item(first, last), at + 4
    if since and isinstance(between, Span):
        notes.append(Note(Doubt(Why.LOST_DASH)))
        return Item(first, between), at + 2
    if until:
        if isinstance(first, Span) and first.unit in _LENGTHS:  # «до мая»: May may be meant or not
            notes.append(Note(Doubt(Why.VAGUE)))
        if isinstance(first, Span) and (first.unit, first.last) == (Unit.PART, (12, 0)):  # «до конца года»
            first = replace(first, vague=False)
        return Item(None, first), at + 1
    return Item(first, None if since and isinstance(first, Span) else first), at + 1
