"""What one side of an appointment is told because of the other, or because time has passed; with a calendar's file
where there is one, which does not outlive its delivery.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from messages.catalogue import Catalogue, Choice
from messages.post import post_parts
from messages.replies import Attachment
from messages.reports.calendar import Entry
from messages.updates import Address, FileKind
from scheduler import reaching
from scheduler.appointments import entries
from storage import erasure, outbox
from storage.database import Transaction
from storage.outbox import Lane
from storage.slots import Slot


async def tell(tx: Transaction, catalogue: Catalogue, participant: int, name: str,
               rows: Sequence[Sequence[Choice]], *, slot: Slot, reason: str, now: int, dates: Sequence[Entry] = (),
               author: int | None = None, lane: Lane = Lane.TALK, by: int | None = None, expires_at: int | None = None,
               **facts: Any) -> bool:
    """Write to somebody in their zone, at once or when their quiet hours end; False where that would be in vain.

    What they must know `by` an instant is told at once where those hours end too late.
    """
    reach = await reaching.reach(tx, participant, now)
    if reach is None:
        return False
    not_before = reach.not_before if by is None or reach.not_before < by else now
    if expires_at is not None and not_before >= expires_at:
        return False
    await _post(tx, catalogue, participant, reach.address, name, rows, slot, dates, reason, now, lane,
                {**facts, "zone": reach.zone}, not_before=not_before, expires_at=expires_at, author=author)
    return True


async def answer(tx: Transaction, catalogue: Catalogue, participant: int, address: Address, name: str, *, slot: Slot,
                 reason: str, now: int, dates: Sequence[Entry], **facts: Any) -> None:
    """The file for whoever has just acted, below the answer to their tap."""
    await _post(tx, catalogue, participant, address, name, (), slot, dates, reason, now, Lane.REPLY, facts)


async def recall(tx: Transaction, people: Iterable[int], slots: Iterable[int], *, real_now: int) -> None:
    """Reminders that wait for the morning are none any more."""
    near = [f"slot:{each}:near:" for each in slots]
    for each in people:
        await outbox.cancel_any(tx, each, near, real_now=real_now)


async def _post(tx: Transaction, catalogue: Catalogue, participant: int, address: Address, name: str,
                rows: Sequence[Sequence[Choice]], slot: Slot, dates: Sequence[Entry], reason: str, now: int, lane: Lane,
                facts: dict[str, Any], *, not_before: int = 0, expires_at: int | None = None,
                author: int | None = None) -> None:
    attached = None
    if dates:
        file, title = await entries.keep(tx, catalogue, slot, dates, now=now)
        attached = Attachment(FileKind.DOCUMENT, title, entries.MIME, file)
    reply = catalogue.say(name, rows, attached, slot=slot, **facts)
    made = await post_parts(tx, address=address, participant=participant, reply=reply, lane=lane, reason=reason,
                            now=now, not_before=not_before, expires_at=expires_at, author=author)
    if made and attached:  # of several parts the first has the file
        await erasure.keep_fleeting(tx, made[0], attached.file)
