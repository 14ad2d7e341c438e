"""The words of which names of schools and municipalities are made, and how a name falls into words.

The words themselves stand in `messages/templates/ru/programme/school_names.yaml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from messages import lexicon
from scheduler import stems
from scheduler.programme import words

REMEMBERED = 8192
_SIGN = re.compile(r"(?:№|(?<![^\W\d_])(?:n[oº°]?|номер)(?![^\W\d_]))[\s.:_-]*(?=\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)-?(?:ая|я|й|ой|ый)(?!\w)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*")
_TORN = re.compile(r"\s+-(?=\S)|(?<=\S)-\s+")
"""A hyphen with a space on one side; with spaces on both it is a dash."""
_ADJECTIVE = re.compile(r".{2,}(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ой|ей|ых|их)")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lexicon, by roots."""

    forms: frozenset[str]
    filler: frozenset[str]
    school: frozenset[str]
    kinds: dict[str, frozenset[str]]
    honour: frozenset[str]
    settlements: frozenset[str]
    districts: frozenset[str]
    regions: frozenset[str]
    of_districts: frozenset[str]


@cache
def said() -> NameWords:
    """The words of `school_names.yaml`."""
    read_in = lexicon.read("programme/school_names")
    kinds: dict[str, set[str]] = {}
    for kind, names in read_in["kinds"].items():
        for word in names:
            kinds.setdefault(root(word), set()).add(kind)
    whole = {name: frozenset(read_in[name]) for name in ("forms", "honour", "settlements", "districts", "regions")}
    rooted = {name: frozenset(map(root, read_in[name])) for name in ("filler", "school", "of_districts")}
    return NameWords(kinds={word: frozenset(found) for word, found in kinds.items()}, **whole, **rooted)


@lru_cache(REMEMBERED)
def root(word: str) -> str:
    """A word without its ending, hyphen and the dots of ё."""
    plain = word.replace("-", "")
    return next(iter(stems.of(plain)), plain)


def tokens_of(title: str) -> tuple[str, ...]:
    """Words and numbers, folded and without the region; «школа-интернат» is two words, «Ново-Ленинская» is one."""
    folded = _TORN.sub("-", words.fold(words.alike(_SIGN.sub(" ", words.clean(title)))))
    tokens = [part for token in _TOKEN.findall(_ORDINAL.sub(" ", folded)) for part in _parted(token)]
    return tuple(token for at, token in enumerate(tokens) if not _is_of_region(tokens, at))


def _is_of_region(tokens: Sequence[str], at: int) -> bool:
    """«Иркутской области», «Республики Бурятия»: all schools of a programme lie in it."""
    regions = said().regions
    before, after = tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else ""
    return (tokens[at] in regions or (after in regions and not after.startswith("респ") and is_adjective(tokens[at]))
            or before.startswith("республик"))


def _parted(token: str) -> Sequence[str]:
    pieces = token.split("-")
    known = said()
    if any(root(piece) in known.kinds or root(piece) in known.school or piece in known.forms for piece in pieces):
        return pieces
    return ["".join(pieces)]


def is_adjective(word: str) -> bool:
    """By its ending: «Осинский», «Осинского»."""
    return bool(_ADJECTIVE.fullmatch(word))
