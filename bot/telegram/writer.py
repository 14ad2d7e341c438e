"""A parcel → the Telegram request that carries it. Pure: knows no network and no library.

The text goes as HTML (https://core.telegram.org/bots/api#html-style), which holds all of our common markup.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from messages.messenger import Parcel
from messages.replies import Attachment, Button, Tone
from messages.updates import FileKind

PHOTO_LIMIT = 10 * 1024 * 1024
"""A larger picture goes as a document: https://core.telegram.org/bots/api#sendphoto"""

_STYLES = MappingProxyType({Tone.GOOD: "success", Tone.BAD: "danger", Tone.MAIN: "primary"})
_WAYS = MappingProxyType({
    FileKind.PHOTO: ("sendPhoto", "photo"),
    FileKind.DOCUMENT: ("sendDocument", "document"),
    FileKind.VOICE: ("sendVoice", "voice"),
})
"""The method and its field for the bytes."""
_UNSAFE_IN_NAME = re.compile(r'[\x00-\x1f\x7f"\\/]')


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that go along in the form field `field`."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the Bot API."""

    method: str
    params: Mapping[str, object]
    upload: Upload | None = None


def sending(parcel: Parcel) -> Request:
    """The call that puts the parcel into the dialogue as a new message."""
    params: dict[str, object] = {"chat_id": parcel.user}
    if parcel.reply.rows:
        params["reply_markup"] = _keyboard(parcel.reply.rows)
    if attachment := parcel.reply.attachment:
        return _sending_file(parcel, attachment, params)
    return Request("sendMessage", params | _text(parcel.reply.text))


def sending_as_document(parcel: Parcel) -> Request:
    """The same with its file as a mere document, for whoever takes it in no other way."""
    reply = parcel.reply
    attachment = replace(reply.attachment, kind=FileKind.DOCUMENT) if reply.attachment else None
    return sending(replace(parcel, reply=replace(reply, attachment=attachment)))


def editing(parcel: Parcel) -> Request | None:
    """The call that changes the message `parcel.edits` in place; None for a reference of another messenger's.

    A parcel with a file changes the words beside the file and leaves the file: whoever edits such a message gives the
    file that it has. Where the message has none, Telegram says so, and the parcel goes anew.
    """
    if not (parcel.edits.isascii() and parcel.edits.isdigit()):
        return None
    params: dict[str, object] = {
        "chat_id": parcel.user,
        "message_id": int(parcel.edits),
        # Always there: an empty one takes the old buttons away for certain.
        "reply_markup": _keyboard(parcel.reply.rows),
    }
    if parcel.reply.attachment:
        return Request("editMessageCaption", params | _caption(parcel.reply.text))
    return Request("editMessageText", params | _text(parcel.reply.text))


def _sending_file(parcel: Parcel, attachment: Attachment, params: dict[str, object]) -> Request:
    if parcel.reply.text:
        params |= _caption(parcel.reply.text)
    heavy = attachment.kind is FileKind.PHOTO and len(parcel.content) > PHOTO_LIMIT
    method, field = _WAYS[FileKind.DOCUMENT if heavy else attachment.kind]
    # The name stands in a header of the form as it is.
    name = _UNSAFE_IN_NAME.sub("_", attachment.name)
    return Request(method, params, Upload(field, name, parcel.content))


def _caption(text: str) -> dict[str, object]:
    return {"caption": text, "parse_mode": "HTML"}


def _text(text: str) -> dict[str, object]:
    return {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, object]:
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, str]:
    key = {"text": button.label}
    key |= {"url": button.url} if button.url else {"callback_data": button.payload}
    if style := _STYLES.get(button.tone):
        key["style"] = style
    return key
