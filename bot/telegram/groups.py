"""Groups, as far as they are ours to know: that we come and go, and that one gets another number. Pure."""

from bot.telegram import parts
from messages.updates import Act, AddedToChat, Address, ChatMoved, RemovedFromChat

CHANNEL = "telegram"
GROUPS = ("group", "supergroup")
INSIDE, OUTSIDE = ("member", "administrator"), ("left", "kicked")
"""How a chat stands to us: https://core.telegram.org/bots/api#chatmember"""


def place(key: str, change: parts.Fields) -> AddedToChat | RemovedFromChat | None:
    """Made an administrator, or one no more, we are where we were."""
    group, act = _group(change.get("chat")), _acted(key, change.get("from"))
    was = parts.fields(change.get("old_chat_member")).get("status")
    status = parts.fields(change.get("new_chat_member")).get("status")
    if group is None or act is None:
        return None
    if was in OUTSIDE and status in INSIDE and parts.fields(change.get("from")).get("is_bot") is not True:
        title = parts.words(parts.fields(change.get("chat")).get("title"))
        return AddedToChat(key=key, address=act.address, profile=act.profile, chat=group, title=title)
    if was not in OUTSIDE and status in OUTSIDE:
        return RemovedFromChat(key=key, address=act.address, profile=act.profile, chat=group)
    return None


def moved(key: str, message: parts.Fields) -> ChatMoved | None:
    """A group becomes a supergroup and has another number then. Both of them tell it, so that one may be missed."""
    group, act = _group(message.get("chat")), _acted(key, message.get("from"))
    if group is None or act is None:
        return None
    there, here = message.get("migrate_to_chat_id"), message.get("migrate_from_chat_id")
    if _is_group(there):
        return ChatMoved(key=key, address=act.address, profile=act.profile, chat=group, moved_to=_chat(there))
    if _is_group(here):
        return ChatMoved(key=key, address=act.address, profile=act.profile, chat=_chat(here), moved_to=group)
    return None


def is_from(update: parts.Fields) -> bool:
    """Whether it comes from a chat that is not a dialogue with one person."""
    kinds = [parts.fields(kind) for kind in update.values()]
    chats = [parts.fields(each.get("chat")) for kind in kinds for each in (kind, parts.fields(kind.get("message")))]
    return any(chat.get("type", "private") != "private" for chat in chats)


def _group(chat: object) -> Address | None:
    facts = parts.fields(chat)
    number = facts.get("id")
    return _chat(number) if facts.get("type") in GROUPS and _is_group(number) else None


def _chat(number: object) -> Address:
    return Address(CHANNEL, str(number))


def _is_group(value: object) -> bool:
    """Groups have numbers below nought."""
    return isinstance(value, int) and not isinstance(value, bool) and value < 0


def _acted(key: str, person: object) -> Act | None:
    """Who did it in a chat; an administrator without a name is one bot for all."""
    sender = parts.fields(person)
    number = sender.get("id")
    return Act(key=key, address=_chat(number), profile=parts.full_name(sender)) if parts.is_number(number) else None
