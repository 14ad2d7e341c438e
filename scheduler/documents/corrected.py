"""A plan that comes again: which of its activities are those that are loaded, also under other numbers.

What is known again keeps its id, and with it its tasks, its evidence and the dates that people have moved.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from scheduler.programme.model import Activity
from scheduler.programme.words import fold

ALIKE, APART = 0.8, 0.06
"""How alike two titles must be, and by how much more than any others, to be one activity under two numbers."""
SAME_NUMBER = 0.6
"""How alike, where the number is the same."""
CANDIDATES = 6
"""Titles that are compared letter by letter: those that share the most words."""
_GONE = "*"
"""Behind the number of what has gone, where something else bears it now."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An activity as the store has it; `gone`: no longer part of the plan."""

    id: int
    number: str
    title: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Match:
    """`known` are the loaded ones by the number that they bear from now on, `numbers` those, by id, to be renumbered,
    also of what has gone and stands in the way.
    """

    known: Mapping[str, Loaded]
    numbers: Mapping[int, str]


def match(loaded: Sequence[Loaded], wanted: Sequence[Activity]) -> Match:
    """First what is said in the same words, then what is said much alike there alone, then what bears its number; last
    what had gone and is back in the same words.
    """
    pairs: dict[str, Loaded] = {}
    present, gone = [each for each in loaded if not each.gone], [each for each in loaded if each.gone]
    for way, among in ((_same_words, present), (_alike, present), (_same_number, present), (_same_words, gone)):
        taken = {each.id for each in pairs.values()}
        pairs |= way([each for each in among if each.id not in taken],
                     [each for each in wanted if each.number not in pairs])
    return Match(pairs, _numbers(loaded, wanted, pairs))


def _same_words(loaded: Sequence[Loaded], wanted: Sequence[Activity]) -> dict[str, Loaded]:
    """The same title under the same number, else where only one has it."""
    old = _by(loaded, lambda each: fold(each.title))
    pairs: dict[str, Loaded] = {}
    for title, new in _by(wanted, lambda each: fold(each.title)).items():
        there = old.get(title, [])
        same = {each.number: one for each in new for one in there if one.number == each.number}
        rest = [each for each in new if each.number not in same]
        free = [one for one in there if one.number not in same]
        pairs |= same
        if len(rest) == len(free) == 1:
            pairs[rest[0].number] = free[0]
    return pairs


def _alike(loaded: Sequence[Loaded], wanted: Sequence[Activity]) -> dict[str, Loaded]:
    """Each the other's best by far: what is much alike in several places is recognised in none."""
    scores = _scores([each.title for each in loaded], [each.title for each in wanted])
    best_new, best_old = _best(scores), _best({(new, old): score for (old, new), score in scores.items()})
    return {wanted[new].number: loaded[old] for old, new in best_new.items() if best_old.get(new) == old}


def _best(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Of each of the first the one of the second that is the most like it, where that is beyond doubt."""
    ranked: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scores.items():
        ranked[one].append((score, other))
    found: dict[int, int] = {}
    for one, others in ranked.items():
        first, *rest = sorted(others, reverse=True)
        if first[0] >= ALIKE and (not rest or first[0] - rest[0][0] >= APART):
            found[one] = first[1]
    return found


def _scores(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], float]:
    """How alike those are that share the most words, by their places."""
    bags = [set(fold(title).split()) for title in old]
    where: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            where[word].append(place)
    scores: dict[tuple[int, int], float] = {}
    for place, title in enumerate(new):
        bag = set(fold(title).split())
        shared = Counter(one for word in bag for one in where.get(word, ()))
        ranked = sorted(shared, key=lambda one: (-shared[one] / len(bags[one] | bag), one))
        scores |= {(one, place): _likeness(old[one], title) for one in ranked[:CANDIDATES]}
    return scores


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, fold(first), fold(second), autojunk=False).ratio()


def _same_number(loaded: Sequence[Loaded], wanted: Sequence[Activity]) -> dict[str, Loaded]:
    """The number alone proves little: an activity may have been put in the place of another."""
    old = {each.number: each for each in loaded}
    return {each.number: old[each.number] for each in wanted
            if each.number in old and _likeness(old[each.number].title, each.title) >= SAME_NUMBER}


def _numbers(loaded: Sequence[Loaded], wanted: Sequence[Activity], pairs: Mapping[str, Loaded]) -> dict[int, str]:
    numbers = {one.id: number for number, one in pairs.items() if one.number != number}
    kept = {one.id for one in pairs.values()}
    taken = {each.number for each in wanted} | {each.number for each in loaded}
    needed = {each.number for each in wanted}
    for one in loaded:
        if one.id not in kept and one.number in needed:
            free = one.number
            while free in taken:
                free += _GONE
            taken.add(free)
            numbers[one.id] = free
    return numbers


def _by(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for each in items:
        found[key(each)].append(each)
    return found
