"""What a sound folder lacks in people: who has to do something and has nobody, and who stands in it twice. Warnings."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from scheduler.programme import known_names, likeness, naming, words
from scheduler.programme.likeness import Named
from scheduler.programme.mistakes import Found, Place, Warn
from scheduler.programme.model import Level, Programme, owning
from scheduler.programme.naming import Agreement
from scheduler.programme.organisations import Entry, Register
from scheduler.programme.people_list import Listed
from scheduler.programme.yaml_file import Lines
from storage.participants import Role

DOERS = {
    Level.SCHOOL: (Role.DIRECTOR, Warn.SCHOOL_WITHOUT_DIRECTOR),
    Level.MUNICIPALITY: (Role.COORDINATOR, Warn.MUNICIPALITY_WITHOUT_COORDINATOR),
    Level.INSTITUTE: (Role.CURATOR, Warn.INSTITUTE_WITHOUT_CURATOR),
}
"""Who does the tasks of an organisation; for the other levels the operator marks them."""


def look(programme: Programme, register: Register, rows: Sequence[Listed], lines: Lines, found: Found) -> None:
    """All of it; the folder has been read without a mistake."""
    places = {entry.code: entry.row.place("code") for entry in register.entries}
    _doers(programme, rows, places, found)
    _curators(programme, rows, places, found)
    _routing(programme, rows, lines, found)
    for group in programme.groups:
        if not any(group.code in one.groups for one in programme.organisations):
            found.warn(Warn.GROUP_EMPTY, lines.place("groups", group.code), group=group.title)


def alike(register: Register, rows: Sequence[Listed], found: Found) -> None:
    """Organisations and people that may stand there twice."""
    alike_organisations(register, found)
    alike_people(rows, found)


def _doers(programme: Programme, rows: Sequence[Listed], places: dict[str, Place], found: Found) -> None:
    """Organisations with tasks, and municipalities with schools, that nobody acts for."""
    held = {(row.organisation.code, role) for row in rows for role in row.roles}
    owners = {owner for activity in programme.activities for owner in activity.owners}
    busy = {code for owner in owners for code in owning(owner, programme.organisations)}
    busy |= {one.parent or "" for one in programme.organisations if one.level is Level.SCHOOL}
    for one in programme.organisations:
        role, warn = DOERS.get(one.level, (None, None))
        if role and warn and one.code in busy and (one.code, role) not in held:
            found.warn(warn, places[one.code], title=one.title)


def _curators(programme: Programme, rows: Sequence[Listed], places: dict[str, Place], found: Found) -> None:
    """Municipalities that no curator looks after; a curator without any is one of all of them."""
    curators = [row for row in rows if Role.CURATOR in row.roles]
    confined = [row for row in curators if row.territory]
    for row in curators if confined else []:
        if not row.territory:
            found.warn(Warn.CURATOR_OF_ALL, row.row.place("territory"))
    if not confined or len(confined) < len(curators):
        return
    covered = {code for row in confined for code in row.territory}
    homes = {one.parent for one in programme.organisations if one.level is Level.SCHOOL}
    for one in programme.organisations:
        if one.level is Level.MUNICIPALITY and one.code in homes - covered:
            found.warn(Warn.MUNICIPALITY_WITHOUT_CURATOR, places[one.code], title=one.title)


def _routing(programme: Programme, rows: Sequence[Listed], lines: Lines, found: Found) -> None:
    """Rules for questions that lead to nobody."""
    held = {role for row in rows for role in row.roles}
    taught = {(role, words.fold(subject)) for row in rows for role in row.roles for subject in row.subjects}
    topics = {topic.code: topic for topic in programme.topics}
    for at, rule in enumerate(programme.desk.routing if programme.desk else ()):
        topic = topics.get(rule.topic)
        if rule.role not in held:
            found.warn(Warn.ROLE_NOBODY, lines.place("routing", at, "to"), role=words.role(rule.role))
        elif rule.of_subject and topic and topic.subject and (rule.role, words.fold(topic.subject)) not in taught:
            found.warn(Warn.SUBJECT_NOBODY, lines.place("routing", at, "of_subject"), topic=topic.title,
                       role=words.role(rule.role), subject=topic.subject)


def alike_organisations(register: Register, found: Found) -> None:
    """Rows of one municipality, or bodies of one level, that may be one organisation."""
    shelves: dict[tuple[Level | None, str], list[Entry]] = {}
    for entry in register.entries:
        shelves.setdefault((entry.level, register.home(entry)), []).append(entry)
    for (level, _), shelf in shelves.items():
        for first, second in _pairs_of(shelf, level):
            found.warn(Warn.ORGANISATION_TWICE, second.row.place("title"), title=second.title, other=first.title,
                       code=first.code)


def _pairs_of(shelf: Iterable[Entry], level: Level | None) -> Iterator[tuple[Entry, Entry]]:
    if level is not Level.SCHOOL:
        yield from (pair for pair in combinations(shelf, 2) if _said(pair[0]) == _said(pair[1]) != ())
        return
    for first, second in combinations(shelf, 2):
        one, other = naming.read(first.title), naming.read(second.title)
        agreed = naming.agree(one, other)
        slip = agreed is Agreement.PERHAPS and one.number == other.number and one.kinds == other.kinds
        if slip or agreed in (Agreement.SAME, Agreement.OPEN):
            yield first, second


def _said(entry: Entry) -> tuple[object, ...]:
    """What a body is: «г. Иркутск» and «Иркутский район» are two."""
    bare = known_names.bare(entry.title)
    return (bare, known_names.place(entry.title) if entry.level is Level.MUNICIPALITY else ()) if bare else ()


def alike_people(rows: Sequence[Listed], found: Found) -> None:
    """Names that may be one person's."""
    people = [Named(row.name, row.organisation.code, frozenset(filter(None, (row.phone, row.email)))) for row in rows]
    for first, second in likeness.pairs(people):
        found.warn(Warn.PERSON_TWICE, rows[second].place, name=rows[second].name, other=rows[first].name,
                   cell=rows[first].place.cell)
