"""A file that somebody's messenger does not take → the same words and buttons, once more without it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from messages import stored
from messages.catalogue import Catalogue
from messages.post import post
from messages.replies import Reply
from messages.updates import Address
from storage import claims
from storage.claims import Letter
from storage.database import Transaction
from storage.outbox import Lane

TEMPLATE = "fallback/file_refused"

Wording = Callable[[Transaction, int | None], Awaitable[Catalogue]]
"""The words of a person; ours for those who have not joined."""


async def say_without(tx: Transaction, channel: str, letter: Letter, wording: Wording, now: int) -> None:
    """What has no file is never said again, whatever becomes of it; so this ends."""
    refused = _read((await claims.words(tx, [letter.body])).get(letter.body, ""))
    if refused is None or refused.attachment is None:
        return
    line = (await wording(tx, letter.participant)).part(TEMPLATE, name=refused.attachment.name)
    reply = replace(refused, text=f"{refused.text}\n\n{line}".strip(), attachment=None)
    await post(tx, address=Address(channel, letter.user), participant=letter.participant, reply=reply,
               lane=Lane.REPLY, reason=f"{letter.reason}:without_file", now=now)


def _read(content: str) -> Reply | None:
    """None for what cannot be read, which may be why it was refused."""
    try:
        return stored.read(content)
    except (ValueError, KeyError, TypeError):
        return None
