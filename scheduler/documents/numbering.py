"""The numbers of sections and activities, by which they are known: as they are written, where that tells them apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.documents.document import Row
from scheduler.programme.model import Section
from scheduler.programme.roadmap import OURS
from scheduler.programme.words import clean

LIMIT = 40
"""Characters of a number."""
_HEADING = re.compile(r"(?:(?:раздел|этап|блок|направление|модуль|часть|глава)\s*(?:№\s*)?)?"
                      r"([ivxlc]+|\d+(?:\.\d+)*)(?:[.):]|\s|$)", re.IGNORECASE)
_PLAIN = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*)[.):]*\s+(?!этап|раздел|блок|направление|модуль|часть)(?=\S)",
                    re.IGNORECASE)
"""A number that stands before a title and says nothing with it; «I этап» stays whole."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Sections in their order; of each row the number of its section and its own."""

    sections: tuple[Section, ...]
    of_rows: tuple[tuple[str, str], ...]


def numbered(rows: Sequence[Row]) -> Numbered:
    """Where numbers begin anew in each section, that of the section stands before them; where there are none, they are
    counted within it.
    """
    headings = list(dict.fromkeys((_room(row), row.section) for row in rows))
    sections, short = _sections(headings)
    written = [_written(row.number) for row in rows]
    again = any(number > 1 for number in Counter(filter(None, written)).values())
    counted: Counter[tuple[int, str]] = Counter()
    taken: set[str] = set()
    found: list[tuple[str, str]] = []
    for row, own in zip(rows, written, strict=True):
        heading = (_room(row), row.section)
        counted[heading] += 1
        number = _number(own, short[heading] if len(headings) > 1 or row.section else "", counted[heading], again)
        number = _free(number, taken)
        taken.add(number)
        found.append((sections[heading].number, number))
    return Numbered(tuple(dict.fromkeys(sections.values())), tuple(found))


def _room(row: Row) -> int:
    """Tables matter where rows stand below no heading."""
    return 0 if row.section else row.table


def _written(number: str) -> str:
    return clean(number).strip(" .)(;,№")[:LIMIT]


def _number(own: str, section: str, place: int, again: bool) -> str:
    if not own or (OURS.fullmatch(own) and not section):
        return ".".join(filter(None, (section, str(place))))
    if section and (again or OURS.fullmatch(own)) and not own.startswith(f"{section}."):
        return f"{section}.{own}"
    return own


def _free(number: str, taken: set[str]) -> str:
    again = 2
    free = number
    while free in taken:
        free, again = f"{number}-{again}", again + 1
    return free


def _sections(headings: Sequence[tuple[int, str]]) -> tuple[dict[tuple[int, str], Section], dict[tuple[int, str], str]]:
    """The section of each heading, and by what its activities are told apart. One that has no number of its own is
    known by its title.
    """
    sections: dict[tuple[int, str], Section] = {}
    short: dict[tuple[int, str], str] = {}
    for place, heading in enumerate(headings, 1):
        title = clean(heading[1])
        match = _HEADING.match(title)
        own = match[1].upper() if match else ""
        known = {section.number for section in sections.values()}
        if own in known or not own:
            sections[heading] = Section(title, title)
        else:
            sections[heading] = Section(own, _PLAIN.sub("", title, count=1) or title)
        short[heading] = own if own and own not in short.values() else _free(str(place), set(short.values()))
    return sections, short
