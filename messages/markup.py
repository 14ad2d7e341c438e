"""The small common markup of our texts: b, i, u, s, code, a; all else is escaped.

Reads it strictly, turns it into plain words for messengers that show none, and cuts long texts.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from messages.memory import remembered
from messages.replies import units

_PIECE = re.compile(r"""
    (?P<words> [^<>&]+ )
    | < (?P<tag> b | i | u | s | code ) >
    | <a[ ]href="(?P<url> [^"<>]* )">
    | </ (?P<end> b | i | u | s | code | a ) >
    | (?P<entity> & (?: lt | gt | amp | quot | \#[0-9]{1,7} | \#x[0-9A-Fa-f]{1,6} ) ; )
""", re.VERBOSE)
"""All that there is."""
REMEMBERED = 256
"""Texts whose reading is remembered: each is checked, measured and written in turn."""
SMALLEST_LIMIT = 5
"""Units of `&amp;`, the widest single character that `escape` makes."""


class BadMarkup(ValueError):
    """A text that is not our markup: an unknown or unbalanced tag, a bare `<`, `>` or `&`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters or a tag: as it is written and as it is read."""

    source: str
    text: str = ""
    opens: str = ""
    closes: str = ""
    url: str = ""


def escape(text: str) -> str:
    """Any words, made safe to stand in a text."""
    return html.escape(text, quote=False)


def valid(text: str) -> bool:
    """Whether `text` is our markup."""
    try:
        check(text)
    except BadMarkup:
        return False
    return True


def plain(text: str) -> str:
    """The words without the markup; a link keeps its URL in brackets. Bad markup stays as it is written."""
    try:
        pieces = parse(text)
    except BadMarkup:
        return text
    words: list[str] = []
    start, url = 0, ""
    for piece in pieces:
        words.append(piece.text)
        if piece.opens == "a":
            start, url = len(words), piece.url
        elif piece.closes == "a" and "".join(words[start:]) != url:
            words.append(f" ({url})")
    return "".join(words)


def split(text: str, limit: int) -> list[str]:
    """Cut into parts of at most `limit` UTF-16 units, each valid by itself; blank parts are left out.

    Where the tags leave no room for words, the parts come without them. Raises `BadMarkup`.
    """
    if limit < SMALLEST_LIMIT:
        raise ValueError(f"limit {limit} is less than {SMALLEST_LIMIT}")
    rest = _characters(_without_empty(parse(text)))
    parts: list[list[Piece]] = []
    while not _blank(rest):
        part, rest = _cut(rest, limit)
        if not part:
            return split(escape(plain(text)), limit)
        parts.append(part)
    return ["".join(piece.source for piece in part) for part in parts if not _blank(part)]


@remembered(REMEMBERED)
def parse(text: str) -> tuple[Piece, ...]:
    """Read our markup into pieces whose sources, put together, are the text. Raises `BadMarkup`."""
    return tuple(map(_piece, _read(text)))


def check(text: str) -> None:
    """Raise `BadMarkup` for what is not our markup."""
    for _ in _read(text):
        pass


def _read(text: str) -> Iterator[re.Match[str]]:
    opened: list[str] = []
    place = 0
    for found in _PIECE.finditer(text):
        if found.start() != place:
            break
        place = found.end()
        match found.lastgroup:
            case "tag":
                opened.append(found["tag"])
            case "url":
                if "a" in opened or not _url(found):
                    raise BadMarkup("a link without URL or within a link")
                opened.append("a")
            case "end":
                if not opened or opened.pop() != found["end"]:
                    raise BadMarkup(f"</{found['end']}> closes nothing")
        yield found
    if place < len(text):
        raise BadMarkup(f"a malformed tag or entity, or a bare sign, at character {place}")
    if opened:
        raise BadMarkup(f"<{opened[-1]}> is not closed")


def _piece(found: re.Match[str]) -> Piece:
    source = found[0]
    match found.lastgroup:
        case "entity":
            return Piece(source, html.unescape(source))
        case "tag":
            return Piece(source, opens=found["tag"])
        case "url":
            return Piece(source, opens="a", url=_url(found))
        case "end":
            return Piece(source, closes=found["end"])
        case _:
            return Piece(source, source)


def _url(found: re.Match[str]) -> str:
    return html.unescape(found["url"]).strip()


def _without_empty(pieces: Iterable[Piece]) -> list[Piece]:
    """The same pieces, but without tags that hold nothing."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.closes and kept and kept[-1].opens:
            kept.pop()
        else:
            kept.append(piece)
    return kept


def _characters(pieces: Iterable[Piece]) -> list[Piece]:
    """The same pieces, but the runs of plain words taken apart into characters."""
    return [
        part
        for piece in pieces
        for part in ([Piece(sign, sign) for sign in piece.text] if piece.text == piece.source else [piece])
    ]


def _cut(pieces: list[Piece], limit: int) -> tuple[list[Piece], list[Piece]]:
    """The longest good first part and the rest; tags open between them are closed and opened again.

    An empty part says that there is no room.
    """
    end = _fitting(pieces, limit)
    if end == len(pieces):
        return pieces, []
    end = _good_end(pieces, end)
    part, rest = pieces[:end], pieces[end:]
    if not any(piece.text for piece in part):
        return [], pieces
    opened = _open_tags(part)
    closing = [Piece(f"</{tag.opens}>", closes=tag.opens) for tag in reversed(opened)]
    start = next((at for at, piece in enumerate(rest) if not piece.text.isspace()), len(rest))
    return part + closing, _without_empty(opened + rest[start:])


def _fitting(pieces: list[Piece], limit: int) -> int:
    """How many pieces fit, together with the end tags of what they leave open."""
    size = closing = 0
    for count, piece in enumerate(pieces):
        size += units(piece.source)
        closing += len(f"</{piece.opens}>") if piece.opens else 0
        closing -= len(piece.source) if piece.closes else 0
        if size + closing > limit:
            return count
    return len(pieces)


def _good_end(pieces: list[Piece], end: int) -> int:
    """Step back from `end` to the end of a paragraph, line or word, if there is one in the second half."""
    letters = "".join(piece.text or "\0" for piece in pieces[: end + 1])
    for gap in ("\n\n", "\n", " "):
        at = letters.rfind(gap, end // 2)
        if at > 0 and letters[:at].strip("\0 \n"):
            return at
    while end and pieces[end - 1].opens:
        end -= 1
    return end


def _open_tags(pieces: Iterable[Piece]) -> list[Piece]:
    opened: list[Piece] = []
    for piece in pieces:
        if piece.opens:
            opened.append(piece)
        elif piece.closes:
            opened.pop()
    return opened


def _blank(pieces: Iterable[Piece]) -> bool:
    return not any(piece.text.strip() for piece in pieces)
