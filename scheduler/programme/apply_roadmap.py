"""Sections, activities, results and the tasks that follow from them: from the files into the store.

Of two days the file's holds when the file has changed its mind since the last loading; otherwise the one that people
have settled on stays.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.programme import difference
from scheduler.programme.difference import Changes, TaskOf
from scheduler.programme.model import Activity, Owner
from scheduler.programme.plan import Plan
from storage import history, indicators, organisations, roadmap
from storage.database import Transaction
from storage.roadmap import PROGRAMMES, Assignment, Duty, Entry, Shelf, Term
from storage.tasks import TaskState

UNFINISHED = (TaskState.OPEN, TaskState.RETURNED)
Duties = Mapping[tuple[int, int], Duty]
"""By activity and organisation."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What changed: activities by their number and title, tasks."""

    activities: Changes[str]
    tasks: Changes[TaskOf]


@dataclass(frozen=True, slots=True)
class _Days:
    """Number → id and day of the activities; `redated` are those for which the file names another day than before."""

    ids: Mapping[str, int]
    days: Mapping[str, str | None]
    redated: frozenset[str]


async def apply(tx: Transaction, id: int, wanted: Plan, places: Mapping[str, int], *, now: int,
                actor: int | None = None, shelf: Shelf = PROGRAMMES) -> Applied:
    """Write what differs into the programme with this id. `actor` is whoever has sent the plan in the chat, `shelf`
    where it stands.
    """
    before = await roadmap.activities(tx, id, shelf)
    sections = await _sections(tx, id, wanted, now, shelf)
    old = {row.number: row for row in before}
    entries = {one.number: _entry(one, position, sections, old.get(one.number))
               for position, one in enumerate(wanted.activities)}
    results, figures = await roadmap.results_of(tx, id), await indicators.of_programme(tx, id)
    facts_before = {row.number: _facts(row, results.get(row.id, ()), figures.get(row.id, ()))
                    for row in before if row.gone_at is None}
    facts = {one.number: _facts(entries[one.number], one.results, aims(one)) for one in wanted.activities}
    changes = difference.between(facts_before, facts)
    await roadmap.put_activities(tx, id, entries.values(), shelf)
    await roadmap.leave_activities(tx, [old[number].id for number in changes.gone], now=now)
    ids = {row.number: row.id for row in await roadmap.activities(tx, id, shelf)}
    for one in wanted.activities:
        if results.get(ids[one.number], ()) != one.results:
            await roadmap.put_results(tx, ids[one.number], one.results)
        if figures.get(ids[one.number], ()) != aims(one):
            await indicators.put(tx, ids[one.number], aims(one))
    redated = frozenset(number for number, entry in entries.items()
                        if number in old and old[number].file_due_on != entry.file_due_on)
    await _trace(tx, ids, {number: (old[number].due_on, entries[number].due_on) for number in redated}, now, actor)
    days = _Days(ids, {number: entry.due_on for number, entry in entries.items()}, redated)
    rows: list[roadmap.Activity | Entry] = [*before, *entries.values()]
    titles = {row.number: f"{row.number} {row.title}" for row in rows}
    named = (tuple(titles[number] for number in each) for each in (changes.added, changes.changed, changes.gone))
    return Applied(Changes(*named), await _tasks(tx, id, wanted, places, days, now, actor, shelf))


async def _trace(tx: Transaction, ids: Mapping[str, int], days: Mapping[str, tuple[str | None, str | None]],
                 now: int, actor: int | None) -> None:
    for number, (was, became) in days.items():
        if was != became:
            await history.note(tx, "date_moved", actor=actor, role=_as(actor), activity=ids[number], now=now,
                               was=was, became=became)


def _as(actor: int | None) -> str:
    """As what a loading acts: one from the command line is nobody's."""
    return history.CONSOLE if actor is None else ""


async def _sections(tx: Transaction, id: int, wanted: Plan, now: int, shelf: Shelf) -> dict[str, int]:
    """Number → id."""
    titles = [(section.number, section.title) for section in wanted.sections]
    await roadmap.put_sections(tx, id, titles, shelf)
    rows = await roadmap.sections(tx, id, shelf)
    await roadmap.leave_sections(tx, [row.id for row in rows if row.number not in dict(titles)], now=now)
    return {row.number: row.id for row in rows}


