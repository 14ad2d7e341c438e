"""What a person should look at in the rows of a document. Nothing is corrected here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler import stems
from scheduler.documents.document import Concern, Row, Warned
from scheduler.documents.drafts import Draft
from scheduler.programme import mistakes, phrases, words
from scheduler.programme.reading import Context, Reading, Sort
from scheduler.programme.when import When

LONG = 1000
"""Signs; a longer activity is none that a screen can show."""
_PREPARES = re.compile(r"(?:подготов|организационн\w+ подготов|приглашени|рассылк|сбор заяв|регистраци"
                       r"|формирование списк|прием заяв|подать заяв|разработка (?:программы|положени)"
                       r"|издание приказа о проведени|утверждение (?:программы|положени))\w*")
_HOLDS = re.compile(r"(?:проведени\w|проведен|организация и проведение)\s+")
_SHARED = 2
"""Words that the preparing row and its event have in common at least, where the event has as many."""


def marked(rows: Sequence[tuple[Draft, Row]], context: Context | None) -> tuple[Row, ...]:
    """The rows with their warnings."""
    known: dict[tuple[object, ...], Row] = {}
    numbers: dict[tuple[int, str, str], Row] = {}
    events = _events([row for _, row in rows])
    made = []
    for draft, row in rows:
        found = [*_of_one(draft, row, context), *_after_another(row, events)]
        if double := known.get(key := _key(row)):
            found.append(_warned(Concern.TWICE, other=_place(double)))
        if row.number and (other := numbers.get((row.table, draft.path, row.number))):
            found.append(_warned(Concern.NUMBER_TWICE, number=row.number, other=_place(other)))
        known.setdefault(key, row)
        numbers.setdefault((row.table, draft.path, row.number), row)
        made.append(replace(row, warnings=tuple(dict.fromkeys(found))))
    return tuple(made)


def _of_one(draft: Draft, row: Row, context: Context | None) -> Iterator[Warned]:
    if not row.phrase or row.deadline.sort is Sort.NONE:
        yield Warned(Concern.NO_DEADLINE)
    elif not draft.phrases and draft.within:
        yield _warned(Concern.FOUND_INSIDE, phrase=draft.within)
    if not row.owners:
        yield Warned(Concern.NO_OWNER)
    if len(row.activity) > LONG:
        yield _warned(Concern.LONG, length=str(len(row.activity)), limit=str(LONG))
    yield from _outside(row.deadline, draft.years or context)
    yield from _differs(draft, row)


def _outside(deadline: Reading, years: Context | None) -> Iterator[Warned]:
    """August before a school year and the summer after it still belong to its plan."""
    if years is None or not deadline.when.end:
        return
    first, last = (date(years.first, 8, 1), date(years.last, 8, 31)) if years.school else (
        date(years.first, 1, 1), date(years.last, 12, 31))
    days = [day for day in (deadline.when.start, deadline.when.end) if day and not first <= day <= last]
    if days:
        yield _warned(Concern.OUTSIDE_PERIOD, day=f"{days[0]:%d.%m.%Y}", first=f"{first:%d.%m.%Y}",
                      last=f"{last:%d.%m.%Y}")


def _differs(draft: Draft, row: Row) -> Iterator[Warned]:
    """The deadline among the words beside that of its column; or an event that stands before its preparation ends."""
    if not draft.phrases or not draft.within or row.deadline.recurrence:
        return
    inner = phrases.understood(draft.within, draft.years, draft.above)
    own, other = row.deadline.when, inner.when
    if not own.end or not other.end or inner.recurrence or inner.sort is Sort.RELATIVE:
        return
    if _PREPARES.search(words.fold(row.activity)) and other.start:
        if own.end > other.end:
            yield _warned(Concern.AFTER_EVENT, day=f"{own.end:%d.%m.%Y}", event=f"{other.start:%d.%m.%Y}", other="")
    elif not _holds(own, other):
        yield _warned(Concern.DEADLINES_DIFFER, one=row.phrase, other=draft.within)


def _holds(own: When, other: When) -> bool:
    """Whether the days among the words lie within those of the column, or end with them."""
    if own.end is None or other.end is None:
        return True
    return other.end == own.end or (own.start is not None and own.start <= (other.start or other.end)
                                    and other.end <= own.end)


def _events(rows: Sequence[Row]) -> list[tuple[frozenset[str], Row]]:
    """What is held on certain days, by the words that name it."""
    return [(frozenset(stems.of(_HOLDS.sub("", words.fold(row.activity)))), row) for row in rows
            if row.deadline.when.start and row.deadline.when.end and not row.deadline.recurrence
            and not _PREPARES.match(words.fold(row.activity))]


def _after_another(row: Row, events: Sequence[tuple[frozenset[str], Row]]) -> Iterator[Warned]:
    """A preparation that ends after the event which another row holds; all words of the event are in it."""
    folded = words.fold(row.activity)
    preparing = _PREPARES.match(folded)
    if preparing is None or not row.deadline.when.end or row.deadline.recurrence:
        return
    named = frozenset(stems.of(folded[preparing.end() :]))
    for event, held in events:
        end = held.deadline.when.end
        if len(event) >= _SHARED and event <= named and end and row.deadline.when.end > end:
            yield _warned(Concern.AFTER_EVENT, day=f"{row.deadline.when.end:%d.%m.%Y}", event=f"{end:%d.%m.%Y}",
                          other=_place(held))
            return


def _key(row: Row) -> tuple[object, ...]:
    """By which two rows are the same."""
    deadline = row.deadline.when if row.deadline.when.end else words.fold(row.phrase)
    return words.fold(row.activity), deadline, row.deadline.recurrence, frozenset(map(words.fold, row.owners))


def _place(row: Row) -> str:
    return row.number or mistakes.where(row.place)


def _warned(concern: Concern, **facts: str) -> Warned:
    return Warned(concern, tuple(facts.items()))
