"""What whoever answers for the programme should know before anybody gets a message: one remark a row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from messages import lexicon, russian
from scheduler.foresight import figures
from scheduler.foresight.figures import Busy, Load, Peak
from scheduler.foresight.foreseen import Foreseen
from scheduler.workdays import is_workday, previous_workday

MANY = 3
"""Messages a day above which somebody is told to have many."""

TO_MEND = frozenset({"ownerless", "deserted", "dateless", "day_off", "crowded", "unreachable", "silent"})
"""The kinds that somebody can do something about before it begins; whoever has not joined is told of apart."""


@dataclass(frozen=True, slots=True)
class Remark:
    """`kind` is a key; what it is about, where, and what that means, in words."""

    kind: str
    what: str
    where: str
    note: str


def all_of(foreseen: Foreseen, titles: Mapping[str, str]) -> list[Remark]:
    """The premises first, then what the messengers would carry, the plan, the days, the people."""
    return [*assumed(foreseen), *_loads(foreseen, titles), *_plan(foreseen), *_days_off(foreseen),
            *_people(figures.people(foreseen))]


def assumed(foreseen: Foreseen) -> Iterator[Remark]:
    """What the rehearsal took for granted."""
    names = ["nothing_sent", "nobody_acts", "only_joined" if foreseen.span.joined_only else "everybody"]
    for name in names + ["rewound"] * foreseen.span.rewound:
        yield Remark("assumed", _note(name), "", _note(f"{name}_note"))


def _loads(foreseen: Foreseen, titles: Mapping[str, str]) -> Iterator[Remark]:
    for load in figures.loads(foreseen):
        title = titles.get(load.channel, load.channel)
        if not load.number:
            yield Remark("load", _note("idle").format(title=title), title, "")
            continue
        yield Remark("load", _note("total").format(title=title, number=_counted(load.number, "messages")), title,
                     _note("expected_note").format(expected=load.expected) if load.expected else "")
        for name, peak, seconds in (("minute", load.minute, 60), ("hour", load.hour, 3600), ("day", load.day, 86400)):
            yield Remark("load", _peak(name, title, peak, foreseen.span.zone), title, _limit(name, load, seconds))


def _peak(name: str, title: str, peak: Peak, zone: str) -> str:
    return _note(name).format(title=title, moment=russian.moment(peak.at, zone), day=russian.local_day(peak.at, zone),
                              number=_counted(peak.number, "messages"))


def _limit(name: str, load: Load, seconds: int) -> str:
    key = "tight_note" if name == "minute" and not load.fits else f"{name}_note"
    limit = f"{round(load.rate * seconds):,}".replace(",", "\u00a0")
    return _note(key).format(limit=limit, wait=_span(load.wait))


def _plan(foreseen: Foreseen) -> Iterator[Remark]:
    for bare in foreseen.gaps.ownerless:
        owners = _note("owners").format(owners=bare.owners) if bare.owners else _note("no_owners")
        yield Remark("ownerless", _activity(bare.number, bare.title), owners, _note("ownerless_note"))
    for empty in foreseen.gaps.deserted:
        yield Remark("deserted", empty.title, empty.municipality,
                     _note("deserted_note").format(tasks=_counted(empty.tasks, "tasks")))
    for endless in foreseen.gaps.dateless:
        yield Remark("dateless", _activity(endless.number, endless.title), "",
                     _note("dateless_note").format(tasks=_counted(endless.tasks, "tasks")))


def _days_off(foreseen: Foreseen) -> Iterator[Remark]:
    for each in foreseen.gaps.deadlines:
        due = date.fromisoformat(each.due_on)
        if not is_workday(due):
            note = _note("day_off_note").format(weekday=russian.weekday(due).partition(",")[0].capitalize(),
                                                day=russian.weekday(previous_workday(due)), tasks=each.tasks)
            yield Remark("day_off", _activity(each.number, each.title), russian.full_day(due), note)


def _people(found: list[Busy]) -> Iterator[Remark]:
    for each in found:
        if each.most > MANY and each.most_on:
            yield Remark("crowded", each.person.name, each.person.place, _note("crowded_note").format(
                number=_counted(each.most, "messages"), day=russian.day(each.most_on)))
    for key, concerns in _OF_PEOPLE.items():
        yield from (Remark(key, each.person.name, each.person.place, _note(f"{key}_note"))
                    for each in found if concerns(each))


def is_unreachable(busy: Busy) -> bool:
    """Whether somebody has joined and can be written to nowhere."""
    return busy.person.joined_at is not None and not busy.person.homes


_OF_PEOPLE: Mapping[str, Callable[[Busy], bool]] = {
    "unreachable": is_unreachable,
    "silent": lambda busy: bool(busy.person.homes) and not busy.number,
    "unjoined": lambda busy: busy.person.joined_at is None,
}


def kind(remark: Remark) -> str:
    """What it is called."""
    found: Mapping[str, str] = lexicon.read("rehearsal/workbook")["notes"]["kinds"]
    return found[remark.kind]


def _activity(number: str, title: str) -> str:
    return _note("activity").format(number=number, title=title)


def _span(seconds: float) -> str:
    """«3 секунды», «12 минут»: rounded up."""
    whole = -int(-seconds // 1)
    return _counted(whole, "seconds") if whole < 120 else _counted(-(-whole // 60), "minutes")


def _counted(number: int, forms: str) -> str:
    return russian.counted(number, words("forms")[forms])


def _note(name: str) -> str:
    return words("notes")[name]


def words(part: str) -> Mapping[str, str]:
    """The words of a sheet."""
    found: Mapping[str, str] = lexicon.read("rehearsal/workbook")[part]
    return found
