"""The headings within a roadmap: stages, chapters, months. Each may bring a deadline and years for the rows below.

A heading inside a deeper one goes when a heading of its own rank comes. Deadlines are inherited from the nearest that
has one.
"""

import re
from dataclasses import dataclass

from scheduler.documents import inside, looks, owners, years
from scheduler.programme import phrases, words
from scheduler.programme.reading import Context, Reading, Sort
from scheduler.programme.when import When

_NAMED = re.compile(r"(?:раздел|глава|часть|этап|блок|модуль|направление|задача|цель|подраздел"
                    r"|[ivx]+ (?:этап|раздел|блок))\b|(?:[ivxlc]+[.)]|[а-я][.)]) ")
_HIGH = re.compile(r"(?:раздел|глава|часть|[ivxlc]+[.)] |[ivx]+ раздел)")
_SHORT = 40
"""Signs; a longer text only begins with a month."""
_LEVELS = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
_MONTH = re.compile(rf"{looks.MONTH}(?:\W|$)")
_WEEK = re.compile(r"\w*\W*недел[яи]|\d+ ?-? ?\w* недел")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading. `phrase` is the deadline in it; `owners` are set where the heading is a body that acts."""

    title: str
    rank: float
    phrase: str = ""
    reading: Reading | None = None
    years: Context | None = None
    owners: tuple[str, ...] = ()


class Sections:
    """The headings that hold for the next row."""

    def __init__(self, context: Context | None) -> None:
        self._context = context
        self._open: list[Section] = []

    def begin(self, text: str, *, after_another: bool, acting: bool, beside: bool = False) -> None:
        """A heading comes. `after_another`: it follows one directly; `acting`: there is no column of owners.

        `beside`: it stands in a column of its own, within whatever stands above.
        """
        title = words.clean(text)
        acts = acting and not _NAMED.match(words.fold(title)) and all(map(owners.is_body, owners.split((title,))))
        rank = 9.0 if acts else 8.0 if beside else _rank(title)
        if after_another and not beside and self._open and rank == self._open[-1].rank and not acts:
            rank += 0.5
        self._open = [each for each in self._open if each.rank < rank]
        named = years.within(title)
        phrase = "" if acts else inside.of_title(title)
        reading = phrases.understood(phrase, named or self.years, self.above) if phrase else None
        self._open.append(Section(title, rank, phrase, reading, named, owners.split((title,)) if acts else ()))

    @property
    def title(self) -> str:
        """The nearest heading that is not somebody who acts."""
        return next((each.title for each in reversed(self._open) if not each.owners), "")

    @property
    def path(self) -> str:
        """All of them, to tell rows of equal numbers apart."""
        return "\n".join(each.title for each in self._open)

    @property
    def years(self) -> Context | None:
        """Those of the nearest heading that names any, else of the document."""
        return next((each.years for each in reversed(self._open) if each.years), self._context)

    @property
    def reading(self) -> Reading | None:
        """The deadline of the nearest heading that has one."""
        return next((each.reading for each in reversed(self._open) if each.phrase), None)

    @property
    def above(self) -> When | None:
        """The days of that deadline, where it means days."""
        found = self.reading
        return found.when if found and found.when.end and found.sort is not Sort.RECURRING else None

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose part of the plan it is."""
        return next((each.owners for each in reversed(self._open) if each.owners), ())


def is_named(text: str) -> bool:
    """Whether it calls itself a section, or is written in capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    return names_itself(text) or (len(letters) > 3 and all(sign.isupper() for sign in letters))


def names_itself(text: str) -> bool:
    """Whether it says «раздел» or «этап», or is a month or a week."""
    folded = words.fold(text)
    return bool(_NAMED.match(folded) or (len(folded) < _SHORT and (_MONTH.match(folded) or _WEEK.match(folded))))


def _rank(title: str) -> float:
    folded = words.fold(title)
    if _HIGH.match(folded):
        return 0
    if levels := _LEVELS.match(folded):
        return 1 + levels[1].count(".")
    if _WEEK.match(folded):
        return 7
    if len(folded) < _SHORT and _MONTH.match(folded):
        return 5
    return 1 if _NAMED.match(folded) else 4
