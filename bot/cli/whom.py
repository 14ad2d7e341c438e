"""Who or what is meant at the terminal: an invite by its code, a person by their whole name or their number."""

from collections.abc import Sequence

from bot.cli import words
from bot.cli.session import Failure
from handlers.codes import read_code
from messages.catalogue import Catalogue
from storage import erasure, invites
from storage.database import Transaction
from storage.erasure import Found
from storage.invites import Invite
from storage.participants import Role


async def meant(tx: Transaction, who: str) -> Invite | Found:
    """A code goes first: no name looks like one. Raises `Failure` for nobody and for several."""
    code = read_code(who)
    invite = await invites.by_code(tx, code) if code else None
    return invite or _only(await erasure.found(tx, who), "whom.nothing")


async def person(tx: Transaction, who: str) -> Found:
    """The one whom a whole name or a number means. Raises `Failure`."""
    return _only(await erasure.found(tx, who), "whom.nobody")


def _only(found: Sequence[Found], nobody: str) -> Found:
    if not found:
        raise Failure([words.say(nobody)])
    if len(found) > 1:
        raise Failure([words.say("whom.several"), *map(named, found)])
    return found[0]


def named(found: Found) -> str:
    """A person as a line of a list to choose from."""
    return words.say("whom.person", id=found.id, name=found.name, role=role_of(found.role), place=found.place or "")


def role_of(role: Role | str | None) -> str:
    """The role as people call it; nothing for none."""
    return Catalogue().words("demo/role", role=role) if role else ""
