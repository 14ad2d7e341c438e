"""Mistakes and warnings as an operator reads them: counted, by file, and many of one kind told once."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from messages import lexicon, russian
from scheduler.programme import mistakes
from scheduler.programme.mistakes import Caution, Mistake

ALIKE = 3
"""Of one kind in one file that are told in full; of the others the places are named."""
PLACES = 20
WORDS = "programme/listing"


def lines(wrong: Sequence[Mistake], odd: Sequence[Caution]) -> Iterator[str]:
    """All of it. One mistake alone is one line, and without anything there is nothing to say."""
    if len(wrong) == 1 and not odd:
        yield mistakes.line(wrong[0])
        return
    if wrong or odd:
        yield total(len(wrong), len(odd))
    for name, found in (("mistakes", wrong), ("warnings", odd)):
        if found:
            yield ""
            yield _say(name)
            yield from _by_file(found)


def total(wrong: int, odd: int) -> str:
    """«3 ошибки, 5 предупреждений.»"""
    told = [russian.counted(number, _say(forms)) for number, forms in ((wrong, "of_mistakes"), (odd, "of_warnings"))
            if number]
    return f"{', '.join(told)}."


def _by_file(found: Sequence[Mistake | Caution]) -> Iterator[str]:
    """In the order of the files; within one in that of finding, each kind together."""
    order = {file: at for at, file in enumerate(dict.fromkeys(one.place.file for one in found))}
    kinds = {kind: at for at, kind in enumerate(dict.fromkeys((one.place.file, one.kind) for one in found))}
    ranked = sorted(found, key=lambda one: (order[one.place.file], kinds[one.place.file, one.kind]))
    for _, group in groupby(ranked, key=lambda one: (one.place.file, one.kind)):
        yield from _of_one_kind(list(group))


def _of_one_kind(found: Sequence[Mistake | Caution]) -> Iterator[str]:
    shown = found if len(found) == ALIKE + 1 else found[:ALIKE]  # «и ещё 1» is as long as the line itself
    yield from map(mistakes.line, shown)
    if rest := found[len(shown):]:
        places = ", ".join(dict.fromkeys(map(_short, rest[:PLACES])))
        yield _say("more").format(number=len(rest), places=places, dots=", …" if len(rest) > PLACES else "")


def _short(one: Mistake | Caution) -> str:
    """A place without its file and sheet."""
    return one.place.cell or mistakes.where(one.place).rpartition("!")[2]


def _say(name: str) -> str:
    found: str = lexicon.read(WORDS)[name]
    return found
