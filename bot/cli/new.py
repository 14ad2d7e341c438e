"""`vekha new`: a folder for a new programme, with remarks, notes, lists to choose from and rows of an example."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import Failure
from scheduler.clock import SystemClock
from scheduler.programme import scalars, template
from scheduler.programme.template import Beginning

YEAR = timedelta(days=364)
ZONE = "Europe/Moscow"

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help=words.say("help.new_path"))]
Code = Annotated[str, typer.Option("--code", help=words.say("help.new_code"))]
Title = Annotated[str, typer.Option("--title", help=words.say("help.new_title"))]
First = Annotated[str, typer.Option("--from", help=words.say("help.new_from"))]
Last = Annotated[str, typer.Option("--to", help=words.say("help.new_to"))]
Zone = Annotated[str, typer.Option("--zone", help=words.say("help.new_zone"))]


def new(folder: Folder, code: Code = "", title: Title = "", first: First = "", last: Last = "",
        zone: Zone = ZONE) -> None:
    """The command. A folder that holds anything is left alone."""
    begins = _day(first) or datetime.fromtimestamp(SystemClock().now(), UTC).date()
    ends = _day(last) or begins + YEAR
    code = code or folder.resolve().name
    problems = list(filter(None, (
        "" if re.fullmatch(scalars.CODE, code) else words.say("new.code", code=code),
        "" if begins <= ends else words.say("new.order", first=begins, last=ends),
        "" if scalars.known_zone(zone) else words.say("new.zone", zone=zone),
    )))
    if problems:
        raise Failure(problems)
    files = template.files(Beginning(code, title.strip() or words.say("new.title"), begins, ends, zone))
    _write(folder, files)
    typer.echo(words.say("new.made", folder=folder, files=", ".join(sorted(files))))
    typer.echo(words.say("new.next", folder=folder))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise Failure([words.say("new.day", value=written)]) from None


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Failure([words.say("new.taken", folder=folder)])
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    except OSError as problem:
        raise Failure([words.say("new.unwritable", folder=folder, why=problem.strerror)]) from None
