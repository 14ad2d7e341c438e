"""What those who make courses write: the days of the sessions, lists of numbers; and how a session is called."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.forms import Given, Wrong
from handlers.more_time import read_day
from handlers.turn import Turn
from messages.visible import visible
from scheduler.programme.words import fold
from scheduler.workdays import next_workday
from storage.courses import Member
from storage.events import Definition

SESSIONS = 60
"""At most, of one course."""
DAILY = 1
"""Days between two sessions that stand for: on each working day."""
_TIME = re.compile(r"(?:\bв\s+)?\b([01]?\d|2[0-3]):([0-5]\d)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\n]|\s+и\s+")
_DASH = re.compile(r"\s+[–—-]+\s+|\s*[;|:]\s*")
_DIGITS = re.compile(r"^(\D*[^\W\d_.,)])[\s.,)]+(\S*\d.*)$")


def days(given: Given, today: str, zone: str, now: int) -> list[int]:
    """Words like «3.09, 10.09 и 17.09 в 14:00»: the instants, the first one first, each ahead. Raises `Wrong`."""
    text = given.text.strip()
    times = list(_TIME.finditer(text))
    if len(times) != 1:
        raise Wrong("courses/days_wrong")
    words = text[:times[0].start()] + "," + text[times[0].end():]
    named = [each.strip() for each in _BETWEEN.split(words) if each.strip()]
    if not named or len(named) > SESSIONS:
        raise Wrong("courses/days_wrong")
    local = f"{int(times[0][1]):02}:{times[0][2]}"
    found = sorted({_instant(_day(each, today), local, zone) for each in named})
    if found[0] <= now:
        raise Wrong("broadcasts/when_past")
    return found


def repeated(first: int, count: int, every: int, zone: str) -> list[int]:
    """So many sessions so many days apart, at the same time of the day; daily ones on working days."""
    start = datetime.fromtimestamp(first, UTC).astimezone(ZoneInfo(zone))
    found, day = [first], start.date()
    while len(found) < count:
        day = next_workday(day + timedelta(1)) if every == DAILY else day + timedelta(every)
        found.append(_instant(day.isoformat(), f"{start:%H:%M}", zone))
    return found


def shares(minutes: int, number: int) -> list[int]:
    """The minutes of a course over its sessions; what does not divide is the last one's."""
    each = minutes // number
    return [*[each] * (number - 1), minutes - each * (number - 1)]


def session_title(turn: Turn, number: int, course: str) -> str:
    """How a session is called."""
    return turn.catalogue.words("courses/session_title", number=number, title=course)


def session(like: Definition, title: str, starts: int) -> Definition:
    """One more session like another."""
    return replace(like, title=title, starts_at=starts, ends_at=starts + like.ends_at - like.starts_at, agenda=())


def paper(line: str) -> tuple[str, str] | None:
    """A name and a number, as they stand in a list or in two columns of a table; None if they do not."""
    parts = line.split("\t") if "\t" in line else _DASH.split(line)
    parts = [visible(each) for each in parts if each.strip()]
    if len(parts) >= 2 and any(sign.isdigit() for sign in parts[-1]):
        return parts[-2] if len(parts) > 2 and parts[0].isdigit() else parts[0], parts[-1]
    found = _DIGITS.match(visible(line))
    return (found[1], found[2]) if found else None


def meant(people: Iterable[Member], name: str) -> Sequence[Member]:
    """Whose name it is, or begins like: «Иванова А. П.»."""
    words = re.findall(r"[^\W\d_]+", fold(name))
    return [each for each in people if words and _is_called(each.name, words)]


def _is_called(name: str, words: Sequence[str]) -> bool:
    """The first word is the first of the name, the others begin those that follow, in their order."""
    pieces = re.findall(r"[^\W\d_]+", fold(name))
    return len(words) <= len(pieces) and pieces[0] == words[0] and all(
        piece.startswith(word) for piece, word in zip(pieces, words, strict=False))


def _day(words: str, today: str) -> str:
    try:
        return read_day(Given(text=words), today)
    except Wrong:
        raise Wrong("courses/days_wrong") from None


def _instant(day: str, clock: str, zone: str) -> int:
    return int(datetime.fromisoformat(f"{date.fromisoformat(day)}T{clock}").replace(tzinfo=ZoneInfo(zone)).timestamp())
