"""`organisations.xlsx`: the tree of organisations, and how other files name one of them."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scheduler.programme import naming, table, words, xlsx_file
from scheduler.programme.known_names import How, Known, KnownNames, Sure, Unsure
from scheduler.programme.mistakes import Found, Kind, Place, Warn
from scheduler.programme.model import Level, Organisation
from scheduler.programme.scalars import known_zone
from scheduler.programme.table import Column, Row

COLUMNS = (
    Column("code", ("Код", "Код организации"), needed=True, limit=64),
    Column("title", ("Название", "Наименование", "Организация", "Школа", "ОО", "Образовательная организация"),
           needed=True, limit=300, begins=("Название", "Наименование", "Полное наименование")),
    Column("level", ("Уровень", "Тип")),
    Column("parent", ("Входит в (код)", "Входит в", "Муниципалитет", "Район", "МО", "Муниципальное образование"),
           begins=("Входит в",)),
    Column("groups", ("Группы (через ;)", "Группы", "Группа", "Группа школ")),
    Column("zone", ("Часовой пояс",)),
    Column("partners", ("Партнёры (через ;)", "Партнёры", "Школы-партнёры (через ;)", "Школы-партнёры"), limit=5000),
)

_SCHOOLS = (Level.SCHOOL, None)
"""Without a level there is another mistake."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row whose words are not looked up yet; kept even when it is wrong, so that others may refer to it."""

    row: Row
    code: str
    title: str
    level: Level | None
    parent: str
    groups: tuple[str, ...]
    zone: str


