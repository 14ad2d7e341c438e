"""A frequency with the days beside it → an RRULE (RFC 5545), and from when until when it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.deadlines import lexicon
from scheduler.deadlines.assembly import assemble
from scheduler.deadlines.frequencies import WORKDAYS
from scheduler.deadlines.items import NotRead, bound
from scheduler.deadlines.pieces import Following, Mark, Note, Numbered, Often, Piece, Unread
from scheduler.deadlines.spans import Span, Unit
from scheduler.programme.reading import Context, Doubt, Why
from scheduler.programme.when import NO_DATE, When

_PLAIN = {lexicon.DAILY: "FREQ=DAILY", lexicon.WEEKLY: "FREQ=WEEKLY", lexicon.MONTHLY: "FREQ=MONTHLY",
          lexicon.YEARLY: "FREQ=YEARLY"}
_LONG = frozenset({lexicon.QUARTERLY, lexicon.TERMLY, lexicon.TRIMESTERLY, lexicon.HALF_YEARLY})
_QUARTERS = (3, 6, 9, 12)
_AFTER_QUARTERS = (1, 4, 7, 10)
_TERMS = (3, 5, 10, 12)
_TRIMESTERS = (2, 5, 11)


@dataclass(frozen=True, slots=True)
class Rule:
    """`start` and `end` only where the phrase bounds it."""

    rule: str
    start: date | None
    end: date | None
    notes: tuple[Note, ...]


class Unspecified(Exception):
    """A frequency that no rule can say: «2 раза в год»."""


def read(pieces: Sequence[Piece], context: Context | None) -> Rule:
    """The rule. Raises NotRead, Unspecified."""
    often = [piece for piece in pieces if isinstance(piece, Often)]
    following = next((piece for piece in pieces if isinstance(piece, Following)), None)
    numbered = [piece for piece in pieces if isinstance(piece, Numbered)]
    rest = [piece for piece in pieces if not isinstance(piece, Often | Following | Numbered)]
    notes = [piece for piece in rest if isinstance(piece, Note)]
    notes += [Note(Doubt(Why.LEFT_OVER, piece.text)) for piece in rest if isinstance(piece, Unread)]
    one = _the_one(often, following, bool(numbered), notes)
    if len(numbered) > 1 or (numbered and one.unit not in (lexicon.MONTHLY, lexicon.QUARTERLY)):
        raise NotRead(Why.UNKNOWN)
    day = _days(numbered, notes)
    around = _around(bound([piece for piece in rest if not isinstance(piece, Note | Unread)]), bool(day))
    return _Maker(one, following, day, context, notes).rule(around)


def _the_one(often: Sequence[Often], following: Following | None, numbered: bool, notes: list[Note]) -> Often:
    """The frequency that counts; two that mean the same are one."""
    if not often and following:
        if following.within == lexicon.YEARLY:
            notes.append(Note(Doubt(Why.VAGUE)))
        return Often(following.of if following.of in (lexicon.QUARTERLY, lexicon.YEARLY) else lexicon.MONTHLY)
    if not often and numbered:
        notes.append(Note(Doubt(Why.VAGUE)))
        return Often(lexicon.MONTHLY)
    if any(each.vague for each in often):
        notes.append(Note(Doubt(Why.VAGUE)))
    if any(each.by == WORKDAYS for each in often):
        often = [each for each in often if each.by or each.unit != lexicon.DAILY]
    plain = [each for each in often if not each.by]
    if len({(each.unit, each.every) for each in plain}) > 1:
        raise Unspecified
    detailed = [each for each in often if each.by]
    if len({each.by for each in detailed}) > 1 or (detailed and plain and plain[0].unit != detailed[0].unit):
        raise Unspecified
    return (detailed or plain)[0]


def _days(numbered: Sequence[Numbered], notes: list[Note]) -> str:
    """The days of the month by which it is due, as a rule has them; "" for none."""
    if not numbered:
        return ""
    if any(not (1 <= day <= 31 or day == -1) for day in numbered[0].days):
        raise NotRead(Why.IMPOSSIBLE)
    if numbered[0].span:
        notes.append(Note(Doubt(Why.VAGUE)))
        return str(numbered[0].days[-1])
    return ",".join(map(str, numbered[0].days))


def _around(pieces: Sequence[Piece], numbered: bool) -> list[Piece]:
    """What is left, without marks that belonged to the days of the month or end nowhere."""
    found = list(pieces)
    if numbered and Mark.UNTIL in found:
        found.remove(Mark.UNTIL)
    while found and isinstance(found[-1], Mark):
        found.pop()
    while found and found[0] in (Mark.APART, Mark.DASH, Mark.BY):
        found.pop(0)
    return found


class _Maker:
    def __init__(self, often: Often, following: Following | None, day: str, context: Context | None,
                 notes: list[Note]) -> None:
        self._often, self._following, self._day = often, following, day
        self._context, self._notes = context, notes

    def rule(self, around: Sequence[Piece]) -> Rule:
        if self._often.unit == lexicon.YEARLY:
            return self._yearly(around)
        if self._often.number > 1:
            raise Unspecified
        named = [piece for piece in around if isinstance(piece, Span)]
        if self._often.unit in _LONG and named and all(isinstance(piece, Mark) or _is_month(piece) for piece in around):
            return self._of_months(named)
        bounds = self._bounds(around) if around else NO_DATE
        return Rule(self._plain(), bounds.start, bounds.end, tuple(self._notes))

    def _plain(self) -> str:
        every = f";INTERVAL={self._often.every}" if self._often.every > 1 else ""
        unit = self._often.unit
        if unit in _PLAIN:
            by = f";BYMONTHDAY={self._day}" if self._day else (f";{self._often.by}" if self._often.by else "")
            return f"{_PLAIN[unit]}{every}{by}"
        if every:
            raise Unspecified
        if unit == lexicon.TEN_DAYS:
            return "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"
        return _yearly(self._ends(unit), self._day or "-1")

    def _of_months(self, named: Sequence[Span]) -> Rule:
        """«1 раз в полугодие (декабрь, май)»: the months that are named hold."""
        rule = _yearly([span.first[0] for span in named], "-1")
        if rule != self._plain():
            self._notes.append(Note(Doubt(Why.VAGUE)))
        return Rule(rule, None, None, tuple(self._notes))

    def _ends(self, unit: int) -> tuple[int, ...]:
        """The last months of each unit, or the months after them."""
        if unit == lexicon.QUARTERLY:
            if self._following and self._following.inside:
                return self._months_inside(self._following.inside)
            if self._day and self._following is None:
                self._notes.append(Note(Doubt(Why.VAGUE)))
            return _AFTER_QUARTERS if self._following or self._day else _QUARTERS
        if unit == lexicon.TERMLY:
            return _TERMS
        if unit == lexicon.TRIMESTERLY:
            return _TRIMESTERS
        return (5, 12) if self._context is None or self._context.school else (6, 12)

    @staticmethod
    def _months_inside(number: int) -> tuple[int, ...]:
        """The first, second or last month of every quarter."""
        if number not in (-1, 1, 2, 3):
            raise NotRead(Why.UNKNOWN)
        return tuple(month - 3 + (number if number > 0 else 3) for month in _QUARTERS)

    def _yearly(self, around: Sequence[Piece]) -> Rule:
        """Months and days that are named belong to the rule; years bound it."""
        spans = [piece for piece in around if isinstance(piece, Span)]
        named = [span for span in spans if span.unit is not Unit.YEAR]
        yearless = [span for span in named if span.year is None]
        if not yearless and len(named) == 2 and self._is_range(around):
            bounds = self._bounds(around)
            return Rule("FREQ=YEARLY", bounds.start, bounds.end, tuple(self._notes))
        if yearless and len(yearless) < len(named):  # «ежегодно в апреле с мая 2023 г. по май 2025 г.»
            return self._bounded(yearless, around)
        if self._often.number > 1:
            if len({span.first for span in named}) != self._often.number:
                raise Unspecified
            self._notes.append(Note(Doubt(Why.VAGUE)))
        if self._often.every > 1 and named:
            raise NotRead(Why.UNKNOWN)
        others = [piece for piece in around if piece not in named]
        start, end = self._years(spans, others)
        notes = tuple(self._notes)
        if not named:
            every = f";INTERVAL={self._often.every}" if self._often.every > 1 else ""
            bounds = self._bounds(others) if others and not any(isinstance(piece, Span) for piece in others) and any(
                not isinstance(piece, Mark) for piece in others) else NO_DATE
            return Rule(f"FREQ=YEARLY{every}", start or bounds.start, end or bounds.end, notes)
        return Rule(self._named(named, around), self._since(named, start), end, tuple(self._notes))

    def _bounded(self, named: Sequence[Span], around: Sequence[Piece]) -> Rule:
        """Days without a year make the rule, those with one bound it."""
        first = next(at for at, piece in enumerate(around) if isinstance(piece, Span) and piece.year is not None)
        while first and isinstance(around[first - 1], Mark):
            first -= 1
        rest = around[first:]
        if any(isinstance(piece, Span) and piece.year is None for piece in rest):
            raise NotRead(Why.UNKNOWN)
        bounds = self._bounds(rest)
        return Rule(self._named(named, around[:first]), bounds.start, bounds.end, tuple(self._notes))

    def _years(self, spans: Sequence[Span], others: Sequence[Piece]) -> tuple[date | None, date | None]:
        bounding = [span for span in spans if span.unit is Unit.YEAR]
        if not bounding:
            return None, None
        if len(bounding) > 1:
            return date(bounding[0].year or 1, 1, 1), bounding[-1].days(bounding[-1].year or 1).end
        only = bounding[0]
        whole = only.days(only.year or 1)
        since, until = Mark.FROM in others, Mark.UNTIL in others or Mark.BY in others
        if not since and not until and not only.over:  # «2021 год, далее ежегодно»
            self._notes.append(Note(Doubt(Why.VAGUE)))
        return (None if until and not since else whole.start), (None if since else whole.end)

    def _since(self, named: Sequence[Span], start: date | None) -> date | None:
        """From the first time on: «май, ежегодно с 2023» begins in May."""
        return named[0].days(start.year).start if start else None

    def _named(self, named: Sequence[Span], around: Sequence[Piece]) -> str:
        if any(span.year is not None for span in named):
            self._notes.append(Note(Doubt(Why.YEAR)))
        if all(span.unit is Unit.DAY for span in named):
            if len(named) == 1:
                return _yearly((named[0].last[0],), str(named[0].last[1] or -1))
            if len(named) == 2 and self._is_range(around):
                self._notes.append(Note(Doubt(Why.VAGUE)))
                return _yearly((named[1].last[0],), str(named[1].last[1]))
            if len({span.last[1] for span in named}) == 1:
                return _yearly(tuple(span.last[0] for span in named), str(named[0].last[1]))
            raise NotRead(Why.UNKNOWN)
        if all(span.unit is Unit.MONTH for span in named):
            if Mark.UNTIL in around:
                self._notes.append(Note(Doubt(Why.VAGUE)))
                return _yearly((named[-1].last[0],), "-1")
            if len(named) == 2 and self._is_range(around) and named[1].first < named[0].first:
                self._notes.append(Note(Doubt(Why.VAGUE)))
            months = _between(named[0], named[1]) if len(named) == 2 and self._is_range(around) else tuple(
                span.first[0] for span in named)
            return _yearly(months, "")
        if len(named) == 1:
            self._notes.append(Note(Doubt(Why.VAGUE)))
            if named[0].last[1] == 0 and named[0].unit in (Unit.QUARTER, Unit.SEASON):
                return _yearly(named[0].months, "")
            return _yearly((named[0].last[0],), str(named[0].last[1] or -1))
        raise NotRead(Why.UNKNOWN)

    @staticmethod
    def _is_range(around: Sequence[Piece]) -> bool:
        return any(mark in around for mark in (Mark.DASH, Mark.BY))

    def _bounds(self, around: Sequence[Piece]) -> When:
        found = assemble(around, self._context)
        self._notes += found.notes
        if len(found.parts) != 1:
            if found.beginning:
                return When(found.beginning, None, open_end=True)
            self._notes.append(Note(Doubt(Why.VAGUE)))
            starts = [part.start for part in found.parts if part.start]
            return When(min(starts) if len(starts) == len(found.parts) else None,
                        max(part.end for part in found.parts if part.end))
        if _lone(around):
            self._notes.append(Note(Doubt(Why.VAGUE)))
        return found.parts[0]


def _lone(around: Sequence[Piece]) -> bool:
    """«Сентябрь, далее ежемесячно»: one month by itself bounds nothing that repeats in it once."""
    spans = [piece for piece in around if isinstance(piece, Span)]
    return len(spans) == 1 and spans[0].unit in (Unit.DAY, Unit.WEEK, Unit.DECADE, Unit.MONTH) and len(
        [piece for piece in around if not isinstance(piece, Mark)]) == 1


def _is_month(piece: Piece) -> bool:
    return isinstance(piece, Span) and piece.unit is Unit.MONTH and piece.year is None


def _between(first: Span, last: Span) -> tuple[int, ...]:
    return Span(Unit.PART, first.first, last.last).months


def _yearly(months: Sequence[int], day: str) -> str:
    named = ",".join(map(str, sorted(set(months))))
    return f"FREQ=YEARLY;BYMONTH={named}" + (f";BYMONTHDAY={day}" if day else "")
