"""What both sides get when a time is booked, moved or cancelled: words for the other, a file for each calendar."""

from collections.abc import Sequence

from handlers.turn import Turn, programme_of
from messages.catalogue import Choice
from messages.meanings_of_appointments import OpenSlot, ShowDays
from scheduler.appointments import entries, letters, parting
from scheduler.appointments.parting import Off
from storage.bookings import Booking
from storage.slots import Slot


async def booked(turn: Turn, slot: Slot, booking: Booking) -> None:
    """Somebody comes."""
    await _own_entry(turn, slot, booking)
    await _owner_told(turn, "slots/told_booked", slot, booking)


async def moved(turn: Turn, old: Slot, new: Slot, before: Booking, booking: Booking) -> None:
    """They come at another time. In a calendar one to one is moved as one entry; a group has its own."""
    await parting.recall(turn.tx, old, turn.me.id, real_now=turn.real_now)
    await _own_entry(turn, new, booking)
    if old.is_group or new.is_group:
        await _owner_told(turn, "slots/told_cancelled", old, entries.later(before), cancelled=True)
        await _owner_told(turn, "slots/told_booked", new, booking)
    else:
        await _owner_told(turn, "slots/told_moved", new, booking, old=old)


async def cancelled(turn: Turn, slot: Slot, booking: Booking) -> None:
    """They do not come; `booking` is what it was."""
    await parting.recall(turn.tx, slot, turn.me.id, real_now=turn.real_now)
    await _own_entry(turn, slot, entries.later(booking), cancelled=True)
    await _owner_told(turn, "slots/told_cancelled", slot, entries.later(booking), cancelled=True)


async def called_off(turn: Turn, off: Sequence[Off], reason: str) -> int:
    """The owner does not come; how many of those who would have come could be told."""
    told = await parting.tell(turn.tx, turn.catalogue, off, "appointments/told_off",
                              [[Choice("other", ShowDays(turn.me.id))]], now=turn.now, real_now=turn.real_now,
                              author=turn.me.id, why=reason)
    if dates := await parting.owners_dates(turn.tx, turn.catalogue, off, now=turn.now):
        slot = next(each.slot for each in off if each.people)
        await letters.answer(turn.tx, turn.catalogue, turn.me.id, turn.address, "appointments/entry", slot=slot,
                             reason=f"entry:{slot.id}:{turn.update.key}", now=turn.now, dates=dates, cancelled=True,
                             number=len(dates), zone=slot.time_zone)
    return told


async def noted(turn: Turn, slot: Slot, booking: Booking) -> None:
    """What they want to talk about."""
    await letters.tell(turn.tx, turn.catalogue, slot.owner, "slots/told_note", [[Choice("open", OpenSlot(slot.id))]],
                       slot=slot, reason=f"slot:{slot.id}:note:{turn.update.key}", now=turn.now, author=turn.me.id,
                       by=slot.starts_at, booking=booking)


async def _own_entry(turn: Turn, slot: Slot, booking: Booking, *, cancelled: bool = False) -> None:
    programme = await programme_of(turn, slot.programme)
    date = entries.of_booker(turn.catalogue, slot, booking, programme=programme.code, now=turn.now,
                             cancelled=cancelled)
    await letters.answer(turn.tx, turn.catalogue, turn.me.id, turn.address, "appointments/entry", slot=slot,
                         reason=f"entry:{slot.id}:{turn.update.key}", now=turn.now, dates=[date], cancelled=cancelled,
                         number=1, zone=(await turn.main_role()).time_zone)


async def _owner_told(turn: Turn, name: str, slot: Slot, booking: Booking, *, cancelled: bool = False,
                      old: Slot | None = None) -> None:
    await parting.owner_told(turn.tx, turn.catalogue, name, slot, booking, key=turn.update.key, now=turn.now,
                             author=turn.me.id, cancelled=cancelled, old=old)
