"""`vekha again`: a fresh personal invite for one person, who has lost the old one, or the account they joined with."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import links, whom, words
from bot.cli.session import Failure, opened
from handlers import invitations
from messages import russian
from scheduler.clock import SystemClock
from storage import participants
from storage.database import Transaction
from storage.invites import Invite
from storage.participants import Participant, RoleHeld

Who = Annotated[str, typer.Argument(metavar="PERSON", help=words.say("help.whom"), show_default=False)]
Days = Annotated[int, typer.Option("--days", min=1, max=3650, help=words.say("help.days"))]


def again(person: Who, days: Days = invitations.DAYS) -> None:
    """The command."""
    asyncio.run(_again(person, days))


async def _again(who: str, days: int) -> None:
    async with opened() as session:
        found = await links.find(session.settings, SystemClock())
        async with session.database.transaction() as tx:
            person, role = await _seated(tx, who)
            code = await invitations.again(tx, person.id, programme=role.programme, organisation=role.organisation,
                                           role=role.role, now=session.now, days=days)
    # Told after the commit, or it might not be true.
    until = datetime.fromtimestamp(session.now + days * 86400, UTC).astimezone(ZoneInfo(role.time_zone)).date()
    typer.echo(words.say("again.made", name=person.name, role=whom.role_of(role.role), place=role.organisation_title,
                         until=russian.full_day(until), joined=person.consented_at is not None))
    for line in (code, *filter(None, (found.of(channel, code) for channel in links.CHANNELS))):
        typer.echo(line)
    for channel, why in found.nameless.items():
        typer.echo(words.say("invites.nameless", channel=channel, why=why), err=True)


async def _seated(tx: Transaction, who: str) -> tuple[Participant, RoleHeld]:
    """The person and the main role that the invite is for. Raises `Failure`."""
    meant = await whom.meant(tx, who)
    id = meant.participant if isinstance(meant, Invite) else meant.id
    if id is None:
        raise Failure([words.say("again.staff")])
    person, held = await participants.by_id(tx, id), await participants.roles(tx, id)
    if person is None or not held:
        raise Failure([words.say("again.no_role")])
    return person, held[0]
