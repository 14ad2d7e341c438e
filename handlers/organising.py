"""Who holds an event: who made it, who was named as its organiser, and who answers for the whole programme."""

from handlers.turn import Refused, Turn
from storage import attendance, events
from storage.events import Event


async def organising(turn: Turn, event: int) -> Event:
    """An event that this person holds. Raises `Refused`."""
    found = await events.by_id(turn.tx, event)
    if found is None or not await attendance.organises(turn.tx, event, turn.me.id):
        raise Refused("attendance/not_yours")
    return found
