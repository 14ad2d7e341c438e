"""Whom somebody turns to, in the order in which it makes sense: one line a person, however many schools they share."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage import people
from storage.database import Transaction
from storage.people import Near, Relation


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody near. `away_until` is a day that has not passed, or empty; `homes` are the schools that it is about."""

    relation: Relation
    id: int
    name: str
    phone: str
    organisation: str
    homes: tuple[str, ...]
    away_until: str
    deputy: str
    reachable: bool


async def around(tx: Transaction, participant: int, today: str) -> list[Person]:
    """Curators first, then coordinators, mentors, partners; of mentors those of one's own subject first."""
    taught = await people.subjects(tx, participant)
    order = tuple(Relation)
    found = sorted(await people.around(tx, participant), key=lambda each: (
        order.index(each.relation), taught.isdisjoint(each.subjects.split(";"))))
    persons: dict[int, list[Near]] = {}
    for each in found:
        persons.setdefault(each.id, []).append(each)
    return [_person(rows, today) for rows in persons.values()]


def _person(rows: list[Near], today: str) -> Person:
    """By the nearest of their relations."""
    first = rows[0]
    away = first.away_until >= today
    return Person(first.relation, first.id, first.name, _first(row.phone for row in rows), first.organisation,
                  tuple(dict.fromkeys(row.home_title for row in rows)), first.away_until if away else "",
                  first.deputy if away else "", bool(first.reachable))


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")
