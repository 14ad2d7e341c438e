"""Whom a broadcast is for, by tapping: conditions, how many people they leave, and who those are.

Only what lies within one's own circle is offered, and a forged button finds nobody else: whoever is looked for is
looked for among those whom the person may write to.
"""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from handlers import broadcasts
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_broadcasts import (
    ChooseAudience,
    ClearCondition,
    DropBroadcast,
    NarrowAudience,
    OpenBroadcast,
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
from storage import audiences, organisations
from storage import broadcasts as stored
from storage.broadcasts import Broadcast
from storage.participants import Role

room = Room()
PAGE = 6
"""Values on a screen."""
KEY = 16
"""Signs of a value that stands on a button as it is; longer ones are told by their checksum."""
SCHOOL = "school"
"""What a screen of single schools is called; the condition is that of places."""
OFFERED = (By.ROLE, By.GROUP, By.PLACE, By.SUBJECT, By.EVENT, By.WAVE)
EVENT_STATES = ("silent", "yes", "online", "no", "came", "absent")
WAVE_STATES = ("waiting", "done")


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that can be chosen: how it is called, and what of it (the state of an event or a survey)."""

    value: str
    label: str
    state: str = ""

    @property
    def key(self) -> str:
        """Short enough for a button."""
        plain = self.value.isascii() and len(self.value) <= KEY
        return self.value if plain else f"{zlib.crc32(self.value.encode()):08x}"


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
    circle = await addressing.circle(turn.tx, draft.programme, turn.me.id)
    chosen = audience.read(draft.audience)
    people = await addressing.within(turn.tx, circle, chosen)
    reachable = await reached(turn, people)
    lines = [ConditionLine(each.by, tuple(await _named(turn, draft, circle, each)), each.negated) for each in chosen]
    ways = await _ways(turn, draft, circle)
    rows = [ways[:2], ways[2:4], ways[4:],
            [Choice("people", ShowAudience(draft.id), facts={"total": len(people)})] if people else [],
            [Choice("next", PreviewBroadcast(draft.id), tone=Tone.MAIN)] if people else [],
            [Choice("drop", DropBroadcast(draft.id), tone=Tone.BAD)]]
    return turn.say("broadcasts/audience", rows, title=progress.title(draft.content), lines=lines, total=len(people),
                    reachable=len(reachable), absent=len(people) - len(reachable))


@room.pressed(NarrowAudience)
async def narrowed(turn: Turn, press: NarrowAudience) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    by = _by(press.by)
    circle = await addressing.circle(turn.tx, draft.programme, turn.me.id)
    offers = await _offers(turn, draft, circle, press.by)
    chosen = _condition(audience.read(draft.audience), by)
    pages = max(1, -(-len(offers) // PAGE))
    page = min(press.page, pages - 1)
    rows = [[Choice("on" if each.value in chosen.values else "off",
                    PickValue(draft.id, press.by, each.key, int(each.value not in chosen.values), page),
                    facts={"label": each.label, "state": each.state})] for each in offers[page * PAGE:][:PAGE]]
    turned = turning(NarrowAudience(draft.id, press.by, page - 1) if page else None,
                     NarrowAudience(draft.id, press.by, page + 1) if page + 1 < pages else None)
    swap = [Choice("only" if chosen.negated else "but", TurnRound(draft.id, press.by, int(not chosen.negated)))]
    back = [Choice("done", ChooseAudience(draft.id), tone=Tone.MAIN)]
    people = await addressing.within(turn.tx, circle, audience.read(draft.audience))
    return turn.say("broadcasts/narrow", _in_six([*rows], [*turned, *(swap if chosen.values else [])], back),
                    by=press.by, negated=chosen.negated, page=page, pages=pages, total=len(people),
                    empty=not offers)


@room.pressed(PickValue)
async def picked(turn: Turn, press: PickValue) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    draft = await broadcasts.own_draft(turn, press.broadcast)
    by = _by(press.by)
    circle = await addressing.circle(turn.tx, draft.programme, turn.me.id)
    offer = next((each for each in await _offers(turn, draft, circle, press.by) if each.key == press.key), None)
    if offer is None:
        raise Refused("broadcasts/not_yours")
    before = _condition(audience.read(draft.audience), by)
    others = tuple(each for each in before.values if each != offer.value)
    await _keep(turn, draft, replace(before, values=(*others, offer.value) if press.on else others))
    return await narrowed(turn, NarrowAudience(draft.id, press.by, press.page))


@room.pressed(TurnRound)
async def turned_round(turn: Turn, press: TurnRound) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    before = _condition(audience.read(draft.audience), _by(press.by))
    await _keep(turn, draft, replace(before, negated=bool(press.on)))
    return await narrowed(turn, NarrowAudience(draft.id, press.by))


@room.pressed(ClearCondition)
async def cleared(turn: Turn, press: ClearCondition) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    await _keep(turn, draft, Condition(_by(press.by), ()))
    return await shown(turn, await broadcasts.own_draft(turn, draft.id))


@room.pressed(ShowAudience)
async def people_shown(turn: Turn, press: ShowAudience) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    people = await addressing.people(turn.tx, draft.programme, turn.me.id, audience.read(draft.audience))
    return await broadcasts.listed(turn, "broadcasts/people", people, press.page,
                                   lambda page: ShowAudience(draft.id, page), [Choice("back", OpenBroadcast(draft.id))])


async def reached(turn: Turn, people: Collection[int]) -> set[int]:
    """Who of these can be written to now."""
    return await audiences.reachable(turn.tx, people)


async def _keep(turn: Turn, draft: Broadcast, condition: Condition) -> None:
    others = [each for each in audience.read(draft.audience) if each.by is not condition.by]
    made = [*others, condition] if condition.values else others
    if not await stored.choose(turn.tx, draft.id, audience.write(made)):
        raise Refused("broadcasts/gone_out")


def _by(word: str) -> By:
    """Raises `Refused` for a word that no button of ours bears."""
    try:
        return By.PLACE if word == SCHOOL else By(word)
    except ValueError:
        raise Refused("fallback/gone") from None


def _condition(chosen: Audience, by: By) -> Condition:
    return next((each for each in chosen if each.by is by), Condition(by, ()))


async def _ways(turn: Turn, draft: Broadcast, circle: Circle) -> list[Choice]:
    """Conditions that have anything to choose between."""
    offered = [each.value for each in (By.ROLE, By.GROUP, By.PLACE)] + [SCHOOL] + [
        each.value for each in (By.SUBJECT, By.EVENT, By.WAVE)]
    least = {By.EVENT.value: 1, By.WAVE.value: 1}
    return [Choice(f"by_{by}", NarrowAudience(draft.id, by)) for by in offered
            if len(await _offers(turn, draft, circle, by)) >= least.get(by, 2)][:6]


async def _offers(turn: Turn, draft: Broadcast, circle: Circle, word: str) -> list[Offer]:
    match word:
        case By.ROLE:
            here = {post.role for post in circle.posts}
            return [Offer(role, turn.catalogue.words("broadcasts/role", role=role)) for role in Role if role in here]
        case By.GROUP:
            codes = {code for post in circle.posts for code in post.groups}
            titles = await organisations.groups(turn.tx, draft.programme)
            return [Offer(each.code, each.title) for each in titles if each.code in codes]
        case By.PLACE:
            return await _places(turn, draft, circle, is_school=False)
        case "school":
            return await _places(turn, draft, circle, is_school=True)
        case By.SUBJECT:
            return _subjects(await audiences.subjects(turn.tx, draft.programme))
        case By.EVENT:
            return [Offer(f"{each.id}:{state}", each.title, state)
                    for each in await audiences.events(turn.tx, draft.programme) for state in EVENT_STATES]
        case By.WAVE:
            today = turn.today((await broadcasts.sender(turn)).time_zone)
            return [Offer(f"{each.id}:{state}", each.title, state)
                    for each in await audiences.waves(turn.tx, draft.programme, today) for state in WAVE_STATES]
        case _:
            raise Refused("fallback/gone")


async def _places(turn: Turn, draft: Broadcast, circle: Circle, *, is_school: bool) -> list[Offer]:
    """Municipalities; or the schools of those that are chosen, of all where none is."""
    chosen = set(_condition(audience.read(draft.audience), By.PLACE).values)
    known = await organisations.of_programme(turn.tx, draft.programme)
    municipal = [each for each in known if each.level == "municipality" and each.id in circle.places]
    if not is_school:
        return [Offer(str(each.id), each.title) for each in municipal]
    within = {each.id for each in municipal if str(each.id) in chosen}
    schools = [each for each in known if each.level == "school" and each.id in circle.places]
    near = [each for each in schools if each.municipality in within or str(each.id) in chosen]
    return [Offer(str(each.id), each.title) for each in near or schools]


def _subjects(found: Iterable[audiences.Subjects]) -> list[Offer]:
    """Each subject once, under the word that the lists use for it."""
    named: dict[str, str] = {}
    for each in found:
        words = [word.strip() for word in each.subjects.split(";") if word.strip()]
        named.update(zip([key for key in each.search_subjects.split(";") if key], words, strict=False))
    return sorted((Offer(key, word) for key, word in named.items()), key=lambda offer: offer.label.casefold())


async def _named(turn: Turn, draft: Broadcast, circle: Circle, condition: Condition) -> list[Offer]:
    """What was chosen, as it is called."""
    words = [By.PLACE.value, SCHOOL] if condition.by is By.PLACE else [condition.by.value]
    known = {offer.value: offer for word in words for offer in await _offers(turn, draft, circle, word)}
    return [known[value] for value in condition.values if value in known]


def _in_six(values: list[list[Choice]], ways: list[Choice], back: list[Choice]) -> list[list[Choice]]:
    """Six rows are all there may be."""
    if len(values) <= 4:
        return [*values, ways, back]
    pairs = [[choice for row in values[at:at + 2] for choice in row] for at in range(0, len(values), 2)]
    return [*pairs, ways, back]
