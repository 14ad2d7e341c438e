"""A raw Telegram update → what the person did. Pure: knows no network and never raises.

Only private dialogues with people count, and our own coming and going in groups; all else comes out as `Unreadable`,
kept raw under its key. Of what comes from a group or a channel nothing is kept.
Fields: https://core.telegram.org/bots/api#update
"""

import hashlib
import json
import re
from collections.abc import Iterator

from bot.telegram import groups, parts
from messages import spans
from messages.updates import (
    Act,
    Address,
    Came,
    Edited,
    FileKind,
    IncomingFile,
    Left,
    Pressed,
    Said,
    SentFile,
    SentOther,
    Unreadable,
    Update,
)

CHANNEL = groups.CHANNEL
OTHER_KINDS = (
    "animation",
    "checklist",
    "contact",
    "dice",
    "game",
    "location",
    "paid_media",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
)
"""What a person sends on purpose; nobody expects an answer to service notices, so those stay unreadable."""
STYLES = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "code",
    "text_link": "a",
}
"""Kinds of entities that are formatting to us; an address that stands as words (`url`) is words."""

_START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*")


def read(raw: object, bot: str) -> Update | Unreadable:
    """The meaning of one update that the bot with the id `bot` was given."""
    update = parts.fields(raw)
    key = _key(update.get("update_id"), raw, bot)
    meaning: Update | None = None
    if message := parts.fields(update.get("message")):
        meaning = _message(key, message) or groups.moved(key, message)
    elif message := parts.fields(update.get("edited_message")):
        meaning = _edit(key, message)
    elif query := parts.fields(update.get("callback_query")):
        meaning = _press(key, query)
    elif member := parts.fields(update.get("my_chat_member")):
        meaning = _membership(key, member) or groups.place(key, member)
    return meaning or Unreadable(key=key, raw="" if groups.is_from(update) else _source(raw))


def _key(update_id: object, raw: object, bot: str) -> str:
    if parts.is_number(update_id):
        return f"{CHANNEL}:{bot}:{update_id}"
    return f"{CHANNEL}:{bot}:raw-{hashlib.sha256(_source(raw).encode()).hexdigest()[:32]}"


def _source(raw: object) -> str:
    """As it came, as far as it can be written; too deep a nesting cannot."""
    try:
        return json.dumps(raw, sort_keys=True, default=repr)
    except RecursionError:
        return "nested too deep"


def _message(key: str, message: parts.Fields) -> Update | None:
    act = _act(key, message.get("from"), message.get("chat"))
    if act is None:
        return None
    if text := parts.words(message.get("text")):
        return _said(act, text, _styled(message.get("text"), message.get("entities")), message)
    # An animation carries a document too, for clients too old to play it.
    if other := next((kind for kind in OTHER_KINDS if kind in message), ""):
        return SentOther(key=key, address=act.address, profile=act.profile, kind=other)
    if file := _photo(message.get("photo")) or _recording(message) or _document(message.get("document")):
        caption = parts.words(message.get("caption"))
        styled = _styled(message.get("caption"), message.get("caption_entities"))
        return SentFile(
            key=key, address=act.address, profile=act.profile, files=(file,), caption=caption, styled=styled,
            ref=_ref(message), answers=_answered(message),
        )
    return None


def _edit(key: str, message: parts.Fields) -> Edited | None:
    act = _act(key, message.get("from"), message.get("chat"))
    if act is None or not (ref := _ref(message)):
        return None
    text = parts.words(message.get("text")) or parts.words(message.get("caption"))
    return Edited(key=key, address=act.address, profile=act.profile, ref=ref, text=text)


def _ref(message: parts.Fields) -> str:
    number = message.get("message_id")
    return str(number) if parts.is_number(number) else ""


def _answered(message: parts.Fields) -> str:
    """The number of the message that is replied to; numbers of other chats mean nothing here."""
    other = parts.fields(message.get("reply_to_message"))
    here, there = parts.fields(message.get("chat")).get("id"), parts.fields(other.get("chat")).get("id")
    return _ref(other) if here == there else ""


