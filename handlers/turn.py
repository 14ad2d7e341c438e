"""What a handler is given and what it may return: one update of one person, inside one transaction.

What can go wrong:
* Refused    the person cannot have what they asked for; the router says why in their words and undoes the rest
  x NotNow   not yet: an open form stays open
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.channels import NOWHERE, Channels
from messages.catalogue import Catalogue, Choice
from messages.post import post
from messages.replies import Attachment, Reply
from messages.updates import Address, FileKind, Update
from scheduler import reaching
from storage import participants, programmes
from storage.database import Transaction
from storage.outbox import Lane
from storage.participants import Participant, RoleHeld


class Refused(Exception):
    """Not possible; `name` is the template that says why and what to do instead."""

    def __init__(self, name: str, /, **facts: Any) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts


class NotNow(Refused):
    """The same, but it may become possible: an open form keeps what was given to it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that the person sent with this update, already stored."""

    id: int
    kind: FileKind
    name: str
    mime: str

    def attachment(self) -> Attachment:
        """The same file on its way out."""
        return Attachment(self.kind, self.name, self.mime, self.id)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler gives back: messages for the person who acted, and a short notice over the dialogue.

    The first reply to a press takes the place of the pressed screen; `fresh` keeps that screen.
    """

    replies: tuple[Reply, ...] = ()
    notice: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one look at all who write at once has told of a person, so that most turns need not ask again."""

    roles: tuple[RoleHeld, ...]
    has_question: bool
    is_asked_anew: bool


CHANGING = frozenset({
    "participants", "links", "invites", "erasure", "privacy", "conversations", "rosters", "organisations", "programmes",
})
"""Topics after whose writing what was foreseen may be wrong."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One update at work. `now` is programme time, `real_now` real time, both seconds UTC."""

    tx: Transaction
    now: int
    real_now: int
    update: Update
    person: Participant | None
    catalogue: Catalogue
    files: tuple[Kept, ...] = ()
    channels: Channels = NOWHERE
    """The messengers that are switched on, as the router knows them."""
    foreseen: Foreseen | None = None

    @property
    def me(self) -> Participant:
        """The participant. Raises `Refused` for a stranger."""
        if self.person is None:
            raise Refused("registration/stranger")
        return self.person

    @property
    def address(self) -> Address:
        """Where the update came from."""
        return self.update.address

    def say(self, name: str, /, rows: Sequence[Sequence[Choice]] = (), attachment: Attachment | None = None,
            **facts: Any) -> Reply:
        """A message from the catalogue."""
        return self.catalogue.say(name, rows, attachment, **facts)

    def today(self, zone: str) -> str:
        """The day it is now in a time zone, ISO."""
        return datetime.fromtimestamp(self.now, UTC).astimezone(ZoneInfo(zone)).date().isoformat()

    def known(self) -> Foreseen | None:
        """What was foreseen of the participant, unless this transaction has changed such things since."""
        return None if self.tx.written & CHANGING else self.foreseen

    async def roles(self) -> list[RoleHeld]:
        """The roles of the participant, the main one first. Raises `Refused` if there is none left."""
        known = self.known()
        held = list(known.roles) if known else await participants.roles(self.tx, self.me.id)
        if not held:
            raise Refused("registration/no_role")
        return held

    async def main_role(self) -> RoleHeld:
        """The main role: its organisation gives time zone and programme."""
        return (await self.roles())[0]

    async def tell(self, participant: int, reply: Reply, *, reason: str) -> bool:
        """Write to another person: at once, or when their quiet hours end. False: they cannot be reached."""
        return participant != self.me.id and await tell(self.tx, participant, reply, reason=reason, now=self.now,
                                                        author=self.me.id)

    def named(self, person: Participant) -> "Turn":
        """The same turn, now that the stranger has become a participant."""
        return replace(self, person=person, foreseen=None)


async def tell(tx: Transaction, participant: int, reply: Reply, *, reason: str, now: int, author: int | None) -> bool:
    """Write to somebody: at once, or when their quiet hours end. `author` is whose act it tells of."""
    found = await reaching.reach(tx, participant, now)
    if found is None:
        return False
    await post(tx, address=found.address, participant=participant, reply=reply, lane=Lane.TALK, reason=reason, now=now,
               not_before=found.not_before, author=author)
    return True


async def programme_of(turn: Turn, id: int) -> programmes.Programme:
    """A programme that must exist."""
    found = await programmes.by_id(turn.tx, id)
    if found is None:
        raise Refused("fallback/gone")
    return found
