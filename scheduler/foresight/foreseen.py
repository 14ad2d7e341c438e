"""What a rehearsal is asked for, and all that it has found: the floor of its sheets, its chart and its summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from storage.outbox import Lane
from storage.rehearsed import Dateless, Deadline, Deserted, Listed, Ownerless

ERRAND = "rehearsal"
"""The kind of the errand that brings one."""
LONGEST = 1100
"""Days that one rehearsal may last: three years."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which programme (its code; "" for all) and which days (ISO; "" for the ones that suggest themselves).

    `rates` are calls a second by channel; `joined_only`: whoever has not joined yet is left out.
    """

    programme: str
    first: str
    last: str
    joined_only: bool
    rates: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Span:
    """What was lived through. The programme is 0 for all; `title` names it; days are those of `zone`."""

    programme: int
    title: str
    zone: str
    starts_at: int
    ends_at: int
    joined_only: bool
    rewound: bool
    """It began at a day that is over: what was told since was told again."""

    @property
    def first(self) -> date:
        """Its first day."""
        return local_day(self.starts_at, self.zone)

    @property
    def last(self) -> date:
        """Its last day."""
        return local_day(self.ends_at, self.zone)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that somebody would get. `person` is None in a chat of several people, whose name is `chat`."""

    at: int
    person: int | None
    chat: str
    channel: str
    lane: Lane
    kind: str
    line: str
    """How its text begins."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the plan lacks, and when something falls due."""

    deadlines: Sequence[Deadline]
    dateless: Sequence[Dateless]
    ownerless: Sequence[Ownerless]
    deserted: Sequence[Deserted]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """All of it; messages in the order of their moments."""

    span: Span
    people: Mapping[int, Listed]
    heard: Sequence[Heard]
    gaps: Gaps
    rates: Mapping[str, float]

    def zone_of(self, heard: Heard) -> str:
        """By which clock whoever gets it lives."""
        person = self.people.get(heard.person or 0)
        return person.time_zone if person else self.span.zone

    def day_of(self, heard: Heard) -> date:
        """The day that it is for them."""
        return local_day(heard.at, self.zone_of(heard))


@lru_cache(4096)
def local(at: int, zone: str) -> datetime:
    """An instant by the clock of a zone."""
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))


def local_day(at: int, zone: str) -> date:
    """Its day there."""
    return local(at, zone).date()
