"""What somebody may see of a programme's consultations: operators all of it, curators what they gave and the schools of
their territory, coordinators the schools of their municipality. Others have their own hours alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from scheduler.consulting import reckoning, rules
from scheduler.consulting.reckoning import Counted, Elapsed, Promise, Promptness, Rating, Sum
from scheduler.consulting.rules import Rules
from storage import hours, programmes
from storage.database import Transaction
from storage.hours import Place, School, Thread, Told
from storage.ledger import Kind
from storage.participants import Role, RoleHeld
from storage.programmes import Programme


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
    """The rows of a programme as far as `participant` may see them. `entries` are also those that were replaced."""

    programme: Programme
    rules: Rules
    reach: Reach
    participant: int
    entries: Sequence[Told]
    at_schools: Sequence[Counted]
    """What counts at the schools that this person oversees, whoever gave it."""
    places: Mapping[int, Sequence[Place]]
    schools: Sequence[School]
    threads: Sequence[Thread]
    """Those of which this person may see how they were answered."""
    now: int

    @property
    def today(self) -> str:
        return datetime.fromtimestamp(self.now, UTC).astimezone(ZoneInfo(self.programme.time_zone)).date().isoformat()

    @property
    def elapsed(self) -> Elapsed:
        return reckoning.elapsed(self.programme.starts_on, self.programme.ends_on, self.today)

    @property
    def counted(self) -> list[Counted]:
        """What counts of the entries."""
        return [_counted(each, self.places) for each in self.entries if each.replaced_at is None]

    @property
    def promises(self) -> list[Promise]:
        """Coordinators see what their schools got, and no plan: it is not theirs to fulfil."""
        plan = {} if self.reach is Reach.MUNICIPALITY else self.rules.plan
        return reckoning.promises(plan, reckoning.total(self.counted))

    @property
    def months(self) -> dict[str, Sum]:
        return reckoning.by_month(self.counted)

    @property
    def curators(self) -> list[CuratorLine]:
        """Who has given, answered or been thanked; who gave most first."""
        if self.reach is Reach.MUNICIPALITY:
            return []
        sums = reckoning.by_curator(self.counted)
        lines = [self._curator(who, name, sums.get(who, reckoning.NOTHING)) for who, name in self._names().items()]
        return sorted(lines, key=lambda line: (-line.sum.minutes, line.name.casefold(), line.participant))

    @property
    def school_lines(self) -> list[SchoolLine]:
        """Those that have got something, the most first; then those that have got nothing."""
        sums, known = reckoning.by_school(self.at_schools), {each.id for each in self.schools}
        lines = [SchoolLine(each.id, each.title, each.municipality, sums.get(each.id, reckoning.NOTHING))
                 for each in self.schools]
        lines += [SchoolLine(each.organisation, each.title, each.municipality, sums[each.organisation])
                  for each in self._others(known) if each.organisation in sums]
        return sorted(lines, key=lambda line: (-line.sum.minutes, line.title.casefold(), line.id))

    def _others(self, known: set[int]) -> list[Place]:
        """Organisations that are no schools of this person's, or no longer, and have got something that they see."""
        if self.reach is not Reach.WHOLE:
            return []
        found = {place.organisation: place for places in self.places.values() for place in places}
        return [place for organisation, place in found.items() if organisation not in known]

    def _names(self) -> dict[int, str]:
        found = {each.participant: each.name for each in self.entries if each.replaced_at is None}
        for each in self.threads:
            found |= {who: name for who, name in ((each.owner if each.rating else None, each.owner_name),
                                                  (each.answerer, each.answerer_name)) if who is not None}
        return found if self.reach is Reach.WHOLE else {who: name for who, name in found.items()
                                                        if who == self.participant}

    def _curator(self, who: int, name: str, sum: Sum) -> CuratorLine:
        stars = [each.rating for each in self.threads if each.owner == who and each.rating]
        answered = [each for each in self.threads if (each.answerer or each.owner) == who]
        return CuratorLine(who, name, sum, reckoning.rating(stars),
                           reckoning.promptness(answered, self.rules, self.now))


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
    entries = await hours.of_programme(tx, programme)
    places: dict[int, list[Place]] = {}
    for each in await hours.places_of_programme(tx, programme):
        places.setdefault(each.entry, []).append(each)
    schools = await hours.overseen(tx, participant, programme)
    known = {each.id for each in schools}
    there = [each for each in entries if far is Reach.WHOLE or any(
        place.organisation in known for place in places.get(each.id, ()))]
    own = [each for each in entries if each.participant == participant]
    threads = [] if far is Reach.MUNICIPALITY else await hours.threads(tx, programme)
    return Overview(
        found, rules.read(found.desk), far, participant,
        entries={Reach.WHOLE: entries, Reach.TERRITORY: own, Reach.MUNICIPALITY: there}[far],
        at_schools=[_counted(each, places) for each in there if each.replaced_at is None],
        places=places, schools=schools, now=now,
        threads=[each for each in threads
                 if far is Reach.WHOLE or participant in (each.owner, each.answerer)],
    )


def _counted(entry: Told, places: Mapping[int, Sequence[Place]]) -> Counted:
    return Counted(entry.participant, Kind(entry.kind), entry.minutes, entry.on_day,
                   tuple(each.organisation for each in places.get(entry.id, ())))
