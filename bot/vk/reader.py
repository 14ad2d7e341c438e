"""VK's events, as its long poll and its callbacks bring them, in our neutral words. Pure; never raises.

Knows only a person's own dialogue with the community, and its coming and going in chats; what is said in chats, our own
echo and the rest stay unread. Of what comes from a chat nothing is kept.
"""

import hashlib
import json
from collections.abc import Iterator

from bot.vk import enclosures, parts
from messages import spans
from messages.updates import (
    AddedToChat,
    Address,
    Came,
    Edited,
    Left,
    Pressed,
    RemovedFromChat,
    Said,
    SentFile,
    SentOther,
    Unreadable,
    Update,
)

CHANNEL = "vk"
VITAL = ("message_new", "message_event", "message_allow", "message_deny")
"""What the group's settings must let through."""
EVENTS = (*VITAL, "message_edit")
"""What they should let through: without the last, all goes on, and what people correct stays as it was."""
CHATS_FROM = 2_000_000_000
"""Peers from here on are chats of several people."""
STYLES = {"bold": "b", "italic": "i", "underline": "u", "url": "a"}
"""What `format_data` knows: https://dev.vk.com/reference/objects/message"""


def read(raw: object, group_id: int) -> Update | Unreadable:
    """One event of the community `group_id`."""
    text = _raw(raw)
    key = _key(raw, text, group_id)
    return _read(raw, key, group_id) or Unreadable(key=key, raw="" if _is_of_chat(raw) else text)


def is_echo(raw: object) -> bool:
    """Whether it only tells that a message of ours has changed, which we know: we have changed it."""
    match raw:
        case {"type": "message_edit", "object": {"out": 1}}:
            return True
        case {"type": "message_edit", "object": {"from_id": int(sender)}}:
            return sender < 0
    return False


def _read(raw: object, key: str, group_id: int) -> Update | None:
    match raw:
        case {"type": "message_new", "object": {"message": {"from_id": user, "peer_id": peer, "action": dict(action)}}
              } if _chat(peer) and _person(user):
            return _place_in_chat(action, key, Address(CHANNEL, str(user)), Address(CHANNEL, str(peer)), group_id)
        case {"type": "message_new", "object": {"message": {"from_id": user, "peer_id": peer} as message}}:
            return _message(message, key, user) if user == peer and _person(user) else None
        case {"type": "message_edit", "object": {"from_id": user, "peer_id": peer} as message}:
            return _edit(message, key, user) if user == peer and _person(user) else None
        case {"type": "message_event", "object": {"user_id": user, "peer_id": peer} as event}:
            return _press(event, key, user) if user == peer and _person(user) else None
        case {"type": "message_allow", "object": {"user_id": user}} if _person(user):
            return Came(key=key, address=_address(user))
        case {"type": "message_deny", "object": {"user_id": user}} if _person(user):
            return Left(key=key, address=_address(user))
    return None


def _place_in_chat(action: dict[str, object], key: str, who: Address, chat: Address, group_id: int) -> Update | None:
    """Communities have numbers below nought there: https://dev.vk.com/reference/objects/message#action"""
    match action:
        case {"type": "chat_invite_user" | "chat_invite_user_by_link", "member_id": int(member)} if member == -group_id:
            return AddedToChat(key=key, address=who, chat=chat)
        case {"type": "chat_kick_user", "member_id": int(member)} if member == -group_id:
            return RemovedFromChat(key=key, address=who, chat=chat)
    return None


def _is_of_chat(raw: object) -> bool:
    """Whether it comes from a chat of several people."""
    match raw:
        case {"object": {"message": {"peer_id": peer}}} | {"object": {"peer_id": peer}}:
            return _chat(peer)
    return False


def _message(message: dict[str, object], key: str, user: object) -> Update | None:
    if message.get("out") == 1:
        return None
    who = _address(user)
    text, start = parts.text(message.get("text")), parts.text(message.get("ref"))
    match parts.decoded(message.get("payload")):
        case {"command": "start"}:
            return Said(key=key, address=who, text="/start", start=start, ref=_ref(message))
        case {"p": str(payload)} if payload:
            return Pressed(key=key, address=who, payload=parts.text(payload))
    styled, ref, answers = _styled(message, text), _ref(message), _answered(message)
    if files := tuple(enclosures.files(message.get("attachments"))):
        return SentFile(key=key, address=who, files=files, caption=text, styled=styled, ref=ref, answers=answers)
    if text or start:
        # Whoever comes by a deep link and opens with a sticker has still come by that link.
        return Said(key=key, address=who, text=text or "/start", start=start, styled=styled, ref=ref, answers=answers)
    return SentOther(key=key, address=who, kind=_kind(message))


def _edit(message: dict[str, object], key: str, user: object) -> Update | None:
    """Here the message is the object itself: https://dev.vk.com/api/community-events/json-schema"""
    ref = _ref(message)
    if not ref or message.get("out") == 1:
        return None
    return Edited(key=key, address=_address(user), ref=ref, text=parts.text(message.get("text")))


def _ref(message: dict[str, object]) -> str:
    number = parts.count(message.get("conversation_message_id"))
    return str(number) if number else ""


def _answered(message: dict[str, object]) -> str:
    """The number of the message that is replied to. What is forwarded, even a single message, answers nothing."""
    match message.get("reply_message"):
        case {"peer_id": peer} if peer != message.get("peer_id"):
            return ""
        case dict(other):
            return _ref(other)
    return ""


def _styled(message: dict[str, object], text: str) -> str:
    """The words in our markup. Where they could not stay as they came, the places of their formatting fit no more."""
    told = message.get("format_data")
    match parts.decoded(told) if isinstance(told, str) else told:
        case {"version": 1 | "1", "items": list(items)} if text == message.get("text"):
            return spans.styled(text, list(_spans(items)))
    return ""


def _spans(items: list[object]) -> Iterator[spans.Span]:
    for item in items:
        match item:
            case {"type": str(kind), "offset": int(offset), "length": int(length), **rest} if kind in STYLES:
                yield spans.Span(STYLES[kind], offset, length, parts.text(rest.get("url")))


def _press(event: dict[str, object], key: str, user: object) -> Update | None:
    payload = event.get("payload")
    match parts.decoded(payload) if isinstance(payload, str) else payload:
        case {"p": str(ours)} if ours:
            return Pressed(
                key=key,
                address=_address(user),
                payload=parts.text(ours),
                ref=_ref(event),
                ack=parts.text(event.get("event_id")),
            )
    return None


def _kind(message: dict[str, object]) -> str:
    match message:
        case {"attachments": [{"type": str(kind)}, *_]} if kind:
            return parts.text(kind)
        case {"geo": {}}:
            return "geo"
        case {"fwd_messages": [_, *_]}:
            return "forwarded"
    return "empty"


def _person(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < CHATS_FROM


def _chat(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > CHATS_FROM


def _address(user: object) -> Address:
    return Address(channel=CHANNEL, user=str(user))


def _raw(raw: object) -> str:
    try:
        return parts.text(json.dumps(raw, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError):
        return repr(type(raw))


def _key(raw: object, text: str, group_id: int) -> str:
    """The event's own id; an event without one is known by its content."""
    own = parts.text(raw.get("event_id")) if isinstance(raw, dict) else ""
    return f"{CHANNEL}:{group_id}:{own or hashlib.sha256(text.encode()).hexdigest()}"
