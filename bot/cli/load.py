"""`vekha load`: a programme's folder into the database, the difference shown; on a dry run nothing is written.

A single Word or Excel file is a plan or a list of people for a programme that is there: `load_document.py`.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.cli import load_document, words
from bot.cli.check import read
from bot.cli.session import OUR_PLACE, Failure, Session, opened
from messages.catalogue import Catalogue
from scheduler import planner
from scheduler.programme.apply import DIGEST_AT, QUIET_HOURS, apply
from scheduler.programme.difference import Changes, Difference, RoleOf, TaskOf
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Programme
from storage.database import Database

SHOWN = 20
"""Names of one kind that a dry run shows; the rest is counted."""

T = TypeVar("T")
Source = Annotated[Path, typer.Argument(metavar="PATH", help=words.say("help.path_or_file"))]
Code = Annotated[str | None, typer.Option("--programme", metavar="CODE", help=words.say("help.programme_of_file"))]
Period = Annotated[str | None, typer.Option("--period", metavar="YEARS", help=words.say("help.period"))]
Accept = Annotated[bool, typer.Option("--accept", help=words.say("help.accept"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=words.say("help.dry_run"))]


class _Undone(Exception):
    """Takes back what a dry run has written."""


def load(path: Source, dry_run: DryRun = False, programme: Code = None, period: Period = None,
         accept: Accept = False) -> None:
    """The command."""
    if load_document.is_document(path):
        load_document.load(path, programme=programme, period=period, dry_run=dry_run, accept=accept)
        return
    if programme or period or accept:
        raise Failure([words.say("import.only_of_files")], OUR_PLACE)
    asyncio.run(_load(path, dry_run))


async def _load(path: Path, dry_run: bool) -> None:
    found = Found()
    programme = await asyncio.to_thread(read, path, found)
    async with opened() as session:
        difference = await _written(session, programme, dry_run)
    key = ("rehearsed" if dry_run else "loaded") if difference else ("rehearsed_unchanged" if dry_run else "unchanged")
    typer.echo(words.say(f"programme.{key}", code=programme.code))
    for line in _lines(difference, names=dry_run):
        typer.echo(line)
    if odd := len(found.warnings()):
        typer.echo(words.say("programme.warnings", warnings=odd, path=path))


async def load_folder(database: Database, folder: Path, *, now: int) -> Difference:
    """Load a folder into an open database. Raises `Failure` with a line for each mistake."""
    return await store(database, await asyncio.to_thread(read, folder), now=now)


async def store(database: Database, programme: Programme, *, now: int, digest_at: str = DIGEST_AT,
                quiet_hours: str = QUIET_HOURS, dry_run: bool = False) -> Difference:
    """Apply and plan in one transaction; a dry run is taken back."""
    try:
        async with database.transaction() as tx:
            difference = await apply(tx, programme, now=now, digest_at=digest_at, quiet_hours=quiet_hours)
            if dry_run:
                raise _Undone
            await planner.plan_programme(tx, difference.programme, now)
    except _Undone:
        pass
    return difference


async def _written(session: Session, programme: Programme, dry_run: bool) -> Difference:
    return await store(session.database, programme, now=session.now, digest_at=session.settings.digest_at,
                       quiet_hours=session.settings.quiet_hours, dry_run=dry_run)


def _lines(difference: Difference, *, names: bool) -> Iterator[str]:
    roles = Catalogue()

    def role(held: RoleOf) -> str:
        named = roles.words("demo/role", role=held.role.value)
        return words.say("programme.role", person=held.person, role=named, organisation=held.organisation)

    def task(of: TaskOf) -> str:
        return words.say("programme.task", activity=of.activity, organisation=of.organisation)

    yield from _kind("organisations", "gone", difference.organisations, str, names)
    yield from _kind("people", "gone", difference.people, str, names)
    yield from _kind("roles", "gone", difference.roles, role, names)
    yield from _kind("activities", "gone", difference.activities, str, names)
    yield from _kind("tasks", "cancelled", difference.tasks, task, names)
    if difference.surveys or names:
        yield from _kind("surveys", "gone", difference.surveys, str, names)
    if difference.waves or names:
        yield from _kind("waves", "gone", difference.waves, str, names)
    if difference.events or names:
        yield from _kind("events", "gone", difference.events, str, names)
    if difference.topics or names:
        yield from _kind("topics", "gone", difference.topics, str, names)
    if difference.materials or names:
        yield from _kind("materials", "gone", difference.materials, str, names)
    if difference.sent:
        yield words.say("programme.sent")
    if difference.facts:
        yield words.say("programme.facts")
    if difference.consent:
        yield words.say("programme.consent", version=difference.consent)
    if difference.forgotten:
        yield words.say("programme.forgotten", people=", ".join(difference.forgotten))


def _kind(what: str, gone: str, changes: Changes[T], shown: Callable[[T], str], names: bool) -> Iterator[str]:
    yield words.say("programme.counts", what=words.say(f"programme.{what}"), added=len(changes.added),
                    changed=len(changes.changed), gone_word=words.say(f"programme.{gone}"), gone=len(changes.gone))
    if names:
        for sign, entries in (("+", changes.added), ("*", changes.changed), ("-", changes.gone)):
            yield from (f"  {sign} {shown(entry)}" for entry in entries[:SHOWN])
            if len(entries) > SHOWN:
                yield words.say("programme.more", number=len(entries) - SHOWN)
