"""From entries of the ledger to figures: sums per curator, school, month; plan and fact; stars; answers in time. Pure.

It adds up single entries as well as what the database has added up already (`storage/tallies.py`): both are the same.
Minutes are added up and only the sum is told in hours: hours of sixty minutes, to a tenth (`messages.russian.tenths`).
A group is one consultation and counts once for whoever gave it and for the plan, and once at each school it was for.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from scheduler.consulting import worktime
from scheduler.consulting.rules import HOUR, Plan, Rules
from storage.ledger import Kind
from storage.tallies import Answers

FEWEST = 3
"""Stars: of fewer a mean says more of who gave them than of whom they were given to."""


class Part(Protocol):
    """Some entries of one kind."""

    @property
    def kind(self) -> str: ...

    @property
    def entries(self) -> int: ...

    @property
    def minutes(self) -> int: ...


class OfMonth(Part, Protocol):
    """All of one month, written as 2018-06."""

    @property
    def month(self) -> str: ...


class OfSomebody(Part, Protocol):
    """All given by one person."""

    @property
    def participant(self) -> int: ...


Key = TypeVar("Key")
AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry that counts."""

    participant: int
    kind: Kind
    minutes: int
    on_day: str
    organisations: tuple[int, ...]
    entries: int = 1

    @property
    def month(self) -> str:
        return self.on_day[:7]


@dataclass(frozen=True, slots=True)
class Share:
    """Of one kind."""

    entries: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """What some entries amount to; a field for each `Kind`."""

    individual: Share = Share()
    group: Share = Share()
    on_site: Share = Share()

    def of(self, kind: Kind) -> Share:
        share: Share = getattr(self, kind.value)
        return share

    @property
    def entries(self) -> int:
        return sum(self.of(kind).entries for kind in Kind)

    @property
    def minutes(self) -> int:
        return sum(self.of(kind).minutes for kind in Kind)


NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class Promise:
    """A kind of consultation: what was promised, and what has come of it."""

    kind: Kind
    plan: Plan
    share: Share

    @property
    def minutes_left(self) -> int:
        return max(0, self.plan.hours * 60 - self.share.minutes)

    @property
    def count_left(self) -> int:
        return max(0, self.plan.count - self.share.entries)

    @property
    def percent_of_hours(self) -> int:
        """Rounded down: a hundred means that it is done."""
        return self.share.minutes * 100 // (self.plan.hours * 60) if self.plan.hours else 0

    @property
    def percent_of_count(self) -> int:
        return self.share.entries * 100 // self.plan.count if self.plan.count else 0


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How far the programme has gone: days that are left, today among them, and how much of the time is over."""

    days_left: int
    percent: int


@dataclass(frozen=True, slots=True)
class Rating:
    """How many have given stars, and the mean of theirs; None of too few."""

    number: int = 0
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Promptness:
    """Of so many first answers that were due, so many came in time."""

    due: int = 0
    in_time: int = 0


@dataclass(frozen=True, slots=True)
class Thread:
    """How a consultation was answered, by the clock of whoever answered it or owes the answer."""

    state: str
    asked_at: int
    first_answered_at: int | None
    answer_by: int | None
    time_zone: str


def total(parts: Iterable[Part]) -> Sum:
    """All of them."""
    entries, minutes = dict.fromkeys(Kind, 0), dict.fromkeys(Kind, 0)
    for each in parts:
        kind = Kind(each.kind)
        entries[kind] += each.entries
        minutes[kind] += each.minutes
    return Sum(**{kind.value: Share(entries[kind], minutes[kind]) for kind in Kind})


def grouped(parts: Iterable[AnyPart], keys: Callable[[AnyPart], Collection[Key]]) -> dict[Key, Sum]:
    """Sums by key; an entry counts wholly under each of its keys."""
    found: dict[Key, list[AnyPart]] = defaultdict(list)
    for each in parts:
        for key in keys(each):
            found[key].append(each)
    return {key: total(part) for key, part in found.items()}


def by_curator(parts: Iterable[OfSomebody]) -> dict[int, Sum]:
    """By who gave them."""
    return grouped(parts, lambda each: (each.participant,))


def by_school(entries: Iterable[Counted]) -> dict[int, Sum]:
    """By whom they were for."""
    return grouped(entries, lambda each: frozenset(each.organisations))


def by_month(parts: Iterable[OfMonth]) -> dict[str, Sum]:
    """By month, 2018-06, in their order."""
    return dict(sorted(grouped(parts, lambda each: (each.month,)).items()))


def promises(plan: Mapping[str, Plan], done: Sum) -> list[Promise]:
    """Every kind that was promised or given."""
    found = [Promise(kind, plan.get(kind.value, Plan()), done.of(kind)) for kind in Kind]
    return [each for each in found if each.plan.hours or each.plan.count or each.share.entries]


def elapsed(starts_on: str, ends_on: str, today: str) -> Elapsed:
    """None is left after the last day; before the first one nothing is over."""
    first, last, now = (date.fromisoformat(day) for day in (starts_on, ends_on, today))
    whole = (last - first).days + 1
    over = min(max((now - first).days, 0), whole)
    return Elapsed(max(0, (last - now).days + 1), over * 100 // max(1, whole))


def rating(stars: Collection[int]) -> Rating:
    """To a tenth, halves up."""
    return rating_of(len(stars), sum(stars))


def rating_of(number: int, stars: int) -> Rating:
    """The same, added up."""
    return Rating(number, (20 * stars + number) // (2 * number) / 10 if number >= FEWEST else None)


def promptness(threads: Iterable[Thread], rules: Rules, now: int) -> Promptness:
    """What was answered, and what should have been by now."""
    verdicts = [verdict for each in threads if (verdict := in_time(each, rules, now)) is not None]
    return Promptness(len(verdicts), sum(verdicts))


def in_time(thread: Thread, rules: Rules, now: int) -> bool | None:
    """Whether the first answer came within its working hours; None where none is due."""
    if thread.first_answered_at is not None:
        taken = worktime.between(thread.asked_at, thread.first_answered_at, rules.hours, thread.time_zone)
        return taken <= rules.answer * HOUR
    return False if thread.state == "open" and thread.answer_by is not None and thread.answer_by < now else None


def promptness_of(answers: Iterable[Answers], worked: Callable[[int, int], int], term: int) -> Promptness:
    """The same for one person, whose working time `worked` measures; `term` are the seconds that an answer may take."""
    due = in_time = 0
    for each in answers:
        due += each.number
        if each.asked_at is None or each.answered_at is None:
            in_time += each.number if each.prompt else 0
        elif worked(each.asked_at, each.answered_at) <= term:
            in_time += each.number
    return Promptness(due, in_time)
