"""After a slot its owner is asked, in one message, whether it took place, how long it was, and who came."""

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_appointments import HoldSlot, MissSlot, SayMinutes, ShowPresence
from messages.replies import Tone
from scheduler.appointments import letters
from storage import bookings, slots
from storage.database import Transaction
from storage.outbox import Lane
from storage.slots import Slot


async def close(tx: Transaction, catalogue: Catalogue, slot: Slot, now: int) -> int:
    """It is over; how many were told. Of one that nobody had booked there is nothing to ask."""
    await slots.end(tx, slot.id, now=now)
    if not slot.taken or slot.is_settled:
        return 0
    return await letters.tell(tx, catalogue, slot.owner, "slots/how_was_it", choices(slot), slot=slot, now=now,
                              lane=Lane.REMINDER, reason=f"slot:{slot.id}:over",
                              people=await bookings.of_slot(tx, slot.id))


def second_thoughts(slot: Slot) -> list[list[Choice]]:
    """Of what was not held, by the owner's word: a slip of the finger is mended as long as no hours are entered."""
    came = [Choice("came", ShowPresence(slot.id))] if slot.is_group else []
    return [[Choice("after_all", HoldSlot(slot.id))], [Choice("minutes", SayMinutes(slot.id)), *came]]


def choices(slot: Slot) -> list[list[Choice]]:
    """The answers. What has a place and no link may have been a visit."""
    facts = {"planned": slot.minutes}
    here = [Choice("on_site", HoldSlot(slot.id, 1), facts=facts)] if slot.place and not slot.link else []
    came = [Choice("came", ShowPresence(slot.id))] if slot.is_group else []
    return [[Choice("held", HoldSlot(slot.id), tone=Tone.GOOD, facts=facts)], here,
            [Choice("minutes", SayMinutes(slot.id)), *came], [Choice("missed", MissSlot(slot.id))]]
