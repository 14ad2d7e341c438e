"""The numbers of rows: written in a column, counted by Word, or standing before the words of an activity."""

import re

from scheduler.documents import looks
from scheduler.documents.grid import Cell
from scheduler.programme import words

_BEFORE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:\.(?!\d)\s*|\)\s*|\s+(?=[А-ЯЁA-Z«]))")
_SINGLE = re.compile(r"\d{1,3}\s")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b|\d{1,2}\.(?:0[1-9]|1[0-2])\b(?!\.)\s+[а-я]")
_ONE = re.compile(r"1[.)]\s*\D")
_INNER = r"(?<![\d№.,] )(?<!\d){count}[.)]\s*(?=[А-ЯЁ«])"
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
    number = words.clean(cell.text or cell.number).rstrip(".) ")
    return "" if number == "•" or looks.is_nothing(number) else number


def entries(line: str) -> list[str]:
    """The parts of a line that counts «1. … 2. …» within itself."""
    found, rest, count = [], line, 2
    while _ONE.match(line) and (following := re.search(_INNER.format(count=count), rest)):
        found.append(rest[: following.start()].strip())
        rest, count = rest[following.start() :], count + 1
    return [*found, rest]
