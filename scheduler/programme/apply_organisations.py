"""Organisations, their tree and their groups: from the files into the store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.programme import difference
from scheduler.programme.difference import Changes
from scheduler.programme.model import Level, Organisation, Programme
from storage import organisations, partners
from storage.database import Transaction
from storage.organisations import Entry, Member, Place
from storage.partners import Pair


@dataclass(frozen=True, slots=True)
class Applied:
    """Code → id of the organisations that the files name, and what changed (titles)."""

    ids: Mapping[str, int]
    changes: Changes[str]


async def apply(tx: Transaction, id: int, programme: Programme, *, now: int) -> Applied:
    """Write what differs."""
    before = await organisations.of_programme(tx, id)
    members, codes = await organisations.members(tx, id), {row.id: row.code for row in before}
    groups = {group.id: group.code for group in await organisations.groups(tx, id)}
    pairs = await partners.of_programme(tx, id)
    old = {
        row.code: (row.title, row.level, row.time_zone, codes[row.parent] if row.parent else None,
                   frozenset(groups[each.school_group] for each in members if each.organisation == row.id),
                   frozenset(codes[each.partner] for each in pairs if each.organisation == row.id))
        for row in before if row.gone_at is None
    }
    new = {one.code: (one.title, one.level.value, one.time_zone, one.parent, frozenset(one.groups),
                      frozenset(one.partners))
           for one in programme.organisations}
    changes = difference.between(old, new)
    await organisations.put(tx, id, map(_entry, programme.organisations))
    await organisations.leave(tx, [row.id for row in before if row.code in changes.gone], now=now)
    after = {row.code: row.id for row in await organisations.of_programme(tx, id)}
    await organisations.place(tx, _places(programme, after))
    await _group(tx, id, programme, after, members)
    await _pair(tx, programme, after, pairs)
    titles = {row.code: row.title for row in before} | {one.code: one.title for one in programme.organisations}
    return Applied({code: after[code] for code in new}, Changes(
        tuple(map(titles.__getitem__, changes.added)),
        tuple(map(titles.__getitem__, changes.changed)),
        tuple(map(titles.__getitem__, changes.gone)),
    ))


async def _group(
    tx: Transaction, id: int, programme: Programme, ids: Mapping[str, int], before: set[Member]
) -> None:
    """Groups and their members as the files have them; a group that is gone leaves no trace."""
    groups = {each.code: await organisations.put_group(tx, id, each.code, each.title) for each in programme.groups}
    members = {Member(groups[group], ids[one.code]) for one in programme.organisations for group in one.groups}
    await organisations.part(tx, before - members)
    await organisations.join(tx, members - before)
    for each in await organisations.groups(tx, id):
        if each.code not in groups:
            await organisations.drop_group(tx, each.id)


async def _pair(tx: Transaction, programme: Programme, ids: Mapping[str, int], before: set[Pair]) -> None:
    """Partners as the files have them."""
    pairs = {Pair(ids[one.code], ids[other]) for one in programme.organisations for other in one.partners}
    await partners.part(tx, before - pairs)
    await partners.join(tx, pairs - before)


def _entry(one: Organisation) -> Entry:
    return Entry(one.code, one.title, one.level.value, one.time_zone)


def _places(programme: Programme, ids: Mapping[str, int]) -> Iterator[Place]:
    by_code = {one.code: one for one in programme.organisations}
    for one in programme.organisations:
        yield Place(ids[one.code], ids[one.parent] if one.parent else None, _municipality(one, by_code, ids))


def _municipality(one: Organisation, by_code: Mapping[str, Organisation], ids: Mapping[str, int]) -> int | None:
    """The nearest of itself and its parents that is one."""
    step: Organisation | None = one
    while step is not None and step.level is not Level.MUNICIPALITY:
        step = by_code[step.parent] if step.parent else None
    return ids[step.code] if step else None
