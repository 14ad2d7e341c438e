"""The events of a programme that has been read → the store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from messages.catalogue import Catalogue
from scheduler import audience, broadcasting
from scheduler.audience import By, Condition
from scheduler.events import seats
from scheduler.programme.difference import Changes, between
from scheduler.programme.event import PlannedEvent
from scheduler.programme.model import Programme
from scheduler.programme.words import fold
from scheduler.surveys.wave import Audience
from storage import events, roadmap, rosters, rsvps
from storage.database import Transaction
from storage.events import Definition, Slot


@dataclass(frozen=True, slots=True)
class _Ids:
    """Places by code, activities by number, people by key."""

    places: Mapping[str, int]
    activities: Mapping[str, int]
    people: Mapping[str, int]


async def apply(tx: Transaction, programme: int, read: Programme, places: Mapping[str, int], *,
                now: int) -> Changes[str]:
    """Write what is new or another, let go what is gone; what has changed, by title."""
    prefix = f"{read.code}/"
    people = {row.key.removeprefix(prefix): row.participant for row in await rosters.known(tx, prefix)}
    activities = {row.number: row.id for row in await roadmap.activities(tx, programme)}
    ids = _Ids(places, activities, people)
    stored = {each.code: each for each in await events.of_files(tx, programme)}
    said = {each.code: _definition(each, ids) for each in read.events}
    changes = between({code: each.facts for code, each in stored.items() if each.gone_at is None},
                      {code: events.written(each) for code, each in said.items()})
    for code in (*changes.added, *changes.changed):
        await _seat(tx, read, await events.put(tx, programme, code, said[code], now=now), now)
    for code in changes.gone:
        await events.leave(tx, stored[code].id, now=now)
    titles = {code: each.title for code, each in stored.items()} | {code: each.title for code, each in said.items()}
    return Changes(*(tuple(titles[code] for code in codes)
                     for codes in (changes.added, changes.changed, changes.gone)))


async def _seat(tx: Transaction, read: Programme, id: int, now: int) -> None:
    """There may be more seats now: whoever gets one hears of it, in the words of the programme."""
    event = await events.by_id(tx, id)
    if event is None or event.is_off or event.starts_at <= now:
        return
    people = await rsvps.promote(tx, id, event.capacity, now)
    if people:
        catalogue = Catalogue(overrides={text.name: text.text for text in read.texts})
        await broadcasting.announce(tx, programme=event.programme, event=id, reply=seats.promoted(catalogue, event),
                                    people=people, now=now, expires_at=event.starts_at)


def _definition(event: PlannedEvent, ids: _Ids) -> Definition:
    """Whoever was forgotten, though the file still names them, holds nothing."""
    return Definition(
        kind=event.kind.value, title=event.title, starts_at=event.starts_at, ends_at=event.ends_at,
        time_zone=event.time_zone, about=event.about, place=event.place, directions=event.directions, link=event.link,
        capacity=event.capacity, minutes=event.minutes,
        audience=audience.write(_conditions(event.audience, ids.places)),
        activity=ids.activities.get(event.activity), feedback=event.feedback, guests=event.guests,
        agenda=tuple(Slot(each.starts, each.ends, each.title, each.speaker) for each in event.agenda),
        organisers=tuple(dict.fromkeys(ids.people[key] for key in event.organisers if key in ids.people)))


def _conditions(whom: Audience, places: Mapping[str, int]) -> Iterator[Condition]:
    """What is named at all must hold."""
    named = ((By.ROLE, [role.value for role in whom.roles]), (By.GROUP, whom.groups),
             (By.PLACE, [str(places[code]) for code in whom.places]), (By.SUBJECT, map(fold, whom.subjects)))
    for by, values in named:
        if kept := tuple(dict.fromkeys(values)):
            yield Condition(by, kept)
