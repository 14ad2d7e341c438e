"""Readings held against a table of phrases that says what is right: how many are, how many are not understood or wrong.

The table has the columns `phrase` and `context_year`; where it has `end` too it is a table of readings, with `start`,
`recurrence`, `kind`, and in `also` what is right as well: `start..end`, `start..end RRULE`, an RRULE, or a kind.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.programme.reading import Reading, Status

Value = tuple[str, str, str]
"""Start, end and recurrence, as ISO days and an RRULE; "" for none."""
_NOT_READ = frozenset({"relative", "unspecified"})


class Verdict(StrEnum):
    """What a reading is worth. `ASKED`: another value than the right one, but a person is asked to confirm it."""

    RIGHT = "right"
    ASKED = "asked"
    NOT_UNDERSTOOD = "not_understood"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table. `line` is its place in the file, from 1. `right` is empty where nothing is said."""

    line: int
    phrase: str
    context: str
    right: tuple[Value, ...] = ()
    kinds: frozenset[str] = frozenset()
    """Kinds that are right: `unsure`, `relative`, `unspecified`."""

    @property
    def known(self) -> bool:
        """Whether the table says what is right."""
        return bool(self.right or self.kinds)


class NoTable(Exception):
    """The text has no heading with `phrase` and `context_year`."""


def phrases(text: str) -> tuple[Phrase, ...]:
    """The rows of a table whose cells are parted by tabs; lines that begin with # are remarks. Raises NoTable."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1)
             if line.strip() and not line.startswith("#")]
    if not lines:
        raise NoTable
    heading = [name.strip() for name in lines[0][1].split("\t")]
    if not {"phrase", "context_year"} <= set(heading):
        raise NoTable
    return tuple(_phrase(number, dict(zip(heading, line.split("\t"), strict=False)), "end" in heading)
                 for number, line in lines[1:])


def _phrase(number: int, cells: Mapping[str, str], read: bool) -> Phrase:
    phrase, context = cells["phrase"], cells.get("context_year", "").strip()
    if not read:
        return Phrase(number, phrase, context)
    kind = cells.get("kind", "").strip()
    own = (cells.get("start", "").strip(), cells.get("end", "").strip(), cells.get("recurrence", "").strip())
    also = [each for each in re.split(r";\s+|;$", cells.get("also", "").strip()) if each]
    values = [value for each in also if (value := _value(each, own))]
    right = (() if kind in _NOT_READ and not any(own) else (own,)) + tuple(values)
    kinds = {each for each in also if re.fullmatch("[a-z_]+", each)} | ({kind} & _NOT_READ)
    return Phrase(number, phrase, context, right, frozenset(kinds))


def _value(text: str, own: Value) -> Value | None:
    if text.startswith("FREQ="):
        return own[0], own[1], text
    days, _, rule = text.partition(" ")
    start, dots, end = days.partition("..")
    return (start, end, rule) if dots else None


def value(reading: Reading) -> Value:
    """What the reading says."""
    start, end = reading.when.start, reading.when.end
    return start.isoformat() if start else "", end.isoformat() if end else "", reading.recurrence


def verdict(phrase: Phrase, reading: Reading) -> Verdict:
    """Of a phrase that is `known`."""
    if reading.status is Status.NOT_UNDERSTOOD:
        return Verdict.RIGHT if phrase.kinds & _NOT_READ else Verdict.NOT_UNDERSTOOD
    if value(reading) in phrase.right:
        return Verdict.RIGHT
    if reading.status is Status.UNSURE:
        return Verdict.RIGHT if "unsure" in phrase.kinds else Verdict.ASKED
    return Verdict.WRONG


def answers(found: Sequence[tuple[Phrase, Reading]]) -> Iterator[str]:
    """The lines of the table of answers, its heading first."""
    yield "phrase\tcontext_year\tstatus\tstart\tend\trecurrence"
    for phrase, reading in found:
        yield "\t".join((phrase.phrase, phrase.context, reading.status, *value(reading)))