def _entry(one: Activity, position: int, sections: Mapping[str, int], old: roadmap.Activity | None) -> Entry:
    day = _day(one.due.end)
    kept = old is not None and old.file_due_on == day
    return Entry(
        section=sections[one.section],
        number=one.number,
        title=one.title,
        starts_on=_day(one.due.start),
        due_on=old.due_on if old and kept else day,
        file_due_on=day,
        owners=owners(one),
        evidence_needed=int(one.evidence),
        position=position,
        moved_at=old.moved_at if old and kept else None,
        about=one.acting,
    )


def owners(one: Activity) -> str:
    """Its owners as they are stored."""
    return json.dumps([_owner(each) for each in one.owners])


def _owner(owner: Owner) -> dict[str, str | None]:
    """As it was written before single organisations could be named, where none is."""
    alone = {"organisation": owner.organisation} if owner.organisation else {}
    return {"level": owner.level.value, "group": owner.group, **alone}


def aims(one: Activity) -> tuple[indicators.Indicator, ...]:
    """Its indicators as they are stored."""
    return tuple(indicators.Indicator(each.title, str(each.plan), each.unit, int(each.at_least), each.per)
                 for each in one.indicators)


def _facts(row: roadmap.Activity | Entry, results: Sequence[str],
           figures: Sequence[indicators.Indicator]) -> tuple[object, ...]:
    """What makes an activity another than it was; that a row was put before it does not."""
    return (row.section, row.title, row.starts_on, row.file_due_on, row.owners, row.evidence_needed, tuple(results),
            tuple(figures), row.about)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


async def _tasks(tx: Transaction, id: int, plan: Plan, places: Mapping[str, int], known: _Days, now: int,
                 actor: int | None, shelf: Shelf) -> Changes[TaskOf]:
    """Add, bring back, cancel and redate."""
    wanted = {
        (known.ids[one.number], places[owner.code]): known.days[one.number]
        for one in plan.activities for owner in plan.owning(one)
    }
    redated = {known.ids[number] for number in known.redated}
    duties = {(each.activity, each.organisation): each for each in await roadmap.duties(tx, id, shelf)}
    missing = [key for key in wanted if key not in duties]
    back = [key for key in wanted if key in duties and _cancelled_by_loading(duties[key])]
    terms = {key: term for key, day in wanted.items() if key in back or key[0] in redated
             if key in duties and (term := _term(duties[key], day))}
    gone = [key for key, each in duties.items() if key not in wanted and each.state in UNFINISHED]
    await roadmap.assign(tx, [Assignment(*key, wanted[key]) for key in missing], now=now)
    await roadmap.reopen(tx, [duties[key].id for key in back], now=now)
    await roadmap.set_terms(tx, terms.values())
    await roadmap.cancel(tx, [duties[key].id for key in gone], now=now)
    for verb, keys, became in (("dropped", gone, TaskState.CANCELLED), ("reopened", back, TaskState.OPEN)):
        for key in keys:
            await history.note(tx, verb, actor=actor, role=_as(actor), task=duties[key].id, now=now,
                               was=duties[key].state, became=became)
    numbers = {activity: number for number, activity in known.ids.items()}
    titles = {row.id: row.title for row in await organisations.of_programme(tx, id)}
    moved = [key for key in terms if key not in back]
    added = [key for key in wanted if key not in duties or key in back]
    named = (tuple(TaskOf(numbers[activity], titles[place]) for activity, place in keys)
             for keys in (added, moved, gone))
    return Changes(*named)


def _cancelled_by_loading(duty: Duty) -> bool:
    return duty.state is TaskState.CANCELLED and duty.state_by is None


def _term(duty: Duty, day: str | None) -> Term | None:
    """The day that holds from now on, if it is another. Longer terms that people have granted stay theirs."""
    longer = duty.extended_at is not None and duty.due_on is not None and (day is None or duty.due_on > day)
    if duty.state is TaskState.ACCEPTED or longer or duty.due_on == day:
        return None
    return Term(duty.id, day, None)
