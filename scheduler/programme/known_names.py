"""Which organisation of a programme is meant by a name, however it is spelt: one with a proof, or several, or none.

Pure. A school that says less than its title is the one meant only where no other could be; whatever is not proved is
handed back with its candidates.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.programme import name_words, naming, words
from scheduler.programme.model import Level, Organisation
from scheduler.programme.naming import Agreement, Name

SHOWN = 6
"""Candidates that a person can be asked about."""
SHORT = "мо"
"""How an abbreviated municipality ends; УКМО is not to be told from its whole name."""
_SHORT = re.compile(r"[А-ЯЁ]{2,9}")
"""An abbreviation as it is written."""


class How(StrEnum):
    """By what an organisation was known."""

    EXACT = "exact"
    """Its code or its title."""
    SPELLING = "spelling"
    """The same title in another spelling."""
    ALONE = "alone"
    """Less than its title, and no other goes with it."""


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that may be meant. `home` is the code of its municipality, or ""."""

    code: str
    title: str
    level: Level | None
    home: str = ""


@dataclass(frozen=True, slots=True)
class Sure:
    """It is this one."""

    code: str
    how: How


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may be one of these (codes)."""

    between: tuple[str, ...]


Answer = Sure | Unsure | None


@dataclass(frozen=True, slots=True)
class _Entry:
    known: Known
    name: Name
    bare: frozenset[str]
    short: frozenset[str]
    """Abbreviations of its title."""


class KnownNames:
    """The organisations of a programme, made ready to be looked for by many names."""

    def __init__(self, organisations: Iterable[Known]) -> None:
        self._entries = [_Entry(each, naming.read(each.title), bare(each.title), _abbreviations(each.title))
                         for each in organisations]
        self._by_code = {words.fold(one.known.code): one for one in self._entries}
        self._homes = {one.known.code: one for one in self._entries if one.known.level is not Level.SCHOOL}
        self._by_title: dict[str, list[_Entry]] = {}
        for one in self._entries:
            self._by_title.setdefault(words.fold(one.known.title), []).append(one)
        self._schools = [one for one in self._entries if one.known.level in (Level.SCHOOL, None)]
        self._with: dict[str, list[int]] = {}
        for at, one in enumerate(self._schools):
            for part in _parts(one.name):
                self._with.setdefault(part, []).append(at)
        self._asked: dict[tuple[str, str], Answer] = {}

    def find(self, said: str, within: str = "") -> Answer:
        """Who is meant; `within` is the code of the municipality that the same row names."""
        key = (said, within)
        if key not in self._asked:
            self._asked[key] = self._find(said, within)
        return self._asked[key]

    def _find(self, said: str, within: str) -> Answer:
        folded = words.fold(said)
        if exact := self._by_code.get(folded):
            return Sure(exact.known.code, How.EXACT)
        if titled := self._by_title.get(folded, []):
            return _only(_of(titled, within) or titled, How.EXACT)
        name = naming.read(said)
        if name.school or name.number:
            return self._school(name, within)
        return self._body(said)

    def _school(self, name: Name, within: str) -> Answer:
        """First among those that share a part of the name; a slip of the pen may leave none of them."""
        sharing = [self._schools[at] for at in sorted({at for part in _parts(name) for at in self._with.get(part, ())})]
        for schools in (sharing, self._schools):
            if found := self._agreeing(name, _of(schools, within)):
                return found
        elsewhere = self._agreeing(name, sharing) if within else None
        return Unsure((elsewhere.code,)) if isinstance(elsewhere, Sure) else elsewhere

    def _agreeing(self, name: Name, schools: Sequence[_Entry]) -> Answer:
        graded = [(one, self._grade(name, one)) for one in schools]
        for wanted, how in ((Agreement.SAME, How.SPELLING), (Agreement.OPEN, How.ALONE)):
            if found := [one for one, grade in graded if grade is wanted]:
                if wanted is Agreement.OPEN and (odd := [one for one in found if name.own - one.name.own]):
                    return _between(odd) if name.school else None  # «отдел 8» has words of its own: it is no school 8
                of_form = [one for one in found if one.name.form == name.form] if name.form else []
                return _only(of_form if len(of_form) == 1 and wanted is Agreement.SAME else found, how)
        return _between([one for one, grade in graded if grade is Agreement.PERHAPS])

    def _grade(self, name: Name, one: _Entry) -> Agreement:
        """A place that is said on one side only has to be that of the school's municipality, where it can be told."""
        grade = naming.agree(name, one.name)
        home = self._homes.get(one.known.home)
        if grade is Agreement.DIFFERENT or home is None:
            return grade
        towns, districts = place(home.known.title)
        told = frozenset() if one.name.districts else {each for each in name.districts if not each.endswith(SHORT)}
        foreign = bool(told) and bool(towns or districts) and districts.isdisjoint(told)
        if name.settlements and not one.name.settlements and towns:
            foreign = foreign or towns.isdisjoint(name.settlements)
        return Agreement.DIFFERENT if foreign else grade

    def _body(self, said: str) -> Answer:
        """A ministry, an institute, a municipality: by its words, its abbreviation or the place that it is for."""
        bodies = list(self._homes.values())
        whole, short = bare(said), _alone(said)
        ways: tuple[Callable[[_Entry], bool], ...] = (
            lambda one: bool(whole) and one.bare == whole,
            lambda one: bool(short) and short in one.short,
            lambda one: one.known.level is Level.MUNICIPALITY and _of_place(said, one),
        )
        for way in ways:
            if found := [one for one in bodies if way(one)]:
                return _only(found, How.SPELLING)
        return None


