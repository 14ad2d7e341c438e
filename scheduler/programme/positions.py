"""What a position in somebody's school says of their part in the programme: «и. о. директора», «учитель физики».

Pure. A position that is not clear says nothing; the words stand in `messages/templates/ru/programme/positions.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from messages import lexicon
from scheduler.programme import name_words, words
from scheduler.programme.model import Level
from storage.participants import Role

REMEMBERED = 4096
HOMES: Mapping[Role, Level] = {
    Role.DIRECTOR: Level.SCHOOL,
    Role.TEACHER: Level.SCHOOL,
    Role.COORDINATOR: Level.MUNICIPALITY,
    Role.CURATOR: Level.INSTITUTE,
}
"""Where a position has to be for its word to mean the role: the director of an institute is no director of a school."""
SEVERAL = (Role.DIRECTOR, Role.TEACHER)
"""Roles that one cell may name together: directors often teach."""


@dataclass(frozen=True, slots=True)
class Position:
    """`roles` are in the order of their weight, `subjects` what they teach; without roles nothing was understood."""

    roles: tuple[Role, ...]
    subjects: tuple[str, ...] = ()


@lru_cache(REMEMBERED)
def read(said: str, level: Level | None) -> Position:
    """What a position means in an organisation of this level; None: any."""
    roots = _roots(said)
    if roots & _beside():
        return Position(())
    found = [role for role, phrases in _roles().items() if any(phrase <= roots for phrase in phrases)]
    fitting = [role for role in found if level is None or HOMES.get(role, level) is level]
    if not fitting or (found[0] not in SEVERAL and found[0] is not fitting[0]):
        return Position(())
    roles = [role for role in fitting if role in SEVERAL] if fitting[0] in SEVERAL else fitting[:1]
    return Position(tuple(roles), _taught(said) if Role.TEACHER in roles else ())


def is_plain(said: str, role: Role) -> bool:
    """Whether a position begins with the very word of its role: «учитель физики» needs no second look."""
    tokens = name_words.tokens_of(said)
    return bool(tokens) and tokens[0] in words.role(role).split()


def _roots(said: str) -> frozenset[str]:
    return frozenset(name_words.root(token) for token in name_words.tokens_of(said.replace("-", " ")))


def _taught(said: str) -> tuple[str, ...]:
    plain = f" {' '.join(name_words.tokens_of(words.fold(said)))} "
    at = {subject: plain.find(f" {form} ") for subject, forms in _subjects().items() for form in forms
          if f" {form} " in plain}
    return tuple(sorted(at, key=lambda subject: at[subject]))


@cache
def _roles() -> Mapping[Role, tuple[frozenset[str], ...]]:
    read_in: Mapping[str, list[str]] = lexicon.read("programme/positions")["roles"]
    return {Role(role): tuple(map(_roots, phrases)) for role, phrases in read_in.items()}


@cache
def _beside() -> frozenset[str]:
    return frozenset(map(name_words.root, lexicon.read("programme/positions")["beside"]))


@cache
def _subjects() -> Mapping[str, tuple[str, ...]]:
    read_in: Mapping[str, list[str]] = lexicon.read("programme/positions")["subjects"]
    return {subject: tuple(map(words.fold, forms)) for subject, forms in read_in.items()}
