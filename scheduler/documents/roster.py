"""A list of people at work: its rows, what was settled of them, and what loading it would change."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from scheduler import planner
from scheduler.documents import answers as settled
from scheduler.documents import ground, people_file, people_known, people_persons, people_rows, questions
from scheduler.documents.answers import Answer, Answers, Said
from scheduler.documents.people_file import PeopleFile
from scheduler.documents.people_known import Member
from scheduler.documents.people_rows import Rows
from scheduler.documents.questions import Matter
from scheduler.documents.settling import Settling
from scheduler.programme import apply_people
from scheduler.programme.apply_people import Compared
from scheduler.programme.roll import Roll
from storage import history, imports, organisations, programmes
from storage.database import Transaction
from storage.imports import Import, Settled, State
from storage.participants import Role
from storage.programmes import Programme
from storage.rosters import Seat

WHOLE = 0
"""The number under which it is kept that nobody else shall stay: no question has it."""
SPARED = frozenset({Role.OPERATOR})
"""Roles that no list in the chat takes away: somebody has to remain who can load another."""
_MARK = 5
"""Bytes of the mark of an outlook: it stands on the button that loads."""
_REMEMBERED = {Matter.PLACE: Said.OWNERS, Matter.ROLE: Said.ROLE}
"""What holds for the lists to come: words, and nothing about people."""


@dataclass(frozen=True, slots=True)
class Roster(Settling):
    """That of a list of people. `beside`: whom a question holds somebody against, by its number."""

    file: PeopleFile
    rows: Rows
    roll: Roll
    beside: Mapping[int, Member]

    @property
    def roles(self) -> Mapping[Role, int]:
        """How many of each are named."""
        return Counter(post.role for person in self.roll.people for post in person.posts)

    @property
    def skipped(self) -> int:
        """Rows that are not loaded because somebody has said so."""
        return len(people_rows.skipped(self.questions, self.answers))


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who becomes another: a role and its organisation by title, and what of the person is new."""

    name: str
    roles: tuple[tuple[Role, str], ...] = ()
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What loading changes. `absent`: whom the list does not name, whether they lose their roles (`whole`) or not.
    `mark` is that of the store and the list together.
    """

    added: tuple[Line, ...]
    changed: tuple[Line, ...]
    gone: tuple[Line, ...]
    same: int
    absent: int
    whole: bool
    forgotten: tuple[str, ...]
    mark: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)


async def of(tx: Transaction, imported: Import) -> Roster:
    """A draft as it stands now."""
    programme = await programmes.by_id(tx, imported.programme)
    assert programme
    return await made(tx, programme, people_file.restored(imported.document), settled.read(imported.answers))


async def made(tx: Transaction, programme: Programme, file: PeopleFile, own: Answers) -> Roster:
    """A list held against a programme."""
    here, members = await ground.of(tx, programme), await people_known.of(tx, programme)
    before = {row.question: settled.read_one(row.answer) for row in await imports.remembered(tx, programme.id)}
    answers = {**before, **own}
    rows = people_rows.read(file, here, answers)
    persons = people_persons.of(rows, members, answers)
    asked = people_rows.ordered((*rows.questions, *persons.questions))
    ids = {each.id for each in asked}
    roll = Roll(programme.code, persons.people, whole=WHOLE in own, terse=True, spared=SPARED, known=persons.known)
    return Roster(here, asked, {id: own[id] for id in own if id in ids or id == WHOLE},
                  {id: answers[id] for id in answers if id in ids}, file, rows, roll, persons.beside)


async def outlook(tx: Transaction, roster: Roster) -> Outlook:
    """What loading it would change now."""
    compared = await apply_people.compare(tx, roster.ground.programme, roster.roll, roster.ground.places)
    titles = {each.id: each.title for each in await organisations.of_programme(tx, roster.ground.programme)}
    return _outlook(compared, roster, titles)


async def load(tx: Transaction, roster: Roster, *, now: int, actor: int | None = None,
               remembering: bool = True) -> Outlook:
    """Write it into its programme, plan its reminders, and remember what words meant."""
    programme, told = roster.ground.programme, await outlook(tx, roster)
    await apply_people.apply(tx, programme, roster.roll, roster.ground.places, now=now, actor=actor)
    await imports.remember(tx, programme, [
        Settled(each.id, each.matter.value, each.words, each.mark, settled.write_one(roster.own[each.id]))
        for each in roster.questions if remembering and each.id in roster.own
        and roster.own[each.id].said is _REMEMBERED.get(each.matter)], now=now)
    await planner.plan_programme(tx, programme, now)
    await history.note(tx, "people_loaded", actor=actor, role="" if actor else history.CONSOLE, programme=programme,
                       now=now, people=len(roster.roll.people))
    return told


async def finish(tx: Transaction, imported: Import, roster: Roster, *, now: int, actor: int) -> Outlook | None:
    """Load a draft. None: somebody, or a second tap, was quicker."""
    if not await imports.end(tx, imported.id, State.APPLIED, now=now):
        return None
    return await load(tx, roster, now=now, actor=actor)


async def only(tx: Transaction, imported: Import, whole: bool) -> bool:
    """Say whether whoever is not in the list shall stay."""
    own = {**settled.read(imported.answers)}
    own.pop(WHOLE, None)
    return await imports.settle(tx, imported.id, settled.write(own | ({WHOLE: Answer(Said.WHOLE)} if whole else {})))


async def accept(tx: Transaction, imported: Import, roster: Roster) -> bool:
    """Take everything that is open without an answer, of a draft."""
    programme = await programmes.by_id(tx, imported.programme)
    assert programme
    return await imports.settle(tx, imported.id, settled.write((await accepted(tx, programme, roster)).own))


async def accepted(tx: Transaction, programme: Programme, roster: Roster) -> Roster:
    """The same of any, and also of what is asked only then."""
    while roster.open:
        roster = await made(tx, programme, roster.file, questions.accepted(roster.open, roster.own))
    return roster


def _outlook(compared: Compared, roster: Roster, titles: Mapping[int, str]) -> Outlook:
    recognised, seats = compared.recognised, compared.seats
    granted, ended = _by_person((*seats.added, *seats.changed), titles), _by_person(seats.gone, titles)
    lines = {who: Line(compared.name(who), granted.get(who, ()), recognised.what[who]) for who in recognised.people}
    added = tuple(line for who, line in lines.items() if who < 0)
    changed = tuple(line for who, line in lines.items() if who > 0 and (line.roles or line.what))
    gone = tuple(Line(compared.listed[who], roles) for who, roles in ended.items())
    absent = {role.participant for role in compared.before if role.participant in compared.listed
              and role.role not in SPARED} - recognised.people.keys()
    return Outlook(added, changed, gone, len(lines) - len(added) - len(changed), len(absent), roster.roll.whole,
                   tuple(person.name for person in recognised.forgotten), _mark(compared))


def _by_person(seats: Sequence[Seat], titles: Mapping[int, str]) -> dict[int, tuple[tuple[Role, str], ...]]:
    found: dict[int, tuple[tuple[Role, str], ...]] = {}
    for seat in seats:
        found[seat.participant] = (*found.get(seat.participant, ()), (seat.role, titles[seat.organisation]))
    return found


def _first(item: tuple[int, object]) -> int:
    return item[0]


def _mark(compared: Compared) -> int:
    """Changes with all that an operator has looked at."""
    told = (sorted(compared.recognised.contacts.items(), key=_first), sorted(compared.recognised.what.items()),
            sorted((seat.participant, seat.organisation, seat.role.value, sorted(there))
                   for seat, there in compared.wanted.items()),
            sorted((role.id, role.participant, role.role.value) for role in compared.before), compared.seats.gone)
    return int.from_bytes(blake2b(repr(told).encode(), digest_size=_MARK).digest())
