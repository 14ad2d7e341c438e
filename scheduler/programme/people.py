"""`people.xlsx`: rows of posts become persons; several rows may be one human being."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.programme import people_list, person_cells, words, xlsx_file
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.model import Person, Post
from scheduler.programme.organisations import Register
from scheduler.programme.people_list import Listed
from scheduler.programme.table import Row
from storage.participants import Role


@dataclass(frozen=True, slots=True)
class _Entry:
    """One post of a row."""

    row: Row
    name: str
    post: Post
    phone: str
    email: str

    def folded(self) -> str:
        return words.fold(self.name)

    def key(self) -> str:
        return f"{self.folded()}|{words.fold(self.post.organisation)}"

    def handles(self) -> tuple[tuple[str, str], ...]:
        """What makes two rows of one name one person."""
        marks = (("at", self.key()), ("phone", self.phone), ("email", self.email))
        return tuple((kind, f"{self.folded()}|{mark}") for kind, mark in marks if mark)


def read(path: Path, register: Register, found: Found) -> tuple[Listed, ...]:
    """The rows of the file; somebody in it must be an operator."""
    before = len(found.all())
    rows = people_list.read(path.name, xlsx_file.read(path, found), register, found)
    if rows and len(found.all()) == before and all(Role.OPERATOR not in row.roles for row in rows):
        found.add(Kind.NO_OPERATOR, Place(path.name))
    return rows


def persons(rows: Iterable[Listed], found: Found) -> tuple[Person, ...]:
    """All persons, in the order of their first rows."""
    entries = [entry for row in rows for entry in _entries(row)]
    _check_duplicates(entries, found)
    return tuple(_person(group, found) for group in _same(entries))


def _entries(listed: Listed) -> Iterator[_Entry]:
    for role in listed.roles:
        taught = listed.subjects if role is Role.TEACHER or len(listed.roles) == 1 else ()
        post = Post(role, listed.organisation.code, listed.territory, taught)
        yield _Entry(listed.row, listed.name, post, listed.phone, listed.email)


def _check_duplicates(entries: Sequence[_Entry], found: Found) -> None:
    """The same role of the same person in the same organisation stands in one row."""
    seen: dict[tuple[str, Role], Row] = {}
    for entry in entries:
        first = seen.setdefault((entry.key(), entry.post.role), entry.row)
        if first is not entry.row:
            other = first.place(person_cells.named(first)).cell
            found.add(Kind.DUPLICATE, entry.row.place(person_cells.named(entry.row)), value=entry.name, other=other)


def _same(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Rows gathered by person: one name, and an organisation, a phone or an e-mail in common."""
    group_of: dict[tuple[str, str], int] = {}
    groups: dict[int, list[_Entry]] = {}
    for number, entry in enumerate(entries):
        met = sorted({group_of[handle] for handle in entry.handles() if handle in group_of})
        joined = [*itertools.chain.from_iterable(groups.pop(one) for one in met), entry]
        home = met[0] if met else number
        groups[home] = joined
        group_of.update((handle, home) for one in joined for handle in one.handles())
    return [groups[number] for number in sorted(groups)]


def _person(rows: Sequence[_Entry], found: Found) -> Person:
    keys = tuple(dict.fromkeys(row.key() for row in rows))
    phone, email = _contact("phone", rows, found), _contact("email", rows, found)
    return Person(rows[0].name, tuple(row.post for row in rows), keys, phone, email)


def _contact(name: str, rows: Sequence[_Entry], found: Found) -> str:
    """The one phone or e-mail of a person; two different ones may be two persons of one name."""
    given = [(row.phone if name == "phone" else row.email, row) for row in rows]
    filled = [(value, row) for value, row in given if value]
    for value, row in filled:
        if value != filled[0][0]:
            other = filled[0][1].row.place(name).cell
            found.add(Kind.CONTACT_DIFFERS, row.row.place(name), name=row.name, value=value, other=other)
    return filled[0][0] if filled else ""
