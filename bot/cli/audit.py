"""`vekha audit`: who changed what, on the screen or as an Excel file; the oldest act first."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import words
from bot.cli.invites import Code, harmless
from bot.cli.session import Failure, Session, opened
from handlers import audit as journal
from handlers.audit import Act
from messages.catalogue import Catalogue
from messages.reports import xlsx
from messages.reports.xlsx import Column
from storage import history, programmes

COLUMNS = ("when", "who", "role", "what", "where", "subject", "was", "became")
WIDTHS = (18.0, 32.0, 24.0, 36.0, 60.0, 32.0, 22.0, 22.0)
PAGE = 1000
DAY = "%Y-%m-%d"

Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=words.say("help.audit_output"))]
Since = Annotated[datetime | None, typer.Option("--since", metavar="DAY", formats=[DAY], help=words.say("help.since"))]


def audit(output: Output = None, since: Since = None, programme: Code = None) -> None:
    """The command."""
    if output and output.suffix.lower() != ".xlsx":
        raise Failure([words.say("audit.kind", file=output)])
    asyncio.run(_audit(output, since, programme))


async def _audit(output: Path | None, since: datetime | None, programme: str | None) -> None:
    async with opened() as session:
        acts = await _acts(session, since, programme)
    await asyncio.to_thread(_write, output, acts)


async def _acts(session: Session, since: datetime | None, code: str | None) -> list[Act]:
    """Page by page, each at its own look: a long trace is no reason to hold the database."""
    async with session.database.reading() as tx:
        chosen = next((each for each in await programmes.all(tx) if each.code == code), None)
    if code and chosen is None:
        raise Failure([words.say("audit.unknown", code=code)])
    zone = ZoneInfo(chosen.time_zone) if chosen else UTC
    first = int(since.replace(tzinfo=zone).timestamp()) if since else 0
    catalogue, found = Catalogue(), list[history.Told]()
    while True:
        async with session.database.reading() as tx:
            before = {"before": found[-1].id} if found else {}
            page = await history.told(tx, programme=chosen.id if chosen else 0, since=first, size=PAGE, **before)
        found += page
        if len(page) < PAGE:
            return [journal.in_words(catalogue, each) for each in reversed(found)]


def _write(output: Path | None, acts: Sequence[Act]) -> None:
    rows = [row(act) for act in acts]
    if output is None:
        for each in rows:
            typer.echo("\t".join(map(harmless, each)))
        return
    columns = [Column(words.say(f"audit.{name}"), width) for name, width in zip(COLUMNS, WIDTHS, strict=True)]
    try:
        output.write_bytes(xlsx.sheet(words.say("audit.title"), columns, rows))
    except OSError as problem:
        raise Failure([words.say("audit.unwritable", file=output, why=problem.strerror)]) from None
    typer.echo(words.say("audit.written", number=len(rows), file=output))


def row(act: Act) -> tuple[str, ...]:
    """The act in the order of the columns; the moment by the clock of its programme."""
    at = datetime.fromtimestamp(act.at, ZoneInfo(act.time_zone)).strftime("%d.%m.%Y %H:%M")
    return at, act.who, act.role, act.what, act.where, act.subject, act.was, act.became
