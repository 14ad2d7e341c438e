"""A day and an hour before a slot: whoever has booked it and its owner are told when, where and with whom.

Whoever has booked it less than that before has just been told. The day's waits while people are left alone, and says
nothing where that is too long; the hour's does not wait: they have chosen this hour themselves.
"""

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_appointments import OpenBooking, OpenSlot
from messages.replies import Tone
from scheduler.appointments import letters
from storage import bookings, slots
from storage.database import Transaction
from storage.outbox import Lane
from storage.slots import Slot

DAY, HOUR = 86_400, 3_600
"""Seconds before the beginning."""
TOO_LATE = 3 * HOUR
"""So soon before it nobody needs to be told that it is tomorrow."""


async def remind(tx: Transaction, catalogue: Catalogue, slot: Slot, now: int) -> int:
    """How many were told. What would come after the beginning does not come."""
    left = slot.starts_at - now
    if left <= HOUR and slot.hour_told_at is None:
        await slots.hour_told(tx, slot.id, now=now)
        return await _tell(tx, catalogue, slot, now, soon=True)
    if slot.day_told_at is None:
        await slots.day_told(tx, slot.id, now=now)
        return 0 if left <= TOO_LATE else await _tell(tx, catalogue, slot, now, soon=False)
    return 0


async def _tell(tx: Transaction, catalogue: Catalogue, slot: Slot, now: int, *, soon: bool) -> int:
    since = slot.starts_at - (HOUR if soon else DAY)
    people = [each for each in await bookings.of_slot(tx, slot.id) if each.booked_at <= since]
    when, by = ("hour", now) if soon else ("day", None)
    link = [Choice("link", url=slot.link, tone=Tone.GOOD)] if slot.link else []
    told = 0
    for each in people:
        told += await letters.tell(
            tx, catalogue, each.participant, "appointments/soon",
            [link, [Choice("open", OpenBooking(slot.id))]], slot=slot, now=now, lane=Lane.REMINDER, by=by,
            reason=f"slot:{slot.id}:near:{when}:{each.booked_at}", expires_at=slot.starts_at, soon=soon)
    if people:
        told += await letters.tell(
            tx, catalogue, slot.owner, "slots/soon", [link, [Choice("open", OpenSlot(slot.id))]], slot=slot, now=now,
            lane=Lane.REMINDER, by=by, reason=f"slot:{slot.id}:near:{when}", expires_at=slot.starts_at, soon=soon,
            people=await bookings.of_slot(tx, slot.id))
    return told
