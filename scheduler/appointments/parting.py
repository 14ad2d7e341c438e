"""Slots are called off and seats are left; whoever waits on the other side is told, of many in one letter.

Also for those who are forgotten, or hold no role any more: nobody shall wait for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_appointments import OpenSlot, ShowOwners, ShowSlots
from messages.reports.calendar import Entry
from scheduler.appointments import entries, letters
from storage import bookings, programmes, slots
from storage.bookings import Booking
from storage.database import Transaction
from storage.slots import Slot

SHOWN = 5
"""Times in a letter about many: it goes out with a file, which takes a short text only."""


@dataclass(frozen=True, slots=True)
class Off:
    """A slot that does not take place, and who would have come, as their bookings were."""

    slot: Slot
    people: Sequence[Booking]


async def tell(tx: Transaction, catalogue: Catalogue, off: Sequence[Off], name: str,
               rows: Sequence[Sequence[Choice]], *, now: int, real_now: int, author: int | None = None,
               **facts: Any) -> int:
    """Each hears once of all that they had booked of one owner's slots; how many could be told."""
    theirs: dict[int, list[tuple[Slot, Booking]]] = {}
    for each in off:
        for booking in each.people:
            theirs.setdefault(booking.participant, []).append((each.slot, entries.later(booking)))
    await letters.recall(tx, {*theirs, *(each.slot.owner for each in off)}, [each.slot.id for each in off],
                         real_now=real_now)
    codes, told = await _codes(tx, off), 0
    for person, booked in theirs.items():
        times = [slot for slot, _ in booked]
        dates = [entries.of_booker(catalogue, slot, booking, programme=codes[slot.programme], now=now, cancelled=True)
                 for slot, booking in booked]
        told += await letters.tell(
            tx, catalogue, person, name, rows, slot=times[0], dates=dates, reason=f"slot:{times[0].id}:off", now=now,
            by=times[0].starts_at, author=author, times=times[:SHOWN], number=len(times), **facts)
    return told


async def owners_dates(tx: Transaction, catalogue: Catalogue, off: Sequence[Off], *, now: int) -> list[Entry]:
    """What leaves the owner's calendar; a slot that nobody had booked never stood there."""
    codes = await _codes(tx, off)
    return [entries.of_owner(catalogue, each.slot, entries.later(each.people[0]), programme=codes[each.slot.programme],
                             now=now, cancelled=True) for each in off if each.people]


async def gone(tx: Transaction, catalogue: Catalogue, ids: Iterable[int], owner: int, *, now: int,
               real_now: int) -> None:
    """These are off, for their owner is gone: whoever has booked them looks for another."""
    found = [(await slots.by_id(tx, id), await bookings.cancel_all(tx, id, by=owner, now=now)) for id in ids]
    off = sorted((Off(slot, people) for slot, people in found if slot), key=lambda each: each.slot.starts_at)
    await tell(tx, catalogue, off, "appointments/told_gone", [[Choice("owners", ShowOwners())]], now=now,
               real_now=real_now)


async def seat_left(tx: Transaction, catalogue: Catalogue, slot: int, participant: int, *, now: int, real_now: int,
                    key: str) -> None:
    """They do not come, and were not asked: the owner hears it as if they had cancelled themselves."""
    left, booking = await slots.by_id(tx, slot), await bookings.by(tx, slot, participant)
    if left is None or booking is None:
        return
    await recall(tx, left, participant, real_now=real_now)
    await owner_told(tx, catalogue, "slots/told_cancelled", left, booking, key=key, now=now, cancelled=True)


async def recall(tx: Transaction, slot: Slot, participant: int, *, real_now: int) -> None:
    """Whoever has left it is not reminded; nor is the owner, where nobody comes now."""
    await letters.recall(tx, [participant, *([] if slot.taken else [slot.owner])], [slot.id], real_now=real_now)


async def owner_told(tx: Transaction, catalogue: Catalogue, name: str, slot: Slot, booking: Booking, *, key: str,
                     now: int, author: int | None = None, cancelled: bool = False, old: Slot | None = None) -> None:
    """In time, also for the hour that they have kept free till now. `key` is unique for the act."""
    rows = [[Choice("open", OpenSlot(slot.id)), Choice("list", ShowSlots())]]
    by = min(slot.starts_at, old.starts_at) if old else slot.starts_at
    await letters.tell(tx, catalogue, slot.owner, name, rows, slot=slot, now=now, author=author, by=by,
                       reason=f"slot:{slot.id}:{name}:{key}", booking=booking, old=old,
                       dates=await _owners_date(tx, catalogue, slot, booking, now, cancelled))


async def _owners_date(tx: Transaction, catalogue: Catalogue, slot: Slot, booking: Booking, now: int,
                       cancelled: bool) -> list[Entry]:
    """Of a group only the first who comes and the last who leaves are news to the owner's calendar."""
    if slot.is_group:
        if slot.taken != int(not cancelled):
            return []
        slot = replace(slot, sequence=await slots.next_sequence(tx, slot.id))
    codes = await _codes(tx, [Off(slot, ())])
    return [entries.of_owner(catalogue, slot, booking, programme=codes[slot.programme], now=now, cancelled=cancelled)]


async def _codes(tx: Transaction, off: Sequence[Off]) -> Mapping[int, str]:
    found = [await programmes.by_id(tx, id) for id in {each.slot.programme for each in off}]
    return {each.id: each.code for each in found if each}
