"""The years of a document, from what it says of itself: its title, a section, a school year. Never from today."""

import re
from collections.abc import Iterable, Sequence

from scheduler.documents import headings, numbers
from scheduler.documents.grid import Grid
from scheduler.programme import words
from scheduler.programme.reading import Context

_Y = r"((?:19|20)\d\d)"
_D = r"\s*(?:-|/|по)\s*"
_SCHOOL = re.compile(rf"{_Y}{_D}(?:{_Y}|(\d\d)(?!\d))\s*(?:г\.?\s*|гг\.?\s*)?уч(?:ебн\w*|\.)?")
_TWO = re.compile(rf"(?<![\d.]){_Y}{_D}{_Y}(?!\d)")
_SPAN = re.compile(rf"с\s+\d{{1,2}}\.\d{{1,2}}\.{_Y}\s+по\s+\d{{1,2}}\.\d{{1,2}}\.{_Y}")
_ONE = re.compile(rf"(?<![\d.]){_Y}\s*(?:г\b\.?|год\w*)")
_BARE = re.compile(rf"(?<![\d.-]){_Y}(?![\d.-])")
_OTHERS = re.compile(r"\bот\s+(?:«?\d{1,2}»?[\s.]\s*[\w]+[\s.]\s*\d{4})|\b\d{1,2}\.\d{1,2}\.\d{4}"
                     r"|\b«?\d{1,2}»?\s+[а-я]+\s+\d{4}|№\s*[\d-]+"
                     rf"|\b(?:за|по итогам|итоги|итогов)\s+{_Y}(?:{_D}{_Y})?")
"""Whole dates, as that of the order; numbers of papers; years that are over."""
_PLAN = re.compile(r"план|дорожнаякарта|график|комплексмер|циклограмм")
_TITLE_LINES, _TITLE_LIMIT = 4, 300
_TITLE = re.compile(r"\bплан|дорожн|график|мероприят|комплекс мер|программ|карта|циклограмм|этап")


def within(text: str) -> Context | None:
    """The years that one line names, if it names them in one way."""
    folded = words.fold(text)
    if school := _SCHOOL.search(folded):
        return _context(school[1], school[2] or school[1][:2] + school[3])
    if span := _SPAN.search(folded):
        return _context(span[1], span[2])
    if two := _TWO.search(folded):
        return _context(two[1], two[2])
    plain = _OTHERS.sub(" ", folded)
    found = set(_ONE.findall(plain)) or set(_BARE.findall(plain) if _TITLE.search(plain) else ())
    return Context.of(found.pop()) if len(found) == 1 else None


def of_document(grids: Sequence[Grid], roadmap: int, after: Iterable[str]) -> Context | None:
    """Of the title nearest to the roadmap, else of the text before it, else of a school year named anywhere."""
    before = _before(grids, roadmap)
    return _first(_titles(before)) or _first(reversed(before)) or _of_school((*before, *after))


def title(grids: Sequence[Grid], roadmap: int) -> str:
    """What the document calls itself: from the nearest line that names a plan on, else the last before the roadmap."""
    lines = [line for line in _before(grids, roadmap) if line]
    named = [place for place, line in enumerate(lines) if _PLAN.search(re.sub(r"[^а-я]", "", words.fold(line)))]
    begin = named[-1] if named else len(lines) - 1
    kept = [line for line in lines[max(begin, 0) : begin + _TITLE_LINES] if not numbers.cut(line)[0]]
    return " ".join(kept)[:_TITLE_LIMIT]


def _before(grids: Sequence[Grid], roadmap: int) -> list[str]:
    """All lines of text before the roadmap, the nearest last."""
    lines = [line for grid in grids[: roadmap + 1] for line in grid.before]
    return [*lines, *_above(grids[roadmap]), grids[roadmap].name] if grids else lines


def _titles(lines: Sequence[str]) -> list[str]:
    return [line for line in reversed(lines) if _TITLE.search(words.fold(line))]


def _above(grid: Grid) -> list[str]:
    """In Excel the title stands in the rows above the headings."""
    head = next(headings.heads(grid), None)
    return [line.text for line in grid.lines[: head.row if head else 0] if not line.hidden]


def _first(lines: Iterable[str]) -> Context | None:
    return next(filter(None, map(within, lines)), None)


def _of_school(lines: Iterable[str]) -> Context | None:
    named = {match[0] for line in lines for match in _SCHOOL.finditer(words.fold(line))}
    return _first(named) if len(named) == 1 else None


def _context(first: str, last: str) -> Context | None:
    return Context.of(f"{first}-{last}")
