"""Days as people name them in a sentence: «до пятницы», «к 5 декабря», «завтра». Pure; a proposal, never a decision."""

import re
from datetime import date, timedelta

from handlers.forms import Given, Wrong
from handlers.more_time import read_day

_UNTIL = r"(?:до|к|ко|не позднее|не позже|по)\s+(?:конца\s+дня\s+)?"
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")
"""Their beginnings, which all cases share."""
_WEEKDAY = re.compile(rf"\b{_UNTIL}(?:следующ\w+\s+)?({'|'.join(_WEEKDAYS)})\w*", re.IGNORECASE)
_BARE = re.compile(rf"(?:в|во)?\s*({'|'.join(_WEEKDAYS)})\w*", re.IGNORECASE)
_DATE = re.compile(rf"\b{_UNTIL}(\d{{1,2}}(?:\.\d{{1,2}}(?:\.\d{{2,4}})?|\s+[а-яё]+(?:\s+\d{{4}})?))", re.IGNORECASE)
_NEAR = {"сегодня": 0, "завтра": 1, "послезавтра": 2}
_SOON = re.compile(rf"\b({'|'.join(_NEAR)})\b", re.IGNORECASE)
_WEEK = re.compile(r"\bдо\s+конца\s+недели\b", re.IGNORECASE)


def meant(text: str, today: str, *, alone: bool = False) -> str:
    """The day that a sentence sets, ISO, or "". Of a weekday the next one is meant, never today.

    With `alone` the whole text is nothing but the day: «пятница» is enough then.
    """
    if found := _DATE.search(text):
        try:
            return read_day(Given(text=found[1]), today)
        except Wrong:
            return ""
    if found := _WEEKDAY.search(text) or (_BARE.fullmatch(text.strip()) if alone else None):
        return _next(found[1], today)
    if _WEEK.search(text):
        return _next(_WEEKDAYS[4], today)
    if found := _SOON.search(text):
        return (date.fromisoformat(today) + timedelta(_NEAR[found[1].casefold()])).isoformat()
    return ""


def _next(weekday: str, today: str) -> str:
    start = date.fromisoformat(today)
    wanted = _WEEKDAYS.index(weekday.casefold())
    return (start + timedelta((wanted - start.weekday()) % 7 or 7)).isoformat()
