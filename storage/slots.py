"""Slots for appointments: published by those who consult, free or taken, near, over, held.

Whoever books, moves or cancels goes through one queue (`alone`): docs/decisions/0035.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from storage.database import Transaction

QUEUE = "appointments"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which somebody consults. `taken` of its `seats` are booked."""

    id: int
    programme: int
    owner: int
    owner_name: str
    starts_at: int
    ends_at: int
    time_zone: str
    place: str
    link: str
    about: str
    seats: int
    taken: int
    series: int | None
    sequence: int
    cancelled_at: int | None
    cancel_reason: str
    day_told_at: int | None
    hour_told_at: int | None
    ended_at: int | None
    held_at: int | None
    missed_at: int | None

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.ends_at - self.starts_at) // 60

    @property
    def is_group(self) -> bool:
        return self.seats > 1

    @property
    def is_off(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_settled(self) -> bool:
        """Whether its owner has said how it was."""
        return self.held_at is not None or self.missed_at is not None


@dataclass(frozen=True, slots=True)
class Fresh:
    """What slots that are published at once have in common."""

    programme: int
    owner: int
    time_zone: str
    place: str
    link: str
    about: str
    seats: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who has slots free, how many, and when the first of them begins."""

    owner: int
    name: str
    free: int
    first_at: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def alone(tx: Transaction) -> None:
    """Until the end of the transaction nobody else books, moves or cancels: what is read from now on holds."""
    await tx.queue_up([QUEUE])


async def publish(tx: Transaction, fresh: Fresh, times: Sequence[tuple[int, int]], *, now: int) -> list[int]:
    """Make a slot for each beginning and end; several are a series. Their ids."""
    ids = [await tx.integer("slots.add", **asdict(fresh), starts_at=starts, ends_at=ends, now=now)
           for starts, ends in times]
    if len(ids) > 1:
        await tx.repeat("slots.put_series", [{"series": ids[0], "id": id} for id in ids])
    return ids


async def by_id(tx: Transaction, id: int) -> Slot | None:
    return await tx.one(Slot, "slots.by_id", id=id)


async def clashing(tx: Transaction, owner: int, starts_at: int, ends_at: int) -> Slot | None:
    """The first slot that the owner has at this time already."""
    return await tx.one(Slot, "slots.clashing", owner=owner, starts_at=starts_at, ends_at=ends_at)


async def owners(tx: Transaction, participant: int, *, now: int) -> list[Owner]:
    """Who has slots that this person may book, the one with the first of them first."""
    return await tx.all(Owner, "slots.owners", participant=participant, now=now)


async def free(tx: Transaction, owner: int, participant: int, *, now: int) -> list[Slot]:
    """Slots of an owner that this person may book, and has not, by time."""
    return await tx.all(Slot, "slots.free", owner=owner, participant=participant, now=now)


async def of_owner(tx: Transaction, owner: int, *, now: int) -> list[Slot]:
    """What lies ahead, and what is over and waits for a word of the owner's, by time."""
    return await tx.all(Slot, "slots.of_owner", owner=owner, now=now)


async def rest(tx: Transaction, id: int, *, now: int) -> list[int]:
    """This slot and what comes after it in its series, as far as it lies ahead."""
    return [row.id for row in await tx.all(_Id, "slots.rest", id=id, now=now)]


async def orphaned(tx: Transaction, *, now: int) -> list[Slot]:
    """What lies ahead and belongs to people who may not publish in its programme any more, by time."""
    return await tx.all(Slot, "slots.orphaned", now=now)


async def cancel(tx: Transaction, id: int, reason: str, *, now: int) -> bool:
    """It does not take place; False where it is off already, or has begun. Its bookings are `bookings.cancel_all`'s."""
    return await tx.run("slots.cancel", id=id, reason=reason, now=now)


async def next_sequence(tx: Transaction, id: int) -> int:
    """Count one more word to the owner's calendar; its number."""
    return await tx.integer("slots.next_sequence", id=id)


async def hold(tx: Transaction, id: int, *, now: int) -> bool:
    """It has taken place after all, or at once; False where that was said before."""
    return await tx.run("slots.hold", id=id, now=now)


async def miss(tx: Transaction, id: int, *, now: int) -> bool:
    """It has not taken place; False where that, or the contrary, was said before."""
    return await tx.run("slots.miss", id=id, now=now)


async def lock(tx: Transaction, id: int) -> Slot | None:
    """For this transaction nobody else speaks of it; None where somebody does."""
    return await by_id(tx, id) if await tx.run("slots.lock", id=id) else None


async def before(tx: Transaction, *, now: int, day: int, hour: int) -> list[int]:
    """Booked ones that begin within so many seconds, and of which nobody was reminded so early."""
    return [row.id for row in await tx.all(_Id, "slots.before", now=now, day=day, hour=hour)]


async def over(tx: Transaction, *, now: int) -> list[int]:
    """Those that have ended, and of whose end nothing was said."""
    return [row.id for row in await tx.all(_Id, "slots.over", now=now)]


async def day_told(tx: Transaction, id: int, *, now: int) -> None:
    """Everybody was reminded a day before."""
    await tx.run("slots.day_told", id=id, now=now)


async def hour_told(tx: Transaction, id: int, *, now: int) -> None:
    """Everybody was reminded an hour before; nobody needs to be told a day before any more."""
    await tx.run("slots.hour_told", id=id, now=now)


async def end(tx: Transaction, id: int, *, now: int) -> None:
    """It is over, and its owner was asked how it was, if anybody had booked it."""
    await tx.run("slots.end", id=id, now=now)


async def next_word(tx: Transaction, *, now: int, day: int, hour: int) -> int | None:
    """The next moment at which a slot may have something to say, so many seconds before it or at its end."""
    at = await tx.value("slots.next_word", now=now, day=day, hour=hour)
    return None if at is None else int(at)
