"""VK's rules for what a community sends, and the shapes of what it hears: pure, without the server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXT, PEERS = 4096, 100
ROWS, ROW, BUTTONS, LABEL, PAYLOAD = 6, 5, 10, 40, 255
EVENT_DATA, SNACKBAR = 1000, 90
COLOURS = {"primary", "secondary", "positive", "negative"}

Rows = tuple[tuple[tuple[str, str], ...], ...]


class VkError(Exception):
    """What VK answers with HTTP 200 and a code."""

    def __init__(self, code: int, message: str, **facts: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.facts = facts
        """What a captcha brings along."""


@dataclass(frozen=True, slots=True)
class Body:
    """A message as it came, found good."""

    text: str
    rows: Rows
    attachment: str


def body(params: Mapping[str, str], saved: Mapping[str, Any]) -> Body:
    """What `messages.send` and `messages.edit` share. Raises `VkError`."""
    text, attachment = params.get("message", ""), params.get("attachment", "")
    if len(text.encode("utf-16-le")) // 2 > TEXT:
        raise VkError(914, "Message is too long")
    if attachment and attachment not in saved:
        raise VkError(100, f"attachment {attachment} is unknown")
    if not text.strip() and not attachment:
        raise VkError(100, "message is empty or invalid")
    return Body(text, rows(params.get("keyboard", "")), attachment)


def rows(keyboard: str) -> Rows:
    """A keyboard's rows of (label, payload or URL). Raises `VkError`."""
    if not keyboard:
        return ()
    try:
        table = json.loads(keyboard)
        found = tuple(tuple(_button(button) for button in row) for row in table["buttons"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise VkError(911, f"Keyboard format is invalid: {wrong!r}") from None
    if not table.get("inline"):
        raise VkError(911, "only keyboards within a message are known here")
    if len(found) > ROWS or sum(map(len, found)) > BUTTONS or any(not 1 <= len(row) <= ROW for row in found):
        raise VkError(911, "Keyboard format is invalid: too many buttons")
    return found


def _button(button: dict[str, Any]) -> tuple[str, str]:
    action = button["action"]
    label = action["label"]
    if not 1 <= len(label) <= LABEL:
        raise VkError(911, f"Keyboard format is invalid: label {label!r}")
    if action["type"] == "open_link":
        if "color" in button:
            raise VkError(911, "Keyboard format is invalid: a link has no colour")
        return label, action["link"]
    if action["type"] not in ("callback", "text") or button.get("color", "primary") not in COLOURS:
        raise VkError(911, f"Keyboard format is invalid: {button}")
    if not isinstance(action["payload"], str) or len(action["payload"]) > PAYLOAD:
        raise VkError(911, "Keyboard format is invalid: payload")
    return label, json.loads(action["payload"])["p"]


def notice(event_data: str) -> str:
    """The words of the notice that answers a press. Raises `VkError`."""
    if not event_data:
        return ""
    data = json.loads(event_data)
    if len(event_data) > EVENT_DATA or data["type"] != "show_snackbar" or len(data["text"]) > SNACKBAR:
        raise VkError(100, "event_data is invalid")
    return str(data["text"])


def photo(number: int, owner: int, url: str) -> dict[str, Any]:
    """A photo as an attachment, with copies in two sizes."""
    sizes = [
        {"type": "s", "url": f"{url}?small", "width": 75, "height": 56},
        {"type": "w", "url": url, "width": 1600, "height": 1200},
    ]
    return {"type": "photo", "photo": {"id": number, "owner_id": owner, "sizes": sizes}}


def voice(number: int, owner: int, url: str) -> dict[str, Any]:
    """A voice message as an attachment; VK offers it in two forms and tells no size."""
    spoken = {"id": number, "owner_id": owner, "duration": 3, "waveform": [0, 5, 9], "access_key": "k",
              "link_ogg": url, "link_mp3": f"{url}?mp3"}
    return {"type": "audio_message", "audio_message": spoken}


def document(number: int, owner: int, url: str, name: str, size: int) -> dict[str, Any]:
    """A document as an attachment."""
    ext = name.rpartition(".")[2]
    doc = {"id": number, "owner_id": owner, "title": name, "ext": ext, "size": size, "url": url, "type": 1}
    return {"type": "doc", "doc": doc}
