"""What each school gets: which file or row is for whom and how that was told, what found nobody, who gets nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import broadcasts
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_broadcasts import (
    ChooseAudience,
    DropBroadcast,
    OpenBroadcast,
    RewriteBroadcast,
    ShowBroadcasts,
    ShowParts,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import matching
from scheduler.matching import SCHOOL, Known, Miss, Schools
from storage import parts
from storage.broadcasts import Broadcast, Kind, State
from storage.parts import Listed, Place

room = Room()
PAGE = 8
"""Lines on a screen."""
LISTS = ("found", "lost", "empty", "unread")
OPEN = (State.DRAFT, State.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Line:
    """A file or row, or a school. `how` says by what it was found, or why it goes to nobody."""

    number: int
    named: str
    title: str
    how: str
    between: tuple[str, ...] = ()
    near: str = ""


@dataclass(frozen=True, slots=True)
class _Lists:
    """All four of them; those of schools hold titles alone."""

    found: Sequence[Line]
    lost: Sequence[Line]
    empty: Sequence[Line]
    unread: Sequence[Line]

    def of(self, what: str) -> Sequence[Line]:
        match what:
            case "found":
                return self.found
            case "lost":
                return self.lost
            case "empty":
                return self.empty
        return self.unread


@room.pressed(ShowParts)
async def opened(turn: Turn, press: ShowParts) -> Returned:
    sent = await broadcasts.mine(turn, press.broadcast)
    if sent.kind is not Kind.EACH or press.what not in LISTS:
        raise Refused("fallback/gone")
    return await shown(turn, sent, press.what, press.page)


async def shown(turn: Turn, sent: Broadcast, what: str = "found", page: int = 0) -> Reply:
    """One of the lists, a page of it, and the way to the others."""
    places = [] if sent.author is None else await parts.overseen(turn.tx, sent.programme, sent.author)
    lists = await _lists(turn, sent, places)
    lines = lists.of(what)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(page, pages - 1)
    seen = lines[page * PAGE:][:PAGE]
    if what == "lost":
        seen = _explained(seen, schools(places))
    turned = turning(ShowParts(sent.id, what, page - 1) if page else None,
                     ShowParts(sent.id, what, page + 1) if page + 1 < pages else None)
    others = [Choice(f"to_{each}", ShowParts(sent.id, each), facts={"number": len(lists.of(each))})
              for each in LISTS if each != what and lists.of(each)]
    return turn.say("broadcasts/each_parts", [turned, others, *_ways(turn, sent, bool(lists.found))], what=what,
                    lines=seen, total=len(lines), page=page, pages=pages, found=len(lists.found),
                    lost=len(lists.lost), schools=len({each.title for each in lists.found}),
                    sent=sent.state not in OPEN)


def schools(places: Sequence[Place]) -> Schools:
    """Those that somebody may mean."""
    return Schools(Known(each.id, each.code, each.title, each.level) for each in places)


async def _lists(turn: Turn, sent: Broadcast, places: Sequence[Place]) -> _Lists:
    kept = await parts.of(turn.tx, sent.id)
    given = {each.organisation for each in kept}
    unread = [] if sent.state in OPEN else await parts.unread(turn.tx, sent.id)
    return _Lists(_numbered([each for each in kept if each.organisation]),
                  _numbered([each for each in kept if not each.organisation]),
                  _titles([each.title for each in places if each.level == SCHOOL and each.id not in given]),
                  _titles(unread))


def _numbered(kept: Sequence[Listed]) -> list[Line]:
    return [Line(number, each.named, each.title, each.how) for number, each in enumerate(kept, 1)]


def _titles(titles: Sequence[str]) -> list[Line]:
    return [Line(number, "", each, "") for number, each in enumerate(titles, 1)]


def _explained(lines: Sequence[Line], known: matching.Schools) -> list[Line]:
    """Between which schools a name stands, or which it resembles; worked out for those that are looked at."""
    made = []
    for each in lines:
        found = Miss() if each.how else known.match_named(each.named)
        between = found.between if isinstance(found, Miss) else ()
        near = "" if each.how or between else known.near(each.named)
        made.append(Line(each.number, each.named, each.title, each.how, between, near))
    return made


def _ways(turn: Turn, sent: Broadcast, is_any: bool) -> list[list[Choice]]:
    if sent.state in OPEN and sent.author == turn.me.id:
        return [[Choice("on", ChooseAudience(sent.id), tone=Tone.MAIN)] if is_any else [],
                [Choice("rewrite", RewriteBroadcast(sent.id)), Choice("drop", DropBroadcast(sent.id), tone=Tone.BAD)]]
    return [[Choice("back", OpenBroadcast(sent.id)), Choice("list", ShowBroadcasts())]]
