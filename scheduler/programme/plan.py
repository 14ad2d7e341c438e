"""A roadmap as it is written into the store, wherever it was read: in a folder, or in a document somebody has sent.

Of the two the document holds until the folder changes its mind: who loads a folder for its people keeps the plan.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import blake2b

from scheduler.documents.indicator import Indicator
from scheduler.programme.model import Activity, Level, Organisation, Owner, Programme, Section, owning
from scheduler.programme.when import When
from storage import indicators, roadmap
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Plan:
    """Sections and activities in their order, and the organisations among which the owners are looked for."""

    sections: tuple[Section, ...]
    activities: tuple[Activity, ...]
    organisations: tuple[Organisation, ...]

    def owning(self, activity: Activity) -> tuple[Organisation, ...]:
        """The organisations that have to do the activity, each once, in their order."""
        codes = {code for owner in activity.owners for code in owning(owner, self.organisations)}
        return tuple(one for one in self.organisations if one.code in codes)


def of(programme: Programme) -> Plan:
    """That of a folder."""
    return Plan(programme.sections, programme.activities, programme.organisations)


async def holding(tx: Transaction, id: int, programme: Programme) -> tuple[Plan, bool]:
    """The plan that holds when this folder is loaded, and whether it is one that was sent."""
    said = of(programme)
    origin, mark = await roadmap.origin(tx, id), _mark(said)
    sent = origin.sent_at is not None and origin.mark in ("", mark)
    now = roadmap.Origin(mark, origin.sent_at if sent else None)
    if now != origin:
        await roadmap.put_origin(tx, id, now)
    return (await stored(tx, id, programme.organisations) if sent else said), sent


async def sent(tx: Transaction, id: int, *, now: int) -> None:
    """From now on a document holds."""
    origin = await roadmap.origin(tx, id)
    await roadmap.put_origin(tx, id, roadmap.Origin(origin.mark, now))


async def stored(tx: Transaction, id: int, organisations: tuple[Organisation, ...]) -> Plan:
    """The plan as it stands, to be held against other organisations."""
    sections = {row.id: Section(row.number, row.title) for row in await roadmap.sections(tx, id) if row.gone_at is None}
    results, aims = await roadmap.results_of(tx, id), await indicators.of_programme(tx, id)
    activities = tuple(
        Activity(row.number, sections[row.section].number, row.title, When(_day(row.starts_on), _day(row.file_due_on)),
                 _owners(row.owners), results.get(row.id, ()), bool(row.evidence_needed),
                 indicators=tuple(map(_aim, aims.get(row.id, ()))))
        for row in await roadmap.activities(tx, id) if row.gone_at is None)
    return Plan(tuple(sections.values()), activities, organisations)


def _mark(plan: Plan) -> str:
    """Of all that a folder says of its plan; the same for the same words in every version of ours."""
    said = [[each.number, each.section, each.title, str(each.due.start), str(each.due.end), each.results, each.evidence,
             [[owner.level.value, owner.group, owner.organisation] for owner in each.owners]]
            for each in plan.activities]
    sections = [[each.number, each.title] for each in plan.sections]
    return blake2b(json.dumps([sections, said], ensure_ascii=False).encode(), digest_size=16).hexdigest()


def _owners(written: str) -> tuple[Owner, ...]:
    return tuple(Owner(Level(each["level"]), each["group"], each.get("organisation", ""))
                 for each in json.loads(written))


def _aim(row: indicators.Indicator) -> Indicator:
    return Indicator(row.title, Decimal(row.plan), row.unit, bool(row.at_least), row.per)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
