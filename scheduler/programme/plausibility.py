"""What is odd in a sound roadmap: no date, a day off, a date that contradicts another, a row twice. Warnings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from messages import russian
from scheduler import workdays
from scheduler.programme import phrases, roadmap, words
from scheduler.programme.mistakes import Found, Place, Warn
from scheduler.programme.model import Activity, Owner, Programme
from scheduler.programme.organisations import Register
from scheduler.programme.people_list import Listed
from scheduler.programme.roadmap import Draft
from scheduler.programme.when import When
from scheduler.programme.yaml_file import Lines

EXAMPLE = "(пример)"
"""Stands in the example rows of a new folder."""
_BLANK = re.compile(r"\[[^\[\]]{2,120}\]")
_NAMED_DAY = re.compile(rf"(?<!\bот )(?<!\bна )(?<!\bс )(?<!\d)({phrases.DAY_WITHIN})")
"""A day in a title that is not of an order, a figure or a beginning."""


def look(programme: Programme, drafts: Sequence[Draft], owners: Mapping[str, Owner], lines: Lines,
         found: Found) -> None:
    """All of it; the folder has been read without a mistake."""
    known = {words.fold(word): owner for word, owner in owners.items()}
    events = {event.activity: event for event in programme.events if event.activity}
    for draft, activity in zip(drafts, programme.activities, strict=True):
        place = draft.places["due"]
        _of_due(activity, programme, place, found)
        if event := events.get(activity.number):
            on = datetime.fromtimestamp(event.starts_at, UTC).astimezone(ZoneInfo(event.time_zone)).date()
            if activity.due.end and activity.due.end < on:
                found.warn(Warn.DUE_BEFORE_EVENT, place, day=russian.full_day(activity.due.end), event=event.title,
                           on=russian.full_day(on))
    _twice(drafts, programme.activities, found)
    used = {words.fold(word) for draft in drafts for word in roadmap.owner_words(draft, known)}
    for word in owners:
        if words.fold(word) not in used:
            found.warn(Warn.OWNER_UNUSED, lines.place("owners", word), word=word)


def _of_due(activity: Activity, programme: Programme, place: Place, found: Found) -> None:
    due = activity.due.end
    if due is None:
        found.warn(Warn.NO_DATE, place, number=activity.number)
        return
    if _is_one_day(activity.due) and not workdays.is_workday(due):
        found.warn(Warn.DUE_DAY_OFF, place, day=russian.full_day(due),
                   before=russian.weekday(workdays.previous_workday(due)))
    for on in _days_in(activity.title):
        if on in programme.period and due > on:
            found.warn(Warn.DUE_AFTER_EVENT, place, on=russian.full_day(on), day=russian.full_day(due))
    if activity.assumed:
        found.warn(Warn.DUE_ASSUMED, place, number=activity.number)


def _is_one_day(due: When) -> bool:
    """A month that ends on a Sunday is no slip."""
    return due.start is None or due.start == due.end


def _days_in(title: str) -> Iterator[date]:
    for said in _NAMED_DAY.findall(words.fold(title)):
        found = phrases.read(said)
        if isinstance(found, When) and found.end:
            yield found.end


def _twice(drafts: Sequence[Draft], activities: Sequence[Activity], found: Found) -> None:
    seen: dict[tuple[str, When, frozenset[Owner]], str] = {}
    for draft, activity in zip(drafts, activities, strict=True):
        key = (words.fold(activity.title), activity.due, frozenset(activity.owners))
        other = seen.setdefault(key, activity.number)
        if other != activity.number:
            found.warn(Warn.ACTIVITY_TWICE, draft.places["number"], other=other)


def examples(register: Register, rows: Sequence[Listed], drafts: Sequence[Draft], found: Found) -> None:
    """Rows of the template that nobody has replaced."""
    named = [*((entry.title, entry.row.place("title")) for entry in register.entries),
             *((row.name, row.place) for row in rows), *((draft.title, draft.places["number"]) for draft in drafts)]
    for title, place in named:
        if EXAMPLE in words.fold(title):
            found.warn(Warn.EXAMPLE_LEFT, place)


def consent(text: str, place: Place, found: Found) -> None:
    """What a template leaves to be filled in."""
    for blank in dict.fromkeys(_BLANK.findall(text)):
        found.warn(Warn.CONSENT_BLANKS, place, word=blank)
