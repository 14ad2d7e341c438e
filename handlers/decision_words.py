"""Decisions as people write them during a meeting: one a line, behind a dash who answers and by when. Pure.

«Разобрать работы — Осокина, до 5 декабря». What cannot be read is left as it stands, and asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from handlers import named_days
from handlers.forms import Given, Wrong
from handlers.more_time import read_day
from messages.visible import visible

_DASH = re.compile(r"\s+[–—-]\s+")
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-–—•*]\s+)")
_DAY = re.compile(
    r"(?:(?:до|к|ко|по|не позднее|не позже)\s+)?(?:конца\s+(?:дня|недели)\s*)?(?:следующ\w+\s+)?"
    r"(?:\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|\d{1,2}\s+[а-яё]+(?:\s+\d{4})?(?:\s+г(?:ода)?)?|\d{4}-\d{2}-\d{2}|[а-яё]+)?",
    re.IGNORECASE)
"""What a day looks like that says nothing else."""
_BEFORE_DAY = re.compile(r",\s*|;\s*|\s+(?=(?:до|к|ко|не позднее|не позже)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: `owner` as it was named, `day` is ISO; both empty where nothing was said, or nothing read."""

    words: str
    owner: str = ""
    day: str = ""


def read(text: str, today: str, known: Callable[[str], bool]) -> list[Line]:
    """The lines of a message; `known` tells whether a name means anybody."""
    lines = (visible(_BULLET.sub("", line)) for line in text.splitlines())
    return [_line(each, today, known) for each in lines if each]


def _line(line: str, today: str, known: Callable[[str], bool]) -> Line:
    """What stands behind the last dash belongs to the words, unless a day or somebody known is named there; a day alone
    may stand behind a comma too.
    """
    *words, tail = _DASH.split(line)
    if not words:
        before, comma, last = line.rpartition(",")
        day = _day(last.strip(" ."), today) if comma and before.strip() else ""
        return Line(before.strip(), day=day) if day else Line(line)
    parts = [part.strip(" .") for part in _BEFORE_DAY.split(tail) if part.strip(" .")]
    days = {part: day for part in parts if (day := _day(part, today))}
    owner = " ".join(part for part in parts if part not in days)
    if len(days) > 1 or not (days or (owner and known(owner))):
        return Line(line)
    return Line(line.removesuffix(tail).rstrip(" –—-"), owner, next(iter(days.values()), ""))


def _day(words: str, today: str) -> str:
    if not _DAY.fullmatch(words):
        return ""
    try:
        return named_days.meant(words, today, alone=True) or read_day(Given(text=words), today)
    except Wrong:
        return ""