def _said(act: Act, text: str, styled: str, message: parts.Fields) -> Said:
    # Anybody can type `/start anything`: only what a deep link may carry counts as one.
    link = _START.fullmatch(text)
    start = link[1] if link else ""
    return Said(key=act.key, address=act.address, profile=act.profile, text=text, start=start, styled=styled,
                ref=_ref(message), answers=_answered(message))


def _styled(original: object, entities: object) -> str:
    """The words in our markup. Where they could not stay as they came, the places of their formatting fit no more."""
    words = parts.words(original)
    return spans.styled(words, list(_spans(entities))) if words == original else ""


def _spans(entities: object) -> Iterator[spans.Span]:
    """https://core.telegram.org/bots/api#messageentity"""
    for entity in entities if isinstance(entities, list) else ():
        match entity:
            case {"type": str(kind), "offset": int(offset), "length": int(length)} if kind in STYLES:
                yield spans.Span(STYLES[kind], offset, length, parts.words(entity.get("url")))


def _press(key: str, query: parts.Fields) -> Pressed | None:
    data, ack = query.get("data"), parts.words(query.get("id"))
    # The message may be missing, or "inaccessible" with little more than its number.
    message = parts.fields(query.get("message"))
    act = _act(key, query.get("from"), message.get("chat") if message else None, missing_chat=not message)
    if act is None or not isinstance(data, str) or not data:
        return None
    return Pressed(key=key, address=act.address, profile=act.profile, payload=parts.words(data), ref=_ref(message),
                   ack=ack)


def _membership(key: str, change: parts.Fields) -> Came | Left | None:
    act = _act(key, change.get("from"), change.get("chat"))
    status = parts.fields(change.get("new_chat_member")).get("status")
    if act is None or status not in ("member", "kicked"):
        return None
    kind = Came if status == "member" else Left
    return kind(key=key, address=act.address, profile=act.profile)


def _act(key: str, person: object, chat: object, *, missing_chat: bool = False) -> Act | None:
    """Who did it, if it was a person in a private chat."""
    sender = parts.fields(person)
    number = sender.get("id")
    if not parts.is_number(number) or sender.get("is_bot") is True:
        return None
    if not missing_chat and parts.fields(chat).get("type") != "private":
        return None
    return Act(key=key, address=Address(CHANNEL, str(number)), profile=parts.full_name(sender))


def _photo(sizes: object) -> IncomingFile | None:
    """The largest of the copies that Telegram makes."""
    copies = [parts.fields(copy) for copy in sizes] if isinstance(sizes, list) else []
    copies = [copy for copy in copies if parts.words(copy.get("file_id"))]
    if not copies:
        return None
    largest = max(copies, key=lambda copy: parts.number(copy.get("width")) * parts.number(copy.get("height")))
    return _file(FileKind.PHOTO, largest, "photo.jpg", "image/jpeg")


def _recording(message: parts.Fields) -> IncomingFile | None:
    """What was spoken into the dialogue; a piece of music is a file like any other."""
    voice, audio = parts.fields(message.get("voice")), parts.fields(message.get("audio"))
    if parts.words(voice.get("file_id")):
        return _file(FileKind.VOICE, voice, "voice.ogg", "audio/ogg")
    if parts.words(audio.get("file_id")):
        return _file(FileKind.DOCUMENT, audio, "audio.mp3", "audio/mpeg")
    return None


def _document(value: object) -> IncomingFile | None:
    document = parts.fields(value)
    if not parts.words(document.get("file_id")):
        return None
    return _file(FileKind.DOCUMENT, document, "document", "application/octet-stream")


def _file(kind: FileKind, facts: parts.Fields, name: str, mime: str) -> IncomingFile:
    return IncomingFile(
        kind=kind,
        ref=parts.words(facts.get("file_id")),
        name=parts.words(facts.get("file_name")) or name,
        mime=parts.words(facts.get("mime_type")) or mime,
        size=parts.number(facts.get("file_size")) or None,
    )
