"""An event in the village, and what people do at its door."""

from typing import Any

from scheduler import attending
from storage import attendance, events, rsvps
from storage.attendance import Mark
from storage.events import Definition, Event
from tests.handlers.conftest import Village, instant
from tests.handlers.tables import change

TITLE = "Вебинар «Смысловое чтение»"


async def gather(village: Village, *invited: str, title: str = TITLE, start: str = "11:00", end: str = "12:30",
                 owner: str = "curator", **how: Any) -> int:
    """An event of today, an hour from now; `invited` are of the cast."""
    said = Definition("webinar", title, instant("2018-05-16", start), instant("2018-05-16", end), "Asia/Irkutsk",
                      minutes=90, **how)
    async with village.database.transaction() as tx:
        event = await events.make(tx, village.programme, said, owner=village.people[owner].participant, now=village.now)
        await rsvps.invite(tx, event, [village.people[who].participant for who in invited], now=village.now)
    return event


def answers(village: Village, event: int, who: str, answer: str) -> None:
    change(village.file, "update rsvps set answer = ? where event = ? and participant = ?", answer, event,
           village.people[who].participant)


async def event_of(village: Village, event: int) -> Event:
    async with village.database.reading() as tx:
        found = await events.by_id(tx, event)
    assert found
    return found


async def code(village: Village, event: int) -> str:
    """What its organiser sees now."""
    return attending.code(await event_of(village, event), village.now)


async def link(village: Village, event: int) -> str:
    """The token of the picture of now."""
    return f"in-{event}-{await code(village, event)}"


async def wrong(village: Village, *found: int) -> str:
    """Six digits that are no code of these events, whenever."""
    each = [await event_of(village, event) for event in found]
    return next(said for said in ("123456", "123457", "123458", "123459") if all(
        attending.fit(event, said, village.now) is attending.Fit.WRONG for event in each))


async def mark(village: Village, event: int, who: str) -> Mark | None:
    async with village.database.reading() as tx:
        return await attendance.mark_of(tx, event, village.people[who].participant)


async def comes(village: Village, event: int, who: str) -> None:
    """By the picture."""
    await village.phone(who).follows(await link(village, event))
    village.phone(who).sees("Вы отмечены")


async def goes_on(village: Village, time: str, day: str = "2018-05-16") -> None:
    """It is that time now, in Irkutsk."""
    await village.stage.clock.advance(instant(day, time) - village.now)
    await village.stage.settle()
