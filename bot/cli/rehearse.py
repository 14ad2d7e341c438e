"""`vekha rehearse`: the rest of a loaded programme, or the whole of one that is only a folder, played beforehand."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import words
from bot.cli.backup import PATIENCE
from bot.cli.check import read
from bot.cli.invites import Code
from bot.cli.load import store
from bot.cli.session import OUR_PLACE, Failure, settings
from bot.rehearsing import making, playing
from bot.rehearsing.making import Made
from bot.rehearsing.playing import NothingToRehearse
from bot.settings import Settings
from messages import markup
from messages.catalogue import Catalogue
from scheduler import clock as clocks
from scheduler.clock import Clock, SystemClock
from scheduler.foresight.foreseen import Wish
from storage import rehearsed, throwaway
from storage.database import NewerSchema, StorageProblem

DAY = "%Y-%m-%d"

Place = Annotated[Path | None, typer.Argument(metavar="[PATH]", help=words.say("help.rehearsed_path"))]
From = Annotated[datetime | None, typer.Option("--from", metavar="DAY", formats=[DAY], help=words.say("help.first"))]
To = Annotated[datetime | None, typer.Option("--to", metavar="DAY", formats=[DAY], help=words.say("help.last"))]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=words.say("help.calendar_output"))]
JoinedOnly = Annotated[bool, typer.Option("--joined-only", help=words.say("help.joined_only"))]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says."""

    folder: Path | None
    programme: str
    first: date | None
    last: date | None
    joined_only: bool


def rehearse(path: Place = None, programme: Code = None, first: From = None, last: To = None, output: Output = None,
             joined_only: JoinedOnly = False) -> None:
    """The command."""
    if output and output.suffix.lower() != ".xlsx":
        raise Failure([words.say("rehearse.kind", file=output)])
    if path and (programme or joined_only):
        raise Failure([words.say("rehearse.folder_alone")])
    asked = Asked(path, programme or "", first.date() if first else None, last.date() if last else None, joined_only)
    made = asyncio.run(_rehearsed(settings(), asked))
    said = Catalogue().say("rehearsal/summary", it=made.summary)
    typer.echo(markup.plain(said.text))
    if output:
        _write(output, made)


async def _rehearsed(found: Settings, asked: Asked) -> Made:
    clock = SystemClock()
    async with throwaway.folder() as folder:
        file = folder / "copy.db"
        try:
            now = await (_fresh(found, file, asked) if asked.folder else _copied(found, file))
            foreseen = await playing.play(file, _wish(found, asked), now=now, real=clock.real(), tell=_progress(clock))
        except NothingToRehearse as problem:
            raise Failure([words.say(f"rehearse.{problem.kind}", programme=asked.programme)]) from None
        except NewerSchema:
            raise Failure([words.say("database.newer")], OUR_PLACE) from None
        except StorageProblem as problem:
            raise Failure([words.say("database.unreachable", why=problem)], OUR_PLACE) from None
        return making.make(foreseen)


async def _fresh(found: Settings, file: Path, asked: Asked) -> int:
    """Load the folder into a new file, on the programme's first day, or on an earlier one that is asked for."""
    assert asked.folder
    programme = await asyncio.to_thread(read, asked.folder)
    first = min(programme.period.start, asked.first or programme.period.start)
    now = int(datetime.combine(first, time.min, ZoneInfo(programme.time_zone)).timestamp())
    async with throwaway.opened(file) as database:
        await store(database, programme, now=now, digest_at=found.digest_at, quiet_hours=found.quiet_hours)
        await database.work(rehearsed.mark)
    return now


async def _copied(found: Settings, file: Path) -> int:
    """Copy the database; programme time as it is there."""
    await throwaway.fill(found.database_url.get_secret_value(), file)
    if found.clock_start is None:
        return SystemClock().now()
    async with throwaway.opened(file) as database:
        return (await clocks.rehearsal(database, int(found.clock_start.timestamp()))).now()


def _wish(found: Settings, asked: Asked) -> Wish:
    return Wish(asked.programme, asked.first.isoformat() if asked.first else "",
                asked.last.isoformat() if asked.last else "", asked.joined_only,
                {"telegram": found.telegram_rate, "vk": found.vk_rate})


def _progress(clock: Clock) -> playing.Tell:
    """Says now and then how far it is; nothing of what is over at once."""
    return partial(_told, clock, [clock.monotonic()])


def _told(clock: Clock, before: list[float], share: float) -> None:
    if clock.monotonic() - before[0] >= PATIENCE:
        before[0] = clock.monotonic()
        typer.echo(words.say("rehearse.progress", percent=int(share * 100)), err=True)


def _write(output: Path, made: Made) -> None:
    """The chart lies beside the calendar, under the same name."""
    picture = output.with_suffix(".png")
    try:
        output.write_bytes(made.calendar)
        picture.write_bytes(made.chart)
    except OSError as problem:
        file = problem.filename or output
        raise Failure([words.say("rehearse.unwritable", file=file, why=problem.strerror)]) from None
    typer.echo(words.say("rehearse.written", calendar=output, chart=picture))
