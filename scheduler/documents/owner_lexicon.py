"""The words that roadmaps use for who has to do something, by their roots: `programme/owner_words.yaml`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from messages import lexicon
from scheduler.programme import name_words, words
from scheduler.programme.model import Level

_CAPITALS = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words by their roots."""

    levels: Mapping[frozenset[str], tuple[Level, ...]]
    alone: Mapping[frozenset[str], tuple[Level, ...]]
    chosen: frozenset[frozenset[str]]
    people: frozenset[str]
    idle: frozenset[str]
    school: frozenset[str]
    institutes: tuple[str, ...]
    """How the abbreviations of institutes end."""


@cache
def usual() -> Lexicon:
    """What `owner_words.yaml` holds."""
    read = lexicon.read("programme/owner_words")
    flat = {name: frozenset(root for word in read[name] for root in roots(word)) for name in ("people", "idle")}
    return Lexicon(_by_phrase(read["levels"]), _by_phrase(read["alone"]), frozenset(map(roots, read["chosen"])),
                   flat["people"], flat["idle"], name_words.said().school, tuple(map(words.fold, read["institutes"])))


def _by_phrase(read: Mapping[str, Sequence[str]]) -> dict[frozenset[str], tuple[Level, ...]]:
    found: dict[frozenset[str], tuple[Level, ...]] = {}
    for level, phrases in read.items():
        for phrase in phrases:
            found[roots(phrase)] = tuple(dict.fromkeys((*found.get(roots(phrase), ()), Level(level))))
    return found


@cache
def _abbreviations() -> frozenset[str]:
    """What our lists write in capitals: it has no endings."""
    said = lexicon.read("programme/owner_words")
    lists = [*said["levels"].values(), *said["alone"].values(), said["chosen"], said["people"]]
    return frozenset(words.fold(found) for one in lists for phrase in one for found in _CAPITALS.findall(phrase))


def roots(said: str) -> frozenset[str]:
    """Its words without endings, region and legal form; an abbreviation keeps all its letters."""
    told = [token for token in name_words.tokens_of(words.fold(said).replace("-", " "))
            if len(token) > 1 or token.isdigit()]
    forms = name_words.said().forms
    kept = [word for word in told if word not in forms] or told
    return frozenset(word if word in _abbreviations() else name_words.root(word) for word in kept)
