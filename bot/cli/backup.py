"""`vekha backup` and `vekha restore`: everything into one file, and the file into an empty database of either kind."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import MISTAKE, OUR_PLACE, Failure, settings
from scheduler.clock import Clock, SystemClock
from storage import backup as stored
from storage import copies
from storage.copies import Tell
from storage.database import BadDatabaseUrl, NewerSchema, OutOfReach, StorageProblem

MEGABYTE = 1024 * 1024
PATIENCE = 2.0
"""Seconds after which somebody who waits wants to see that it goes on."""
_MISTAKES: dict[type[StorageProblem], str] = {
    copies.InTheWay: "in_the_way", copies.NotOurs: "not_ours", copies.Damaged: "damaged", copies.NewerCopy: "newer",
    copies.NotEmpty: "not_empty",
}

To = Annotated[Path, typer.Argument(metavar="FILE", help=words.say("help.to"))]
From = Annotated[Path, typer.Argument(metavar="FILE", help=words.say("help.from"))]
Force = Annotated[bool, typer.Option("--force", help=words.say("help.force"))]


def backup(file: To, force: Force = False) -> None:
    """The command."""
    clock, url = SystemClock(), settings().database_url.get_secret_value()
    begun = clock.monotonic()
    with _in_words(file):
        made = asyncio.run(stored.write(url, file, now=clock.now(), tell=progress(clock), force=force))
    typer.echo(words.say("backup.made", file=file, size=_size(made.size), rows=made.rows,
                         seconds=round(clock.monotonic() - begun)))


def restore(file: From) -> None:
    """The command."""
    clock, url = SystemClock(), settings().database_url.get_secret_value()
    begun = clock.monotonic()
    if not file.is_file():
        raise Failure([words.say("backup.no_file", file=file)])
    with _in_words(file):
        found = asyncio.run(stored.restore(file, url, tell=progress(clock)))
    typer.echo(words.say("backup.restored", rows=found.rows, seconds=round(clock.monotonic() - begun),
                         made=_moment(found.made_at)))


def progress(clock: Clock) -> Tell:
    """Says now and then how far it is, beside the command's own words; nothing of what is over at once."""
    told = [clock.monotonic()]

    def tell(stage: str, share: float) -> None:
        if clock.monotonic() - told[0] >= PATIENCE:
            told[0] = clock.monotonic()
            typer.echo(words.say(f"backup.{stage}", percent=int(share * 100)), err=True)

    return tell


@contextmanager
def _in_words(file: Path) -> Iterator[None]:
    try:
        yield
    except OutOfReach as problem:
        raise Failure([words.say("backup.failed", why=problem)], OUR_PLACE) from None
    except NewerSchema:
        raise Failure([words.say("database.newer")], OUR_PLACE) from None
    except BadDatabaseUrl as problem:
        raise Failure([words.say("database.unreachable", why=problem)], OUR_PLACE) from None
    except StorageProblem as problem:
        raise Failure([words.say(f"backup.{_MISTAKES[type(problem)]}", file=file, what=problem)], MISTAKE) from None


def _size(size: int) -> str:
    if size < MEGABYTE:
        return words.say("backup.kilobytes", number=-(-size // 1024))
    return words.say("backup.megabytes", number=f"{size / MEGABYTE:.1f}".replace(".", ","))


def _moment(made_at: int | None) -> str:
    return datetime.fromtimestamp(made_at, UTC).astimezone().strftime("%d.%m.%Y, %H:%M") if made_at else ""
