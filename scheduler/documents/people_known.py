"""Who of a list is somebody that the programme has already: known for sure, perhaps, or new. Pure, but for `of`.

Whoever is perhaps known is asked about, so that nobody gets a stranger beside them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from scheduler.programme import likeness, words
from scheduler.programme.model import Person
from storage import organisations, rosters
from storage.database import Transaction
from storage.programmes import Programme

CANDIDATES = 3
"""People of the programme whom one of a list is held against."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role: where (codes), and by what they can be told from others: a phone, an address."""

    id: int
    name: str
    places: frozenset[str]
    marks: frozenset[str]


class Members:
    """Those of a programme, made ready to be looked for. `keys`: by which lists have named whom."""

    def __init__(self, members: Collection[Member], keys: Mapping[str, int]) -> None:
        self._keys = keys
        self._at: dict[str, list[Member]] = {}
        for one in members:
            for shelf in filter(None, (*one.places, *one.marks, _whole(one.name))):
                self._at.setdefault(shelf, []).append(one)

    def listed(self, person: Person) -> int:
        """Whom one of their keys has named before, or 0."""
        return next((self._keys[key] for key in person.keys if key in self._keys), 0)

    def sure(self, person: Person) -> int:
        """Who has the same name, and a place, a phone or an address in common; 0 where that is nobody, or several."""
        named = {one.id for one in self._near(person) if words.fold(one.name) == words.fold(person.name)
                 and (one.places & _places(person) or one.marks & marks(person))}
        return named.pop() if len(named) == 1 else 0

    def perhaps(self, person: Person) -> list[Member]:
        """Who may be the same person under another spelling, in another place or with another surname."""
        near = {one.id: one for one in self._near(person) if _may_be(person, one)}
        return [*near.values()][:CANDIDATES]

    def _near(self, person: Person) -> Iterator[Member]:
        for shelf in (*sorted(_places(person)), *sorted(marks(person)), _whole(person.name)):
            yield from self._at.get(shelf, ()) if shelf else ()


async def of(tx: Transaction, programme: Programme) -> Members:
    """Those of the store."""
    prefix = f"{programme.code}/"
    codes = {each.id: each.code for each in await organisations.of_programme(tx, programme.id)}
    places: dict[int, set[str]] = {}
    for role in await rosters.held(tx, programme.id):
        places.setdefault(role.participant, set()).add(codes[role.organisation])
    members = [Member(row.participant, row.name, frozenset(places[row.participant]),
                      frozenset(filter(None, (row.phone, row.email))))
               for row in await rosters.members(tx, programme.id)]
    return Members(members, {row.key.removeprefix(prefix): row.participant for row in await rosters.known(tx, prefix)})


def marks(person: Person) -> frozenset[str]:
    return frozenset(filter(None, (person.phone, person.email)))


def _places(person: Person) -> frozenset[str]:
    return frozenset(post.organisation for post in person.posts)


def _whole(name: str) -> str:
    """A name of three words, however they are ordered: what two people seldom share. Of a shorter one, nothing."""
    parts = likeness.parts(name)
    return f"= {' '.join(sorted(parts))}" if len(parts) > 2 and min(map(len, parts)) > 1 else ""


def _may_be(person: Person, one: Member) -> bool:
    mine, theirs = likeness.parts(person.name), likeness.parts(one.name)
    if one.places & _places(person) and (sorted(mine) == sorted(theirs) or likeness.alike(person.name, one.name)):
        return True
    shared = set(mine) & set(theirs)
    return (_whole(person.name) == _whole(one.name) != "") or bool(one.marks & marks(person) and len(shared) > 1)
