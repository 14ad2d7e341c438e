"""What the printed card of a school is made of: plain values, which go to another process."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody has said of how a measure goes; `at` is an instant, `file` the name of what they have sent."""

    at: int
    name: str
    text: str
    file: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A row. `state` is open, late, waiting, returned or settled; `does` is empty for the school itself."""

    number: str
    about: str
    due_on: str
    state: str
    late_by: int
    does: str
    tutor: str
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with its measures; `said` is what was said of itself."""

    number: str
    about: str
    state: str
    author: str
    named_at: int
    measures: Sequence[Measure]
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class SchoolCard:
    """A card to be printed. Instants are shown by the clock of `zone`."""

    programme: str
    school: str
    municipality: str
    problems: Sequence[Problem]
    solved: int
    measures: int
    settled: int
    late: int
    zone: str
    exported_at: int
