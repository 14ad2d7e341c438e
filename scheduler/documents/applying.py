"""A document into the programme: what that would change, for its operator to see first; and the change itself.

Both ask the same function which activity is which, so that what was shown is what is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from scheduler.documents import corrected
from scheduler.documents.activities import Drawn
from scheduler.documents.corrected import Loaded, Match
from scheduler.documents.ground import Ground
from scheduler.programme import apply_roadmap, plan
from scheduler.programme.model import Activity
from scheduler.programme.plan import Plan
from storage import indicators, roadmap
from storage.database import Transaction

_MARK = 5
"""Bytes of the mark of an outlook: it stands on the button that loads."""
_Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """An activity that becomes another. `what` names what of it; `was` and `became` are its days in the files."""

    number: str
    title: str
    was_number: str = ""
    what: tuple[str, ...] = ()
    was: str | None = None
    became: str | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What loading changes. A `moved` one is known again under another number; it may have changed besides. `fresh`:
    nothing was loaded before. `mark` is that of the store and the document together.
    """

    added: tuple[Line, ...]
    changed: tuple[Line, ...]
    moved: tuple[Line, ...]
    gone: tuple[Line, ...]
    same: int
    tasks: int
    fresh: bool
    mark: int

    @property
    def replaces(self) -> bool:
        """Whether more goes than stays: this may be the plan of somebody else."""
        return len(self.gone) > self.same + len(self.changed) + len(self.moved)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.gone)


@dataclass(frozen=True, slots=True)
class _Stored:
    """All activities that the programme has ever had, and what makes each what it is."""

    rows: Mapping[int, roadmap.Activity]
    facts: Mapping[int, _Facts]

    def loaded(self) -> list[Loaded]:
        return [Loaded(row.id, row.number, row.title, row.gone_at is not None) for row in self.rows.values()]


async def outlook(tx: Transaction, ground: Ground, drawn: Drawn) -> Outlook:
    """What loading it would change now."""
    stored = await _stored(tx, ground)
    return _outlook(stored, ground, drawn, corrected.match(stored.loaded(), drawn.activities))


async def apply(tx: Transaction, ground: Ground, drawn: Drawn, *, now: int, actor: int | None = None) -> Outlook:
    """Load it: all of it, in the caller's transaction. The caller plans the reminders afterwards."""
    stored = await _stored(tx, ground)
    match = corrected.match(stored.loaded(), drawn.activities)
    await roadmap.renumber(tx, match.numbers, ground.shelf)
    kept = tuple(_kept(each, match, stored) for each in drawn.activities)
    wanted = Plan(drawn.sections, kept, ground.organisations)
    if not ground.ours:
        await plan.sent(tx, ground.programme, now=now)
    await apply_roadmap.apply(tx, ground.programme, wanted, ground.places, now=now, actor=actor, shelf=ground.shelf)
    return _outlook(stored, ground, drawn, match)


async def _stored(tx: Transaction, ground: Ground) -> _Stored:
    programme = ground.programme
    rows = {row.id: row for row in await roadmap.activities(tx, programme, ground.shelf)}
    titles = {row.id: row.title for row in await roadmap.sections(tx, programme, ground.shelf)}
    results, aims = await roadmap.results_of(tx, programme), await indicators.of_programme(tx, programme)
    return _Stored(rows, {id: {
        "section": titles.get(row.section, ""), "title": row.title, "due": (row.starts_on, row.file_due_on),
        "owners": (row.owners, row.about), "results": results.get(id, ()), "indicators": aims.get(id, ()),
    } for id, row in rows.items()})


def _new(one: Activity, titles: Mapping[str, str]) -> _Facts:
    days = tuple(day.isoformat() if day else None for day in (one.due.start, one.due.end))
    return {"section": titles[one.section], "title": one.title, "due": days,
            "owners": (apply_roadmap.owners(one), one.acting), "results": one.results,
            "indicators": apply_roadmap.aims(one)}


def _outlook(stored: _Stored, ground: Ground, drawn: Drawn, match: Match) -> Outlook:
    titles = {each.number: each.title for each in drawn.sections}
    facts = {each.number: _new(each, titles) for each in drawn.activities}
    lines = {each.number: _line(each, facts[each.number], match, stored) for each in drawn.activities}
    known = {one.id for one in match.known.values()}
    gone = [row for row in stored.rows.values() if row.gone_at is None and row.id not in known]
    back = {number for number, one in match.known.items() if one.gone}
    added = [line for number, line in lines.items() if number not in match.known or number in back]
    moved = [line for number, line in lines.items() if line.was_number and number not in back]
    changed = [line for number, line in lines.items() if line.what and not line.was_number and number not in back]
    wanted = Plan(drawn.sections, drawn.activities, ground.organisations)
    tasks = sum(len(wanted.owning(each)) for each in wanted.activities)
    return Outlook(
        tuple(added), tuple(changed), tuple(moved), tuple(Line(row.number, row.title) for row in gone),
        len(lines) - len(added) - len(moved) - len(changed), tasks,
        not any(row.gone_at is None for row in stored.rows.values()), _mark(stored, facts))


def _line(one: Activity, facts: _Facts, match: Match, stored: _Stored) -> Line:
    old = match.known.get(one.number)
    if old is None:
        return Line(one.number, one.title, became=_day(facts))
    before = stored.facts[old.id]
    what = tuple(name for name in facts if facts[name] != before[name])
    return Line(one.number, one.title, old.number if old.number != one.number else "", what, _day(before), _day(facts))


def _day(facts: _Facts) -> str | None:
    days = facts["due"]
    assert isinstance(days, tuple)
    return days[1] if isinstance(days[1], str) else None


def _kept(one: Activity, match: Match, stored: _Stored) -> Activity:
    """A document says nothing of evidence; whether it is needed stays as it was."""
    old = match.known.get(one.number)
    return replace(one, evidence=bool(stored.rows[old.id].evidence_needed)) if old else one


def _mark(stored: _Stored, facts: Mapping[str, _Facts]) -> int:
    """Changes with all that an operator has looked at."""
    told: Sequence[object] = [
        [(row.id, row.number, row.gone_at is None, sorted(stored.facts[row.id].items(), key=_name))
         for row in stored.rows.values()],
        [(number, sorted(each.items(), key=_name)) for number, each in facts.items()],
    ]
    return int.from_bytes(blake2b(repr(told).encode(), digest_size=_MARK).digest())


def _name(item: tuple[str, object]) -> str:
    return item[0]
