"""All that is stored of a person as one JSON document: Russian names, instants as local time, nothing in code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

import messages
from messages import markup, stored

CODED = frozenset({"role", "state", "verb", "outcome", "form", "was", "became", "channel"})
"""Fields whose values are codes, or a day, which stays as it is."""
WORDS = Path(messages.__path__[0]) / "templates" / "ru" / "privacy" / "export.yaml"


def document(everything: Mapping[str, Sequence[Any]], zone: ZoneInfo, now: int) -> bytes:
    """The document, in UTF-8. `everything` is by table, as `storage.privacy` gives it."""
    words = labels()
    made = {words["about"]["made_at"]: _moment(now, zone), words["about"]["about"]: words["about"]["text"]}
    tables = {words["tables"][table]: [_entry(row, words, zone) for row in rows] for table, rows in everything.items()}
    return json.dumps(made | tables, ensure_ascii=False, indent=2).encode()


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """The Russian names of tables, fields and values."""
    read: Mapping[str, Mapping[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def _entry(row: Any, words: Mapping[str, Mapping[str, str]], zone: ZoneInfo) -> dict[str, Any]:
    return {words["fields"][name]: _value(name, value, words["values"], zone) for name, value in asdict(row).items()}


def _value(name: str, value: Any, words: Mapping[str, str], zone: ZoneInfo) -> Any:
    if value is None or value == "":
        return None
    if name.endswith("_at"):
        return _moment(value, zone)
    if name in ("answers", "facts"):
        return json.loads(value)
    if name == "message":
        return _spoken(value)
    return words.get(str(value), value) if name in CODED else value


def _spoken(content: str) -> str:
    """The words of a message to them, as they saw them."""
    return markup.plain(stored.read(content).text)


def _moment(at: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).isoformat()
