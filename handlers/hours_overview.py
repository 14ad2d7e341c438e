"""Plan and fact of consultations, by who gives them, by school and by month, as far as somebody may see them."""

from collections.abc import Sequence
from typing import Any

from handlers import ordering
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_consultations import MyDay
from messages.meanings_of_ledger import ExportLedger, ShowFigures, ShowHoursGiven, ShowLedger
from messages.paging import turning
from scheduler.consulting import ledger_sheet, overview, reckoning
from scheduler.consulting.overview import Overview, Reach

room = Room()
PAGES = {"curators": 6, "schools": 10, "months": 12}
"""Lines on a screen."""
OTHERS = 2
"""Other programmes that buttons lead to."""


@room.said("свод консультаций", "свод", "/ledger")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, ShowLedger())


@room.pressed(ShowLedger)
async def opened(turn: Turn, press: ShowLedger) -> Returned:
    found = await _look(turn, press.programme)
    id = found.programme.id
    curators = [Choice("curators", ShowFigures(id, "curators"))] if found.reach is Reach.WHOLE else []
    export = [Choice("export", ExportLedger(id))] if found.reach is not Reach.MUNICIPALITY else []
    others = [each for each in overview.seen(await turn.roles()) if each.programme != id][:OTHERS]
    rows = [[*curators, Choice("schools", ShowFigures(id, "schools")), Choice("months", ShowFigures(id, "months"))],
            export, [Choice("other", ShowLedger(each.programme), facts={"title": each.programme_title})
                     for each in others],
            [Choice("hours", ShowHoursGiven()), Choice("day", MyDay()), Choice("menu", ShowMenu())]]
    own = await overview.curators(turn.tx, found) if found.reach is Reach.TERRITORY else []
    schools = await overview.school_lines(turn.tx, found)
    empty = sum(1 for each in schools if not each.sum.entries)
    return turn.say("hours/overview", rows, title=found.programme.title, ends_on=found.programme.ends_on,
                    elapsed=found.elapsed, promises=found.promises, planned=bool(found.rules.plan),
                    reach=found.reach.name.lower(), sum=found.sum, schools=len(schools), empty=empty,
                    line=own[0] if own else None)


@room.pressed(ShowFigures)
async def figures_opened(turn: Turn, press: ShowFigures) -> Returned:
    if press.by not in PAGES:
        raise Refused("fallback/unknown_button")
    found = await _look(turn, press.programme)
    if press.by == "curators" and found.reach is not Reach.WHOLE:
        raise Refused("hours/not_an_overseer")
    lines, size = await _lines(turn, found, press.by), PAGES[press.by]
    page = min(press.page, max(0, (len(lines) - 1) // size))
    turned = turning(ShowFigures(press.programme, press.by, page - 1) if page else None,
                     ShowFigures(press.programme, press.by, page + 1) if len(lines) > (page + 1) * size else None)
    several = len(overview.seen(await turn.roles())) > 1
    return turn.say(f"hours/{press.by}", [turned, [Choice("back", ShowLedger(found.programme.id))]],
                    lines=lines[page * size:][:size], skip=page * size, number=len(lines),
                    programme=found.programme.title if several else "",
                    reach=found.reach.name.lower(), fewest=reckoning.FEWEST)


@room.pressed(ExportLedger)
async def export_wanted(turn: Turn, press: ExportLedger) -> Returned:
    far = overview.reach(await turn.roles(), press.programme)
    if far is None or far is Reach.MUNICIPALITY:
        raise Refused("hours/not_an_overseer")
    return await ordering.ordered(turn, ledger_sheet.LEDGER, {"programme": press.programme})


async def _look(turn: Turn, programme: int) -> Overview:
    """Raises `Refused`."""
    held = await turn.roles()
    seen = overview.seen(held)
    wanted = programme or (seen[0].programme if seen else 0)
    found = await overview.look(turn.tx, turn.me.id, held, wanted, turn.now)
    if found is None:
        raise Refused("hours/not_an_overseer")
    return found


async def _lines(turn: Turn, found: Overview, by: str) -> Sequence[Any]:
    if by == "curators":
        return await overview.curators(turn.tx, found)
    if by == "schools":
        return await overview.school_lines(turn.tx, found)
    months = reckoning.by_month(await overview.monthly(turn.tx, found))
    return [(f"{month}-01", sum) for month, sum in months.items()][::-1]
