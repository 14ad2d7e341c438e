"""`vekha migrate`: bring the database to the present schema, without starting anything."""

import asyncio

import typer

from bot.cli import words
from bot.cli.session import opened


def migrate() -> None:
    """The command."""
    asyncio.run(_migrate())


async def _migrate() -> None:
    async with opened():
        typer.echo(words.say("database.ready"))
