"""The library of a programme: materials, recordings, templates, answered questions, and the stems they are found by.

Which stems a text has is the scheduler's business (`scheduler/library.py`); here they are kept and counted.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from storage.database import Transaction


class Kind(StrEnum):
    """What it is."""

    MATERIAL = "material"
    RECORDING = "recording"
    TEMPLATE = "template"
    ANSWER = "answer"


class Source(StrEnum):
    """Where it comes from; a loading rules over what is `files`."""

    FILES = "files"
    CHAT = "chat"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Material:
    """One of the library; its file is None or described by the three that follow it."""

    id: int
    programme: int
    source: Source
    kind: Kind
    title: str
    about: str
    link: str
    file: int | None
    file_kind: str
    file_name: str
    file_mime: str
    topic: str
    added_by: int | None
    added_at: int
    register: str = ""
    """In which of `registers.py` it stands as well; the three that follow are known of such a one alone."""
    number: str = ""
    dated_on: str | None = None
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """What is to be kept; `topic` and `file` are ids."""

    kind: Kind
    title: str
    about: str = ""
    link: str = ""
    file: int | None = None
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A material of the files; `digest` is of what they said last."""

    id: int
    code: str
    title: str
    digest: str
    gone_at: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """What the stems of a material are taken from."""

    id: int
    programme: int
    title: str
    about: str
    topic: str
    register: str
    number: str
    partner: str
    place: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stem that is looked for. `word`: the number of the word of the question that it stands for."""

    stem: str
    word: int
    gain: int
    """What it counts for."""
    rare: int
    """What the word counts for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A material, what the words that meet count for there, and how much of the question they are."""

    material: int
    gained: float
    covered: float


@dataclass(frozen=True, slots=True)
class MetTitle:
    """Of how many stems the title of a material is, and how many of them are in the question."""

    material: int
    number: int
    met: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What questions and materials may be about."""

    id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class _Usual:
    stem: str
    number: int


@dataclass(frozen=True, slots=True)
class _OfKind:
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class _Stem:
    stem: str


async def put(tx: Transaction, programme: int, code: str, said: Definition, *, digest: str, now: int) -> int:
    """Write what a file says under its code; its id."""
    return await tx.integer("library.put", programme=programme, code=code, digest=digest, now=now, **asdict(said))


async def add(tx: Transaction, programme: int, said: Definition, source: Source, *, added_by: int | None, now: int,
              consultation: int | None = None) -> int:
    """Add what somebody has given; its id."""
    return await tx.integer("library.add", programme=programme, source=source, consultation=consultation,
                            added_by=added_by, now=now, **asdict(said))


async def of_files(tx: Transaction, programme: int) -> list[Listed]:
    """All that the files have ever named."""
    return await tx.all(Listed, "library.of_files", programme=programme)


async def leave(tx: Transaction, id: int, *, now: int) -> bool:
    """Nobody finds or opens it any more; whether it was there."""
    left = await tx.run("library.leave", id=id, now=now)
    await tx.run("library.drop_words", material=id)
    return left


async def put_words(tx: Transaction, programme: int, material: int, weights: Mapping[str, int]) -> None:
    """These are the stems of a material from now on."""
    await tx.run("library.drop_words", material=material)
    await tx.repeat("library.put_word", [{"material": material, "programme": programme, "stem": stem, "weight": weight}
                                         for stem, weight in weights.items()])


async def seen(tx: Transaction, participant: int, id: int) -> Material | None:
    """One that this person may open."""
    return await tx.one(Material, "library.seen", participant=participant, id=id)


async def some(tx: Transaction, ids: Iterable[int]) -> list[Material]:
    """Those of these that are there, in the order given."""
    wanted = list(ids)
    found = {each.id: each for each in await tx.all(Material, "library.some", ids=json.dumps(wanted))}
    return [found[id] for id in wanted if id in found]


async def page(tx: Transaction, participant: int, kind: str, *, size: int, skip: int) -> list[Material]:
    """A page of what this person may open, the newest first; of one kind, or of all ("")."""
    return await tx.all(Material, "library.page", participant=participant, kind=kind, size=size, skip=skip)


async def kinds(tx: Transaction, participant: int) -> dict[Kind, int]:
    """How many of each kind this person may open."""
    return {row.kind: row.number for row in await tx.all(_OfKind, "library.kinds", participant=participant)}


async def size(tx: Transaction, programme: int) -> int:
    """How many materials a programme has."""
    return await tx.integer("library.size", programme=programme)


async def usual(tx: Transaction, programme: int, stems: Collection[str]) -> dict[str, int]:
    """In how many materials each of these stems stands; one that stands in none is left out."""
    rows = await tx.all(_Usual, "library.usual", programme=programme, stems=_listed(stems))
    return {row.stem: row.number for row in rows}


async def matches(tx: Transaction, programme: int, meanings: Iterable[Meaning], *, fewest: int,
                  size: int) -> list[Match]:
    """The materials in which most meets, at least this many words, the best first."""
    listed = json.dumps([[each.stem, each.word, each.gain, each.rare] for each in meanings], ensure_ascii=False)
    return await tx.all(Match, "library.matches", programme=programme, meanings=listed, fewest=fewest, size=size)


async def met_titles(tx: Transaction, materials: Collection[int], stems: Collection[str], *,
                     weight: int) -> list[MetTitle]:
    """How much of each title stands in the question; `weight` is what a word of a title counts for."""
    return await tx.all(MetTitle, "library.met_titles", materials=json.dumps(sorted(materials)), stems=_listed(stems),
                        weight=weight)


async def beginning(tx: Transaction, programme: int, start: str, *, size: int) -> list[str]:
    """Some stems of the programme that begin so."""
    beyond = start[:-1] + chr(ord(start[-1]) + 1)
    rows = await tx.all(_Stem, "library.beginning", programme=programme, start=start, beyond=beyond, size=size)
    return [row.stem for row in rows]


async def texts(tx: Transaction, ids: Collection[int]) -> list[Text]:
    """What the stems of these are taken from; none of one that is gone."""
    return await tx.all(Text, "library.texts", ids=json.dumps(sorted(ids)))


async def topics(tx: Transaction, programme: int) -> list[Topic]:
    """What a material may be about, in the programme's order."""
    return await tx.all(Topic, "library.topics", programme=programme)


def _listed(stems: Collection[str]) -> str:
    return json.dumps([[each] for each in sorted(stems)], ensure_ascii=False)
