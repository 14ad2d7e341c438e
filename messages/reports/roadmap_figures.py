"""What a roadmap with its fulfilment is made of: plain values, which go to another process. Days are ISO, or ""."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    """How one organisation stands with one row; a letter each, because there are hundreds of thousands of them."""

    ACCEPTED = "a"
    WAITING = "w"
    """Reported, not judged yet."""
    LATE = "l"
    RETURNED = "r"
    OPEN = "o"
    NOT_THEIRS = "."


class Progress(StrEnum):
    """How a row stands for all its organisations together."""

    DONE = "done"
    WAITING = "waiting"
    """All have reported; not all reports are judged."""
    LATE = "late"
    GOING = "going"
    """Some have reported."""
    OPEN = "open"
    AHEAD = "ahead"
    """Its first day has not come."""
    NOBODY = "nobody"
    """No organisation of those that are shown has to do it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A row. `moved_at`: the day of the order, `moved_from`, holds no more. `belated` have reported after their day.

    `longer` are organisations with a day of their own, by that day.
    """

    number: str
    title: str
    starts_on: str
    due_on: str
    moved_from: str
    moved_at: str
    owners: Sequence[str]
    results: Sequence[str]
    progress: Progress
    total: int
    done: int
    accepted: int
    late: int
    belated: int
    first_fact: str
    last_fact: str
    words: int
    photos: int
    files: int
    longer: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its rows."""

    title: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation; `stands` has a letter of `Stand` for each row, in their order."""

    title: str
    municipality: str
    stands: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A threshold with what has been reached; `fact` is None where nobody has counted."""

    number: str
    title: str
    unit: str
    plan: float
    fact: float | None


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The whole. `scope` names those whose fulfilment it shows, "" for the programme; `single`: it is one organisation.

    `made_by` and `role` are empty where it was made at the console. Instants are shown by the clock of `zone`.
    """

    programme: str
    starts_on: str
    ends_on: str
    scope: str
    single: bool
    parts: Sequence[Part]
    places: Sequence[Place]
    measured: Sequence[Measured]
    today: str
    zone: str
    made_at: int
    made_by: str
    role: str

    @property
    def points(self) -> list[Point]:
        """All rows, in their order."""
        return [point for part in self.parts for point in part.points]


@dataclass(frozen=True, slots=True)
class RoadmapPaper:
    """As a Word file."""

    roadmap: Roadmap


@dataclass(frozen=True, slots=True)
class RoadmapBook:
    """As an Excel file."""

    roadmap: Roadmap
