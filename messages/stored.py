"""A reply as the text that the outbox keeps, and back again."""

import json
from typing import Any

from messages.replies import Attachment, Button, Reply, Tone
from messages.updates import FileKind


def write(reply: Reply) -> str:
    """The reply as JSON text."""
    facts: dict[str, Any] = {"text": reply.text}
    if reply.rows:
        facts["rows"] = [[[b.label, b.payload, b.url, b.tone] for b in row] for row in reply.rows]
    if reply.attachment:
        file = reply.attachment
        facts["attachment"] = [file.kind, file.name, file.mime, file.file]
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read(content: str) -> Reply:
    """The reply that `write` made this text of. Raises `ValueError` or `KeyError` for any other text."""
    facts = json.loads(content)
    rows = tuple(tuple(map(_button, row)) for row in facts.get("rows", ()))
    file = facts.get("attachment")
    return Reply(facts["text"], rows, _attachment(*file) if file else None)


def _button(facts: list[str]) -> Button:
    label, payload, url, tone = facts
    return Button(label, payload, url, Tone(tone))


def _attachment(kind: str, name: str, mime: str, file: int) -> Attachment:
    return Attachment(FileKind(kind), name, mime, file)
