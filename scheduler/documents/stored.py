"""A document as it is kept between two taps: JSON."""

from pydantic import TypeAdapter

from scheduler.documents.document import Document

_DOCUMENT = TypeAdapter(Document)


def write(document: Document) -> str:
    return _DOCUMENT.dump_json(document).decode()


def read(written: str) -> Document:
    found: Document = _DOCUMENT.validate_json(written)
    return found
