"""A rehearsal in figures: by day, by person, and what a messenger would have to carry at its busiest."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.foresight.foreseen import Foreseen, Heard, local_day
from storage.participants import Role
from storage.rehearsed import EXPECTED, Listed

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Day:
    """What goes out on a day: by role (None: into chats), by channel, to how many people, and most for one."""

    day: date
    number: int
    people: int
    most: int
    roles: Counter[Role | None]
    channels: Counter[str]


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody and what they get; `days` on which they get anything, `most` on one of them, and on which."""

    person: Listed
    number: int
    days: int
    most: int
    most_on: date | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Peak:
    """The busiest stretch: when it begins, how many go out in it."""

    at: int
    number: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a messenger carries, with whoever has not joined and may come to it.

    `wait`: seconds until the last of those that are due at one moment has gone, at its rate.
    """

    channel: str
    rate: float
    number: int
    expected: int
    minute: Peak
    hour: Peak
    day: Peak
    wait: float

    @property
    def fits(self) -> bool:
        """Whether each minute's messages go within their minute."""
        return self.minute.number <= self.rate * MINUTE


def days(foreseen: Foreseen) -> list[Day]:
    """Those on which anything goes out, in their order."""
    parts: dict[date, list[Heard]] = defaultdict(list)
    for each in foreseen.heard:
        parts[foreseen.day_of(each)].append(each)
    return [_day(foreseen, day, heard) for day, heard in sorted(parts.items())]


def _day(foreseen: Foreseen, day: date, heard: Sequence[Heard]) -> Day:
    people = Counter(each.person for each in heard if each.person is not None)
    return Day(day, len(heard), len(people), max(people.values(), default=0),
               Counter(role_of(foreseen, each) for each in heard), Counter(each.channel for each in heard))


def role_of(foreseen: Foreseen, heard: Heard) -> Role | None:
    """Of whoever gets it; None for a chat."""
    person = foreseen.people.get(heard.person or 0)
    return person.role if person else None


def people(foreseen: Foreseen) -> list[Busy]:
    """Everybody, the busiest first; those who get nothing too."""
    parts: dict[int | None, list[Heard]] = defaultdict(list)
    for each in foreseen.heard:
        parts[each.person].append(each)
    found = [_busy(foreseen, person, parts.get(person.id, [])) for person in foreseen.people.values()]
    return sorted(found, key=lambda each: (-each.number, each.person.name, each.person.id))


def _busy(foreseen: Foreseen, person: Listed, heard: Sequence[Heard]) -> Busy:
    by_day = Counter(foreseen.day_of(each) for each in heard)
    most_on, most = max(by_day.items(), key=lambda item: item[1], default=(None, 0))
    return Busy(person, len(heard), len(by_day), most, most_on, min(by_day, default=None), max(by_day, default=None))


def loads(foreseen: Foreseen) -> list[Load]:
    """Of each messenger whose rate is known."""
    return [_load(foreseen, channel, rate) for channel, rate in foreseen.rates.items()]


def _load(foreseen: Foreseen, channel: str, rate: float) -> Load:
    heard = [each for each in foreseen.heard if each.channel in (channel, EXPECTED)]
    moments = [each.at for each in heard]
    zone = foreseen.span.zone
    return Load(channel, rate, len(heard), sum(each.channel == EXPECTED for each in heard),
                _peak(moments, lambda at: at // MINUTE), _peak(moments, lambda at: at // HOUR),
                _peak(moments, lambda at: local_day(at, zone).toordinal()), _wait(moments, rate))


def _peak(moments: Iterable[int], part: Callable[[int], int]) -> Peak:
    """The first of the busiest parts."""
    counts, begins = Counter[int](), dict[int, int]()
    for at in moments:
        counts[part(at)] += 1
        begins.setdefault(part(at), at)
    key, number = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return Peak(begins.get(key, 0), number)


def _wait(moments: Sequence[int], rate: float) -> float:
    """The longest that a message waits until it has gone, when they go one after the other."""
    free, longest = 0.0, 0.0
    for at in moments:
        free = max(free, float(at)) + 1 / rate
        longest = max(longest, free - at)
    return longest
