"""Items → days: in which years they lie.

A year that is written holds for its neighbours too, unless they pass New Year. Where none is written the document's
holds: in a school year September to December and August lie in the first year, January to July in the second.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.deadlines.items import Item, NotRead, items
from scheduler.deadlines.pieces import Before, Note, Piece, Unread, Whole
from scheduler.deadlines.spans import Span, Unit
from scheduler.programme.reading import Context, Doubt, Why
from scheduler.programme.when import When


@dataclass(frozen=True, slots=True)
class Assembled:
    """The deadlines in their order, and what is doubtful of them with whether that needs an answer."""

    parts: tuple[When, ...]
    notes: tuple[Note, ...]
    whole: bool = False
    beginning: date | None = None
    """The first day where no last one is said."""


def assemble(pieces: Sequence[Piece], context: Context | None) -> Assembled:
    """The days. Raises NotRead."""
    notes = [piece for piece in pieces if isinstance(piece, Note)]
    found = items(pieces, notes)
    notes += [Note(Doubt(Why.LEFT_OVER, text)) for text in _unread(pieces)]
    return _Years(context, notes).assembled(found)


def _unread(pieces: Sequence[Piece]) -> tuple[str, ...]:
    text = " ".join(piece.text for piece in pieces if isinstance(piece, Unread))
    return (text,) if text else ()


class _Years:
    """Gives every span its year."""

    def __init__(self, context: Context | None, notes: list[Note]) -> None:
        self._context, self._notes = context, notes

    def assembled(self, items: Sequence[Item]) -> Assembled:
        units = {end.unit is Unit.YEAR for item in items for end in (item.first, item.last) if isinstance(end, Span)}
        if len(units) > 1:  # «сентябрь 2021, 2022»
            self._doubt(Why.VAGUE)
        dated = self._spread([self._within(item) for item in items])
        whole = any(isinstance(end, Whole) for item in items for end in (item.first, item.last))
        parts, beginning = [], None
        for item in dated:
            if item.last is None:
                beginning = self._start(item.first)
                self._doubt(Why.OPEN_END)
            else:
                parts.append(self._when(item))
        if beginning and parts:
            raise NotRead(Why.OPEN_END)
        return Assembled(self._ordered(parts, whole), tuple(self._notes), whole, beginning)

    def _within(self, item: Item) -> Item:
        """The two ends of a range explain each other."""
        first, last = item.first, item.last
        if not isinstance(first, Span) or not isinstance(last, Span) or first is last:
            return item
        if first.year is None and last.year is not None:
            first = replace(first, year=last.year - int(first.first > last.first))
        elif last.year is None and first.year is not None:
            last = replace(last, year=first.year + int(_end(last) < first.first))
        return Item(first, last)

    def _spread(self, items: Sequence[Item]) -> list[Item]:
        """A year that is written at one of a list holds for the others: backwards first, then onwards."""
        found = list(items)
        for number in range(len(found) - 2, -1, -1):
            found[number] = self._like(found[number], _head(found[number + 1]), back=True)
        for number in range(1, len(found)):
            found[number] = self._like(found[number], _head(found[number - 1]), back=False)
        return self._onwards(found)

    def _onwards(self, items: list[Item]) -> list[Item]:
        """«Ноябрь, декабрь, январь» of a calendar year: the order shows that it passes New Year."""
        heads = [_head(item) for item in items]
        spans = [head for head in heads if head is not None and head.year is None]
        if self._context is None or self._context.school or len(spans) < len(items):
            return items
        at = next((number for number in range(1, len(spans)) if spans[number].first < spans[number - 1].first), 0)
        if not at:
            return items
        self._doubt(Why.YEAR)
        before = Item(replace(spans[at - 1], year=self._context.first), None)
        found = items[:at]
        for item in items[at:]:
            found.append(self._like(item, _head(before), back=False))
            before = found[-1]
        return found

    def _like(self, item: Item, other: Span | None, *, back: bool) -> Item:
        own = _head(item)
        if own is None or own.year is not None or other is None or other.year is None or own.unit is Unit.YEAR:
            return item
        passes = own.first > other.first if back else own.first < other.first
        year = other.year + (int(passes) * (-1 if back else 1))
        first, last = item.first, item.last
        same = first is last
        first = replace(first, year=year) if isinstance(first, Span) else first
        if isinstance(last, Span) and last.year is None:
            start = first if isinstance(first, Span) else None
            last = first if same else replace(last, year=year + int(start is not None and _end(last) < start.first))
        return Item(first, last)

    def _when(self, item: Item) -> When:
        if isinstance(item.last, Before):
            begins = self._start(item.last.whole)
            return When(None, begins - timedelta(1))
        if isinstance(item.last, Whole):
            whole = self._whole(item.last)
            if isinstance(item.first, Span):
                return When(self._start(item.first), whole.end)
            return whole if item.first is not None else When(None, whole.end)
        assert item.last is not None
        start = self._start(item.first) if item.first is not None else None
        year = self._year(item.last)
        end = self._days(item.last, year)
        if start is not None and end.end is not None and end.end < start:
            if item.last.year is not None:
                raise NotRead(Why.BACKWARDS)
            end = self._days(item.last, year + 1)
        if item.last.year is None and self._strays(end.end):
            self._doubt(Why.YEAR)
        if start is None or end.end is None:
            return When(None, end.end)
        return When(start, end.end)

    def _strays(self, day: date | None) -> bool:
        """Whether a day whose year we have filled in lies outside the school year."""
        return self._context is not None and self._context.school and day is not None and day not in self._context

    def _start(self, first: Span | Whole | None) -> date:
        if isinstance(first, Whole):
            start = self._whole(first).start
        else:
            assert first is not None
            start = self._days(first, self._year(first)).start
        assert start is not None
        return start

    def _days(self, span: Span, year: int) -> When:
        try:
            return span.days(year)
        except ValueError:
            raise NotRead(Why.IMPOSSIBLE) from None

    def _year(self, span: Span) -> int:
        if span.vague:
            self._doubt(Why.VAGUE)
        if span.year is not None:
            return span.year
        if self._context is None:
            raise NotRead(Why.YEAR)
        if span.unit is Unit.SEASON and span.over and not self._context.school:
            self._doubt(Why.YEAR)
        if not self._context.school and self._context.last > self._context.first:
            self._doubt(Why.YEAR)
        return self._context.first + int(self._context.school and span.first[0] < 8)

    def _whole(self, whole: Whole) -> When:
        if self._context is None:
            raise NotRead(Why.YEAR)
        if whole.vague:
            self._doubt(Why.VAGUE)
        if whole.school and not self._context.school:
            self._doubt(Why.YEAR)
            first = self._context.first
            return When(date(first, 9, 1), date(max(first + 1, self._context.last), 5, 31))
        if not whole.programme and not self._context.school and self._context.last > self._context.first:
            self._doubt(Why.YEAR)
        return self._context.whole

    def _ordered(self, parts: Sequence[When], whole: bool) -> tuple[When, ...]:
        """A list that runs on passes New Year: «декабрь и январь» of a calendar year."""
        found: list[When] = []
        for part in parts:
            if part in found:
                if not whole:
                    self._doubt(Why.TWICE)
                continue
            found.append(part)
        if any(_key(one) > _key(two) for one, two in itertools.pairwise(found)) and not whole:
            self._doubt(Why.YEAR)
        if any(_meet(one, two) for one, two in itertools.combinations(found, 2)):
            self._doubt(Why.VAGUE)
        if whole and len(found) > 1:
            self._doubt(Why.VAGUE)
        return tuple(found)

    def _doubt(self, why: Why) -> None:
        note = Note(Doubt(why))
        if note not in self._notes:
            self._notes.append(note)


def _meet(one: When, two: When) -> bool:
    """Whether two of a list share a day: then one of them only explains the other."""
    return bool(one.start and one.end and two.start and two.end and one.start <= two.end and two.start <= one.end)


def _key(part: When) -> date:
    assert part.end is not None
    return part.start or part.end


def _head(item: Item) -> Span | None:
    """The span whose year speaks for the item."""
    if isinstance(item.first, Span):
        return item.first
    return item.last if isinstance(item.last, Span) else None


def _end(span: Span) -> tuple[int, int]:
    return span.last if span.last[1] else (span.last[0], 31)
