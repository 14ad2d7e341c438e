"""A Word file as the parts that matter here: its body, the definitions of its numbering and of its styles.

The only place that opens its archive and its XML. Names of elements are told without their namespace: Word writes one
of two, and both mean the same.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from scheduler.documents.safety import Refused, part
from scheduler.programme.mistakes import Kind

Element = Any
"""An element of lxml, which has no types of its own."""
_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordFile:
    """The roots of its parts; None where the file has no such part."""

    body: Element
    numbering: Element | None
    styles: Element | None


def opened(raw: bytes) -> WordFile | None:
    """The parts, or None where there is no body. Raises what zip and `safety` raise."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        main = _main(archive)
        folder = posixpath.dirname(main)
        root = _parsed(part(archive, main))
        body = next(children(root, "body"), None) if root is not None else None
        if body is None:
            return None
        return WordFile(body, *(_parsed(part(archive, f"{folder}/{name}.xml")) for name in ("numbering", "styles")))


def _main(archive: zipfile.ZipFile) -> str:
    """The name of the body's part, which some programs choose for themselves."""
    relations = _parsed(part(archive, "_rels/.rels"))
    for each in () if relations is None else relations:
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/")
    return _MAIN


def _parsed(xml: bytes) -> Element | None:
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                           remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(xml, safe) if xml else None
    except etree.XMLSyntaxError:
        raise Refused(Kind.PAPER_BROKEN) from None


def name(element: Element) -> str:
    """Its name without the namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def attribute(element: Element | None, wanted: str) -> str:
    """The attribute of this name in whichever namespace, or ""."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def children(element: Element | None, *wanted: str) -> Iterator[Element]:
    """Its children of these names, in their order."""
    for each in () if element is None else element:
        if name(each) in wanted:
            yield each


def child(element: Element | None, wanted: str) -> Element | None:
    """The first of them."""
    return next(children(element, wanted), None)


def value(element: Element | None, wanted: str) -> str:
    """What the child of this name holds as its `val`, or ""."""
    return attribute(child(element, wanted), "val")


def switched(element: Element | None, wanted: str) -> bool:
    """Whether the child of this name is there and not switched off."""
    found = child(element, wanted)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")
