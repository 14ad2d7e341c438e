"""All that is stored of a person as one JSON document: Russian names, instants as local time, nothing in code."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from messages import lexicon, markup, russian, stored
from scheduler.surveys import own
from storage.privacy_rows import SheetFilled

CODED = frozenset({"role", "state", "verb", "outcome", "form", "was", "became", "channel", "relation",
                   "coming", "post", "given"})
"""Fields whose values are codes, or a day, which stays as it is."""


def document(everything: Mapping[str, Sequence[Any]], zone: ZoneInfo, now: int) -> bytes:
    """The document, in UTF-8. `everything` is by table, as `storage.privacy` gives it."""
    words = labels()
    made = {words["about"]["made_at"]: _moment(now, zone), words["about"]["about"]: words["about"]["text"]}
    tables = {words["tables"][table]: [_entry(row, words, zone) for row in rows] for table, rows in everything.items()}
    return json.dumps(made | tables, ensure_ascii=False, indent=2).encode()


def labels() -> Mapping[str, Mapping[str, str]]:
    """The Russian names of tables, fields and values."""
    return lexicon.read("privacy/export")


def _entry(row: Any, words: Mapping[str, Mapping[str, str]], zone: ZoneInfo) -> dict[str, Any]:
    """What is not known is left out."""
    facts = own.in_words(row) if isinstance(row, SheetFilled) else asdict(row)
    values = {words["fields"][name]: _value(name, value, words, zone) for name, value in facts.items()}
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _value(name: str, value: Any, words: Mapping[str, Mapping[str, str]], zone: ZoneInfo) -> Any:
    if value is None or value == "":
        return None
    if name.endswith("_at"):
        return _moment(value, zone)
    if name == "answers":
        return list(_given(json.loads(value).get("answers")))
    if name == "facts":
        facts = json.loads(value)
        return {title: _named(key, facts[key], words) for key, title in words["facts"].items() if key in facts}
    if name == "rung":
        return _rung(value, words["rungs"])
    if name == "message":
        return _spoken(value)
    return _named(name, value, words)


def _named(name: str, value: Any, words: Mapping[str, Mapping[str, str]]) -> Any:
    return words["values"].get(str(value), value) if name in CODED else value


def _rung(rung: str, words: Mapping[str, str]) -> str:
    kind, _, number = rung.partition(":")
    if not number:
        return words[kind]
    return words[kind].format(days=russian.days(int(number))) if int(number) else words["same_day"]


def _given(answers: Any) -> Iterator[str]:
    """The words in the answers of a form, whatever its shape; files that came with them have a table of their own."""
    match answers:
        case str():
            yield from filter(None, [answers])
        case {"text": text, "ref": _}:
            yield from _given(text)
        case Mapping():
            yield from _given(list(answers.values()))
        case list():
            for each in answers:
                yield from _given(each)


def _spoken(content: str) -> str:
    """The words of a message to them, as they saw them."""
    return markup.plain(stored.read(content).text)


def _moment(at: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).isoformat()
