"""`vekha check`: read a programme's folder and say what is wrong or odd in it, and what is in it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import Failure
from scheduler.programme import listing, loader
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Programme

Folder = Annotated[Path, typer.Argument(metavar="PATH", help=words.say("help.path"))]


def check(path: Folder) -> None:
    """The command. Warnings do not make it fail."""
    found = Found()
    programme = read(path, found)
    typer.echo(words.say(
        "programme.checked",
        code=programme.code,
        organisations=len(programme.organisations),
        people=len(programme.people),
        sections=len(programme.sections),
        activities=len(programme.activities),
        results=sum(len(one.results) for one in programme.activities),
        tasks=sum(len(programme.owning(one)) for one in programme.activities),
        surveys=len(programme.surveys),
        waves=len(programme.waves),
        events=len(programme.events),
        topics=len(programme.topics),
        materials=len(programme.materials),
    ))
    for line in listing.lines((), found.warnings()):
        typer.echo(line)


def read(path: Path, found: Found | None = None) -> Programme:
    """The programme of a folder; warnings stay in `found`. Raises `Failure` with a list of the mistakes."""
    found = found or Found()
    programme = loader.read(path, found)
    if isinstance(programme, tuple):
        raise Failure(list(listing.lines(programme, found.warnings())))
    return programme
