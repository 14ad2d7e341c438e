"""Whom a broadcast is for, by tapping: conditions, how many people they leave, and who those are.

Only what lies within one's own circle is offered, and a forged button finds nobody else: whoever is looked for is
looked for among those whom the person may write to.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from handlers import broadcasts
from handlers.audience_offers import Offer, Offers, by
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_broadcasts import (
    ChooseAudience,
    ClearCondition,
    DropBroadcast,
    NarrowAudience,
    PickValue,
    PreviewBroadcast,
    ShowAudience,
    TurnRound,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import addressing, audience, progress
from scheduler.addressing import Circle
from scheduler.audience import Audience, By, Condition
from storage import audiences
from storage import broadcasts as stored
from storage.broadcasts import Broadcast

room = Room()
PAGE = 6
"""Values on a screen: all states of one event."""


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition as the screen tells it."""

    by: str
    values: tuple[Offer, ...]
    negated: bool


@room.pressed(ChooseAudience)
async def opened(turn: Turn, press: ChooseAudience) -> Returned:
    return await shown(turn, await broadcasts.own_draft(turn, press.broadcast))


async def shown(turn: Turn, draft: Broadcast) -> Reply:
    """The conditions so far and how many people they leave."""
    circle = await _circle(turn, draft)
    offers = await _offers(turn, draft, circle)
    chosen = audience.read(draft.audience)
    people = await addressing.within(turn.tx, circle, chosen)
    reachable = await reached(turn, people)
    lines = [ConditionLine(each.by, tuple(await offers.named(each)), each.negated) for each in chosen]
    ways = [Choice(f"by_{word}", NarrowAudience(draft.id, word)) for word in await offers.worth_asking()]
    rows = [ways[:2], ways[2:4], ways[4:],
            [Choice("people", ShowAudience(draft.id), facts={"total": len(people)})] if people else [],
            [Choice("next", PreviewBroadcast(draft.id), tone=Tone.MAIN)] if people else [],
            [Choice("drop", DropBroadcast(draft.id), tone=Tone.BAD)]]
    return turn.say("broadcasts/audience", rows, title=progress.title(draft.content), lines=lines, total=len(people),
                    reachable=len(reachable), absent=len(people) - len(reachable))


@room.pressed(NarrowAudience)
async def narrowed(turn: Turn, press: NarrowAudience) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    return await _values(turn, draft, await _circle(turn, draft), press)


async def _values(turn: Turn, draft: Broadcast, circle: Circle, press: NarrowAudience) -> Reply:
    chosen = _condition(audience.read(draft.audience), by(press.by))
    offers = await (await _offers(turn, draft, circle)).of(press.by)
    pages = max(1, -(-len(offers) // PAGE))
    page = min(press.page, pages - 1)
    shown = offers[page * PAGE:][:PAGE]
    subjects = list(dict.fromkeys(each.label for each in shown if each.state))
    rows = [[Choice("on" if each.value in chosen.values else "off",
                    PickValue(draft.id, press.by, each.key, int(each.value not in chosen.values), page),
                    facts={"label": "" if len(subjects) == 1 else each.label, "state": each.state})] for each in shown]
    turned = turning(NarrowAudience(draft.id, press.by, page - 1) if page else None,
                     NarrowAudience(draft.id, press.by, page + 1) if page + 1 < pages else None)
    swap = [Choice("only" if chosen.negated else "but", TurnRound(draft.id, press.by, int(not chosen.negated))),
            *([Choice("clear", ClearCondition(draft.id, press.by))] if len(turned) < 2 else [])]  # ten buttons at most
    back = [Choice("done", ChooseAudience(draft.id), tone=Tone.MAIN)]
    people = await addressing.within(turn.tx, circle, audience.read(draft.audience))
    return turn.say("broadcasts/narrow", _in_six([*rows], [*turned, *(swap if chosen.values else [])], back),
                    by=press.by, negated=chosen.negated, page=page, pages=pages, total=len(people),
                    empty=not offers, subjects=subjects)


@room.pressed(PickValue)
async def picked(turn: Turn, press: PickValue) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    draft = await broadcasts.own_draft(turn, press.broadcast)
    before = _condition(audience.read(draft.audience), by(press.by))
    circle = await _circle(turn, draft)
    offers = await _offers(turn, draft, circle)
    offer = next((each for each in await offers.of(press.by) if each.key == press.key), None)
    if offer is None:
        raise Refused("broadcasts/not_yours")
    kin = await offers.kin(offer.value) if before.by is By.PLACE and press.on else set()
    others = tuple(each for each in before.values if each != offer.value and each not in kin)
    kept = await _keep(turn, draft, replace(before, values=(*others, offer.value) if press.on else others))
    return await _values(turn, kept, circle, NarrowAudience(draft.id, press.by, press.page))


@room.pressed(TurnRound)
async def turned_round(turn: Turn, press: TurnRound) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    before = _condition(audience.read(draft.audience), by(press.by))
    kept = await _keep(turn, draft, replace(before, negated=bool(press.on)))
    return await _values(turn, kept, await _circle(turn, kept), NarrowAudience(draft.id, press.by))


@room.pressed(ClearCondition)
async def cleared(turn: Turn, press: ClearCondition) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    return await shown(turn, await _keep(turn, draft, Condition(by(press.by), ())))


@room.pressed(ShowAudience)
async def people_shown(turn: Turn, press: ShowAudience) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    people = await addressing.people(turn.tx, draft.programme, turn.me.id, audience.read(draft.audience))
    back = [Choice("back", ChooseAudience(draft.id))]
    return await broadcasts.listed(turn, "broadcasts/people", people, press.page,
                                   lambda page: ShowAudience(draft.id, page), back)


async def reached(turn: Turn, people: Collection[int]) -> set[int]:
    """Who of these can be written to now."""
    return await audiences.reachable(turn.tx, people)


async def _keep(turn: Turn, draft: Broadcast, condition: Condition) -> Broadcast:
    """The draft with this condition in the place of an older one."""
    others = [each for each in audience.read(draft.audience) if each.by is not condition.by]
    made = audience.write([*others, condition] if condition.values else others)
    if not await stored.choose(turn.tx, draft.id, made):
        raise Refused("broadcasts/gone_out")
    return replace(draft, audience=made)


def _condition(chosen: Audience, by: By) -> Condition:
    return next((each for each in chosen if each.by is by), Condition(by, ()))


async def _circle(turn: Turn, draft: Broadcast) -> Circle:
    """Whom the author may write to."""
    return await addressing.circle(turn.tx, draft.programme, turn.me.id)


async def _offers(turn: Turn, draft: Broadcast, circle: Circle) -> Offers:
    """What can be chosen among them."""
    held = addressing.sender(await turn.roles(), draft.programme)
    return Offers(turn, draft, circle, held.time_zone if held else "UTC")


def _in_six(values: list[list[Choice]], ways: list[Choice], back: list[Choice]) -> list[list[Choice]]:
    """Six rows are all there may be."""
    if len(values) <= 4:
        return [*values, ways, back]
    pairs = [[choice for row in values[at:at + 2] for choice in row] for at in range(0, len(values), 2)]
    return [*pairs, ways, back]
