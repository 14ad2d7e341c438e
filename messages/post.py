"""The only way to send: check a reply, cut it to size and put it into the outbox, in the caller's transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from messages import markup, stored
from messages.memory import remembered
from messages.replies import CAPTION_LIMIT, TEXT_LIMIT, Reply, check, fits
from messages.updates import Address
from storage import outbox
from storage.database import Transaction
from storage.outbox import Lane

REMEMBERED = 256
"""Replies whose writing is kept."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of many who get the same reply."""

    address: Address
    participant: int | None


async def post(tx: Transaction, *, address: Address, participant: int | None, reply: Reply, lane: Lane, reason: str,
               now: int, not_before: int = 0, expires_at: int | None = None, edits: str = "",
               author: int | None = None) -> int | None:
    """Plan a reply for an address; the id of its last part, or None where this reason was used there before.

    Raises `BoundsBroken` or `BadMarkup` before anything is stored.
    """
    made = await post_parts(tx, address=address, participant=participant, reply=reply, lane=lane, reason=reason,
                            now=now, not_before=not_before, expires_at=expires_at, edits=edits, author=author)
    return made[-1] if made else None


async def post_parts(tx: Transaction, *, address: Address, participant: int | None, reply: Reply, lane: Lane,
                     reason: str, now: int, not_before: int = 0, expires_at: int | None = None, edits: str = "",
                     author: int | None = None) -> list[int]:
    """The same; the ids of all its parts."""
    made: list[int] = []
    for number, part in enumerate(parts(reply)):
        id = await outbox.put(
            tx, channel=address.channel, user=address.user, participant=participant, body=stored.write(part),
            file=_file(part), lane=lane, reason=_reason(reason, number), random_id=draw_random_id(), now=now,
            not_before=not_before, expires_at=expires_at, edits="" if number else edits, author=author,
        )
        if id is None:
            return []
        made.append(id)
    return made


def letters(
    *,
    address: Address,
    participant: int | None,
    reply: Reply,
    lane: Lane,
    reason: str,
    not_before: int,
    expires_at: int | None = None,
    edits: str = "",
) -> list[outbox.Fresh]:
    """The messages of a reply, checked, for `post_all`. Raises `BoundsBroken` or `BadMarkup`."""
    return [
        outbox.Fresh(address.channel, address.user, participant, content, file, lane,
                     _reason(reason, number), draw_random_id(), not_before, expires_at, "" if number else edits)
        for number, (content, file) in enumerate(_sheets(reply))
    ]


async def post_all(tx: Transaction, planned: Sequence[outbox.Fresh], *, now: int) -> dict[tuple[str, str, str], int]:
    """Plan all of these in their order; those whose reason was used at their address before are left out.

    The ids by channel, user and reason.
    """
    return await outbox.put_all(tx, planned, now=now)


async def post_many(
    tx: Transaction,
    *,
    recipients: Sequence[Recipient],
    reply: Reply,
    lane: Lane,
    reason: str,
    now: int,
    not_before: int = 0,
    expires_at: int | None = None,
) -> int:
    """Plan one reply for many addresses; for how many of them this reason is new."""
    planned = 0
    for number, part in enumerate(parts(reply)):
        planned = await outbox.put_many(
            tx, recipients=[_addressed(each) for each in recipients], body=stored.write(part), file=_file(part),
            lane=lane, reason=_reason(reason, number), now=now, not_before=not_before, expires_at=expires_at,
        )
    return planned


def parts(reply: Reply) -> list[Reply]:
    """The reply as messages of lawful size: the file first, the buttons last."""
    markup.check(reply.text)
    if fits(reply.text, CAPTION_LIMIT if reply.attachment else TEXT_LIMIT):
        return [check(reply)]
    texts = [Reply(text) for text in markup.split(reply.text, TEXT_LIMIT)]
    texts[-1] = Reply(texts[-1].text, reply.rows)
    file = [Reply("", attachment=reply.attachment)] if reply.attachment else []
    return [check(part) for part in file + texts]


@remembered(REMEMBERED)
def _sheets(reply: Reply) -> tuple[tuple[str, int | None], ...]:
    """The parts as the outbox keeps them, and their files; many people get the same reply."""
    return tuple((stored.write(part), _file(part)) for part in parts(reply))


def draw_random_id() -> int:
    """A number by which a messenger can tell a repeat; the same over all tries of one message.

    From the system: a process that is forked from another one must not draw the other's numbers, or VK would take its
    message for a repeat of the other's and swallow it.
    """
    return 1 + secrets.randbelow(2**31 - 1)


def _addressed(recipient: Recipient) -> outbox.Recipient:
    return outbox.Recipient(
        recipient.address.channel, recipient.address.user, recipient.participant, draw_random_id()
    )


def _reason(reason: str, number: int) -> str:
    return f"{reason}/{number + 1}" if number else reason


def _file(reply: Reply) -> int | None:
    return reply.attachment.file if reply.attachment else None
