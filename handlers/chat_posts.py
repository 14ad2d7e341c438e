"""What many get is published in common chats as well: which chats, a look at whose contacts it shows, and out it goes.

In a chat nobody is named: it gets the words without their author, and one link into each reader's own dialogue.
"""

from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import broadcasts, chats
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages import contacts, markup
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_broadcasts import OpenBroadcast
from messages.meanings_of_chats import PickChat, PostToChats, PublishInChats
from messages.paging import turning
from messages.post import post
from messages.replies import Reply, Tone
from messages.stored import read
from scheduler import workdays
from storage import chats as kept
from storage import events, history
from storage.broadcasts import Broadcast, Kind, State
from storage.chats import Chat
from storage.outbox import Lane

room = Room()
PAGE = 4
"""Chats on a screen."""
SHOWN = 10
"""Contacts that are named."""


async def any_chat(turn: Turn, sent: Broadcast) -> bool:
    """Whether there is anywhere to publish it."""
    return _has_words(sent) and bool(await _open_chats(turn, sent))


@room.pressed(PostToChats)
async def opened(turn: Turn, press: PostToChats) -> Returned:
    sent = await _publishable(turn, press.broadcast)
    found, ticks = await _open_chats(turn, sent), await kept.ticks(turn.tx, sent.id)
    pages = max(1, -(-len(found) // PAGE))
    page = min(press.page, pages - 1)
    rows = [[_tick(turn, sent, each, ticks, page)] for each in found[page * PAGE:][:PAGE]]
    turned = turning(PostToChats(sent.id, page - 1) if page else None,
                     PostToChats(sent.id, page + 1) if page + 1 < pages else None)
    chosen = sum(each.id in ticks and ticks[each.id] is None for each in found)
    publish = [Choice("publish", PublishInChats(sent.id), tone=Tone.MAIN)] if chosen else []
    return turn.say("chats/post", [*rows, turned, [*publish, Choice("back", OpenBroadcast(sent.id))]],
                    event=sent.kind is Kind.INVITATION, total=len(found), chosen=chosen, page=page, pages=pages)


@room.pressed(PickChat)
async def picked(turn: Turn, press: PickChat) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    sent = await _publishable(turn, press.broadcast)
    if press.chat not in {each.id for each in await _open_chats(turn, sent)}:
        raise Refused("chats/not_yours")
    await kept.tick(turn.tx, sent.id, press.chat, on=bool(press.on))
    return await opened(turn, PostToChats(sent.id, press.page))


@room.pressed(PublishInChats)
async def published(turn: Turn, press: PublishInChats) -> Returned:
    """Once into each chat, and not by night."""
    sent = await _publishable(turn, press.broadcast)
    ticks = await kept.ticks(turn.tx, sent.id)
    wanted = [each for each in await _open_chats(turn, sent) if each.id in ticks and ticks[each.id] is None]
    if wanted and not press.sure and (found := contacts.found(markup.plain(await _words(turn, sent)))):
        rows = [[Choice("publish", PublishInChats(sent.id, 1), tone=Tone.MAIN)], [Choice("back", PostToChats(sent.id))]]
        return turn.say("chats/ask_contacts", rows, contacts=found[:SHOWN])
    held = await broadcasts.sender(turn, sent.programme)
    times = [await _publish(turn, sent, each, held.quiet_hours) for each in wanted]
    rows = [[Choice("more", PostToChats(sent.id))],
            [Choice("back", OpenBroadcast(sent.id)), Choice("menu", ShowMenu())]]
    later = [each for each in times if each > turn.now]
    return turn.say("chats/published", rows, number=len(times) - len(later), waiting=len(later),
                    later=max(later, default=0), zone=held.time_zone)


async def _publish(turn: Turn, sent: Broadcast, chat: Chat, quiet_hours: str) -> int:
    """From when on it may go."""
    at = workdays.after_quiet(turn.now, ZoneInfo(chat.time_zone), quiet_hours)
    if await kept.posted(turn.tx, sent.id, chat.id, now=turn.now):
        await post(turn.tx, address=chats.address(chat), participant=None, reply=await _announcement(turn, sent, chat),
                   lane=Lane.BROADCAST, reason=f"{kept.reason(chat.id, sent.id)}{turn.update.key}", now=turn.now,
                   not_before=at, expires_at=sent.expires_at, author=turn.me.id)
        await history.note(turn.tx, "chat_posted", actor=turn.me.id, now=turn.now, programme=sent.programme,
                           organisation=chat.organisation, chat=chat.id, broadcast=sent.id)
    return at


async def _announcement(turn: Turn, sent: Broadcast, chat: Chat) -> Reply:
    """The author's organisation speaks, nobody by name."""
    place = (await broadcasts.sender(turn, sent.programme)).organisation_title
    if sent.kind is not Kind.INVITATION:
        return turn.say("chats/announcement", [chats.open_dialogue(turn, chat, chats.DIALOGUE)],
                        read(sent.content).attachment, text=Markup(sent.words), place=place)
    event = await events.by_id(turn.tx, sent.event or 0)
    if event is None or event.is_off:
        raise Refused("fallback/gone")
    return turn.say("chats/event", [chats.open_dialogue(turn, chat, f"e-{event.id}")], event=event, place=place,
                    zone=chat.time_zone)


async def _words(turn: Turn, sent: Broadcast) -> str:
    """All that whoever wrote it has put there."""
    event = await events.by_id(turn.tx, sent.event) if sent.event else None
    return sent.words if event is None else markup.escape("\n".join((event.title, event.place, event.about)))


async def _publishable(turn: Turn, id: int) -> Broadcast:
    """One's own, or of a programme that one operates; a message, a letter or an invitation. Raises `Refused`."""
    sent = await broadcasts.mine(turn, id)
    if sent.state is State.CANCELLED or not _has_words(sent):
        raise Refused("fallback/gone")
    await kept.forget_unsent(turn.tx, sent.id)
    return sent


def _has_words(sent: Broadcast) -> bool:
    """Whether there is anything that everybody may read."""
    return bool(sent.words) or sent.kind is Kind.INVITATION


async def _open_chats(turn: Turn, sent: Broadcast) -> list[Chat]:
    """The chats that this person may write to, of the same programme, in which we are."""
    found = await kept.all_seen(turn.tx, turn.me.id, programme=sent.programme)
    return [each for each in found if each.left_at is None and each.channel in turn.channels.names()]


def _tick(turn: Turn, sent: Broadcast, chat: Chat, ticks: kept.Ticks, page: int) -> Choice:
    key = "off" if chat.id not in ticks else "on" if ticks[chat.id] is None else "posted"
    name = turn.catalogue.words("chats/label", chat=chat, title=turn.channels.title(chat.channel))
    return Choice(key, PickChat(sent.id, chat.id, int(key == "off"), page), facts={"label": name})
