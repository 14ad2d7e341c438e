"""Chats of several people into which we have been brought, and what is published there.

Neither their members nor what is said there is known here. `now` is programme time, seconds UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from storage import outbox
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Chat:
    """`chat` is its id in the channel, `left_at` since when we are not in it; the time zone is its organisation's."""

    id: int
    programme: int
    channel: str
    chat: str
    title: str
    organisation: int
    organisation_title: str
    subject: str
    left_at: int | None
    time_zone: str


@dataclass(frozen=True, slots=True)
class _Post:
    chat: int
    posted_at: int | None


REASON = "chat:"
"""How the reasons begin of all that goes into chats, and of nothing else."""
Ticks = Mapping[int, int | None]
"""Chats that are ticked for a broadcast, by their ids; and when it has gone there, if it has."""


async def put(tx: Transaction, *, programme: int, channel: str, chat: str, title: str, organisation: int, added_by: int,
              now: int) -> int:
    """We are in it, and it is this organisation's from now on. The id."""
    return await tx.integer("chats.put", programme=programme, channel=channel, chat=chat, title=title,
                            organisation=organisation, added_by=added_by, now=now)


async def at(tx: Transaction, channel: str, chat: str) -> Chat | None:
    """What we know of a chat of this messenger."""
    return await tx.one(Chat, "chats.at", channel=channel, chat=chat)


async def seen(tx: Transaction, participant: int, id: int) -> Chat | None:
    """The chat, if it is of those whom this person may write to."""
    return await tx.one(Chat, "chats.seen", participant=participant, id=id)


async def all_seen(tx: Transaction, participant: int, *, programme: int = 0) -> list[Chat]:
    """All such chats; of one programme, or of all."""
    return await tx.all(Chat, "chats.all_seen", participant=participant, programme=programme)


async def call(tx: Transaction, id: int, title: str) -> None:
    """Another name for it."""
    await tx.run("chats.call", id=id, title=title)


async def tell_subject(tx: Transaction, id: int, subject: str) -> None:
    """Of which subject its people are; empty for none."""
    await tx.run("chats.tell_subject", id=id, subject=subject)


async def drop(tx: Transaction, id: int) -> None:
    """We know nothing of it any more."""
    await tx.run("chats.drop", id=id)


async def leave(tx: Transaction, channel: str, chat: str, *, now: int) -> None:
    """We are not in it any more."""
    await tx.run("chats.leave", channel=channel, chat=chat, now=now)


async def move(tx: Transaction, channel: str, chat: str, moved_to: str, *, now: int) -> None:
    """It has another id; what waits to be sent there goes along."""
    if not await tx.run("chats.move", channel=channel, chat=chat, moved_to=moved_to):
        await leave(tx, channel, chat, now=now)
    await tx.run("chats.redirect", channel=channel, chat=chat, moved_to=moved_to)


async def ticks(tx: Transaction, broadcast: int) -> Ticks:
    return {row.chat: row.posted_at for row in await tx.all(_Post, "chats.ticks", broadcast=broadcast)}


async def tick(tx: Transaction, broadcast: int, chat: int, *, on: bool) -> None:
    """It shall go there, or not; where it has gone, that stays."""
    await tx.run("chats.tick" if on else "chats.untick", broadcast=broadcast, chat=chat)


def reason(chat: int, broadcast: int) -> str:
    """How the reasons begin of what is posted there of it; each time it is posted has its own."""
    return f"{REASON}{chat}:post-{broadcast}-"


async def recall(tx: Transaction, broadcast: int, *, real_now: int) -> None:
    """What waits for the morning of its chats does not go there; where it has gone, that stays."""
    for chat, posted_at in (await ticks(tx, broadcast)).items():
        if posted_at is not None:
            await outbox.cancel(tx, reason(chat, broadcast), real_now=real_now, detail="the broadcast is taken back")
    await forget_unsent(tx, broadcast)


async def forget_unsent(tx: Transaction, broadcast: int = 0) -> None:
    """Nobody has seen what failed or never went: it is not posted any more. Of one broadcast, or of all."""
    await tx.run("chats.unpost", broadcast=broadcast)


async def posted(tx: Transaction, broadcast: int, chat: int, *, now: int) -> bool:
    """It goes there now; False where it was not ticked, or has gone already."""
    return await tx.run("chats.posted", broadcast=broadcast, chat=chat, now=now)
