"""What both sides get when a time is booked, moved or cancelled: words for the other, a file for each calendar."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.turn import Turn, programme_of
from messages.catalogue import Choice
from messages.meanings_of_appointments import OpenSlot, ShowDays, ShowSlots
from scheduler.appointments import entries, letters
from storage import outbox, slots
from storage.bookings import Booking
from storage.slots import Slot


async def booked(turn: Turn, slot: Slot, booking: Booking) -> None:
    """Somebody comes."""
    await _own_entry(turn, slot, booking)
    await _owner_told(turn, "slots/told_booked", slot, booking)


async def moved(turn: Turn, old: Slot, new: Slot, before: Booking, booking: Booking) -> None:
    """They come at another time. In a calendar one to one is moved as one entry; a group has its own."""
    await _recalled(turn, old)
    await _own_entry(turn, new, booking)
    if old.is_group or new.is_group:
        await _owner_told(turn, "slots/told_cancelled", old, _later(before), cancelled=True)
        await _owner_told(turn, "slots/told_booked", new, booking)
    else:
        await _owner_told(turn, "slots/told_moved", new, booking, old=old)


async def cancelled(turn: Turn, slot: Slot, booking: Booking) -> None:
    """They do not come; `booking` is what it was."""
    await _recalled(turn, slot)
    await _own_entry(turn, slot, _later(booking), cancelled=True)
    await _owner_told(turn, "slots/told_cancelled", slot, _later(booking), cancelled=True)


async def called_off(turn: Turn, slot: Slot, people: Sequence[Booking], reason: str) -> int:
    """The owner does not come; how many of those who would have come could be told."""
    code, told = (await programme_of(turn, slot.programme)).code, 0
    await outbox.cancel(turn.tx, f"slot:{slot.id}:near:", real_now=turn.real_now)
    for each in people:
        entry = entries.of_booker(turn.catalogue, slot, _later(each), programme=code, now=turn.now, cancelled=True)
        told += await letters.tell(
            turn.tx, turn.catalogue, each.participant, "appointments/told_off",
            [[Choice("other", ShowDays(slot.owner))]], slot=slot, reason=f"slot:{slot.id}:off", now=turn.now,
            entry=entry, author=turn.me.id, by=slot.starts_at, why=reason)
    if people:
        entry = entries.of_owner(turn.catalogue, slot, _later(people[0]), programme=code, now=turn.now, cancelled=True)
        await letters.answer(turn.tx, turn.catalogue, turn.me.id, turn.address, "appointments/entry", slot=slot,
                             reason=f"entry:{slot.id}:{turn.update.key}", now=turn.now, entry=entry, cancelled=True,
                             zone=slot.time_zone)
    return told


async def noted(turn: Turn, slot: Slot, booking: Booking) -> None:
    """What they want to talk about."""
    await letters.tell(turn.tx, turn.catalogue, slot.owner, "slots/told_note", [[Choice("open", OpenSlot(slot.id))]],
                       slot=slot, reason=f"slot:{slot.id}:note:{turn.update.key}", now=turn.now, author=turn.me.id,
                       by=slot.starts_at, booking=booking)


async def _own_entry(turn: Turn, slot: Slot, booking: Booking, *, cancelled: bool = False) -> None:
    programme = await programme_of(turn, slot.programme)
    entry = entries.of_booker(turn.catalogue, slot, booking, programme=programme.code, now=turn.now,
                              cancelled=cancelled)
    await letters.answer(turn.tx, turn.catalogue, turn.me.id, turn.address, "appointments/entry", slot=slot,
                         reason=f"entry:{slot.id}:{turn.update.key}", now=turn.now, entry=entry, cancelled=cancelled,
                         zone=(await turn.main_role()).time_zone)


async def _owner_told(turn: Turn, name: str, slot: Slot, booking: Booking, *, cancelled: bool = False,
                      old: Slot | None = None) -> None:
    """In time, also for the hour that they have kept free till now."""
    rows = [[Choice("open", OpenSlot(slot.id)), Choice("list", ShowSlots())]]
    by = min(slot.starts_at, old.starts_at) if old else slot.starts_at
    await letters.tell(turn.tx, turn.catalogue, slot.owner, name, rows, slot=slot, now=turn.now, author=turn.me.id,
                       reason=f"slot:{slot.id}:{name}:{turn.update.key}", booking=booking, old=old, by=by,
                       entry=await _owners_entry(turn, slot, booking, cancelled))


async def _owners_entry(turn: Turn, slot: Slot, booking: Booking, cancelled: bool) -> bytes:
    """Of a group only the first who comes and the last who leaves are news to the owner's calendar."""
    if slot.is_group:
        if slot.taken != int(not cancelled):
            return b""
        slot = replace(slot, sequence=await slots.next_sequence(turn.tx, slot.id))
    programme = await programme_of(turn, slot.programme)
    return entries.of_owner(turn.catalogue, slot, booking, programme=programme.code, now=turn.now, cancelled=cancelled)


async def _recalled(turn: Turn, slot: Slot) -> None:
    """A reminder that waits for the morning is none any more; nor is the owner's, where nobody comes now."""
    for person in (turn.me.id, *([] if slot.taken else [slot.owner])):
        await outbox.cancel(turn.tx, f"slot:{slot.id}:near:", participant=person, real_now=turn.real_now)


def _later(booking: Booking) -> Booking:
    """With the number of the word that cancels it."""
    return replace(booking, sequence=booking.sequence + 1)
