"""People, their roles and territories: from a folder or a list that somebody has sent into the store.

Roles that people got by an invite are never ended by a loading. Somebody who was forgotten is passed over, as long as
the lists go on naming them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.programme import difference, recognising
from scheduler.programme.difference import Changes, RoleOf
from scheduler.programme.model import Post
from scheduler.programme.recognising import Recognised
from scheduler.programme.roll import Roll
from storage import erasure, history, organisations, rosters
from storage.database import Transaction
from storage.rosters import Held, Seat

_Wanted = Mapping[Seat, set[int]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a roll would change: of people by their ids, those that are new below zero, and of roles."""

    recognised: Recognised
    before: tuple[Held, ...]
    wanted: _Wanted
    seats: Changes[Seat]

    @property
    def listed(self) -> dict[int, str]:
        """Whom lists name now, with their names."""
        return {role.participant: role.name for role in self.before if role.source == rosters.LISTED}

    @property
    def people(self) -> Changes[int]:
        """Who is new to the lists, of whom a list says something new, and who is not named any more."""
        now, gone = self.recognised.people, {seat.participant for seat in self.seats.gone}
        return Changes(tuple(who for who in now if who not in self.listed),
                       tuple(who for who in now if who in self.listed and self.recognised.what[who]),
                       tuple(who for who in self.listed if who in gone and who not in now))

    def name(self, who: int) -> str:
        """Of somebody in the list, or else in the store."""
        return self.recognised.people[who].name if who in self.recognised.people else self.listed[who]


@dataclass(frozen=True, slots=True)
class Applied:
    """What changed."""

    people: Changes[str]
    roles: Changes[RoleOf]
    forgotten: tuple[str, ...]


async def compare(tx: Transaction, id: int, roll: Roll, places: Mapping[str, int]) -> Compared:
    """What loading would change now; writes nothing."""
    recognised, before = await recognising.of(tx, id, roll), await rosters.held(tx, id)
    confined = await rosters.territories(tx, id)
    there = {role.seat: confined.get(role.id, set()) for role in before}
    wanted: dict[Seat, set[int]] = {}
    for who, person in recognised.people.items():
        for post in person.posts:
            seat = _seat_of(who, post, places)
            named = {places[code] for code in post.territory}
            wanted[seat] = named or there.get(seat, set()) if roll.terse else named
    old = {role.seat: there[role.seat] for role in before if role.seat in wanted or (
        roll.whole and role.source == rosters.LISTED and role.role not in roll.spared)}
    return Compared(recognised, tuple(before), wanted, difference.between(old, wanted))


async def apply(tx: Transaction, id: int, roll: Roll, places: Mapping[str, int], *, now: int,
                actor: int | None = None) -> Applied:
    """Write what differs."""
    compared = await compare(tx, id, roll, places)
    if roll.whole and not roll.terse:
        named = [f"{roll.programme}/{key}" for person in roll.people for key in person.keys]
        await erasure.drop_unnamed_keys(tx, roll.programme, named)
    written = await _write(tx, roll, compared.recognised, now)
    await _seat(tx, id, compared, written, now)
    if compared.before:  # what the first loading gives is the list itself
        await _trace(tx, id, compared.seats, written, now=now, actor=actor)
    return await told(tx, id, compared)


async def told(tx: Transaction, id: int, compared: Compared) -> Applied:
    """The same in names."""
    titles = {each.id: each.title for each in await organisations.of_programme(tx, id)}

    def roles(seats: Sequence[Seat]) -> Iterator[RoleOf]:
        names = {role.participant: role.name for role in compared.before} | {
            who: person.name for who, person in compared.recognised.people.items()}
        yield from (RoleOf(names[seat.participant], seat.role, titles[seat.organisation]) for seat in seats)

    people, seats = compared.people, compared.seats
    return Applied(
        Changes(*(tuple(map(compared.name, some)) for some in (people.added, people.changed, people.gone))),
        Changes(*(tuple(roles(some)) for some in (seats.added, seats.changed, seats.gone))),
        tuple(person.name for person in compared.recognised.forgotten))


async def _write(tx: Transaction, roll: Roll, recognised: Recognised, now: int) -> dict[int, int]:
    """People, their contacts and their keys; who they are from now on, by who they were."""
    prefix = f"{roll.programme}/"
    written: dict[int, int] = {}
    for who, person in recognised.people.items():
        contact = recognised.contacts[who]
        written[who] = who if who > 0 else await rosters.add(tx, prefix + person.key, contact, now=now)
        if recognised.what[who]:
            await rosters.change(tx, who, contact)
        await rosters.put_keys(tx, dict.fromkeys((prefix + key for key in person.keys), written[who]))
    return written


async def _seat(tx: Transaction, id: int, compared: Compared, written: Mapping[int, int], now: int) -> None:
    """Grant and end roles, and confine those that have a territory."""
    wanted = {_of(seat, written): territory for seat, territory in compared.wanted.items()}
    gone = set(compared.seats.gone)
    await rosters.grant(tx, id, wanted, now=now)
    await rosters.end(tx, [role.id for role in compared.before if role.seat in gone], now=now)
    confined = await rosters.territories(tx, id)
    for role in await rosters.held(tx, id):
        if role.seat in wanted and confined.get(role.id, set()) != wanted[role.seat]:
            await rosters.confine(tx, role.id, wanted[role.seat])


async def _trace(tx: Transaction, id: int, changes: Changes[Seat], written: Mapping[int, int], *, now: int,
                 actor: int | None) -> None:
    kinds = (("role_granted", changes.added), ("role_confined", changes.changed), ("role_ended", changes.gone))
    for verb, seats in kinds:
        for seat in seats:
            await history.note(tx, verb, actor=actor, role="" if actor else history.CONSOLE, programme=id, now=now,
                               organisation=seat.organisation, subject=_of(seat, written).participant,
                               was="" if verb == "role_granted" else seat.role,
                               became="" if verb == "role_ended" else seat.role)


def _of(seat: Seat, written: Mapping[int, int]) -> Seat:
    return replace(seat, participant=written.get(seat.participant, seat.participant))


def _seat_of(who: int, post: Post, places: Mapping[str, int]) -> Seat:
    return Seat(who, places[post.organisation], post.role)
