"""The library as it is searched: materials and answered questions by the words of their titles and texts.

A word counts for more where it stands in a title, and where few materials of the programme have it. Everybody searches
the programmes in which they have a role; nothing of another one is ever found.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from scheduler import stems
from scheduler.programme.words import REGISTERS
from storage import library
from storage.database import Transaction
from storage.library import Definition, Kind, Material, Meaning, Source

TITLE, TEXT = 3, 1
"""What a word counts for."""
FOUND = 100
"""Materials that a search finds at most: nobody turns more pages."""
OFFERED = 3
ENOUGH = 0.5
"""How much of a question, by weight, or of a title, by number, must meet before a material is offered unasked."""
FEWEST = 2
"""Words that must meet, unless the question has no more."""
RAREST = 10
"""Words of a question that are looked up, the rarest; the others of a long one say little and stand everywhere."""
_EXACT = 1000
"""What a word counts for is a whole number of such parts: both databases add up the same."""
_START = 4
"""Letters of a word by which others are guessed that begin so."""
_LIKE = 20
"""Words that are guessed."""
_GUESSED = 0.5
"""What a guessed word counts for."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A material and how well it answers."""

    material: int
    score: float
    covered: float
    """Which part of the question, by weight."""


async def add(tx: Transaction, programme: int, said: Definition, source: Source, *, added_by: int | None, now: int,
              consultation: int | None = None) -> int:
    """Add what somebody has given, to be found from now on; its id."""
    id = await library.add(tx, programme, said, source, added_by=added_by, now=now, consultation=consultation)
    await index(tx, [id])
    return id


async def put_answer(tx: Transaction, programme: int, title: str, about: str, *, consultation: int | None,
                     topic: int | None, added_by: int, now: int) -> int:
    """An answered question joins the library: `title` is the question, `about` the answer; its id."""
    said = Definition(Kind.ANSWER, title, about, topic=topic)
    return await add(tx, programme, said, Source.QUESTION, added_by=added_by, now=now, consultation=consultation)


async def index(tx: Transaction, materials: Collection[int]) -> None:
    """Find these by what they say now."""
    for each in await library.texts(tx, materials):
        kind = next((word for word, register in REGISTERS.items() if register == each.register), "")
        told = (each.about, each.topic, kind, each.number, each.partner, each.place)
        await library.put_words(tx, each.programme, each.id, weights(each.title, *told))


def weights(title: str, *texts: str) -> dict[str, int]:
    """The stems of a material and what each counts for."""
    weighed: Counter[str] = Counter(dict.fromkeys(stems.of("\n".join(texts)), TEXT))
    weighed.update(dict.fromkeys(stems.of(title), TITLE))
    return dict(weighed)


async def search(tx: Transaction, programmes: Iterable[int], words: Sequence[str]) -> list[int]:
    """Materials that have some of these stems, the best first; where a stem is nowhere, what begins like it."""
    scored = [each for programme in set(programmes)
              for each in await _scored(tx, programme, words, fewest=1, guessing=True)]
    scored.sort(key=lambda each: (-each.score, -each.material))
    return [each.material for each in scored[:FOUND]]


async def offered(tx: Transaction, programme: int, text: str, *, limit: int = OFFERED) -> list[Material]:
    """What may answer this question before it goes out; nothing where only a word or two happen to meet."""
    words = stems.of(text)
    likely = await _scored(tx, programme, words, fewest=min(FEWEST, len(words)), guessing=False)
    titles = await _met_titles(tx, [each.material for each in likely], words)
    kept = [each.material for each in likely if max(each.covered, titles.get(each.material, 0)) >= ENOUGH]
    return await library.some(tx, kept[:limit])


async def like(tx: Transaction, programme: int, word: str) -> list[str]:
    """Stems that begin as this one does: it is unfinished, or its end is misspelt."""
    if len(word) < _START or word.isdecimal():
        return []
    return await library.beginning(tx, programme, word[:max(_START, len(word) - 2)], size=_LIKE)


async def _scored(tx: Transaction, programme: int, words: Sequence[str], *, fewest: int,
                  guessing: bool) -> list[Scored]:
    """The best first: by the weight of what meets, and by how much of the question that is."""
    if not words:
        return []
    size, usual = await library.size(tx, programme), await library.usual(tx, programme, words)
    rare = {word: _rarity(size, usual.get(word, 0)) for word in words}
    known = sorted((word for word in words if word in usual), key=usual.__getitem__)
    meanings = [Meaning(word, words.index(word), rare[word], rare[word]) for word in known[:RAREST]]
    for word in [each for each in words if each not in usual][:RAREST] if guessing else []:
        meanings += [Meaning(stem, words.index(word), round(rare[word] * _GUESSED), rare[word])
                     for stem in await like(tx, programme, word)]
    whole = sum(rare.values())
    return [Scored(each.material, each.gained * each.covered / whole, each.covered / whole)
            for each in await library.matches(tx, programme, meanings, fewest=fewest, size=FOUND)]


def _rarity(size: int, number: int) -> int:
    return round(math.log(1 + size / max(number, 0.5)) * _EXACT)


async def _met_titles(tx: Transaction, materials: Collection[int], words: Collection[str]) -> dict[int, float]:
    """Which part of each title stands in the question; one word of it alone is no sign."""
    met = await library.met_titles(tx, materials, words, weight=TITLE) if materials else []
    return {each.material: each.met / each.number for each in met if each.met >= FEWEST}
