"""The rows that a person gets of the documents that they have sent as plans; see `privacy_rows.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportSent:
    """A document, and what has become of it; an organisation's own plan may have been returned with words."""

    file: str
    programme: str
    organisation: str
    state: str
    words: str
    added_at: int
    decided_at: int | None
