"""Common chats: whoever may write to many brings us into one, and it is their organisation's from then on.

There we say that we are here, and what is published (`chat_posts.py`), and nothing else: no names, and no answers.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers import broadcasts
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_chats import ForgetChat, NameChat, OpenChat, ShowChats, TellSubject
from messages.paging import turning
from messages.post import post
from messages.replies import Reply, Tone
from messages.updates import AddedToChat, Address, ChatMoved, RemovedFromChat
from messages.visible import visible
from scheduler import addressing
from storage import audiences, chats, history, outbox
from storage.chats import Chat
from storage.outbox import Lane

room = Room()
PAGE = 6
"""Chats on a screen."""
TITLE, SUBJECT = 100, 60
"""Characters of a name and of a subject."""
SUBJECTS = 5
"""Subjects that are offered."""
DIALOGUE = "chat"
"""What a link out of a chat brings: nothing but the dialogue."""
NO_SUBJECT = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """A chat in the list; `title` is what its messenger is called."""

    number: int
    chat: Chat
    title: str


class InChats:
    """Our own coming and going."""

    async def added(self, turn: Turn, update: AddedToChat) -> Returned:
        """The chat is greeted, once each time we come; whoever has brought us hears the rest in their own dialogue."""
        held = addressing.sender(await turn.roles())
        if held is None:
            raise Refused("broadcasts/not_a_sender")
        before = await chats.at(turn.tx, update.chat.channel, update.chat.user)
        already = bool(before and before.left_at is None and before.organisation == held.organisation)
        id = await chats.put(turn.tx, programme=held.programme, channel=update.chat.channel, chat=update.chat.user,
                             title=visible(update.title)[:TITLE], organisation=held.organisation,
                             added_by=turn.me.id, now=turn.now)
        chat = await mine(turn, id)
        if not already:
            await _greeted(turn, chat)
        rows = [[Choice("subject", TellSubject(id))], [Choice("name", NameChat(id))],
                [Choice("forget", ForgetChat(id), tone=Tone.BAD)], [Choice("list", ShowChats())]]
        return turn.say("chats/registered", rows, chat=chat, title=turn.channels.title(chat.channel), already=already)

    async def removed(self, turn: Turn, update: RemovedFromChat) -> None:
        """Whoever did it."""
        await chats.leave(turn.tx, update.chat.channel, update.chat.user, now=turn.now)

    async def moved(self, turn: Turn, update: ChatMoved) -> None:
        await chats.move(turn.tx, update.chat.channel, update.chat.user, update.moved_to.user, now=turn.now)


async def _greeted(turn: Turn, chat: Chat) -> None:
    programme = await programme_of(turn, chat.programme)
    greeting = turn.say("chats/greeting", [open_dialogue(turn, chat, DIALOGUE)], programme=programme.title,
                        organisation=chat.organisation_title)
    await post(turn.tx, address=address(chat), participant=None, reply=greeting, lane=Lane.TALK,
               reason=f"{reason(chat)}{turn.update.key}", now=turn.now, author=turn.me.id)
    await _noted(turn, chat, "chat_added")


@room.said("/chats", "чаты", "общие чаты")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowChats())


@room.pressed(ShowChats)
async def list_opened(turn: Turn, wanted: ShowChats) -> Returned:
    await broadcasts.sender(turn)
    found = await chats.all_seen(turn.tx, turn.me.id)
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    lines = [Line(number, each, turn.channels.title(each.channel))
             for number, each in enumerate(found, 1)][page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenChat(line.chat.id), facts={"number": line.number}) for line in lines]
    turned = turning(ShowChats(page - 1) if page else None,
                     ShowChats(page + 1) if len(found) > (page + 1) * PAGE else None)
    return turn.say("chats/list", [numbers[:3], numbers[3:], turned, [Choice("menu", ShowMenu())]], lines=lines)


@room.pressed(OpenChat)
async def card_opened(turn: Turn, press: OpenChat) -> Returned:
    return await card(turn, await mine(turn, press.chat))


async def card(turn: Turn, chat: Chat) -> Reply:
    """What is known of a chat, and what can be done about it."""
    held = await broadcasts.sender(turn)
    rows = [[Choice("subject", TellSubject(chat.id))], [Choice("name", NameChat(chat.id))],
            [Choice("forget", ForgetChat(chat.id), tone=Tone.BAD)],
            [Choice("list", ShowChats()), Choice("menu", ShowMenu())]]
    return turn.say("chats/card", rows, chat=chat, title=turn.channels.title(chat.channel), zone=held.time_zone)


@room.pressed(ForgetChat)
async def forgotten(turn: Turn, press: ForgetChat) -> Returned:
    """What waits to be published there is taken back."""
    chat = await mine(turn, press.chat)
    if not press.sure:
        rows = [[Choice("forget", ForgetChat(chat.id, 1), tone=Tone.BAD)], [Choice("keep", OpenChat(chat.id))]]
        return turn.say("chats/sure_forget", rows, chat=chat, title=turn.channels.title(chat.channel))
    await outbox.cancel(turn.tx, reason(chat), real_now=turn.real_now, detail="the chat is forgotten")
    await chats.drop(turn.tx, chat.id)
    await _noted(turn, chat, "chat_forgotten")
    return turn.say("chats/forgotten", [[Choice("list", ShowChats()), Choice("menu", ShowMenu())]])


async def mine(turn: Turn, id: int) -> Chat:
    """A chat of those whom this person may write to. Raises `Refused`."""
    chat = await chats.seen(turn.tx, turn.me.id, id)
    if chat is None:
        raise Refused("chats/not_yours")
    return chat


def address(chat: Chat) -> Address:
    """Where it is written to."""
    return Address(chat.channel, chat.chat)


def reason(chat: Chat) -> str:
    """How the reasons begin for all that goes there."""
    return f"{chats.REASON}{chat.id}:"


def open_dialogue(turn: Turn, chat: Chat, token: str) -> list[Choice]:
    """The one button that a chat gets: a press there would mean nothing to us, a link leads to each one's dialogue."""
    link = turn.channels.link(chat.channel, token)
    return [Choice("open", url=link)] if link else []


