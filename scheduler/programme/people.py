"""`people.xlsx`: rows of posts become persons; several rows may be one human being."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.programme import table, words, xlsx_file
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.model import Level, Person, Post
from scheduler.programme.organisations import Register
from scheduler.programme.table import Column, Row
from storage.participants import Role

COLUMNS = (
    Column("name", ("ФИО", "Фамилия, имя, отчество", "Фамилия Имя Отчество"), needed=True, limit=200),
    Column("role", ("Роль",), needed=True),
    Column("organisation", ("Организация (код или название)", "Организация"), needed=True),
    Column("territory", ("Муниципалитеты (через ;)", "Муниципалитеты", "Муниципалитеты и школы (через ;)",
                         "Муниципалитеты и школы"), limit=5000),
    Column("subjects", ("Предметы (через ;)", "Предметы", "Предмет")),
    Column("phone", ("Телефон",)),
    Column("email", ("E-mail", "Эл. почта", "Электронная почта", "Почта")),
)
_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")
_PHONE = re.compile(r"\+?[0-9]{10,15}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row with its words looked up."""

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


def read(path: Path, register: Register, found: Found) -> tuple[Person, ...]:
    """All persons, in the order of their first rows."""
    rows = table.rows(path.name, xlsx_file.read(path, found), COLUMNS, found)
    before = len(found.all())
    entries = [entry for row in rows if not row.banner and (entry := _entry(row, register, found))]
    _check_duplicates(entries, found)
    if entries and len(found.all()) == before and all(one.post.role is not Role.OPERATOR for one in entries):
        found.add(Kind.NO_OPERATOR, Place(path.name))
    return tuple(_person(group, found) for group in _same(entries))


def _entry(row: Row, register: Register, found: Found) -> _Entry | None:
    name, role = row.needed("name", found), _role(row, found)
    where, phone, email = row.needed("organisation", found), _phone(row, found), _email(row, found)
    place = row.place("organisation")
    organisation = register.find(where, place, found) if where else None
    territory = tuple(dict.fromkeys(_territory(row, role, register, found)))
    if not (name and role and organisation):
        return None
    post = Post(role, organisation.code, territory, words.parts(row.raw("subjects"), ";,\n"))
    return _Entry(row, name, post, phone, email)


def _role(row: Row, found: Found) -> Role | None:
    word = row.needed("role", found)
    role = words.ROLES.get(words.fold(word))
    if word and role is None:
        found.add(Kind.ROLE_UNKNOWN, row.place("role"), word=word, near=words.near(word, words.ROLES))
    return role


def _territory(row: Row, role: Role | None, register: Register, found: Found) -> Iterator[str]:
    """Whole municipalities; a mentor may have single schools."""
    levels = {Level.MUNICIPALITY, None} | ({Level.SCHOOL} if role is Role.MENTOR else set())
    for word in words.parts(row.raw("territory")):
        entry = register.find(word, row.place("territory"), found)
        if entry and entry.level not in levels:
            mentor, district = role is Role.MENTOR, entry.level is Level.DISTRICT
            found.add(Kind.NOT_A_MUNICIPALITY, row.place("territory"), word=word, mentor="yes" if mentor else "",
                      district="yes" if district else "")
        elif entry:
            yield entry.code


def _phone(row: Row, found: Found) -> str:
    """As +79025550101; the eight of home calls becomes a +7."""
    digits = re.sub(r"[\s().-]", "", row.text("phone"))
    if digits and not _PHONE.fullmatch(digits):
        found.add(Kind.PHONE, row.place("phone"), value=row.text("phone"))
    if len(digits) == 10:
        return f"+7{digits}"
    return re.sub(r"^(?:8(?=[0-9]{10}$)|7(?=[0-9]{10}$))", "+7", digits)


def _email(row: Row, found: Found) -> str:
    text = row.text("email")
    if text and not _EMAIL.fullmatch(text):
        found.add(Kind.EMAIL, row.place("email"), value=text)
    return text.casefold()


def _check_duplicates(entries: Sequence[_Entry], found: Found) -> None:
    """The same role of the same person in the same organisation stands in one row."""
    seen: dict[tuple[str, Role], Row] = {}
    for entry in entries:
        first = seen.setdefault((entry.key(), entry.post.role), entry.row)
        if first is not entry.row:
            other = first.place("name").cell
            found.add(Kind.DUPLICATE, entry.row.place("name"), value=entry.name, other=other)


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
