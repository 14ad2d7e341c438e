"""Booked slots → the file by which whoever booked them, or their owner, takes them into the calendar or out of it.

The entry is one and the same for both, however often the booking is moved; of a group its owner has one for all.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue
from messages.reports import calendar
from messages.reports.calendar import Entry
from messages.updates import FileKind
from storage import files
from storage.bookings import Booking
from storage.database import Transaction
from storage.slots import Slot

MIME = "text/calendar"
HOURS = (24, 1)
"""Before the beginning, when the calendar rings."""


def of_booker(catalogue: Catalogue, slot: Slot, booking: Booking, *, programme: str, now: int,
              cancelled: bool = False) -> Entry:
    """`programme` is the code of the slot's."""
    title = catalogue.words("appointments/entry_title", name=slot.owner_name, group=slot.is_group, own=False)
    return _written(catalogue, slot, f"booking-{booking.calendar}@vekha.{programme}", booking.sequence, title,
                    booking.note, now, cancelled)


def of_owner(catalogue: Catalogue, slot: Slot, booking: Booking, *, programme: str, now: int,
             cancelled: bool = False) -> Entry:
    """The slot with whoever has booked it; for a group nobody is named."""
    title = catalogue.words("appointments/entry_title", name=booking.name, group=slot.is_group, own=True)
    if slot.is_group:
        return _written(catalogue, slot, f"slot-{slot.id}@vekha.{programme}", slot.sequence, title, "", now, cancelled)
    return _written(catalogue, slot, f"booking-{booking.calendar}@vekha.{programme}", booking.sequence, title,
                    booking.note, now, cancelled)


def later(booking: Booking) -> Booking:
    """With the number of the word that cancels it."""
    return replace(booking, sequence=booking.sequence + 1)


async def keep(tx: Transaction, catalogue: Catalogue, slot: Slot, dates: Sequence[Entry], *,
               now: int) -> tuple[int, str]:
    """Store the file, named by the day of this slot; its id and name. It need not outlive its delivery."""
    day = datetime.fromtimestamp(slot.starts_at, ZoneInfo(slot.time_zone)).date()
    name = catalogue.words("appointments/entry_name", day=day.isoformat())
    return await files.keep(tx, FileKind.DOCUMENT, name, MIME, calendar.write(*dates), now=now), name


def _written(catalogue: Catalogue, slot: Slot, uid: str, sequence: int, title: str, note: str, now: int,
             cancelled: bool) -> Entry:
    day_before, hour_before = [catalogue.words("events/alarm", hours=hours, title=title) for hours in HOURS]
    return Entry(
        uid=uid, sequence=sequence, title=title, starts_at=slot.starts_at, ends_at=slot.ends_at,
        time_zone=slot.time_zone, stamped_at=now, place=slot.place, link=slot.link,
        about="\n".join(filter(None, (slot.about, note))), day_before=day_before, hour_before=hour_before,
        cancelled=cancelled)
