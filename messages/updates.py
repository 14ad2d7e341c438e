"""What a person did in a messenger, in words that no messenger owns. Readers in `bot/` make these values."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be written to: an opaque channel name and their id in that channel."""

    channel: str
    user: str


class FileKind(StrEnum):
    """What a file is to a messenger; each has its own call and its own limits."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    """A recording that is heard within the dialogue: ogg with opus inside."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that still lies with the messenger. `ref` is what the same messenger's client fetches it by."""

    kind: FileKind
    ref: str
    name: str
    mime: str
    size: int | None = None
    """Bytes, where the messenger tells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What all updates of a person share.

    `key` is unique for ever and carries the bot's or group's id; the inbox refuses it a second time.
    """

    key: str
    address: Address
    profile: str = ""
    """The name the messenger shows, where the update brings one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Act):
    """A text. `start` is the token of the deep link that opened the dialogue, else empty."""

    text: str
    start: str = ""
    styled: str = ""
    """The same words in our own markup, where the messenger told of formatting; else empty, meaning: plain."""
    ref: str = ""
    """The message's own name in the dialogue, as `Sent.ref` names ours; an edit of it comes under this name."""
    answers: str = ""
    """The name of the message in the same dialogue that this one replies to, theirs or ours; mostly empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Act):
    """A button. `ref` names its message, `ack` what the messenger wants acknowledged; either may be empty."""

    payload: str
    ref: str = ""
    ack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile(Act):
    """One or more photos, documents or voice messages, with or without words."""

    files: tuple[IncomingFile, ...]
    caption: str = ""
    styled: str = ""
    """The caption in our own markup, where the messenger told of formatting; else empty, meaning: plain."""
    ref: str = ""
    answers: str = ""
    """Both as in `Said`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Act):
    """The person has changed a message of theirs. `text`: its words, or its file's caption, as they are now.

    Messengers tell of more than new words (an address has got its preview): the text may be what it was.
    """

    ref: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOther(Act):
    """Something we have no use for (a sticker, a video, a place); the person still deserves an answer."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came(Act):
    """The person has opened the dialogue (again): we may write to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Act):
    """The person has blocked us: we may not write to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InChat(Act):
    """What becomes of us in a chat of several people. `address` is the dialogue of whoever did it, `chat` the chat.

    It is all that is ever told of chats: neither their members nor what is said there.
    """

    chat: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedToChat(InChat):
    """We are in the chat now. `title` is empty where the messenger tells none."""

    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedFromChat(InChat):
    """We are not in the chat any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMoved(InChat):
    """The chat has another address from now on: the messenger has made another kind of chat of it."""

    moved_to: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An update that the reader does not know or cannot make out; kept raw under its key and skipped.

    `raw` is empty for what comes from a chat of several people: what they say there is none of our business.
    """

    key: str
    raw: str


Update = Said | Pressed | SentFile | Edited | SentOther | Came | Left | AddedToChat | RemovedFromChat | ChatMoved
