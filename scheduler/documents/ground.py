"""The programme that a document is held against, from the store: its period, its groups, its organisations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.programme.model import Group, Level, Organisation, Owner, Period
from storage import organisations
from storage.database import Transaction
from storage.programmes import Programme
from storage.roadmap import PROGRAMMES, Shelf


@dataclass(frozen=True, slots=True)
class Ground:
    """`places` and `group_ids` are the ids of the organisations and the groups by their codes; `shelf` is where the
    plan stands. `ours`: it is the own plan of this organisation, all of it; then days in `wide` may be meant as well.
    """

    programme: int
    period: Period
    groups: tuple[Group, ...]
    organisations: tuple[Organisation, ...]
    places: Mapping[str, int]
    group_ids: Mapping[str, int]
    shelf: Shelf = PROGRAMMES
    ours: Owner | None = None
    wide: Period | None = None


async def of(tx: Transaction, programme: Programme) -> Ground:
    """What is part of it now."""
    rows = [row for row in await organisations.of_programme(tx, programme.id) if row.gone_at is None]
    groups = await organisations.groups(tx, programme.id)
    codes, titles = {row.id: row.code for row in rows}, {group.id: group.code for group in groups}
    joined: dict[int, list[str]] = {}
    for member in await organisations.members(tx, programme.id):
        joined.setdefault(member.organisation, []).append(titles[member.school_group])
    known = tuple(Organisation(row.code, row.title, Level(row.level), codes.get(row.parent or 0),
                               tuple(sorted(joined.get(row.id, ()))), row.time_zone) for row in rows)
    period = Period(date.fromisoformat(programme.starts_on), date.fromisoformat(programme.ends_on))
    return Ground(programme.id, period, tuple(Group(each.code, each.title) for each in groups), known,
                  {row.code: row.id for row in rows}, {each.code: each.id for each in groups})
