"""Bookings of slots: taken, moved, cancelled, and who came. A seat is taken by one conditional update.

`slots.taken` is the number of bookings that live; both change in one transaction.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage import slots
from storage.database import Transaction
from storage.slots import Slot


class Outcome(StrEnum):
    """What has become of a tap."""

    BOOKED = "booked"
    ALREADY = "already"
    """They have booked it before."""
    FULL = "full"
    """Somebody was quicker."""
    PAST = "past"
    BEGUN = "begun"
    """What they would leave for it has begun."""
    OFF = "off"
    """Its owner has cancelled it."""
    CLASHES = "clashes"
    """They have booked something else at this time."""
    NOT_YOURS = "not_yours"
    """It is not for them."""


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody and a slot. Whoever came, or will, has no `absent_at`."""

    slot: int
    participant: int
    name: str
    organisation_title: str
    organisation: int
    note: str
    calendar: str
    sequence: int
    booked_at: int
    cancelled_at: int | None
    absent_at: int | None

    @property
    def lives(self) -> bool:
        return self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a slot of a programme."""

    programme: int
    slot: int
    participant: int


async def book(tx: Transaction, slot: int, participant: int, *, now: int) -> Outcome:
    """Take a seat."""
    return await _take(tx, slot, participant, now=now)


async def move(tx: Transaction, old: int, new: int, participant: int, *, now: int) -> Outcome:
    """Take a seat in another slot of the same owner and programme and leave the old one; where there is none, nothing
    changes.
    """
    await slots.alone(tx)
    before, left, wanted = await by(tx, old, participant), await slots.by_id(tx, old), await slots.by_id(tx, new)
    if before is None or not before.lives or left is None or wanted is None:
        return Outcome.NOT_YOURS
    if (left.owner, left.programme) != (wanted.owner, wanted.programme):  # a calendar's entry names the programme
        return Outcome.NOT_YOURS
    if left.starts_at <= now:
        return Outcome.BEGUN
    outcome = await _take(tx, new, participant, now=now, before=before)
    if outcome is Outcome.BOOKED:
        await cancel(tx, old, participant, by=participant, now=now)
    return outcome


async def cancel(tx: Transaction, slot: int, participant: int, *, by: int, now: int) -> bool:
    """Leave the seat; False where there was none of theirs."""
    await slots.alone(tx)
    if not await tx.run("bookings.leave", slot=slot, participant=participant):
        return False
    await tx.run("bookings.cancel", slot=slot, participant=participant, by=by, now=now)
    return True


async def cancel_all(tx: Transaction, slot: int, *, by: int, now: int) -> list[Booking]:
    """Nobody comes; who would have."""
    await slots.alone(tx)
    people = await of_slot(tx, slot)
    await tx.run("bookings.cancel_all", slot=slot, by=by, now=now)
    await tx.run("bookings.empty", slot=slot)
    return people


async def by(tx: Transaction, slot: int, participant: int) -> Booking | None:
    """Also one that was cancelled."""
    return await tx.one(Booking, "bookings.by", slot=slot, participant=participant)


async def of_slot(tx: Transaction, slot: int) -> list[Booking]:
    """Those that live, by name."""
    return await tx.all(Booking, "bookings.of_slot", slot=slot)


async def concerned(tx: Transaction, slots: Sequence[int]) -> int:
    """How many people have booked any of these."""
    return await tx.integer("bookings.concerned", slots=json.dumps(list(slots)))


async def roleless(tx: Transaction, *, now: int) -> list[Seat]:
    """What lies ahead and is booked by people without any role in its programme."""
    return await tx.all(Seat, "bookings.roleless", now=now)


async def of_participant(tx: Transaction, participant: int, *, now: int) -> list[Slot]:
    """What somebody has booked and is not over, by time."""
    return await tx.all(Slot, "bookings.of_participant", participant=participant, now=now)


async def clashing(tx: Transaction, participant: int, slot: Slot, *, apart_from: int = 0) -> Slot | None:
    """What somebody has booked at the time of this slot."""
    return await tx.one(Slot, "bookings.clashing", participant=participant, starts_at=slot.starts_at,
                        ends_at=slot.ends_at, apart_from=apart_from)


async def write_note(tx: Transaction, slot: int, participant: int, note: str) -> bool:
    """What they want to talk about; False where they have not booked it."""
    return await tx.run("bookings.write_note", slot=slot, participant=participant, note=note)


async def mark(tx: Transaction, slot: int, participant: int, *, absent_at: int | None) -> bool:
    """Whether they came; False where they have not booked it."""
    return await tx.run("bookings.mark", slot=slot, participant=participant, absent_at=absent_at)


async def _take(tx: Transaction, id: int, participant: int, *, now: int, before: Booking | None = None) -> Outcome:
    """`before` is the booking that this one takes the place of."""
    await slots.alone(tx)
    slot = await slots.by_id(tx, id)
    organisation = await tx.integer("bookings.organisation", slot=id, participant=participant)
    if slot is None or not organisation:
        return Outcome.NOT_YOURS
    if (refusal := await _refusal(tx, slot, participant, before, now)) is not None:
        return refusal
    if not await tx.run("bookings.take", slot=id, now=now):
        return Outcome.FULL
    await tx.run("bookings.put", slot=id, participant=participant, organisation=organisation, now=now,
                 note=before.note if before else "", calendar=before.calendar if before else secrets.token_hex(8),
                 sequence=before.sequence + 1 if before else 0)
    return Outcome.BOOKED


async def _refusal(tx: Transaction, slot: Slot, participant: int, before: Booking | None, now: int) -> Outcome | None:
    if slot.is_off:
        return Outcome.OFF
    if slot.starts_at <= now:
        return Outcome.PAST
    held = await by(tx, slot.id, participant)
    if held is not None and held.lives:
        return Outcome.ALREADY
    if await clashing(tx, participant, slot, apart_from=before.slot if before else 0):
        return Outcome.CLASHES
    return None
