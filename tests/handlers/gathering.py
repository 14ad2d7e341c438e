"""An event in the village: made by the curator, for teachers, with whoever is invited to it."""

from typing import Any

from messages.stored import write
from scheduler import audience, broadcasting
from scheduler.audience import By, Condition
from scheduler.events.invitation import invitation
from storage import broadcasts, events, rsvps
from storage.broadcasts import Kind
from storage.events import Definition, Slot
from storage.outbox import Lane
from storage.rsvps import Counts, Rsvp
from tests.handlers.conftest import Village, instant
from tests.wording import CATALOGUE

STARTS, ENDS = instant("2018-05-30", "14:00"), instant("2018-05-30", "16:00")
TEACHERS = audience.write([Condition(By.ROLE, ("teacher",))])
AGENDA = (Slot("14:00", "14:30", "Открытие", "Ирина Сурова"), Slot("14:30", "", "Работа в группах", ""))
FACTS: dict[str, Any] = {
    "kind": "seminar", "title": "Читаем с опорой на схемы", "starts_at": STARTS, "ends_at": ENDS,
    "time_zone": "Asia/Irkutsk", "about": "Разберём три приёма.", "place": "Иркутск, Лермонтова, 1",
    "directions": "Вход со двора", "link": "https://meet.example/abc", "minutes": 120, "audience": TEACHERS,
    "agenda": AGENDA,
}


async def gather(village: Village, **other: Any) -> int:
    """Make the event; nobody is invited yet."""
    async with village.database.transaction() as tx:
        return await events.make(tx, village.programme, Definition(**{**FACTS, **other}),
                                 owner=village.people["curator"].participant, now=village.now)


async def invite(village: Village, event: int, *who: str) -> None:
    """Send the invitation to these, as the curator would."""
    people = [village.people[each].participant for each in who]
    async with village.database.transaction() as tx:
        found = await events.by_id(tx, event)
        assert found
        body = write(invitation(CATALOGUE, found, await events.slots(tx, event), "Asia/Irkutsk"))
        id = await broadcasts.draft(tx, programme=village.programme, author=village.people["curator"].participant,
                                    kind=Kind.INVITATION, lane=Lane.BROADCAST, content=body, event=event,
                                    now=village.now)
        sent = await broadcasts.by_id(tx, id)
        assert sent
        await broadcasting.begin_for(tx, sent, people, now=village.now)
    await village.stage.settle()


async def invited_before(village: Village, event: int, who: str) -> None:
    """The invitation went out at its time."""
    async with village.database.transaction() as tx:
        await rsvps.invite(tx, event, [village.people[who].participant], now=village.now)


async def change(village: Village, event: int, **other: Any) -> None:
    """Make something of the event another."""
    async with village.database.transaction() as tx:
        await events.change(tx, event, Definition(**{**FACTS, **other}), now=village.now)


async def said(village: Village, event: int, who: str) -> Rsvp:
    """What somebody has answered."""
    async with village.database.reading() as tx:
        found = await rsvps.by(tx, event, village.people[who].participant)
    assert found
    return found


async def counted(village: Village, event: int) -> Counts:
    async with village.database.reading() as tx:
        return await rsvps.counts(tx, event)