class Register:
    """All rows of the table, found by code or title in any spelling."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_code = {words.fold(entry.code): entry for entry in self.entries}
        self._bodies = KnownNames(Known(one.code, one.title, one.level) for one in self.entries
                                  if one.level not in _SCHOOLS)

    @cached_property
    def names(self) -> KnownNames:
        """Who is meant by a name in any spelling."""
        return KnownNames(Known(one.code, one.title, one.level, self.home(one)) for one in self.entries)

    def home(self, entry: Entry) -> str:
        """The code of the municipality above, or ""."""
        return next((one.code for one in self.upwards(entry)[1:] if one.level is Level.MUNICIPALITY), "")

    def find(self, word: str, place: Place, found: Found, within: str = "") -> Entry | None:
        """The one organisation meant by a code or a title, or None and a mistake. `within`: in this municipality.

        One that was found for want of another is shown.
        """
        answer = self.names.find(word, within)
        if isinstance(answer, Sure):
            entry = self._by_code[words.fold(answer.code)]
            if answer.how is How.ALONE:
                found.warn(Warn.ORGANISATION_UNDERSTOOD, place, word=word, title=entry.title, code=entry.code)
            return entry
        if isinstance(answer, Unsure):
            self._ask(word, [self._by_code[words.fold(code)] for code in answer.between], place, found)
        elif self.entries:
            near = words.near(word, [name for one in self.entries for name in (one.code, one.title)])
            found.add(Kind.ORGANISATION_UNKNOWN, place, word=word, near=near)
        return None

    def _ask(self, word: str, between: Sequence[Entry], place: Place, found: Found) -> None:
        if all(words.fold(one.title) == words.fold(word) for one in between):
            codes = ", ".join(one.code for one in between)
            found.add(Kind.ORGANISATION_AMBIGUOUS, place, word=word, codes=codes)
        elif len(between) == 1:
            found.add(Kind.ORGANISATION_UNKNOWN, place, word=word, near=between[0].title)
        else:
            told = "; ".join(f"{one.code} — {one.title}" for one in between)
            found.add(Kind.ORGANISATION_UNSURE, place, word=word, between=told)

    def parent(self, entry: Entry) -> Entry | None:
        """The row that an entry says it belongs to, by its code or its title."""
        if not entry.parent or (coded := self._by_code.get(words.fold(entry.parent))):
            return coded if entry.parent else None
        answer = self._bodies.find(entry.parent)
        return self._by_code[words.fold(answer.code)] if isinstance(answer, Sure) else None

    def upwards(self, entry: Entry) -> list[Entry]:
        """The entry and all above it; a cycle is walked once."""
        way: list[Entry] = []
        step: Entry | None = entry
        while step and all(step is not one for one in way):
            way.append(step)
            step = self.parent(step)
        return way

    def loops(self, entry: Entry) -> bool:
        """Whether the way up from an entry comes back to it."""
        return self.parent(self.upwards(entry)[-1]) is entry


def read(path: Path, found: Found) -> Register:
    """The rows of the file, with the mistakes that a row has by itself or beside another row."""
    rows = table.rows(path.name, xlsx_file.read(path, found), COLUMNS, found)
    entries: dict[str, Entry] = {}
    for row in rows:
        if row.banner:
            continue  # a caption between rows
        entry = _entry(row, found)
        first = entries.setdefault(words.fold(entry.code) or f"? {id(row)}", entry)
        if first is not entry:
            other = first.row.place("code").cell
            found.add(Kind.DUPLICATE, row.place("code"), value=entry.code, other=other)
    return Register(entries.values())


def known(organisations: Iterable[Organisation]) -> Register:
    """The same of organisations that are loaded already, for a list of people that somebody sends."""
    return Register(Entry(Row({}, {}), one.code, one.title, one.level, one.parent or "", one.groups, one.time_zone)
                    for one in organisations)


def _entry(row: Row, found: Found) -> Entry:
    code, title = row.needed("code", found), row.needed("title", found)
    level = _level(row, title, found)
    groups = words.parts(row.raw("groups"))
    if groups and level not in (None, Level.SCHOOL):
        found.add(Kind.GROUP_NOT_SCHOOL, row.place("groups"))
    zone = row.text("zone")
    if zone and not known_zone(zone):
        found.add(Kind.TIME_ZONE_UNKNOWN, row.place("zone"), value=zone)
    return Entry(row, code, title, level, row.text("parent"), groups, zone)


def _level(row: Row, title: str, found: Found) -> Level | None:
    """The level that is said; a title that says «школа» needs no other."""
    word = row.text("level")
    level = words.LEVELS.get(words.fold(word))
    if word and level is None:
        found.add(Kind.LEVEL_UNKNOWN, row.place("level"), word=word, near=words.near(word, words.LEVELS))
    elif not word and naming.read(title).school:
        found.warn(Warn.LEVEL_UNDERSTOOD, row.place("level"), level=words.level(Level.SCHOOL))
        return Level.SCHOOL
    elif not word:
        row.needed("level", found)
    return level


def check_tree(register: Register, found: Found) -> None:
    """Every parent exists, and no organisation is its own grandmother."""
    codes = [entry.code for entry in register.entries]
    for entry in register.entries:
        place = entry.row.place("parent")
        if entry.parent and not register.parent(entry):
            near = words.near(entry.parent, codes)
            found.add(Kind.PARENT_UNKNOWN, place, word=entry.parent, near=near)
        elif register.loops(entry):
            way = " → ".join(one.code for one in itertools.chain(register.upwards(entry), [entry]))
            found.add(Kind.PARENT_CYCLE, place, way=way)


def settle(register: Register, groups: Mapping[str, str] | None, zone: str, found: Found) -> tuple[Organisation, ...]:
    """Organisations with their words looked up; `groups` (code → title) is None where that is not known."""
    settled = []
    partners = _partners(register, found)
    for entry in register.entries:
        codes = tuple(_group(word, groups, entry.row.place("groups"), found) for word in entry.groups)
        parent = register.parent(entry)
        own_zone = next((one.zone for one in register.upwards(entry) if one.zone), zone)
        level = entry.level or Level.SCHOOL  # a guess only while there is a mistake, and then nothing is handed out
        settled.append(Organisation(entry.code, entry.title, level, parent.code if parent else None, codes, own_zone,
                                    tuple(partners.get(entry.code, ()))))
    return tuple(settled)


def _partners(register: Register, found: Found) -> dict[str, dict[str, None]]:
    """The partners of each school by their codes; to name them on one side is enough."""
    pairs: dict[str, dict[str, None]] = {}
    for entry in register.entries:
        place = entry.row.place("partners")
        for word in words.parts(entry.row.raw("partners")):
            other = register.find(word, place, found)
            if other is entry:
                found.add(Kind.PARTNER_ITSELF, place)
            elif other and (odd := next((one for one in (entry, other) if one.level not in _SCHOOLS), None)):
                found.add(Kind.PARTNER_NOT_SCHOOL, place, word=odd.title)
            elif other:
                pairs.setdefault(entry.code, {})[other.code] = None
                pairs.setdefault(other.code, {})[entry.code] = None
    return pairs


def _group(word: str, groups: Mapping[str, str] | None, place: Place, found: Found) -> str:
    """The code of a group that is named by its code or its title."""
    if groups is None:
        return word
    by_word = words.groups_by_word(groups)
    code = by_word.get(words.fold(word))
    if code is None:
        near = words.near(word, [*groups.values(), *groups])
        found.add(Kind.GROUP_UNKNOWN, place, word=word, near=near)
    return code or word
