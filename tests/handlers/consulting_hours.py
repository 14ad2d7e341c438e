"""Slots of the curator, and bookings of others, for tests of appointments."""

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from storage import bookings, slots
from storage.bookings import Booking
from storage.participants import Role
from storage.slots import Fresh, Slot
from tests.handlers.conftest import SCHOOL, Village, instant, user_of
from tests.phone import Phone

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
