"""An invented event as the storage gives it, for tests of words that need no database."""

from dataclasses import fields
from typing import Any

from storage.events import Event

EMPTY: dict[str, Any] = {"int": 0, "str": "", "bool": False}


def event(**facts: Any) -> Event:
    """An event that is nothing but what the facts say."""
    given = {each.name: EMPTY.get(str(getattr(each.type, "__name__", each.type))) for each in fields(Event)}
    return Event(**{**given, "id": 1, "kind": "seminar", **facts})
