"""How many visits were planned and held: by municipality, school, visitor or month; and where nobody was."""

from handlers.ordering import ordered
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from handlers.visits import COUNTERS
from messages.catalogue import Choice
from messages.meanings_of_visits import ExportVisits, MakeVisit, ShowUnvisited, ShowVisitFigures, ShowVisits
from messages.paging import turning
from messages.replies import Tone
from scheduler import visit_table
from scheduler.visit_table import BY
from storage import visits
from storage.participants import Role

room = Room()
PAGE = 15
SCHOOLS = 8


@room.said("/visit_figures", "свод выездов")
async def asked(turn: Turn) -> Returned:
    return await figures_shown(turn, ShowVisitFigures())


@room.pressed(ShowVisitFigures)
async def figures_shown(turn: Turn, wanted: ShowVisitFigures) -> Returned:
    """Of the visits that this person watches over or makes, and of no others."""
    await _counts(turn)
    if wanted.by not in BY:
        raise Refused("fallback/unknown_button")
    made = await visits.all(turn.tx, turn.me.id)
    sums = visit_table.sums(made, wanted.by, turn.now)
    page = min(wanted.page, max(0, (len(sums) - 1) // PAGE))
    turned = turning(ShowVisitFigures(wanted.by, page - 1) if page else None,
                     ShowVisitFigures(wanted.by, page + 1) if len(sums) > (page + 1) * PAGE else None)
    others = [Choice(f"by_{each}", ShowVisitFigures(each)) for each in BY if each != wanted.by]
    never = await visits.unvisited(turn.tx, turn.me.id, size=1, skip=0)
    lacking = [Choice("never", ShowUnvisited(), facts={"schools": never[0].total})] if never else []
    return turn.say("visits/figures", [turned, others, [*lacking, Choice("table", ExportVisits(), tone=Tone.MAIN)],
                                       [Choice("back", ShowVisits())]],
                    sums=sums[page * PAGE:][:PAGE], by=wanted.by, whole=visit_table.whole(made, turn.now))


@room.pressed(ShowUnvisited)
async def unvisited_shown(turn: Turn, wanted: ShowUnvisited) -> Returned:
    """Each of them with a button by which somebody goes there."""
    roles = await _counts(turn)
    found = await visits.unvisited(turn.tx, turn.me.id, size=SCHOOLS, skip=wanted.page * SCHOOLS)
    if not found and wanted.page:
        return await unvisited_shown(turn, ShowUnvisited())
    skip, total = wanted.page * SCHOOLS, found[0].total if found else 0
    turned = turning(ShowUnvisited(wanted.page - 1) if wanted.page else None,
                     ShowUnvisited(wanted.page + 1) if total > skip + SCHOOLS else None)
    own = {each.id for each in await visits.schools(turn.tx, turn.me.id)} if roles - {Role.OBSERVER} else set()
    go = [Choice("go", MakeVisit(each.id), facts={"number": skip + place})
          for place, each in enumerate(found, 1) if each.id in own][:10 - 1 - len(turned)]
    return turn.say("visits/unvisited", [go[:4], go[4:], turned, [Choice("back", ShowVisitFigures())]], schools=found,
                    skip=skip, total=total)


@room.pressed(ExportVisits)
async def table_wanted(turn: Turn, _: ExportVisits) -> Returned:
    await _counts(turn)
    return await ordered(turn, visit_table.TABLE, {})


async def _counts(turn: Turn) -> set[Role]:
    """Raises `Refused` for whoever has nothing to count."""
    roles = {each.role for each in await turn.roles()}
    if not roles & COUNTERS:
        raise Refused("visits/not_a_visitor")
    return roles & COUNTERS
