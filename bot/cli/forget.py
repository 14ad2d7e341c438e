"""`vekha forget`: erase somebody who has asked for it on paper; a dry run shows the numbers and writes nothing."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer

from bot.catalogues import Catalogues
from bot.cli import whom, words
from bot.cli.session import Session, opened
from handlers import forgetting
from messages.catalogue import Catalogue
from messages.updates import Address
from scheduler.clock import SystemClock
from storage import participants, privacy
from storage.database import Transaction
from storage.erasure import Found
from storage.privacy import Counts

Who = Annotated[str, typer.Argument(metavar="PERSON", help=words.say("help.person"), show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help=words.say("help.forget_dry_run"))]


def forget(person: Who, dry_run: DryRun = False) -> None:
    """The command."""
    asyncio.run(_forget(person, dry_run))


async def _forget(who: str, dry_run: bool) -> None:
    async with opened() as session, session.database.transaction() as tx:
        found = await whom.person(tx, who)
        counts = await privacy.counts(tx, found.id)
        lines = [whom.named(found), *_numbers(counts)]
        if not dry_run:
            await _erase(tx, session, found)
    # Told after the commit, or it might not be true.
    key = "forget.rehearsed" if dry_run else "forget.done"
    for line in (words.say(key), *lines):
        typer.echo(line)


async def _erase(tx: Transaction, session: Session, found: Found) -> None:
    person = await participants.by_id(tx, found.id)
    assert person
    catalogue = await Catalogues(Catalogue()).for_participant(tx, found.id)
    homes = await participants.open_addresses(tx, found.id)
    key = f"console:{found.id}"
    await forgetting.forget(tx, catalogue, person, now=session.now, real_now=int(SystemClock().real()), key=key,
                            console=True)
    for home in homes[:1]:
        await forgetting.part(tx, catalogue.say("privacy/forgotten_on_request"), Address(home.channel, home.user),
                              key=key, now=session.now)


def _numbers(counts: Counts) -> list[str]:
    return [words.say("forget.counts", **asdict(counts))]
