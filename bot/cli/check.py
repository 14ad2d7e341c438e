"""`vekha check`: read a programme's folder and say what is wrong with it, or what is in it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import Failure
from scheduler.programme import loader, mistakes
from scheduler.programme.model import Programme

Folder = Annotated[Path, typer.Argument(metavar="PATH", help=words.say("help.path"))]


def check(path: Folder) -> None:
    """The command."""
    programme = read(path)
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


def read(path: Path) -> Programme:
    """The programme of a folder. Raises `Failure` with a line for each mistake."""
    found = loader.read(path)
    if isinstance(found, tuple):
        raise Failure([mistakes.line(each) for each in found])
    return found
