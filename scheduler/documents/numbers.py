"""The numbers of rows: written in a column, counted by Word, or standing before the words of an activity."""

import re

from scheduler.documents.grid import Cell
from scheduler.programme import words

_BEFORE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:\.\s*|\)\s*|\s+(?=[А-ЯЁA-Z«]))(?=\D)")
_SINGLE = re.compile(r"\d{1,3}\s")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b|\d{1,2}\.(?:0[1-9]|1[0-2])\b(?!\.)\s+[а-я]")
_BULLET = re.compile(r"[-–—•·*]\s*(?=\S)")


def cut(text: str) -> tuple[str, str]:
    """The number or bullet before the words, without its dot, and the words. «100 % школ» begins with no number."""
    if bullet := _BULLET.match(text):
        return "", text[bullet.end() :]
    found = _BEFORE.match(text)
    if found is None or _DAY.match(text) or (_SINGLE.match(text) and "." not in found[0] and ")" not in found[0]):
        return "", text
    return found[1], text[found.end() :]


def number_of(cell: Cell) -> str:
    """The number of a row: what is written or counted, without its last dot. Excel may have taken it for a day."""
    if cell.day:
        return f"{cell.day.day}.{cell.day.month}"
    return words.clean(cell.text or cell.number).rstrip(".) ")
