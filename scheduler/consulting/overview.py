"""What somebody may see of a programme's consultations: operators all of it, curators what they gave and the schools of
their territory, coordinators the schools of their municipality. Others have their own hours alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from scheduler.consulting import reckoning, rules, worktime
from scheduler.consulting.reckoning import Elapsed, Promise, Promptness, Rating, Sum
from scheduler.consulting.rules import HOUR, Rules
from storage import hours, programmes, tallies
from storage.database import Transaction
from storage.hours import School
from storage.participants import Role, RoleHeld
from storage.programmes import Programme
from storage.tallies import Answers, Given, Got, Stars


class Reach(IntEnum):
    """How far somebody sees."""

    MUNICIPALITY = 1
    TERRITORY = 2
    WHOLE = 3


_REACHES = {Role.OPERATOR: Reach.WHOLE, Role.CURATOR: Reach.TERRITORY, Role.COORDINATOR: Reach.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class CuratorLine:
    """What somebody has given, and how it was received."""

    participant: int
    name: str
    sum: Sum
    rating: Rating
    promptness: Promptness


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """What a school has got."""

    id: int
    title: str
    municipality: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Overview:
    """A programme as far as `participant` may see it; `given` is what counts of the ledger."""

    programme: Programme
    rules: Rules
    reach: Reach
    participant: int
    schools: Sequence[School]
    given: Sequence[Given]
    now: int

    @property
    def only(self) -> int | None:
        """Of whom alone they see what was given and how it was received; None: of everybody."""
        return None if self.reach is Reach.WHOLE else self.participant

    @property
    def today(self) -> str:
        return datetime.fromtimestamp(self.now, UTC).astimezone(ZoneInfo(self.programme.time_zone)).date().isoformat()

    @property
    def elapsed(self) -> Elapsed:
        return reckoning.elapsed(self.programme.starts_on, self.programme.ends_on, self.today)

    @property
    def sum(self) -> Sum:
        return reckoning.total(self.given)

    @property
    def promises(self) -> list[Promise]:
        """Coordinators see what their schools got, and no plan: it is not theirs to fulfil."""
        plan = {} if self.reach is Reach.MUNICIPALITY else self.rules.plan
        return reckoning.promises(plan, self.sum)


def reach(held: Iterable[RoleHeld], programme: int) -> Reach | None:
    """By the roles of somebody; None for nothing but their own hours."""
    return max((_REACHES[each.role] for each in held if each.programme == programme and each.role in _REACHES),
               default=None)


def seen(held: Sequence[RoleHeld]) -> list[RoleHeld]:
    """One role for each programme of which somebody sees something, in the order of their roles."""
    return list({each.programme: each for each in reversed(held) if reach(held, each.programme)}.values())[::-1]


async def look(tx: Transaction, participant: int, held: Sequence[RoleHeld], programme: int,
               now: int) -> Overview | None:
    """None where they see nothing."""
    found, far = await programmes.by_id(tx, programme), reach(held, programme)
    if found is None or far is None:
        return None
    schools = await hours.overseen(tx, participant, programme)
    if far is Reach.MUNICIPALITY:
        given = await tallies.given_to(tx, programme, [each.id for each in schools])
    else:
        given = await tallies.given(tx, programme, participant if far is Reach.TERRITORY else None)
    return Overview(found, rules.read(found.desk), far, participant, schools, given, now)


async def curators(tx: Transaction, found: Overview) -> list[CuratorLine]:
    """Who has given, answered, should have answered or been thanked; who gave most first."""
    if found.reach is Reach.MUNICIPALITY:
        return []
    sums, programme, term = reckoning.by_curator(found.given), found.programme.id, found.rules.answer * HOUR
    stars = {each.participant: each for each in await tallies.stars(tx, programme, found.only)}
    answers: dict[int, list[Answers]] = defaultdict(list)
    for each in await tallies.answers(tx, programme, term=term, now=found.now, participant=found.only):
        answers[each.participant].append(each)
    people = await tallies.people(tx, programme, sums.keys() | stars.keys() | answers.keys())
    clocks = _clocks(found, {who.time_zone for who in people}, [each for given in answers.values() for each in given])
    lines = []
    for who in people:
        thanks = stars.get(who.id, Stars(who.id, 0, 0))
        lines.append(CuratorLine(who.id, who.name, sums.get(who.id, reckoning.NOTHING),
                                 reckoning.rating_of(thanks.number, thanks.stars),
                                 reckoning.promptness_of(answers[who.id], clocks[who.time_zone], term)))
    return sorted(lines, key=lambda line: (-line.sum.minutes, line.name.casefold(), line.participant))


def _clocks(found: Overview, zones: Iterable[str],
            answers: Sequence[Answers]) -> dict[str, Callable[[int, int], int]]:
    """What measures the working time that these answers have taken, by time zone."""
    first = min((each.asked_at for each in answers if each.asked_at is not None), default=0)
    last = max((each.answered_at for each in answers if each.answered_at is not None), default=0)
    return {zone: worktime.meter(first, last, found.rules.hours, zone) for zone in zones}


async def monthly(tx: Transaction, found: Overview) -> Sequence[Given]:
    """What counts, month by month."""
    if found.reach is Reach.MUNICIPALITY:
        return found.given
    return await tallies.monthly(tx, found.programme.id, found.only)


async def school_lines(tx: Transaction, found: Overview) -> list[SchoolLine]:
    """Those that have got something, the most first; then those that have got nothing. Who sees all of the programme
    also sees organisations that are no schools, or no longer, and have got something.
    """
    places: dict[int, list[Got]] = defaultdict(list)
    for each in await tallies.got(tx, found.programme.id):
        places[each.organisation].append(each)
    lines = [SchoolLine(each.id, each.title, each.municipality, reckoning.total(places.pop(each.id, ())))
             for each in found.schools]
    if found.reach is Reach.WHOLE:
        lines += [SchoolLine(id, parts[0].title, parts[0].municipality, reckoning.total(parts))
                  for id, parts in places.items()]
    return sorted(lines, key=lambda line: (-line.sum.minutes, line.title.casefold(), line.id))
