"""Who is meant by the words of a roadmap's owners: a level, a group or one organisation of the programme.

Pure. Nothing is guessed: what may mean two things is handed back with both, and what no list of ours and no name of the
programme explains means nobody. The words stand in `messages/templates/ru/programme/owner_words.yaml`.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.documents import owner_lexicon
from scheduler.programme import known_names, words
from scheduler.programme.known_names import KnownNames, Sure, Unsure
from scheduler.programme.model import Level, Organisation, Owner, Programme

CLOSE = 0.85
"""Of words that may be known ones with a slip of the pen: they are asked about."""
SHORTEST = 6
"""Letters in which a slip can be told from another word."""
_BRACKETS = re.compile(r"\(([^()]*)\)")


class Because(StrEnum):
    """By what the words were understood."""

    SETTLED = "settled"
    """The programme says so, or the operator has said so before."""
    LEVEL = "level"
    """A usual word for all bodies of a level."""
    PEOPLE = "people"
    """People who work there: «директора школ»."""
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Meant:
    """It is this owner; `by` are the words of the programme or of ours that it was understood by."""

    owner: Owner
    because: Because
    by: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It may be any of these, or one that is not sure: a person has to choose."""

    between: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the programme. `groups` are code → title, `settled` the words that are decided already.

    Without organisations nothing is known of them, and a level is taken for itself.
    """

    organisations: tuple[Organisation, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, Owner] = field(default_factory=dict)

    @staticmethod
    def of(programme: Programme, settled: Mapping[str, Owner]) -> "Facts":
        """Of a programme as it was read."""
        return Facts(programme.organisations, {one.code: one.title for one in programme.groups}, settled)


Answer = Meant | Ambiguous | None


class OwnerWords:
    """Facts made ready to be asked about many words."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._settled = {words.fold(said): owner for said, owner in facts.settled.items()}
        self._names = KnownNames(known_names.known(facts.organisations))
        self._by_code = {one.code: one for one in facts.organisations}
        school = owner_lexicon.usual().school
        self._groups = {code: owner_lexicon.roots(title) - school for code, title in facts.groups.items()}

    def owner_of(self, said: str) -> Answer:
        """Who is meant by the words of one owner."""
        if owner := self._settled.get(words.fold(said)):
            return Meant(owner, Because.SETTLED, said)
        readings = [self._one(part) for part in _outside_and_inside(said)]
        sure = {one.owner: one for one in readings if isinstance(one, Meant)}
        if len(sure) == 1:
            return next(iter(sure.values()))
        if sure:
            return Ambiguous(tuple(sure))
        return next((one for one in readings if one), None)

    def _one(self, said: str) -> Answer:
        if owner := self._settled.get(words.fold(said)):
            return Meant(owner, Because.SETTLED, said)
        roots = owner_lexicon.roots(said)
        if not roots:
            return None
        bare = roots - owner_lexicon.usual().idle
        core = bare - owner_lexicon.usual().people
        return (self._group(roots, whole=True) or self._level((roots, bare), Because.LEVEL, said)
                or self._people((roots, bare), said) or self._level((core,), Because.PEOPLE, said)
                or self._organisation(said) or self._group(roots, whole=False) or self._level_of_group(core)
                or self._near(roots, said))

    def _organisation(self, said: str) -> Answer:
        found = self._names.find(said) or self._names.find(_without_people(said))
        if isinstance(found, Sure):
            one = self._by_code[found.code]
            return Meant(self._single(one), Because.ORGANISATION, one.title)
        if isinstance(found, Unsure):
            return Ambiguous(tuple(self._single(self._by_code[code]) for code in found.between))
        return None

    def _single(self, one: Organisation) -> Owner:
        """The only one of its level is the level."""
        alone = sum(other.level is one.level for other in self._facts.organisations) == 1
        return Owner(one.level) if alone else Owner(one.level, organisation=one.code)

    def _group(self, roots: frozenset[str], *, whole: bool) -> Answer:
        """`whole`: nothing is said but the title; otherwise a part of it that no other group shares."""
        usual = owner_lexicon.usual()
        core = roots - usual.school - usual.people - usual.idle
        found = [code for code, title in self._groups.items()
                 if title and core and (core == title if whole else core <= title)]
        owners = tuple(Owner(Level.SCHOOL, code) for code in found)
        if len(owners) == 1:
            return Meant(owners[0], Because.GROUP, self._facts.groups[found[0]])
        return Ambiguous(owners) if owners else None

    def _level(self, cores: Iterable[frozenset[str]], because: Because, said: str) -> Answer:
        for core in cores:
            if core in owner_lexicon.usual().chosen:
                return self._chosen(said)
            if levels := self._present(owner_lexicon.usual().levels.get(core, ())):
                return self._of_levels(levels, because, said)
        return None

    def _present(self, levels: Iterable[Level]) -> list[Level]:
        """Those that the programme has; without organisations any."""
        known = {one.level for one in self._facts.organisations}
        return [level for level in levels if not known or level in known]

    def _of_levels(self, levels: Sequence[Level], because: Because, said: str) -> Answer:
        """A ministry or an institute is one: where there are several, one of them is meant."""
        if len(levels) > 1:
            return Ambiguous(tuple(Owner(level) for level in levels))
        bodies = [one for one in self._facts.organisations if one.level is levels[0]]
        if levels[0] in (Level.MINISTRY, Level.INSTITUTE) and len(bodies) > 1:
            found = self._organisation(said)
            return found or Ambiguous((*(self._single(one) for one in bodies), Owner(levels[0])))
        return Meant(Owner(levels[0]), because, said)

    def _chosen(self, said: str) -> Answer:
        if not self._present((Level.SCHOOL,)):
            return None
        if not self._groups:
            return Meant(Owner(Level.SCHOOL), Because.LEVEL, said)
        return Ambiguous((*(Owner(Level.SCHOOL, code) for code in self._groups), Owner(Level.SCHOOL)))

    def _level_of_group(self, core: frozenset[str]) -> Answer:
        """«МОУО школ фокус-группы»: the bodies that have such schools."""
        for phrase, levels in owner_lexicon.usual().levels.items():
            rest = core - phrase - owner_lexicon.usual().school
            found = [code for code, title in self._groups.items() if phrase < core and rest and rest == title]
            if len(found) == 1 and len(present := self._present(levels)) == 1:
                return Meant(Owner(present[0], found[0]), Because.GROUP, self._facts.groups[found[0]])
        return None

    def _people(self, cores: Iterable[frozenset[str]], said: str) -> Answer:
        for core in cores:
            if levels := self._present(owner_lexicon.usual().alone.get(core, ())):
                return self._of_levels(levels, Because.PEOPLE, said)
        return None

    def _near(self, roots: frozenset[str], said: str) -> Answer:
        """A slip of the pen and the abbreviation of some institute are asked about."""
        usual, told = owner_lexicon.usual(), " ".join(sorted(roots))
        known = {" ".join(sorted(phrase)): levels for phrase, levels in usual.levels.items()}
        found = difflib.get_close_matches(told, known, n=1, cutoff=CLOSE) if len(told) >= SHORTEST else []
        short = any(word.isupper() and words.fold(word).endswith(usual.institutes) for word in said.split())
        levels = known[found[0]] if found else (Level.INSTITUTE,) if short else ()
        present = self._present(levels)
        return Ambiguous(tuple(Owner(level) for level in present)) if present else None


def owner_of(said: str, facts: Facts) -> Answer:
    """Who is meant by the words of one owner; for many words make `OwnerWords` once."""
    return OwnerWords(facts).owner_of(said)


def _outside_and_inside(said: str) -> list[str]:
    """«Муниципальные органы управления образованием (МОУО)» says it twice."""
    parts = map(words.clean, (_BRACKETS.sub(" ", said), *_BRACKETS.findall(said)))
    return [part for part in parts if part]


def _without_people(said: str) -> str:
    """«Директор МБОУ СОШ № 19» is the school."""
    return " ".join(word for word in said.split() if not _is_of_people(word))


def _is_of_people(word: str) -> bool:
    found = owner_lexicon.roots(word)
    return bool(found) and found <= owner_lexicon.usual().people
