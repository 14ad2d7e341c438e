"""Formatting as a messenger tells of it → our own markup, valid whatever it tells. Pure; never raises.

Places are counted in UTF-16 units of the text, as Telegram and VK do.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise, takewhile

from messages import markup

KINDS = ("b", "i", "u", "s", "code", "a")
SPANS_LIMIT = 200
"""Telegram tells of a hundred at most; whoever tells of thousands may not keep us busy."""

_LINK = re.compile(r"(?:https?://|tg://|mailto:)[^\s\x00-\x1f\x7f\ud800-\udfff]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """So many units from `offset` on are of this kind, a tag of ours. What is of none is passed over."""

    kind: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """The same, in characters of the text and with the tag that opens it."""

    start: int
    end: int
    kind: str
    tag: str


_Tags = list[tuple[str, str]]
"""Kinds and the tags that open them, the outermost first."""


def styled(text: str, spans: Sequence[Span]) -> str:
    """The words in our markup, or nothing where no span applies: the words are plain then."""
    if not spans:
        return ""
    made = marked(text, spans)
    return made if made != markup.escape(text) else ""


def marked(text: str, spans: Sequence[Span]) -> str:
    """The words in our markup. Spans that cross are cut; of links over the same words the first one stands."""
    runs = sorted(islice(_runs(text, spans), SPANS_LIMIT), key=lambda run: (run.start, -run.end))
    borders = {0, len(text), *(run.start for run in runs), *(run.end for run in runs)}
    parts: list[str] = []
    opened: _Tags = []
    for start, end in pairwise(sorted(borders)):
        wanted = _wanted(runs, start)
        parts += (_change(opened, wanted), markup.escape(text[start:end]))
        opened = wanted
    return "".join(parts) + _change(opened, [])


def _runs(text: str, spans: Sequence[Span]) -> Iterator[_Run]:
    """Those spans that apply, without the part outside the text and without blanks at their ends.

    So a text may lose its outer blanks before or after it is marked, with the same result.
    """
    places = list(accumulate((2 if sign > "\uffff" else 1 for sign in text), initial=0))[:-1]
    for span in spans:
        start, end = bisect_left(places, span.offset), bisect_left(places, span.offset + span.length)
        words, tag = text[start:end], _tag(span)
        if tag and words.strip():
            start += len(words) - len(words.lstrip())
            yield _Run(start, start + len(words.strip()), span.kind, tag)


def _tag(span: Span) -> str:
    """What opens it; empty where it is none of ours, as a link that leads elsewhere than to a page or a person."""
    if span.kind != "a":
        return f"<{span.kind}>" if span.kind in KINDS else ""
    return f'<a href="{html.escape(span.url)}">' if _LINK.fullmatch(span.url) else ""


def _wanted(runs: Sequence[_Run], place: int) -> _Tags:
    """What is open there: of each kind one, so that no link stands in a link."""
    tags: dict[str, str] = {}
    for run in runs:
        if run.start <= place < run.end:
            tags.setdefault(run.kind, run.tag)
    return list(tags.items())


def _change(opened: _Tags, wanted: _Tags) -> str:
    """Close and open as little as leads from the one to the other."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(opened, wanted, strict=False))))
    closing = [f"</{kind}>" for kind, _ in reversed(opened[same:])]
    return "".join([*closing, *(tag for _, tag in wanted[same:])])
