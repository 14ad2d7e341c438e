"""The common markup of our texts → HTML that is safe to put into the page, whatever the text holds.

A text that is not our markup is shown letter by letter: a mistake must be seen, not vanish.
"""

import html
import re
from urllib.parse import urlsplit

from messages import markup

_UNFIT = re.compile(r"[\s\x00-\x1f]")


def to_html(text: str) -> str:
    """Balanced HTML of b, i, u, s, code, a and br only."""
    try:
        pieces = markup.parse(text)
    except markup.BadMarkup:
        return _words(text)
    return "".join(map(_piece, pieces))


def is_web_address(url: str) -> bool:
    """Only pages may be opened from a message: no scripts, no files, no other programs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _UNFIT.search(url)


def _piece(piece: markup.Piece) -> str:
    if piece.opens == "a":
        # A link that may not be opened keeps its words and leads nowhere.
        href = f' href="{html.escape(piece.url)}"' if is_web_address(piece.url) else ""
        return f'<a{href} target="_blank" rel="noopener noreferrer">'
    if piece.opens or piece.closes:
        return f"<{piece.opens}>" if piece.opens else f"</{piece.closes}>"
    return _words(piece.text)


def _words(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
