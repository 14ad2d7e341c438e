"""Broadcasts that were written: the list, how each goes, pause and cancel, whom it did not reach, who pressed what."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_broadcasts import (
    CancelBroadcast,
    ClickBroadcast,
    ComposeBroadcast,
    OpenBroadcast,
    OpenLetter,
    PauseBroadcast,
    ResumeBroadcast,
    SendAgain,
    ShowBroadcasts,
    ShowMissed,
    ShowSilent,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from messages.updates import Pressed
from scheduler import addressing, broadcasting, progress, sharing
from storage import addressees, audiences, broadcasts, events, history
from storage.broadcasts import Broadcast, Kind, State
from storage.participants import Role, RoleHeld

room = Room()
PAGE = 5
"""Broadcasts on a screen: ten buttons at most."""
NAMES = 10
"""People on a screen."""
Paged = Callable[[int], Meaning]
"""The button of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A broadcast as the list shows it; `at` is an instant, None for a draft, `author` empty for one's own."""

    number: int
    kind: str
    title: str
    state: str
    at: int | None
    people: int
    author: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a list to look through or to call; `phone` is empty where they gave none."""

    number: int
    name: str
    place: str
    phone: str
    reachable: bool


@room.said("/broadcasts", "рассылки", "рассылка")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowBroadcasts())


@room.pressed(ShowBroadcasts)
async def list_opened(turn: Turn, wanted: ShowBroadcasts) -> Returned:
    held = await sender(turn)
    found = await broadcasts.own(turn.tx, turn.me.id, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await list_opened(turn, ShowBroadcasts())
    lines = [Line(wanted.page * PAGE + place, each.kind, progress.title(each.content), each.state,
                  each.started_at or each.send_at, each.people, each.author if each.author != turn.me.name else "")
             for place, each in enumerate(found[:PAGE], 1)]
    numbers = [Choice("open", OpenBroadcast(each.id), facts={"number": wanted.page * PAGE + place})
               for place, each in enumerate(found[:PAGE], 1)]
    turned = turning(ShowBroadcasts(wanted.page - 1) if wanted.page else None,
                     ShowBroadcasts(wanted.page + 1) if len(found) > PAGE else None)
    new = [Choice("message", ComposeBroadcast(Kind.MESSAGE.value), tone=Tone.MAIN),
           Choice("letter", ComposeBroadcast(Kind.LETTER.value))]
    menu = [Choice("each", ComposeBroadcast(Kind.EACH.value)),
            *([] if len(turned) == 2 else [Choice("menu", ShowMenu())])]  # ten buttons at most
    return turn.say("broadcasts/list", [numbers, turned, new, menu], lines=lines, zone=held.time_zone)


@room.pressed(PauseBroadcast)
async def paused(turn: Turn, press: PauseBroadcast) -> Returned:
    sent = await mine(turn, press.broadcast)
    if await broadcasting.pause(turn.tx, sent.id, real_now=turn.real_now):
        await _noted(turn, sent, "broadcast_paused")
    return await shown(turn, sent.id)


@room.pressed(ResumeBroadcast)
async def resumed(turn: Turn, press: ResumeBroadcast) -> Returned:
    sent = await _worded(turn, press.broadcast)
    if await broadcasts.resume(turn.tx, sent.id):
        await watched_here(turn, sent)
        await _noted(turn, sent, "broadcast_resumed")
    return await shown(turn, sent.id)


@room.pressed(CancelBroadcast)
async def cancelled(turn: Turn, press: CancelBroadcast) -> Returned:
    sent = await mine(turn, press.broadcast)
    if await broadcasting.cancel(turn.tx, sent.id, now=turn.now, real_now=turn.real_now):
        await _noted(turn, sent, "broadcast_cancelled")
    return await shown(turn, sent.id)


@room.pressed(SendAgain)
async def sent_again(turn: Turn, press: SendAgain) -> Returned:
    """To those who may still get it: rights and roles are those of now."""
    sent = await _worded(turn, press.broadcast)
    missed = await addressees.missed(turn.tx, sent.id)
    allowed = await sharing.meant(turn.tx, sent, turn.me.id) if missed else []
    if missed and await broadcasts.next_round(turn.tx, sent.id, allowed):
        await watched_here(turn, sent)
        await _noted(turn, sent, "broadcast_again")
    return await shown(turn, sent.id)


@room.pressed(ShowMissed)
async def missed_shown(turn: Turn, wanted: ShowMissed) -> Returned:
    sent = await mine(turn, wanted.broadcast)
    missed = await addressees.missed(turn.tx, sent.id)
    reply = await listed(turn, "broadcasts/missed", missed, wanted.page, lambda page: ShowMissed(sent.id, page),
                         [Choice("back", OpenBroadcast(sent.id))], title=progress.title(sent.content))
    # The screen of one that goes out is kept up to date: what took its place would soon be overwritten.
    return Answer((reply,), fresh=sent.state is State.RUNNING and not wanted.page)


@room.pressed(ShowSilent)
async def silent_shown(turn: Turn, wanted: ShowSilent) -> Returned:
    sent = await mine(turn, wanted.broadcast)
    silent = await addressees.silent(turn.tx, sent.id)
    return await listed(turn, "broadcasts/silent", silent, wanted.page, lambda page: ShowSilent(sent.id, page),
                        [Choice("back", OpenBroadcast(sent.id))], title=progress.title(sent.content),
                        letter=sent.kind is Kind.LETTER)


@room.pressed(ClickBroadcast)
async def clicked(turn: Turn, press: ClickBroadcast) -> Returned:
    """A button of the message itself, by somebody who has got it."""
    sent = await broadcasts.by_id(turn.tx, press.broadcast)
    if sent and sent.author == turn.me.id and sent.state in (State.DRAFT, State.SCHEDULED):
        raise Refused("broadcasts/only_a_look")
    if sent is None or not await addressees.is_for(turn.tx, sent.id, turn.me.id):
        raise Refused("fallback/gone")
    labels = progress.labels(sent.content)
    if press.button >= len(labels):
        raise Refused("fallback/gone")
    first = await addressees.click(turn.tx, sent.id, turn.me.id, press.button, now=turn.now)
    thanks = turn.say("broadcasts/clicked", [[Choice("menu", ShowMenu())]], label=labels[press.button], first=first,
                      letter=sent.kind is Kind.LETTER)
    return Answer((thanks,), turn.catalogue.words("broadcasts/clicked_notice", first=first), fresh=True)


@room.pressed(OpenLetter)
async def letter_opened(turn: Turn, wanted: OpenLetter) -> Returned:
    """Once more for somebody to whom it went out; what they pressed stays above it."""
    sent = await broadcasts.by_id(turn.tx, wanted.broadcast)
    if (sent is None or not sent.content or sent.kind is not Kind.LETTER or sent.state is State.CANCELLED
            or not await addressees.is_for(turn.tx, sent.id, turn.me.id)):
        raise Refused("fallback/gone")
    return Answer((broadcasting.reply_of(sent),), fresh=True)


async def shown(turn: Turn, id: int) -> Reply:
    """How it goes, now."""
    sent = await broadcasts.by_id(turn.tx, id)
    if sent is None:
        raise Refused("fallback/gone")
    held = addressing.sender(await turn.roles(), sent.programme)
    return progress.screen(turn.catalogue, await progress.standing(turn.tx, sent), held.time_zone if held else "",
                           own=sent.author == turn.me.id)


async def watched_here(turn: Turn, sent: Broadcast) -> None:
    """The screen that is shown now will be kept up to date; that of its author alone, who is to hear the end."""
    if sent.author != turn.me.id:
        return
    ref = turn.update.ref if isinstance(turn.update, Pressed) else ""
    await broadcasts.watch(turn.tx, sent.id, channel=turn.address.channel, user=turn.address.user, ref=ref,
                           real_now=turn.real_now)


async def sender(turn: Turn, programme: int | None = None) -> RoleHeld:
    """The role by which this person writes to many, in this programme or in any. Raises `Refused`."""
    held = addressing.sender(await turn.roles(), programme)
    if held is None:
        raise Refused("broadcasts/not_a_sender")
    return held


async def mine(turn: Turn, id: int) -> Broadcast:
    """A broadcast of this person's, or of a programme that they operate. Raises `Refused`."""
    sent = await broadcasts.by_id(turn.tx, id)
    held = await turn.roles()
    by = addressing.sender(held, sent.programme) if sent else None
    if sent is None or by is None or not (
            sent.author == turn.me.id or (by.role is Role.OPERATOR and sent.state is not State.DRAFT)):
        raise Refused("broadcasts/not_yours" if addressing.sender(held) else "broadcasts/not_a_sender")
    return sent


