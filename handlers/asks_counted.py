"""How many asks for help there are, by kind and by municipality: figures alone, for the report of the year."""

from collections import defaultdict
from collections.abc import Iterable

from handlers.asks_desk import COUNTERS
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_asks import ShowAskCounts, ShowHelp
from messages.paging import turning
from storage import asks
from storage.asks import Count
from storage.consultations import Stage
from storage.participants import Role

room = Room()
PAGE = 8
"""Lines on a screen."""
PROGRAMMES = 3
"""Other programmes that have a button."""
WAYS = ("kinds", "places")
Sums = dict[Stage, int]


@room.said("сводка просьб")
async def asked(turn: Turn) -> Returned:
    return await shown(turn, ShowAskCounts())


@room.pressed(ShowAskCounts)
async def shown(turn: Turn, wanted: ShowAskCounts) -> Returned:
    """An operator sees the whole programme, a curator the schools of their territory."""
    reach = await _reach(turn)
    id = wanted.programme or next(iter(reach))
    if id not in reach or wanted.by not in WAYS:
        raise Refused("asks/not_a_counter")
    found = await asks.counted(turn.tx, id, None if reach[id] is Role.OPERATOR else turn.me.id)
    lines = sorted(_sums(found, wanted.by).items(), key=lambda each: -sum(each[1].values()))
    page = min(wanted.page, max(0, (len(lines) - 1) // PAGE))
    turned = turning(ShowAskCounts(id, wanted.by, page - 1) if page else None,
                     ShowAskCounts(id, wanted.by, page + 1) if (page + 1) * PAGE < len(lines) else None)
    other = "places" if wanted.by == "kinds" else "kinds"
    others = [Choice("programme", ShowAskCounts(each), facts={"title": (await programme_of(turn, each)).title})
              for each in reach if each != id][:PROGRAMMES]
    rows = [turned, [Choice(other, ShowAskCounts(id, other))], *([each] for each in others),
            [Choice("back", ShowHelp()), Choice("menu", ShowMenu())]]
    return turn.say("asks/counted", rows, by=wanted.by, lines=lines[page * PAGE:][:PAGE], total=_total(found),
                    programme=(await programme_of(turn, id)).title, whole=reach[id] is Role.OPERATOR)


async def _reach(turn: Turn) -> dict[int, Role]:
    """By programme, in which role somebody counts there: an operator's is the wider. Raises `Refused`."""
    held = [each for each in await turn.roles() if each.role in COUNTERS]
    if not held:
        raise Refused("asks/not_a_counter")
    return {each.programme: each.role for each in sorted(held, key=lambda each: each.role is Role.OPERATOR)}


def _sums(found: Iterable[Count], by: str) -> dict[str, Sums]:
    made: dict[str, Sums] = defaultdict(_total)
    for each in found:
        made[each.kind if by == "kinds" else each.municipality][each.stage] += each.number
    return dict(made)


def _total(found: Iterable[Count] = ()) -> Sums:
    sums: Sums = {each: 0 for each in Stage if each is not Stage.NONE}
    for each in found:
        sums[each.stage] += each.number
    return sums
