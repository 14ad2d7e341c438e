"""Telegram's rules for what a bot sends, pure and independent of our own code: markup, keyboards, pace."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

TEXT, CAPTION, NOTICE, DATA, ROW, BUTTONS, MARKUP_BYTES = 4096, 1024, 200, 64, 8, 100, 10_000
DOCUMENT_BYTES, PHOTO_BYTES, DOWNLOAD_BYTES = 50 * 1024**2, 10 * 1024**2, 20 * 1024**2
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote"}
STYLES = {"danger", "success", "primary"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_URL = re.compile(r"(https?|tg)://\S+|mailto:\S+")

Rows = tuple[tuple[tuple[str, str], ...], ...]


class Refusal(Exception):
    """Telegram's answer that is not ok; `ours` where a rule was broken and not just bad luck met."""

    def __init__(self, code: int, description: str, *, ours: bool = False, after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.ours = ours
        self.after = after


def broken(description: str, code: int = 400) -> Refusal:
    """A rule that our call broke."""
    return Refusal(code, f"Bad Request: {description}", ours=True)


def body(params: Mapping[str, str], limit: int, field: str) -> str:
    """The text or caption of a message, as a person reads it. Raises `Refusal`."""
    text = read(params.get(field, ""), params.get("parse_mode", "")).strip()
    if field == "text" and not text:
        raise broken("message text is empty")
    if len(text.encode("utf-16-le")) // 2 > limit:
        raise broken("message caption is too long" if field == "caption" else "message is too long")
    return text


def read(text: str, mode: str) -> str:
    """The text after its entities are parsed. Raises `Refusal`."""
    if not mode:
        return text
    if mode.upper() != "HTML":
        raise broken("unsupported parse_mode")
    opened: list[str] = []
    rest = _TAG.sub(lambda tag: _tag(tag, opened), text)
    if "<" in rest:
        raise broken("can't parse entities: Unexpected character after a bare <")
    if opened:
        raise broken(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1]}\"")
    return html.unescape(rest)


def _tag(tag: re.Match[str], opened: list[str]) -> str:
    name = tag[2].lower()
    if name not in TAGS:
        raise broken(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {tag.start()}')
    if not tag[1]:
        opened.append(name)
    elif not opened or opened.pop() != name:
        raise broken(f'can\'t parse entities: Unmatched end tag "{name}" at byte offset {tag.start()}')
    return ""


def rows(markup: str) -> Rows:
    """An inline keyboard's rows of (label, payload or URL). Raises `Refusal`."""
    if not markup:
        return ()
    if len(markup.encode()) > MARKUP_BYTES:
        raise broken("reply markup is too long")
    try:
        keyboard = json.loads(markup)["inline_keyboard"]
        found = tuple(tuple(_button(button) for button in row) for row in keyboard)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise broken(f"can't parse reply keyboard markup JSON object: {wrong!r}") from None
    if any(not 1 <= len(row) <= ROW for row in found) or sum(map(len, found)) > BUTTONS:
        raise broken("too many buttons")
    return found


def _button(button: dict[str, Any]) -> tuple[str, str]:
    label, data, url = button["text"], button.get("callback_data"), button.get("url")
    if not label.strip():
        raise broken("inline keyboard button text is empty")
    if (data is None) == (url is None):
        raise broken("can't parse inline keyboard button: exactly one kind of action must be given")
    if data is not None and not 1 <= len(data.encode()) <= DATA:
        raise broken("BUTTON_DATA_INVALID")
    if url is not None and not _URL.fullmatch(url):
        raise broken(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if button.get("style", "primary") not in STYLES:
        raise broken("invalid button style specified")
    return label, str(url if data is None else data)


class Pace:
    """A bucket that fills by `rate` a second and holds `burst`."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = burst
        self._left = float(burst)
        self._at = 0.0

    def takes(self, now: float) -> bool:
        """Whether one more call is within the pace; if so, it is counted."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
