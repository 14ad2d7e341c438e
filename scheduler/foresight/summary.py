"""A rehearsal in a few words, for a chat and for a terminal: plain values, which go from one process to another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.foresight import figures, remarks
from scheduler.foresight.foreseen import Foreseen
from scheduler.foresight.remarks import Remark

SHOWN = 3
"""Days and people that are named."""


@dataclass(frozen=True, slots=True)
class BusyDay:
    """A day (ISO) and how many messages go out on it."""

    day: str
    number: int


@dataclass(frozen=True, slots=True)
class BusyPerson:
    """Somebody, their role's value, and how many messages they get."""

    name: str
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A messenger's busiest minute, and after how many seconds the last of its messages has gone."""

    title: str
    number: int
    wait: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is said. Days are ISO; `told` of the `listed` people get anything; `remarks` are counted by kind."""

    title: str
    first: str
    last: str
    joined_only: bool
    messages: int
    told: int
    listed: int
    unjoined: int
    days: Sequence[BusyDay]
    people: Sequence[BusyPerson]
    loads: Sequence[Carried]
    remarks: Mapping[str, int]


def of(foreseen: Foreseen, titles: Mapping[str, str]) -> Summary:
    """What matters most of it. `titles` are what people call the messengers."""
    people = figures.people(foreseen)
    days = sorted(figures.days(foreseen), key=lambda each: (-each.number, each.day))
    span = foreseen.span
    return Summary(
        span.title, span.first.isoformat(), span.last.isoformat(), span.joined_only, len(foreseen.heard),
        sum(bool(each.number) for each in people), len(people),
        sum(each.person.joined_at is None for each in people),
        [BusyDay(each.day.isoformat(), each.number) for each in days[:SHOWN]],
        [BusyPerson(each.person.name, each.person.role.value, each.number) for each in people[:SHOWN] if each.number],
        [Carried(titles.get(each.channel, each.channel), each.minute.number, -int(-each.wait // 1), each.fits)
         for each in figures.loads(foreseen) if each.number],
        _counted(remarks.all_of(foreseen, titles)))


def _counted(found: Sequence[Remark]) -> dict[str, int]:
    """Of each kind that can be mended, also of those of which there is none."""
    counts = Counter(each.kind for each in found)
    return {kind: counts[kind] for kind in sorted(remarks.TO_MEND)}
