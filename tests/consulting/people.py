"""Who takes part, and the programme that they take part in: sixteen curators of four districts, four mentors of one
school each, an operator, and as many who ask as are wanted; half of them on each messenger.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue
from scheduler.consulting import rules, threads
from scheduler.consulting.rules import Rule, Rules
from scheduler.consulting.speaking import Voice
from scheduler.consulting.threads import Asking, Piece
from storage import organisations, participants, programmes, rosters
from storage.consultations import Consultation
from storage.database import Database, Transaction
from storage.organisations import Entry, Place
from storage.participants import Role
from tests.loopback.contract import Shown

ZONE = ZoneInfo("Asia/Irkutsk")
START = int(datetime(2018, 5, 16, 10, 0, tzinfo=ZONE).timestamp())
DISTRICTS, SCHOOLS, CURATORS = 4, 5, 4
"""Schools and curators are those of a district; at the first of its schools a mentor answers alone."""
CHANNELS = ("telegram", "vk")
DESK = Rules(routing=(Rule(Role.MENTOR),))
_numbers = count(1)


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a phone. `seen` is their screen as it was last looked at, `about` their messages by thread."""

    id: int
    channel: str
    user: str
    name: str
    role: Role
    school: int
    post: int
    is_gone: bool = False
    """Their role has ended."""
    away_until: str = ""
    deputy: "Person | None" = None
    seen: dict[str, Shown] = field(default_factory=dict)
    about: dict[int, dict[str, None]] = field(default_factory=dict)
    form: Shown | None = None
    """The message that asks for what is open."""
    spoken: list[tuple[str, int]] = field(default_factory=list)
    """Own messages: their names, and which word stands in them."""


@dataclass(slots=True)
class Town:
    """All of them. `serving`: whose questions go to whom, by school."""

    programme: int
    askers: list[Person]
    answerers: list[Person]
    operator: Person
    serving: dict[int, list[Person]]


async def build(database: Database, askers: int) -> Town:
    """An invented programme without quiet hours, in which everybody has joined already."""
    async with database.transaction() as tx:
        programme = await programmes.put(
            tx, code="town", title="Программа", starts_on="2018-05-01", ends_on="2018-12-31", time_zone=str(ZONE),
            digest_at="09:00", quiet_hours="", ladder="{}", consent_version="1", consent_text="Текст",
            desk=rules.write(DESK), now=START)
        districts, schools = await _places(tx, programme)
        serving: dict[int, list[Person]] = {}
        for district, places in zip(districts, schools, strict=True):
            curators = [await _person(tx, programme, Role.CURATOR, district, [district]) for _ in range(CURATORS)]
            serving |= dict.fromkeys(places, curators)
            serving[places[0]] = [await _person(tx, programme, Role.MENTOR, places[0]), *curators]
        operator = await _person(tx, programme, Role.OPERATOR, districts[0])
        every = [each for places in schools for each in places]
        asking = [await _person(tx, programme, Role.TEACHER, every[place % len(every)],
                                channel=CHANNELS[(place // len(every) + place) % 2]) for place in range(askers)]
    known = {each.id: each for people in serving.values() for each in people}
    return Town(programme, asking, list(known.values()), operator, serving)


async def ask(tx: Transaction, town: Town, catalogue: Catalogue, asker: Person, words: str, now: int,
              real_now: int) -> Consultation:
    """A question, as if it had been asked by buttons."""
    voice = Voice(tx, catalogue, now, asker.id, f"asked:{words}", real_now)
    thread, _ = await threads.ask(voice, Asking(town.programme, asker.id, asker.school), [Piece(words)])
    return thread


async def _places(tx: Transaction, programme: int) -> tuple[list[int], list[list[int]]]:
    names = [(f"d{each}", f"Район № {each}", "municipality") for each in range(DISTRICTS)]
    names += [(f"d{each}s{place}", f"Школа № {each * SCHOOLS + place}", "school")
              for each in range(DISTRICTS) for place in range(SCHOOLS)]
    await organisations.put(tx, programme, [Entry(*each, str(ZONE)) for each in names])
    ids = [each.id for each in await organisations.of_programme(tx, programme)]
    districts, rest = ids[:DISTRICTS], ids[DISTRICTS:]
    schools = [rest[each * SCHOOLS:][:SCHOOLS] for each in range(DISTRICTS)]
    await organisations.place(tx, [Place(each, None, each) for each in districts])
    await organisations.place(tx, [Place(school, district, district)
                                   for district, places in zip(districts, schools, strict=True) for school in places])
    return districts, schools


async def _person(tx: Transaction, programme: int, role: Role, place: int, territory: Sequence[int] = (),
                  channel: str = "") -> Person:
    number = next(_numbers)
    name = f"{'Учитель' if role is Role.TEACHER else 'Советчик'} Номер {number}"
    id = await participants.add(tx, name, now=START)
    await participants.consent(tx, id, "1", now=START)
    held = await participants.grant(tx, id, programme=programme, organisation=place, role=role, source="people",
                                    now=START)
    if territory:
        await rosters.confine(tx, held, territory)
    person = Person(id, channel or CHANNELS[number % 2], str(7_000_000 + number), name, role, place, held)
    await participants.link(tx, person.channel, person.user, id, now=START)
    return person
