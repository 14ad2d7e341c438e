"""How a second messenger is tied to a participant: short-lived codes, and questions put to an address of theirs.

Codes and questions end in real time, because they are about proof and not about the programme.
"""

from dataclasses import dataclass

from storage import invites
from storage.database import Transaction, Value
from storage.outbox import Lane
from storage.participants import Home

SECONDS = 900
"""How long a code or a question lives."""
ASKED_EACH = 3
"""Questions that a participant may be bothered with, and that an address may cause, within the hour."""


@dataclass(frozen=True, slots=True)
class Code:
    """Whose code it is; `expires_at` is real time."""

    participant: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Request:
    """Who had asked, and by which invite."""

    channel: str
    user: str
    invite: int


async def show_code(tx: Transaction, participant: int, code: str, *, real_now: int) -> None:
    """This code links the next address that says it; the one before does so no more."""
    await tx.run("links.show_code", participant=participant, code=code, expires_at=real_now + SECONDS)


async def code(tx: Transaction, code: str) -> Code | None:
    """A code that is known, though its time may be over."""
    return await tx.one(Code, "links.code", code=code)


async def take_code(tx: Transaction, code: str, *, real_now: int) -> bool:
    """Use it up; False if somebody was quicker or its time is over."""
    return await tx.run("links.take_code", code=code, real_now=real_now)


async def ask(tx: Transaction, channel: str, user: str, participant: int, invite: int, *, real_now: int) -> int | None:
    """Somebody at a strange address says they are this participant: the question's id, None when it is too many."""
    counters = [invites.hashed("asked", str(participant)), invites.hashed("asks", f"{channel}\0{user}")]
    for who in counters:
        if await invites.counted(tx, who, real_now=real_now) >= ASKED_EACH:
            return None
    for who in counters:
        await invites.count(tx, who, real_now=real_now)
    await tx.run("links.withdraw", channel=channel, user=user)
    return await tx.integer("links.ask", channel=channel, user=user, participant=participant, invite=invite,
                            expires_at=real_now + SECONDS)


async def take_request(tx: Transaction, id: int, participant: int, *, real_now: int) -> Request | None:
    """The question, answered now by whom it was put to; None if it was answered, is over, or was put to another."""
    return await tx.one(Request, "links.take_request", id=id, participant=participant, real_now=real_now)


async def forget_expired(tx: Transaction, *, real_now: int) -> None:
    """Codes and questions whose time is over, and with them the strangers that they name."""
    await tx.run("links.forget_codes", real_now=real_now)
    await tx.run("links.forget_requests", real_now=real_now)


async def forget_of(tx: Transaction, participant: int) -> None:
    """Codes and questions of a person: whoever has been removed shall not come back by one that they still have."""
    await tx.run("links.forget_code_of", participant=participant)
    await tx.run("links.forget_requests_of", participant=participant)


async def redirect(tx: Transaction, participant: int, gone: Home, to: Home, *, real_now: int) -> None:
    """What waits to be sent to an address that is removed goes to another; what may have arrived there is dropped."""
    facts: dict[str, Value] = {"participant": participant, "channel": gone.channel, "user": gone.user,
                               "answers": int(Lane.REPLY)}
    await tx.run("links.redirect", to_channel=to.channel, to_user=to.user, **facts)
    await tx.run("links.recall", real_now=real_now, **facts)


async def recall_all(tx: Transaction, participant: int, *, real_now: int) -> None:
    """Nothing more that waits is sent to a person who has no address any more."""
    await tx.run("links.recall_all", participant=participant, real_now=real_now)
