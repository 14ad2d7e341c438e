"""What schools ask their municipality for: in figures, as lists, by kind; the lists that went to the institute."""

from handlers import ordering
from handlers.router import Returned, Room
from handlers.thread_rights import for_either
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_asks import (
    GatherAsks,
    ListPaper,
    ShowAskCounts,
    ShowAsks,
    ShowHelp,
    ShowKinds,
    ShowLists,
)
from messages.meanings_of_consultations import OpenThread
from messages.paging import turning
from messages.replies import Tone
from scheduler.consulting import asks_paper
from storage import asks
from storage.consultations import Help
from storage.participants import Role

room = Room()
PAGE = 5
WATCHERS = frozenset({Role.COORDINATOR, Role.CURATOR, Role.OPERATOR})
COUNTERS = frozenset({Role.CURATOR, Role.OPERATOR})


@room.said("просьбы", "просьбы о помощи", "просьбы школ")
async def asked(turn: Turn) -> Returned:
    return await shown(turn, ShowHelp())


@room.pressed(ShowHelp)
async def shown(turn: Turn, _: ShowHelp) -> Returned:
    """How many of each kind; everything else is a button from here."""
    roles = await _watching(turn)
    found = await asks.by_kind(turn.tx, turn.me.id)
    totals = {which: sum(getattr(each, which) for each in found) for which in asks.WHICH}
    lists = [Choice(which, ShowAsks(which), tone=Tone.MAIN if which == "open" else Tone.PLAIN)
             for which, number in totals.items() if number]
    gather = [Choice("gather", GatherAsks())] if Role.COORDINATOR in roles and totals["open"] else []
    sent = [Choice("lists", ShowLists())] if await asks.lists(turn.tx, turn.me.id, size=1) else []
    counted = [Choice("counted", ShowAskCounts())] if roles & COUNTERS else []
    return turn.say("asks/desk", [lists, gather, sent, [*counted, Choice("menu", ShowMenu())]], found=found, **totals)


@room.pressed(ShowAsks)
async def listed(turn: Turn, wanted: ShowAsks) -> Returned:
    await _watching(turn)
    if wanted.which not in asks.WHICH:
        raise Refused("fallback/unknown_button")
    found = await asks.seen(turn.tx, turn.me.id, wanted.which, kind=wanted.kind, size=PAGE + 1,
                            skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await listed(turn, ShowAsks(wanted.which, wanted.kind))
    numbers = [Choice("thread", OpenThread(each.id), facts={"number": each.id}) for each in found[:PAGE]]
    turned = turning(ShowAsks(wanted.which, wanted.kind, wanted.page - 1) if wanted.page else None,
                     ShowAsks(wanted.which, wanted.kind, wanted.page + 1) if len(found) > PAGE else None)
    ways = [Choice("kinds", ShowKinds(wanted.which)), Choice("back", ShowHelp())]
    return turn.say("asks/list", [numbers, turned, ways], asks=found[:PAGE], which=wanted.which,
                    kind=found[0].kind_title if found and wanted.kind else "",
                    zone=(await turn.main_role()).time_zone)


@room.pressed(ShowKinds)
async def kinds_shown(turn: Turn, wanted: ShowKinds) -> Returned:
    await _watching(turn)
    if wanted.which not in asks.WHICH:
        raise Refused("fallback/unknown_button")
    found = [each for each in await asks.by_kind(turn.tx, turn.me.id) if getattr(each, wanted.which)]
    kinds = [Choice("kind", ShowAsks(wanted.which, each.kind),
                    facts={"title": each.title, "number": getattr(each, wanted.which)}) for each in found[:8]]
    rows = [kinds[at:at + 2] for at in range(0, len(kinds), 2)]
    return turn.say("asks/kinds", [*rows, [Choice("all", ShowAsks(wanted.which)), Choice("back", ShowHelp())]],
                    which=wanted.which)


@room.pressed(ShowLists)
async def lists_shown(turn: Turn, wanted: ShowLists) -> Returned:
    """One's own."""
    await _watching(turn)
    found = await asks.lists(turn.tx, turn.me.id, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await lists_shown(turn, ShowLists())
    numbers = [Choice("open", OpenThread(each.id), facts={"number": each.id}) for each in found[:PAGE]]
    turned = turning(ShowLists(wanted.page - 1) if wanted.page else None,
                     ShowLists(wanted.page + 1) if len(found) > PAGE else None)
    return turn.say("asks/lists", [numbers, turned, [Choice("back", ShowHelp())]], lists=found[:PAGE],
                    zone=(await turn.main_role()).time_zone)


@room.pressed(ListPaper)
async def paper_ordered(turn: Turn, press: ListPaper) -> Returned:
    """For its coordinator, and for those who answer it."""
    thread, _ = await for_either(turn, press.consultation, looking=True)
    if thread.help is not Help.LIST:
        raise Refused("consultations/not_yours")
    return await ordering.ordered(turn, asks_paper.LIST, {"consultation": thread.id})


async def _watching(turn: Turn) -> frozenset[Role]:
    """The roles of somebody who may look; a coordinator sees also what was asked before they came. Raises `Refused`."""
    roles = frozenset(each.role for each in await turn.roles())
    if not roles & WATCHERS:
        raise Refused("asks/not_a_watcher")
    if Role.COORDINATOR in roles:
        await asks.admit(turn.tx, turn.me.id)
    return roles
