"""Two names that may be one person: initials, a lost space, Latin letters, a slip of the pen, another order.

Pure. What is found is shown to a person and never merged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from scheduler.programme import words

SHORTEST = 6
"""Letters of a word in which one other letter is rather a slip than another name: Анна and Инна are two."""
CROWD = 60
"""People of one surname in one organisation who are compared one by one; more are no slip."""
_GLUED = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ])")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a list. `home` is an organisation, `marks` tell people apart: a phone, a mail."""

    name: str
    home: str
    marks: frozenset[str] = frozenset()


def pairs(people: Sequence[Named]) -> list[tuple[int, int]]:
    """The places (from 0) of those who may be one, the earlier one first; each later one once."""
    found: dict[int, int] = {}
    for first, second in sorted(_candidates(people)):
        if second not in found and _may_be_one(people[first], people[second]):
            found[second] = first
    return [(first, second) for second, first in found.items()]


def _candidates(people: Sequence[Named]) -> set[tuple[int, int]]:
    """Pairs worth a look: the same whole name anywhere, a word of it in one organisation."""
    shelves: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(people):
        for shelf in _shelves(one):
            shelves.setdefault(shelf, []).append(at)
    return {pair for shelf in shelves.values() if len(shelf) <= CROWD for pair in combinations(shelf, 2)}


def _shelves(one: Named) -> Iterator[tuple[str, str]]:
    tokens = parts(one.name)
    if len(tokens) > 2 and all(len(token) > 1 for token in tokens):
        yield "", " ".join(sorted(tokens))
    yield from ((one.home, token) for token in dict.fromkeys(tokens) if len(token) > 2)


def _may_be_one(one: Named, other: Named) -> bool:
    """Not where their phones or mails say that they are two; one row beside another of the same name is one already."""
    if one.marks and other.marks and one.marks.isdisjoint(other.marks):
        return False
    if one.home == other.home:
        return words.fold(one.name) != words.fold(other.name) and alike(one.name, other.name)
    return sorted(parts(one.name)) == sorted(parts(other.name)) and not one.marks & other.marks


def alike(one: str, other: str) -> bool:
    """Whether two names of one organisation may be one person's."""
    first, second = parts(one), parts(other)
    shorter, longer = sorted((set(first), set(second)), key=len)
    if len(shorter) > 1 and shorter <= longer:
        return True  # another order, or no patronymic
    return _by_initials(first, second) or _by_a_slip(sorted(first), sorted(second))


@lru_cache(8192)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared; «ИвановаАнна» are two."""
    return tuple(_TOKEN.findall(words.fold(_GLUED.sub(" ", words.alike(name)))))


def _by_initials(first: Sequence[str], second: Sequence[str]) -> bool:
    """«Иванова А. П.» and «Иванова Анна Петровна»: one surname, and the rest begins alike."""
    shared = [word for word in first if word in second and len(word) > 1]
    rest, other = _without(first, shared), _without(second, shared)
    if not shared or not rest or not other or not any(len(word) == 1 for word in (*rest, *other)):
        return False
    pairs = list(zip(rest, other, strict=False))
    return all(one.startswith(two) or two.startswith(one) for one, two in pairs)


def _without(words_of: Iterable[str], shared: Sequence[str]) -> list[str]:
    return [word for word in words_of if word not in shared]


def _by_a_slip(first: Sequence[str], second: Sequence[str]) -> bool:
    """The same words but one, which differs in a single letter."""
    odd = [(one, two) for one, two in zip(first, second, strict=False) if one != two]
    return len(first) == len(second) > 1 and len(odd) == 1 and _one_letter(*odd[0])


def _one_letter(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1:
        return False
    pairs = enumerate(zip(short, long, strict=False))
    at = next((place for place, (left, right) in pairs if left != right), len(short))
    return short[at:] == long[at + 1:] or short[at + 1:] == long[at + 1:]
