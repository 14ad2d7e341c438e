"""Strips from words of others what the eye does not see: control, zero-width, direction-changing signs.

A name that carries them could break the layout, hide itself or turn the rest of a message around.
"""

import re

_NEWLINE = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACE = re.compile("[\t\v\f\xa0]")
# The ranges end with lone surrogates, which cannot be sent, and with the tags that spell invisible texts.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_STRAY_JOINER = re.compile("(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d|\u200d(?=\\s|$)")
"""The zero-width joiner is kept where it makes one picture of several (a family, a profession)."""
# One look tells whether any of the above has work to do: nearly always it has none.
_STRANGE = re.compile("|".join(each.pattern for each in (_NEWLINE, _SPACE, _UNSEEN)) + "|\u200d")


def visible_lines(text: str) -> str:
    """The same words with only what can be seen; the line breaks stay."""
    if not _STRANGE.search(text):
        return text
    text = _SPACE.sub(" ", _NEWLINE.sub("\n", text))
    return _STRAY_JOINER.sub("", _UNSEEN.sub("", text))


def visible(text: str) -> str:
    """The same, on one line."""
    return " ".join(visible_lines(text).split())
