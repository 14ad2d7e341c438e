"""The rows of a list of people: who stands in each, and what has to be settled of it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.documents.answers import Answers, Said
from scheduler.documents.ground import Ground
from scheduler.documents.people_file import PeopleFile
from scheduler.documents.people_places import Places
from scheduler.documents.questions import Matter, Question
from scheduler.programme import mistakes, people_list, person_cells, words
from scheduler.programme.mistakes import Caution, Found, Kind, Mistake, Place
from scheduler.programme.people_list import Listed
from scheduler.programme.table import Row
from storage.participants import Role

_ROLES = (Kind.ROLE_UNKNOWN, Kind.POSITION_UNCLEAR)
_CONTACTS = (Kind.PHONE, Kind.EMAIL, Kind.CONTACT_DIFFERS)
_Line = tuple[str, str]
"""A sheet and the number of a row in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is written, for whoever is asked about it."""

    place: Place
    name: str
    post: str
    organisation: str
    contact: str


@dataclass(frozen=True, slots=True)
class Rows:
    """`listed` are those that were understood and not skipped. `repeated` say nothing that a row above does not."""

    entries: tuple[Entry, ...]
    listed: tuple[Listed, ...]
    questions: tuple[Question, ...]
    cautions: tuple[Caution, ...]
    spelt: Mapping[str, tuple[str, Place]]
    repeated: tuple[Listed, ...]
    lines: Mapping[_Line, int]

    def at(self, row: Listed) -> int:
        """The place of a row among the entries."""
        return self.lines[line_of(row.place)]


def read(file: PeopleFile, ground: Ground, answers: Answers) -> Rows:
    """All rows, with what was settled of them."""
    found = Found()
    rows = file.rows(found)
    lines = {line_of(row.place("name")): at for at, row in enumerate(rows)}
    places = Places(ground.organisations, answers)
    roles = _roles(answers, rows)
    listed = people_list.understood(rows, places, found, roles)
    asked = gathered([*((lines[line_of(place)], question) for question, place in places.asked),
                      *((at, _of_role(_post(row))) for at, row in enumerate(rows) if words.fold(_post(row)) in roles),
                      *of_mistakes(found.all(), lines)])
    left_out = skipped(asked, answers)
    kept, repeated = _once([row for row in listed if lines[line_of(row.place)] not in left_out])
    return Rows(tuple(map(_entry, rows)), kept, asked, found.warnings(), places.spelt, repeated, lines)


def line_of(place: Place) -> _Line:
    """In which row a cell stands."""
    return place.sheet, place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def of_mistakes(found: Iterable[Mistake], lines: Mapping[_Line, int]) -> Iterator[tuple[int, Question]]:
    """What has to be asked of the rows that are wrong."""
    for mistake in found:
        at = lines.get(line_of(mistake.place))
        if at is None:
            continue
        if mistake.kind in _ROLES:
            yield at, _of_role(dict(mistake.facts)["word"])
        else:
            matter = Matter.CONTACT if mistake.kind in _CONTACTS else Matter.FAULT
            yield at, Question(matter, mistakes.said(mistake), "!".join(line_of(mistake.place)), ())


def gathered(asked: Iterable[tuple[int, Question]]) -> tuple[Question, ...]:
    """Each question once, with all rows that it is about."""
    found: dict[int, Question] = {}
    rows: dict[int, dict[int, None]] = {}
    for at, question in asked:
        found.setdefault(question.id, question)
        rows.setdefault(question.id, {})[at] = None
    return tuple(replace(question, rows=tuple(sorted(rows[id]))) for id, question in found.items())


def ordered(asked: Iterable[Question]) -> tuple[Question, ...]:
    """As the rows are."""
    return tuple(sorted(asked, key=lambda each: each.rows[-1:]))


def skipped(asked: Iterable[Question], answers: Answers) -> frozenset[int]:
    """Rows that somebody does not want."""
    return frozenset(at for each in asked if each.id in answers and answers[each.id].said is Said.SKIP
                     for at in each.rows)


def _roles(answers: Answers, rows: Iterable[Row]) -> dict[str, Role]:
    """What was answered for words, of those that stand in the rows."""
    asked = {words.fold(post): _of_role(post).id for post in map(_post, rows)}
    return {folded: role for folded, id in asked.items() if id in answers and (role := answers[id].role)}


def _of_role(post: str) -> Question:
    return Question(Matter.ROLE, post, "", ())


def _post(row: Row) -> str:
    """A role, else a position."""
    return row.text("role") or row.text("position")


def _once(rows: Iterable[Listed]) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """The rows without those that repeat one; what the first leaves out they may add."""
    kept: dict[object, Listed] = {}
    repeated: list[Listed] = []
    for row in rows:
        key = (words.fold(row.name), row.organisation.code, row.roles)
        first = kept.get(key)
        if first is None:
            kept[key] = row
        elif _conflict(first.phone, row.phone) or _conflict(first.email, row.email):
            kept[object()] = row
        else:
            repeated.append(row)
            kept[key] = replace(
                first, phone=first.phone or row.phone, email=first.email or row.email,
                territory=tuple(dict.fromkeys((*first.territory, *row.territory))),
                subjects=tuple(dict.fromkeys((*first.subjects, *row.subjects))))
    return tuple(kept.values()), tuple(repeated)


def _conflict(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _entry(row: Row) -> Entry:
    name = row.text("name") or " ".join(filter(None, map(row.text, ("surname", "given", "patronymic"))))
    contact = ", ".join(filter(None, (row.text("phone"), row.text("email"))))
    return Entry(row.place(person_cells.named(row)), name, _post(row),
                 row.text("organisation") or row.text("municipality"), contact)