# How it is called, and of which subject its people are.

@room.pressed(NameChat)
async def name_asked(turn: Turn, press: NameChat) -> Returned:
    return await begin(turn, "chat_title", chat=(await mine(turn, press.chat)).id)


@room.pressed(TellSubject)
async def subject_asked(turn: Turn, press: TellSubject) -> Returned:
    return await begin(turn, "chat_subject", chat=(await mine(turn, press.chat)).id)


async def facts(turn: Turn, draft: Draft) -> Facts:
    await mine(turn, draft.subject["chat"])
    return {}


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return _words(given, TITLE)


async def subject_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One that is offered, any other, or none."""
    if given.picked is None:
        return _words(given, SUBJECT)
    offered = await _taught(turn, draft)
    if given.picked != NO_SUBJECT and given.picked not in offered:
        raise Wrong("roadmap/tap_please")
    return offered.get(given.picked, "")


async def subject_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [*(Option("subject", key, {"subject": name}) for key, name in (await _taught(turn, draft)).items()),
            Option("none", NO_SUBJECT)]


async def _taught(turn: Turn, draft: Draft) -> Mapping[str, str]:
    """Some of what is taught in the programme, by a checksum: no button has room for Russian words."""
    chat = await mine(turn, draft.subject["chat"])
    taught = await audiences.subjects(turn.tx, chat.programme)
    names = sorted({visible(name) for each in taught for name in each.subjects.split(";") if name.strip()})
    return {f"{zlib.crc32(name.encode()):08x}": name[:SUBJECT] for name in names[:SUBJECTS]}


async def titled(turn: Turn, draft: Draft) -> Returned:
    chat = await mine(turn, draft.subject["chat"])
    await chats.call(turn.tx, chat.id, draft.text("title"))
    return await card(turn, await mine(turn, chat.id))


async def told_subject(turn: Turn, draft: Draft) -> Returned:
    chat = await mine(turn, draft.subject["chat"])
    await chats.tell_subject(turn.tx, chat.id, draft.text("subject"))
    return await card(turn, await mine(turn, chat.id))


form(Form("chat_title", (Step("title", "chats/ask_title", title_taken),), facts, titled))
form(Form("chat_subject", (Step("subject", "chats/ask_subject", subject_taken, subject_options),), facts,
          told_subject))


def _words(given: Given, limit: int) -> str:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > limit:
        raise Wrong("chats/too_long", limit=limit)
    return words


async def _noted(turn: Turn, chat: Chat, verb: str) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, now=turn.now, programme=chat.programme,
                       organisation=chat.organisation, chat=chat.id)
