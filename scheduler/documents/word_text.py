"""What a person reads in a paragraph of Word: without what was struck out, hidden or only refers to a footnote."""

from collections.abc import Iterator

from scheduler.documents.word_file import Element, child, name, switched
from scheduler.programme import words

_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "tbl", "sdtPr", "sdtEndPr", "footnoteReference",
                     "endnoteReference", "instrText", "delText", "delInstrText"})
"""Deleted and moved away; the second form of a drawing; marks of notes; codes of fields."""
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""What stands around rows, cells and paragraphs and changes nothing in them."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


def parts(element: Element, *wanted: str) -> Iterator[Element]:
    """The children of these names, content controls and tracked insertions opened."""
    for each in element:
        if name(each) in wanted:
            yield each
        elif name(each) in _WRAPPERS:
            yield from parts(each, *wanted)


def lines(paragraph: Element) -> tuple[str, ...]:
    """Its text, cut at line breaks, each line clean."""
    return words.lines("".join(_pieces(paragraph)))


def _pieces(element: Element) -> Iterator[str]:
    for each in element:
        kind = name(each)
        if kind == "t":
            yield each.text or ""
        elif kind in _SIGNS:
            yield _SIGNS[kind]
        elif kind == "p":  # of a text box
            yield "\n"
            yield from _pieces(each)
        elif kind not in _UNSEEN and not (kind == "r" and switched(child(each, "rPr"), "vanish")):
            yield from _pieces(each)


def has_picture(body: Element) -> bool:
    """Whether anything is drawn in it."""
    return any(name(each) in ("drawing", "pict", "object") for each in body.iter() if isinstance(each.tag, str))
