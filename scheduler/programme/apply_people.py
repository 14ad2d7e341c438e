"""People, their roles and territories: from the files into the store.

A person is known again by any of the keys that the files have ever given them. Roles that people got by an invite are
never ended by a loading. Somebody who was forgotten is passed over, as long as the files go on naming them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scheduler.programme import difference, words
from scheduler.programme.difference import Changes, RoleOf
from scheduler.programme.model import Person, Post, Programme
from storage import erasure, history, rosters
from storage.database import Transaction
from storage.rosters import Contact, Held, Known, Seat


@dataclass(frozen=True, slots=True)
class Applied:
    """What changed."""

    people: Changes[str]
    roles: Changes[RoleOf]
    forgotten: tuple[str, ...]


async def apply(tx: Transaction, id: int, programme: Programme, organisations: Mapping[str, int], *,
                now: int) -> Applied:
    """Write what differs."""
    before = await rosters.held(tx, id)
    forgotten = await _forgotten(tx, programme)
    identified, changed = await _identify(tx, programme, forgotten, now)
    roles = await _seat(tx, id, organisations, identified, before, now)
    listed = {role.participant: role.name for role in before if role.source == rosters.LISTED}
    people = Changes(
        tuple(person.name for who, person in identified.items() if who not in listed),
        tuple(person.name for who, person in identified.items() if who in listed and who in changed),
        tuple(name for who, name in listed.items() if who not in identified),
    )
    return Applied(people, roles, tuple(person.name for person in forgotten))


async def _forgotten(tx: Transaction, programme: Programme) -> list[Person]:
    """Whom the files still name, though they have asked to be forgotten."""
    prefix = f"{programme.code}/"
    named = [prefix + key for person in programme.people for key in person.keys]
    buried = await erasure.forgotten_keys(tx, programme.code, named)
    return [person for person in programme.people if any(prefix + key in buried for key in person.keys)]


async def _identify(
    tx: Transaction, programme: Programme, forgotten: Collection[Person], now: int
) -> tuple[dict[int, Person], set[int]]:
    """Who each person of the files is, by id, and of whom the files say something new."""
    prefix = f"{programme.code}/"
    by_key = {row.key: row for row in await rosters.known(tx, prefix)}
    identified: dict[int, Person] = {}
    changed: set[int] = set()
    for person in programme.people:
        if person in forgotten:
            continue
        keys, contact = [prefix + key for key in person.keys], _contact(person)
        row = _recognised([by_key[key] for key in keys if key in by_key], identified)
        who = row.participant if row else await rosters.add(tx, keys[0], contact, now=now)
        if row and _differs(row, contact):
            await rosters.change(tx, who, contact)
            changed.add(who)
        await rosters.put_keys(tx, dict.fromkeys(keys, who))
        identified[who] = person
    return identified, changed


def _recognised(rows: list[Known], taken: Mapping[int, Person]) -> Known | None:
    """Of several it is the one who has joined. Nobody is two people of one file."""
    free = [row for row in rows if row.participant not in taken]
    return min(free, key=lambda row: (row.consented_at is None, row.participant), default=None)


def _contact(person: Person) -> Contact:
    subjects = dict.fromkeys(subject for post in person.posts for subject in post.subjects)
    compared = f";{';'.join(map(words.fold, subjects))};" if subjects else ""
    return Contact(person.name, person.phone, person.email, "; ".join(subjects), compared)


def _differs(row: Known, contact: Contact) -> bool:
    name = contact.name if row.consented_at is None else row.name
    return ((row.name, row.phone, row.email, row.subjects, row.search_subjects)
            != (name, contact.phone, contact.email, contact.subjects, contact.search_subjects))


async def _seat(
    tx: Transaction, id: int, organisations: Mapping[str, int], identified: Mapping[int, Person],
    before: list[Held], now: int,
) -> Changes[RoleOf]:
    """Grant and end roles, and confine those that have a territory."""
    wanted = {
        _seat_of(who, post, organisations): {organisations[code] for code in post.territory}
        for who, person in identified.items() for post in person.posts
    }
    confined = await rosters.territories(tx, id)
    old = {role.seat: confined.get(role.id, set()) for role in before if role.source == rosters.LISTED or
           role.seat in wanted}
    changes = difference.between(old, wanted)
    await rosters.grant(tx, id, wanted, now=now)
    await rosters.end(tx, [role.id for role in before if role.seat in changes.gone], now=now)
    after = await rosters.held(tx, id)
    confined = await rosters.territories(tx, id)
    for role in after:
        if role.seat in wanted and confined.get(role.id, set()) != wanted[role.seat]:
            await rosters.confine(tx, role.id, wanted[role.seat])
    if before:  # what the first loading gives is the list itself
        await _trace(tx, id, changes, now)
    named = {role.seat: _named(role) for role in (*before, *after)}
    return Changes(*(tuple(named[seat] for seat in seats) for seats in (changes.added, changes.changed, changes.gone)))


async def _trace(tx: Transaction, id: int, changes: Changes[Seat], now: int) -> None:
    kinds = (("role_granted", changes.added), ("role_confined", changes.changed), ("role_ended", changes.gone))
    for verb, seats in kinds:
        for seat in seats:
            await history.note(tx, verb, actor=None, role=history.CONSOLE, programme=id, now=now,
                               organisation=seat.organisation, subject=seat.participant,
                               was="" if verb == "role_granted" else seat.role,
                               became="" if verb == "role_ended" else seat.role)


def _seat_of(who: int, post: Post, organisations: Mapping[str, int]) -> Seat:
    return Seat(who, organisations[post.organisation], post.role)


def _named(role: Held) -> RoleOf:
    return RoleOf(role.name, role.role, role.organisation_title)