async def _worded(turn: Turn, id: int) -> Broadcast:
    """One whose words are still there: they go with whoever wrote them. Raises `Refused`."""
    sent = await mine(turn, id)
    if not sent.content:
        raise Refused("fallback/gone")
    return sent


async def own_draft(turn: Turn, id: int, *, even_late: bool = False) -> Broadcast:
    """One's own, that has not gone out. Raises `Refused`."""
    draft = await mine(turn, id)
    if draft.author != turn.me.id:
        raise Refused("broadcasts/not_yours")
    if draft.state not in (State.DRAFT, State.SCHEDULED):
        raise Refused("broadcasts/gone_out")
    if not even_late and await broadcasting.is_late(turn.tx, draft, turn.now):
        await _refuse_late(turn, draft)
    return draft


async def _refuse_late(turn: Turn, draft: Broadcast) -> None:
    """It invites to what has begun, or is off, or has been thrown away. Raises `Refused`."""
    event = await events.by_id(turn.tx, draft.event or 0)
    if event is None:
        raise Refused("fallback/gone")
    raise Refused("desk/invite_late", title=event.title, off=event.is_off, over=event.ends_at <= turn.now)


async def listed(turn: Turn, template: str, people: Collection[int], page: int, at: Paged, *below: list[Choice],
                 **facts: Any) -> Reply:
    """A page of these people, by organisation and name."""
    found = await audiences.contacts(turn.tx, people)
    pages = max(1, -(-len(found) // NAMES))
    page = min(page, pages - 1)
    lines = [Person(page * NAMES + place, each.name, each.place, each.phone, bool(each.reachable))
             for place, each in enumerate(found[page * NAMES:][:NAMES], 1)]
    turned = turning(at(page - 1) if page else None, at(page + 1) if page + 1 < pages else None)
    return turn.say(template, [turned, *below], lines=lines, total=len(found), page=page, pages=pages, **facts)


async def _noted(turn: Turn, sent: Broadcast, verb: str) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, now=turn.now, programme=sent.programme, broadcast=sent.id)
