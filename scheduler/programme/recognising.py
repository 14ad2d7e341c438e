"""Who the people of a list are among those of the store. Reads only: to show a list and to load it ask the same.

A person is known again by any of the keys that lists have ever given them, or because somebody has said so. Whoever is
new bears a number below zero until they are written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scheduler.programme import words
from scheduler.programme.model import Person
from scheduler.programme.roll import Roll
from storage import erasure, rosters
from storage.database import Transaction
from storage.rosters import Contact, Known

FACTS = ("name", "phone", "email", "subjects")


@dataclass(frozen=True, slots=True)
class Recognised:
    """`people` and `contacts` by id, `what` of those known a list changes, and who has asked to be forgotten."""

    people: Mapping[int, Person]
    contacts: Mapping[int, Contact]
    what: Mapping[int, tuple[str, ...]]
    forgotten: tuple[Person, ...]


async def of(tx: Transaction, id: int, roll: Roll) -> Recognised:
    """Each person of a roll, found or new, and what their row says of them."""
    forgotten = await _forgotten(tx, roll)
    prefix = f"{roll.programme}/"
    by_key = {row.key: row for row in await rosters.known(tx, prefix)}
    members = {row.participant: row for row in await rosters.members(tx, id)} if roll.known else {}
    people: dict[int, Person] = {}
    contacts: dict[int, Contact] = {}
    what: dict[int, tuple[str, ...]] = {}
    for place, person in enumerate(roll.people, 1):
        if person in forgotten:
            continue
        said = members.get(roll.known.get(person.key, 0))
        rows = [by_key[f"{prefix}{key}"] for key in person.keys if f"{prefix}{key}" in by_key]
        row = _one([said] if said else rows, people)
        who = row.participant if row else -place
        people[who], contacts[who] = person, _contact(person, row, roll.terse)
        what[who] = _differs(row, contacts[who]) if row else ()
    return Recognised(people, contacts, what, tuple(forgotten))


async def _forgotten(tx: Transaction, roll: Roll) -> list[Person]:
    """Whom the list still names, though they have asked to be forgotten."""
    prefix = f"{roll.programme}/"
    named = [prefix + key for person in roll.people for key in person.keys]
    buried = await erasure.forgotten_keys(tx, roll.programme, named)
    return [person for person in roll.people if any(prefix + key in buried for key in person.keys)]


def _one(rows: Collection[Known], taken: Collection[int]) -> Known | None:
    """Of several it is the one who has joined. Nobody is two people of one list."""
    free = [row for row in rows if row.participant not in taken]
    return min(free, key=lambda row: (row.consented_at is None, row.participant), default=None)


def _contact(person: Person, row: Known | None, terse: bool) -> Contact:
    """What will stand. In a terse list, what it leaves out stays, and a fuller name is not cut down."""
    subjects = tuple(dict.fromkeys(subject for post in person.posts for subject in post.subjects))
    compared = f";{';'.join(map(words.fold, subjects))};" if subjects else ""
    said = Contact(person.name, person.phone, person.email, "; ".join(subjects), compared)
    if row is None or not terse:
        return said
    taught = (said.subjects, said.search_subjects) if subjects else (row.subjects, row.search_subjects)
    return Contact(max(row.name, said.name, key=len), said.phone or row.phone, said.email or row.email, *taught)


def _differs(row: Known, contact: Contact) -> tuple[str, ...]:
    """The name of somebody who has joined is theirs to correct."""
    name = contact.name if row.consented_at is None else row.name
    was = (row.name, row.phone, row.email, (row.subjects, row.search_subjects))
    became = (name, contact.phone, contact.email, (contact.subjects, contact.search_subjects))
    return tuple(fact for fact, one, other in zip(FACTS, was, became, strict=True) if one != other)
