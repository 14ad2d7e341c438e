"""A course in the village: made by the curator, for the schools of their territory, of two days."""

from typing import Any

from scheduler import audience
from scheduler.audience import By, Condition
from storage import attendance, courses, nominations, rsvps
from storage.courses import Member, Terms
from storage.events import Definition
from tests.handlers.conftest import Village, instant
from tests.phone import Phone

TITLE = "Смысловое чтение на каждом уроке"
UNTIL = "2018-05-28"
FIRST, SECOND = instant("2018-06-04", "10:00"), instant("2018-06-11", "10:00")
LENGTH = 6 * 3600


async def course(village: Village, *, terms: Terms | None = None, **facts: Any) -> int:
    """The course; nobody is named yet."""
    both = audience.write([Condition(By.PLACE, tuple(str(village.people[who].organisation)
                                                     for who in ("director", "other_director")))])
    said = Definition(**{"kind": "course", "title": TITLE, "starts_at": FIRST, "ends_at": SECOND + LENGTH,
                         "time_zone": "Asia/Irkutsk", "place": "Институт, ауд. 204", "minutes": 2160,
                         "audience": both, **facts})
    days = [Definition("course", f"Занятие {number}: {TITLE}", starts, starts + LENGTH, "Asia/Irkutsk",
                       place=said.place, link=said.link, minutes=1080)
            for number, starts in enumerate((FIRST, SECOND), 1)]
    async with village.database.transaction() as tx:
        return await courses.make(tx, village.programme, said, terms or Terms(80, UNTIL, 2, 3), days,
                                  owner=village.people["curator"].participant, now=village.now)


async def opened(village: Village, who: str) -> Phone:
    """The card of the only course, before somebody."""
    phone = village.phone(who)
    await phone.says("курсы")
    await phone.taps("1")
    return phone


async def named(village: Village, course: int, *who: str, answer: str = "") -> None:
    """The director names these, in short; with an `answer` they have given it."""
    async with village.database.transaction() as tx:
        found = await courses.by_id(tx, course)
        assert found
        for each in who:
            person = village.people[each]
            await nominations.nominate(tx, course, person.participant, person.organisation,
                                       by=village.people["director"].participant, now=village.now)
            if answer:
                await rsvps.answer(tx, course, person.participant, answer, village.now, found.capacity)


async def sessions(village: Village, course: int) -> list[int]:
    async with village.database.reading() as tx:
        return [each.id for each in await courses.sessions(tx, course)]


async def came(village: Village, course: int, who: str, *, days: int = 2) -> None:
    """They were at so many of its sessions."""
    for session in (await sessions(village, course))[:days]:
        async with village.database.transaction() as tx:
            await attendance.mark(tx, session, village.people[who].participant, how="list", minutes=1080,
                                  marked_by=None, now=village.now)


async def member(village: Village, course: int, who: str) -> Member | None:
    async with village.database.reading() as tx:
        found = await courses.members(tx, course)
    return next((each for each in found if each.participant == village.people[who].participant), None)