def known(organisations: Iterable[Organisation]) -> list[Known]:
    """Organisations of a programme with their municipalities."""
    listed = list(organisations)
    by_code = {one.code: one for one in listed}
    return [Known(one.code, one.title, one.level, _home(one, by_code)) for one in listed]


def _home(one: Organisation, by_code: dict[str, Organisation]) -> str:
    seen: set[str] = set()
    above = by_code.get(one.parent or "")
    while above and above.level is not Level.MUNICIPALITY and above.code not in seen:
        seen.add(above.code)
        above = by_code.get(above.parent or "")
    return above.code if above and above.level is Level.MUNICIPALITY else ""


def bare(title: str) -> frozenset[str]:
    """The roots of a title without its legal form and its region."""
    name = naming.read(title)
    return name.own | name.settlements | name.districts | name.honours


def place(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Of a municipality's name the towns and the districts, by their roots: «Осинский», «г. Братск», «Братск»."""
    name = naming.read(title)
    said = name_words.said()
    towns, districts = set(name.settlements), set(name.districts)
    for token in name_words.tokens_of(title):
        if name_words.root(token) in name.own - said.of_districts:
            (districts if name_words.is_adjective(token) else towns).add(name_words.root(token))
    return frozenset(towns), frozenset(districts)


def _parts(name: Name) -> frozenset[str]:
    """What may make it itself."""
    return name.own | name.settlements | name.honours | frozenset(filter(None, (name.number,)))


def _of_place(said: str, one: _Entry) -> bool:
    """Whether they name one town or one district, and nothing else beside it."""
    towns, districts = place(said)
    if not towns and not districts:
        return False
    its_towns, its_districts = place(one.known.title)
    return towns <= its_towns and districts <= its_districts


def _of(entries: Sequence[_Entry], within: str) -> list[_Entry]:
    return [one for one in entries if not within or one.known.home == within]


def _only(found: Sequence[_Entry], how: How) -> Answer:
    return Sure(found[0].known.code, how) if len(found) == 1 else _between(found)


def _between(found: Sequence[_Entry]) -> Unsure | None:
    return Unsure(tuple(one.known.code for one in found[:SHOWN])) if found else None


def _abbreviations(title: str) -> frozenset[str]:
    """The first letters of its words, and what is written in capitals: «Институт развития образования» is an ИРО."""
    said = name_words.said()
    tokens = [token for token in name_words.tokens_of(title) if token not in said.forms and not token.isdigit()]
    initials = "".join(token[0] for token in tokens)
    written = {token.casefold() for token in _SHORT.findall(words.clean(title))}
    return frozenset(one for one in {initials, *written} - said.forms if len(one) > 2)


def _alone(said: str) -> str:
    """An abbreviation without its legal form, where nothing stands beside it."""
    tokens = [token for token in name_words.tokens_of(said) if token not in name_words.said().forms]
    return tokens[0] if len(tokens) == 1 and len(tokens[0]) > 2 else ""
