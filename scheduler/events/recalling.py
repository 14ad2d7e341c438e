"""What an event has said and no messenger has heard of yet is taken back when the event is another, or off.

Nobody shall read an old invitation after the news.
"""

from messages.catalogue import Catalogue
from messages.stored import write
from scheduler import broadcasting
from scheduler.events import invitation
from storage import broadcasts, events
from storage.broadcasts import Kind
from storage.database import Transaction
from storage.events import Event


async def recall(tx: Transaction, catalogue: Catalogue, event: Event, home: str, *, now: int, real_now: int) -> None:
    """Invitations go on in their new words. A reminder of the event as it was does not: the news takes its place, and
    earlier news, which many may not have read yet, is news still.
    """
    was, _ = events.knew(event)
    for id in await broadcasts.of_event(tx, event.id):
        sent = await broadcasts.wait_for(tx, id)
        if sent is None:
            continue
        if event.is_off or (sent.kind is Kind.NOTICE and sent.expires_at == was.starts_at):
            await broadcasting.cancel(tx, id, now=now, real_now=real_now)
        if event.is_off or sent.kind is not Kind.INVITATION:
            continue
        was_going = await broadcasting.pause(tx, id, real_now=real_now)
        reply = invitation.invitation(catalogue, event, await events.slots(tx, event.id), home)
        await broadcasts.reword(tx, id, content=write(reply), expires_at=event.ends_at)
        if was_going:
            await broadcasts.resume(tx, id)
