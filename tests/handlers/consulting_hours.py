"""Slots of the curator, and bookings of others, for tests of appointments."""

from typing import Any

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from storage import bookings, organisations, participants, programmes, slots
from storage.bookings import Booking
from storage.participants import Role
from storage.slots import Fresh, Slot
from tests.handlers.conftest import SCHOOL, Village, instant, user_of
from tests.handlers.tables import change
from tests.phone import Phone
from tests.scheduler.network import execute

HALF = 1800
"""Seconds."""
DAY = "2018-05-22"
"""A Tuesday."""
THREE = instant(DAY, "15:00")


async def publish(village: Village, *starts: int, seats: int = 1, who: str = "curator",
                  place: str = "Институт, ауд. 204", link: str = "") -> list[int]:
    """Slots of half an hour, as if they had been published in the chat."""
    fresh = Fresh(village.programme, village.people[who].participant, "Asia/Irkutsk", place, link, "", seats)
    async with village.database.transaction() as tx:
        return await slots.publish(tx, fresh, [(each, each + HALF) for each in starts or (THREE,)], now=village.now)


async def second_programme(village: Village, **roles: str) -> int:
    """One more programme, in which these of the cast hold these roles; its id."""
    change(village.file, "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, "
                         "ladder, consent_version, consent_text, loaded_at) select 'second', 'Вторая программа', "
                         "starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, '', '', 1 from programmes")
    change(village.file, "insert into organisations (programme, code, title, search_name, level, time_zone) "
                         "select id, 's', 'Центр', '', 'school', time_zone from programmes where code = 'second'")
    async with village.database.transaction() as tx:
        programme = next(each.id for each in await programmes.all(tx) if each.code == "second")
        place = (await organisations.of_programme(tx, programme))[0].id
        for who, role in roles.items():
            await participants.grant(tx, village.people[who].participant, programme=programme, organisation=place,
                                     role=Role(role), source="people", now=village.now)
    return programme


async def in_another_programme(village: Village, slot: int, owner: str, booker: str) -> None:
    """This slot belongs to a second programme, in which the one may book the other."""
    programme = await second_programme(village, **{owner: "operator", booker: "teacher"})
    change(village.file, "update slots set programme = ? where id = ?", programme, slot)


async def slot(village: Village, id: int) -> Slot:
    async with village.database.reading() as tx:
        found = await slots.by_id(tx, id)
    assert found
    return found


async def booking(village: Village, id: int, who: str = "teacher") -> Booking:
    async with village.database.reading() as tx:
        found = await bookings.by(tx, id, village.people[who].participant)
    assert found
    return found


async def book(village: Village, id: int, *people: int) -> None:
    """These have a seat."""
    async with village.database.transaction() as tx:
        for each in people:
            assert await bookings.book(tx, id, each, now=village.now) is bookings.Outcome.BOOKED


async def over(village: Village, *who: str, seats: int = 1, starts: int = THREE, **where: str) -> tuple[int, Phone]:
    """A slot that these have booked is over; the curator is asked."""
    id, = await publish(village, starts, seats=seats, **where)
    await book(village, id, *(village.people[each].participant for each in who))
    await village.stage.rehearsal.live_until(starts + HALF)
    return id, village.phone("curator")


async def ledger(village: Village) -> list[tuple[Any, ...]]:
    """Kind, minutes, day, people, slot and schools of each entry."""
    async with village.database.reading() as tx:
        entries = await execute(tx, "select * from ledger order by id")
        schools = await execute(tx, "select * from ledger_organisations order by entry, organisation")
    return [(each["kind"], each["minutes"], each["on_day"], each["people"], each["slot"],
             [row["organisation"] for row in schools if row["entry"] == each["id"]]) for each in entries]


async def teachers(village: Village, number: int) -> list[int]:
    """So many more of the school."""
    return [await village.employs(f"Пришедшая Учительница Номер{place:03}", Role.TEACHER, SCHOOL)
            for place in range(number)]


def phone_of(village: Village, participant: int) -> Phone:
    return Phone(village.stage, "pocket", user_of(participant), "")


def calendars(phone: Phone) -> list[Calendar]:
    """The calendar files on a screen, read by a library that did not write them."""
    return [IcsCalendarStream.calendar_from_ics(shown.file[1].decode()) for shown in phone.screen
            if shown.file and shown.file[0].endswith(".ics")]
