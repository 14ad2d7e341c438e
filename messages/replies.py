"""What we say to a person: text, buttons, at most one file, within bounds that every messenger can show.

Text is a small common markup: b, i, u, s, code, a; everything else is escaped (`&lt; &gt; &amp;`).
"""

from dataclasses import dataclass
from enum import StrEnum

from messages.updates import FileKind

TEXT_LIMIT = 3900
"""UTF-16 units, markup included (the tightest messenger takes 3999)."""
CAPTION_LIMIT = 1000
"""UTF-16 units of a text that travels with a file."""
BUTTONS_LIMIT = 10
ROWS_LIMIT = 6
ROW_LIMIT = 5
LABEL_LIMIT = 40
"""Characters."""
PAYLOAD_LIMIT = 64
"""ASCII bytes."""
FILE_OUT_LIMIT = 50 * 1024 * 1024
FILE_IN_LIMIT = 20 * 1024 * 1024


class Tone(StrEnum):
    """How a button is coloured, where the messenger can."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Button:
    """A label with either a payload (a press comes back to us) or an URL (opens a page)."""

    label: str
    payload: str = ""
    url: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file that travels with a reply; the bytes are read when it is sent."""

    kind: FileKind
    name: str
    mime: str
    file: int
    """The file's id in the storage."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to one person."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None


class BoundsBroken(ValueError):
    """A reply that some messenger could not show: a bug of ours, found before it is stored."""


def units(text: str) -> int:
    """Length as the messengers count it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def fits(text: str, limit: int) -> bool:
    """Whether it has at most so many units. A character has two at most: what is short need not be counted."""
    return len(text) * 2 <= limit or units(text) <= limit


def check(reply: Reply) -> Reply:
    """Return the reply, or raise `BoundsBroken` naming the bound it breaks."""
    limit = CAPTION_LIMIT if reply.attachment else TEXT_LIMIT
    if not reply.text.strip() and not reply.attachment:
        raise BoundsBroken("a reply without text or file")
    if not fits(reply.text, limit):
        raise BoundsBroken(f"text of {units(reply.text)} units, limit {limit}")
    if len(reply.rows) > ROWS_LIMIT:
        raise BoundsBroken(f"{len(reply.rows)} rows of buttons, limit {ROWS_LIMIT}")
    if sum(map(len, reply.rows)) > BUTTONS_LIMIT:
        raise BoundsBroken(f"{sum(map(len, reply.rows))} buttons, limit {BUTTONS_LIMIT}")
    for row in reply.rows:
        if not 1 <= len(row) <= ROW_LIMIT:
            raise BoundsBroken(f"a row of {len(row)} buttons, limit {ROW_LIMIT}")
        for button in row:
            _check_button(button)
    return reply


def _check_button(button: Button) -> None:
    if not 1 <= len(button.label) <= LABEL_LIMIT or "\n" in button.label:
        raise BoundsBroken(f"label {button.label!r}: 1 to {LABEL_LIMIT} characters on one line")
    if bool(button.payload) == bool(button.url):
        raise BoundsBroken(f"button {button.label!r} needs either a payload or an URL")
    if not button.payload.isascii() or len(button.payload) > PAYLOAD_LIMIT:
        raise BoundsBroken(f"payload {button.payload!r}: at most {PAYLOAD_LIMIT} ASCII bytes")
