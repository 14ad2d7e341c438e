"""`vekha revoke`: an invite, or all those of a person, open nothing any more; if asked, accounts are removed too."""

import asyncio
from typing import Annotated

import typer

from bot.cli import whom, words
from bot.cli.session import Failure, opened
from scheduler.clock import SystemClock
from storage import history, invites, links, participants
from storage.database import Transaction
from storage.erasure import Found
from storage.invites import Invite

What = Annotated[str, typer.Argument(metavar="CODE|PERSON", help=words.say("help.whom"), show_default=False)]
Addresses = Annotated[bool, typer.Option("--addresses", help=words.say("help.addresses"))]


def revoke(what: What, addresses: Addresses = False) -> None:
    """The command."""
    asyncio.run(_revoke(what, addresses))


async def _revoke(what: str, addresses: bool) -> None:
    async with opened() as session, session.database.transaction() as tx:
        meant = await whom.meant(tx, what)
        if isinstance(meant, Invite):
            lines = await _invite(tx, meant, session.now)
            person = meant.participant
        else:
            lines, person = await _of_person(tx, meant, session.now), meant.id
        if addresses:
            lines += await _addresses(tx, person, session.now)
        if not lines:
            raise Failure([words.say("revoke.nothing")])
    for line in lines:
        typer.echo(line)


async def _invite(tx: Transaction, invite: Invite, now: int) -> list[str]:
    if not await invites.revoke(tx, invite.id, now=now):
        return []
    await history.note(tx, "invite_revoked", actor=None, role=history.CONSOLE, programme=invite.programme,
                       organisation=invite.organisation, subject=invite.participant, now=now)
    return [words.say("revoke.invite", code=invite.code, name=invite.participant_name or "",
                      role=whom.role_of(invite.role), place=invite.organisation_title, uses=invite.uses,
                      limit=invite.uses_limit)]


async def _of_person(tx: Transaction, found: Found, now: int) -> list[str]:
    lines: list[str] = []
    for code in await invites.codes_of(tx, found.id):
        invite = await invites.by_code(tx, code)
        lines += await _invite(tx, invite, now) if invite else []
    return lines


async def _addresses(tx: Transaction, person: int | None, now: int) -> list[str]:
    """Whoever writes from them now is a stranger; a fresh invite lets the right person in again."""
    if person is None:
        raise Failure([words.say("revoke.staff_addresses")])
    known = await participants.by_id(tx, person)
    await links.forget_of(tx, person)
    number = len(await participants.addresses(tx, person))
    if not await participants.unlink_all(tx, person):
        return []
    await links.recall_all(tx, person, real_now=int(SystemClock().real()))
    await history.note(tx, "unlinked", actor=None, role=history.CONSOLE, subject=person, now=now)
    return [words.say("revoke.addresses", name=known.name if known else "", number=number)]
