"""For which school a file or a row is, told by its name alone. Pure; nothing is guessed in silence.

What is found says by what it was found. A name that may mean two schools means none, and neither does one that holds a
word which no title and no list of ours explains: a letter that goes to the wrong school is worse than one that stays.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from messages import lexicon
from scheduler.programme import words

SCHOOL = "school"
"""The level of a school: a folder named like one says for whom its files are."""
_COPY = re.compile(r"\s*\(\d{1,3}\)\s*$")
"""What Windows writes behind the second file of a name."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
"""Of a file; whatever else stands behind a dot belongs to the name."""
_DAY = re.compile(r"(?<!\d)(\d{1,2}[._-]\d{1,2}[._-](\d{4}|\d\d)|\d{4}[._-]\d{1,2}[._-]\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_SIGN = re.compile(r"(№|(?<![^\W\d_])(n|no|n°|nº|номер)(?![^\W\d_]))[\s.:_-]*(?=\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|№")


class How(StrEnum):
    """By what a name was found."""

    CODE = "code"
    TITLE = "title"
    """The whole title."""
    WORDS = "words"
    """Words of the title that no other title has together."""
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that may be meant."""

    id: int
    code: str
    title: str
    level: str = SCHOOL


@dataclass(frozen=True, slots=True)
class Match:
    """It is for this one."""

    organisation: int
    how: How


@dataclass(frozen=True, slots=True)
class Miss:
    """It is for nobody: `between` are the titles that are meant alike."""

    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name or a title as it is compared. `numbers` are those that are said to be a school's."""

    tokens: tuple[str, ...]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Title:
    known: Known
    reading: _Reading
    all: frozenset[str]
    telling: frozenset[str]
    """Its words that are more than a kind or a form."""


class Schools:
    """The organisations of one circle, made ready to be looked for by many names."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)
        self._by_id = {each.id: each for each in self._known}
        self._titles = [_title(each) for each in self._known]
        self._titled = Counter(words.fold(each.title) for each in self._known)
        self._codes: dict[str, list[Known]] = {}
        self._exact: dict[tuple[str, ...], list[Known]] = {}
        self._with: dict[str, set[int]] = {}
        for place, title in enumerate(self._titles):
            self._codes.setdefault(words.fold(title.known.code), []).append(title.known)
            self._exact.setdefault(title.reading.tokens, []).append(title.known)
            for token in title.all:
                self._with.setdefault(token, set()).add(place)

    def match(self, name: str) -> Match | Miss:
        """For whom something of this name is."""
        if found := self._codes.get(words.fold(name)):
            return self._only(found, How.CODE)
        read = _read(_COPY.sub("", words.clean(name)))
        if found := self._exact.get(read.tokens):
            return self._only(found, How.TITLE)
        if found := self._whole(read):
            return self._only(found, How.TITLE)
        return self._partly(read)

    def match_path(self, folders: Sequence[str], name: str) -> Match | Miss:
        """The same of a file in folders: one that is named like a school speaks for what lies in it."""
        inner = self.match(name)
        outer = next((found for folder in reversed(folders) if self._is_school(found := self.match(folder))), None)
        if not isinstance(outer, Match):
            return inner
        if isinstance(inner, Match) and inner.organisation != outer.organisation:
            return self._between(self._by_id[each.organisation] for each in (inner, outer))
        return inner if isinstance(inner, Match) else outer

    def match_named(self, named: str) -> Match | Miss:
        """The same by a path with slashes, the ending of the file and all."""
        *folders, name = named.split("/")
        return self.match_path(folders, _ENDING.sub("", name))

    def near(self, named: str) -> str:
        """The title that was perhaps meant, or "": to be shown, never to be followed."""
        read = _read(_ENDING.sub("", named.rpartition("/")[2]))
        telling = {token: title for title in self._titles for token in title.telling}
        for token in read.tokens:
            if found := difflib.get_close_matches(token, telling, n=1, cutoff=0.7):
                return telling[found[0]].known.title
        numbered = [title for title in self._titles if read.numbers & title.reading.numbers]
        return numbered[0].known.title if numbered else ""

    def _is_school(self, found: Match | Miss) -> bool:
        return isinstance(found, Match) and self._by_id[found.organisation].level == SCHOOL

    def _whole(self, read: _Reading) -> list[Known]:
        """Titles that stand in the name as a whole; beside one that tells little, nothing foreign may stand."""
        said = frozenset(read.tokens)
        found = [title for title in self._near(said) if title.all <= said
                 and _allows(title, said - title.all, read.numbers)]
        return [title.known for title in found if not any(title.all < other.all for other in found)]

    def _near(self, said: frozenset[str]) -> list[_Title]:
        """Titles with a telling word or a number of the name."""
        tokens = [token for token in said if token not in _naming().common]
        return [self._titles[place] for place in sorted({at for token in tokens for at in self._with.get(token, ())})]

    def _partly(self, read: _Reading) -> Match | Miss:
        """Titles that hold all that the name says."""
        core = [token for token in read.tokens if token not in _naming().school
                and (token in self._with or not _naming().is_idle(token))]
        places = set.intersection(*(self._with.get(token, set()) for token in core)) if core else set()
        found = [self._titles[place] for place in sorted(places)]
        if any(token in title.telling for token in core for title in found):
            return self._only([title.known for title in found], How.WORDS)
        if len(read.numbers) != 1:
            return Miss()
        return self._only([title.known for title in found if read.numbers <= title.reading.numbers], How.NUMBER)

    def _only(self, found: Sequence[Known], how: How) -> Match | Miss:
        if len(found) == 1:
            return Match(found[0].id, how)
        return self._between(found)

    def _between(self, found: Iterable[Known]) -> Miss:
        """Two schools may bear one title; then the code tells them apart."""
        return Miss(tuple(sorted(self._called(each) for each in found)))

    def _called(self, known: Known) -> str:
        alone = self._titled[words.fold(known.title)] == 1
        return known.title if alone else f"{known.title} ({known.code})"


@dataclass(frozen=True, slots=True)
class _Naming:
    """The words of `naming.yaml`."""

    kinds: frozenset[str]
    school: frozenset[str]
    common: frozenset[str]
    holding: tuple[str, ...]
    also: frozenset[str]

    def is_idle(self, token: str) -> bool:
        """Whether it says what something holds, and not for whom it is."""
        return token in self.also or token.startswith(self.holding)


@cache
def _naming() -> _Naming:
    read: Mapping[str, list[str]] = lexicon.read("broadcasts/naming")
    kinds, school = frozenset(read["kinds"]), frozenset(read["school"])
    return _Naming(kinds, school, frozenset(read["common"]) | kinds | school, tuple(read["holding"]),
                   frozenset(read["also"]))


def _title(known: Known) -> _Title:
    read = _read(known.title)
    tokens = frozenset(read.tokens)
    telling = frozenset(token for token in tokens if not token.isdigit() and token not in _naming().common)
    return _Title(known, read, tokens, telling)


def _read(text: str) -> _Reading:
    folded = _YEAR.sub(" ", _DAY.sub(" ", words.fold(text)))
    parts = _TOKEN.findall(_SIGN.sub("№", folded))
    kinds = _naming().kinds | _naming().school
    signs = kinds | {"№"}
    numbers = {part for at, part in enumerate(parts) if part.isdigit()
               and ((at and parts[at - 1] in signs) or (at + 1 < len(parts) and parts[at + 1] in kinds))}
    return _Reading(tuple(_plain(part) for part in parts if part != "№"), frozenset(map(_plain, numbers)))


def _plain(token: str) -> str:
    """«05» is five."""
    return token.lstrip("0") or "0" if token.isdigit() else token


def _allows(title: _Title, beside: frozenset[str], numbers: frozenset[str]) -> bool:
    """Whether a name that holds the whole title may hold these words as well."""
    if not numbers <= title.all:
        return False  # it speaks of another school too
    return bool(title.telling) or all(_naming().is_idle(token) for token in beside)
