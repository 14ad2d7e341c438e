"""`vekha invites`: make the invites that are missing and write out all that open: CSV, Excel, or cards to be printed.

The CSV is for Russian Excel as well as for programs: UTF-8 with a byte order mark, separated by semicolons.
"""

import asyncio
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import links, words
from bot.cli.links import Links
from bot.cli.session import Failure, opened
from handlers import invitations
from messages import russian
from messages.catalogue import Catalogue
from messages.reports import pdf, qr, xlsx
from messages.reports.pdf import Card
from messages.reports.xlsx import Column, Picture
from messages.visible import visible
from scheduler.clock import SystemClock
from storage import invites as stored
from storage import programmes
from storage.database import Transaction
from storage.participants import Role
from storage.programmes import Programme

COLUMNS = ("person", "role", "organisation", "code", "expires", *(f"link_{channel}" for channel in links.CHANNELS))
WIDTHS = (32.0, 20.0, 40.0, 16.0, 18.0)
FORMULA = ("=", "+", "-", "@")
KINDS = (".csv", ".xlsx", ".pdf")

Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=words.say("help.output"))]
Code = Annotated[str | None, typer.Option("--programme", metavar="CODE", help=words.say("help.programme"))]
Place = Annotated[str | None, typer.Option("--organisation", metavar="CODE", help=words.say("help.organisation"))]
Days = Annotated[int, typer.Option("--days", min=1, max=3650, help=words.say("help.days"))]


@dataclass(frozen=True, slots=True)
class Line:
    """One invite as it is handed out. `person` is empty where any of the staff may use it."""

    person: str
    role: Role
    organisation: str
    code: str
    expires: date
    links: tuple[str, ...]


def invites(output: Output = None, programme: Code = None, organisation: Place = None,
            days: Days = invitations.DAYS) -> None:
    """The command."""
    if output and output.suffix.lower() not in KINDS:
        raise Failure([words.say("invites.kind", file=output)])
    asyncio.run(_invites(output, programme, organisation, days))


async def _invites(output: Path | None, code: str | None, place: str | None, days: int) -> None:
    async with opened() as session:
        found = await links.find(session.settings, SystemClock())
        async with session.database.transaction() as tx:
            chosen = await _chosen(tx, code)
            made = sum([await invitations.prepare(tx, each.id, now=session.now, days=days) for each in chosen])
            lines = [line for each in chosen for line in await _lines(tx, each, found, session.now, place)]
    if place and not lines:
        raise Failure([words.say("invites.nobody", organisation=place)])
    # After the commit: pictures take their time, and the next run writes all codes that open again.
    await asyncio.to_thread(_write, output, lines)
    for channel, why in found.nameless.items():
        typer.echo(words.say("invites.nameless", channel=channel, why=why), err=True)
    if output:
        typer.echo(words.say("invites.written", made=made, total=len(lines), file=output))


async def _chosen(tx: Transaction, code: str | None) -> list[Programme]:
    known = await programmes.all(tx)
    if not known:
        raise Failure([words.say("programme.none")])
    chosen = [each for each in known if code in (None, each.code)]
    if not chosen:
        raise Failure([words.say("programme.unknown", code=code, known=", ".join(each.code for each in known))])
    return chosen


async def _lines(tx: Transaction, programme: Programme, found: Links, now: int, place: str | None) -> list[Line]:
    zone = ZoneInfo(programme.time_zone)
    return [
        Line(each.person, each.role, each.organisation, each.code,
             datetime.fromtimestamp(each.expires_at, UTC).astimezone(zone).date(),
             tuple(found.of(channel, each.code) for channel in links.CHANNELS))
        for each in await stored.listed(tx, programme.id, now=now) if place in (None, each.organisation_code)
    ]


def _write(output: Path | None, lines: Sequence[Line]) -> None:
    if output is None:
        typer.echo(as_csv(lines), nl=False)
        return
    try:
        if output.suffix.lower() == ".xlsx":
            output.write_bytes(as_xlsx(lines))
        elif output.suffix.lower() == ".pdf":
            output.write_bytes(pdf.cards(words.say("invites.title"), as_cards(lines)))
        else:
            output.write_text(as_csv(lines), encoding="utf-8-sig", newline="")
    except OSError as problem:
        raise Failure([words.say("invites.unwritable", file=output, why=problem.strerror)]) from None


def as_csv(lines: Sequence[Line]) -> str:
    """English names of columns and codes of roles, for programs; a semicolon, for Excel."""
    content = io.StringIO()
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        row = (line.person, line.role.value, line.organisation, line.code, line.expires.isoformat(), *line.links)
        writer.writerow(map(harmless, row))
    return content.getvalue()


def as_xlsx(lines: Sequence[Line]) -> bytes:
    """Russian words, and beside each link its picture."""
    catalogue = Catalogue()
    headings = [words.say(f"invites.{column}") for column in COLUMNS]
    used = [number for number in range(len(links.CHANNELS)) if any(line.links[number] for line in lines)]
    columns = [Column(heading, width) for heading, width in zip(headings, WIDTHS, strict=False)]
    for number in used:
        heading = headings[len(WIDTHS) + number]
        columns += [Column(heading, 30.0), Column("", xlsx.PICTURE_WIDTH)]
    rows = [
        (line.person or words.say("invites.staff"), catalogue.words("demo/role", role=line.role.value),
         line.organisation, line.code, russian.full_day(line.expires), *_pictured(line, used))
        for line in lines
    ]
    return xlsx.sheet(words.say("invites.title"), columns, rows)


def as_cards(lines: Sequence[Line]) -> list[Card]:
    """Cards to be printed and cut, those of an organisation together: its people, then the one for its staff."""
    catalogue, names = Catalogue(), [words.say(f"invites.link_{channel}") for channel in links.CHANNELS]
    ordered = sorted(lines, key=lambda line: (line.organisation, not line.person, line.person, line.code))
    return [
        Card(
            title=line.person or words.say("invites.to_staff"),
            lines=(words.say("invites.asked", role=catalogue.words("demo/role", role=line.role.value)),
                   line.organisation),
            links=tuple((name, link) for name, link in zip(names, line.links, strict=True) if link),
            code_words=words.say("invites.code"), code=line.code,
            until=words.say("invites.until", day=russian.full_day(line.expires)),
            how=_how([link for link in line.links if link]),
        )
        for line in ordered
    ]


def _how(made: Sequence[str]) -> str:
    """Whoever has no camera types the address, so it is told without what belongs to the one link."""
    places = [link.partition("://")[2].partition("?")[0] for link in made]
    return words.say("invites.how", places=places) if places else words.say("invites.how_by_code")


def _pictured(line: Line, used: Sequence[int]) -> list[str | Picture]:
    cells: list[str | Picture] = []
    for number in used:
        link = line.links[number]
        cells += [link, Picture(qr.png(link)) if link else ""]
    return cells


def harmless(value: str) -> str:
    """Excel takes what begins like a formula for one, also from a CSV; the apostrophe makes it text."""
    text = visible(value)
    return f"'{text}" if text.startswith(FORMULA) else text
