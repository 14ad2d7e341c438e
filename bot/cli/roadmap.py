"""`vekha roadmap`: the roadmap with its fulfilment as an appendix to an order, Word or Excel; of all or one place."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import Failure, opened
from messages.reports import apart
from messages.reports.roadmap_figures import Roadmap, RoadmapBook, RoadmapPaper
from scheduler.fulfilment import appendix
from scheduler.fulfilment.appendix import Wish
from storage import organisations, programmes
from storage.database import Transaction
from storage.programmes import Programme

Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=words.say("help.roadmap_output"),
                                      show_default=False)]
Code = Annotated[str | None, typer.Option("--programme", metavar="CODE", help=words.say("help.roadmap_programme"))]
Place = Annotated[str | None, typer.Option("--organisation", metavar="CODE",
                                           help=words.say("help.roadmap_organisation"))]


def roadmap(output: Output, programme: Code = None, organisation: Place = None) -> None:
    """The command."""
    if output.suffix.lower().removeprefix(".") not in appendix.FORMS:
        raise Failure([words.say("roadmap.kind", file=output)])
    asyncio.run(_roadmap(output, programme, organisation))


async def _roadmap(output: Path, code: str | None, place: str | None) -> None:
    async with opened() as session, session.database.reading() as tx:
        wish = await _wish(tx, await _programme(tx, code), place)
        drawn = await appendix.drawn(tx, wish, session.now)
    content = await _made(output, drawn)
    try:
        await asyncio.to_thread(output.write_bytes, content)
    except OSError as problem:
        raise Failure([words.say("roadmap.unwritable", file=output, why=problem.strerror)]) from None
    typer.echo(words.say("roadmap.written", points=len(drawn.points), places=len(drawn.places), file=output))


async def _made(output: Path, drawn: Roadmap) -> bytes:
    is_word = output.suffix.lower() == ".docx"
    return await apart.make(RoadmapPaper(drawn) if is_word else RoadmapBook(drawn))


async def _programme(tx: Transaction, code: str | None) -> Programme:
    """The one that is named, or the only one. Raises `Failure`."""
    found = await programmes.all(tx)
    known = ", ".join(each.code for each in found)
    if not found:
        raise Failure([words.say("programme.none")])
    if code is None and len(found) > 1:
        raise Failure([words.say("roadmap.several", known=known)])
    chosen = next((each for each in found if code in (None, each.code)), None)
    if chosen is None:
        raise Failure([words.say("programme.unknown", code=code, known=known)])
    return chosen


async def _wish(tx: Transaction, programme: Programme, code: str | None) -> Wish:
    """Of one organisation also all that stand below it. Raises `Failure`."""
    if code is None:
        return Wish(programme)
    places = await organisations.of_programme(tx, programme.id)
    place = next((each for each in places if each.code == code), None)
    if place is None:
        raise Failure([words.say("roadmap.nowhere", code=code, programme=programme.code)])
    return Wish(programme, within=appendix.within(places, place.id), rows=False, scope=place.title)
