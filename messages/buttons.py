"""A button's meaning as a value, and its writing in at most 64 ASCII bytes: `room:verb:fields`.

The meanings themselves stand in `meanings.py`. A payload proves nothing: who acts on it checks the rights.

What can go wrong:
* BadMeaning    a value that cannot be written on a button, a bug of ours
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from messages.replies import PAYLOAD_LIMIT

REMEMBERED = 1024
"""Payloads that are kept: the buttons of menus are written again and again."""
_NUMBER = re.compile(r"[0-9]{1,18}")
"""What fits the BIGINT of both databases; negative ids and pages do not exist."""
_NAME = re.compile(r"[a-z_]+:[a-z_]+")


class BadMeaning(ValueError):
    """A meaning that does not fit a button."""


class Meaning:
    """What pressing a button says. Kinds are frozen dataclasses under `@meaning("room:verb")`."""

    __slots__ = ()


M = TypeVar("M", bound=Meaning)
_kinds: dict[str, type[Meaning]] = {}
_names: dict[type[Meaning], str] = {}
_columns: dict[type[Meaning], tuple[Field[Any], ...]] = {}


def meaning(name: str) -> Callable[[type[M]], type[M]]:
    """Register a dataclass as the meaning `room:verb`; its fields are int, str or date."""

    def register(kind: type[M]) -> type[M]:
        strange = [field.name for field in _fields(kind) if field.type not in (int, str, date)]
        if not _NAME.fullmatch(name) or name in _kinds or strange:
            raise TypeError(f"{name} cannot be the meaning {kind.__name__} {strange}")
        _kinds[name] = kind
        _names[kind] = name
        return kind

    return register


def kinds() -> Mapping[str, type[Meaning]]:
    """All registered meanings by their names."""
    return _kinds


@lru_cache(REMEMBERED)
def encode(meaning: Meaning) -> str:
    """Write it down; fields at the end that have their defaults are left out. Raises `BadMeaning`."""
    values = [(field, getattr(meaning, field.name)) for field in _fields(type(meaning))]
    while values and values[-1][0].default == values[-1][1]:
        values.pop()
    payload = ":".join([_names[type(meaning)], *(_written(value) for _, value in values)])
    if len(payload) > PAYLOAD_LIMIT:
        raise BadMeaning(f"{payload!r} is longer than {PAYLOAD_LIMIT} bytes")
    return payload


def decode(payload: str) -> Meaning | None:
    """Read it back; None for all that `encode` would not have written."""
    try:
        read = _decoded(payload)
        return read if read is not None and encode(read) == payload else None
    except ValueError:
        return None


def _decoded(payload: str) -> Meaning | None:
    room, _, rest = payload.partition(":")
    verb, *parts = rest.split(":")
    kind = _kinds.get(f"{room}:{verb}")
    if kind is None or len(payload) > PAYLOAD_LIMIT:
        return None
    expected = _fields(kind)
    needed = sum(field.default is MISSING for field in expected)
    if not needed <= len(parts) <= len(expected):
        return None
    return kind(*[_read(field, part) for field, part in zip(expected, parts, strict=False)])


def _fields(kind: type[Meaning]) -> tuple[Field[Any], ...]:
    if kind not in _columns:
        _columns[kind] = fields(kind)  # type: ignore[arg-type]  # every registered kind is a dataclass, the base is not
    return _columns[kind]


def _written(value: int | str | date) -> str:
    if isinstance(value, str):
        return quote(value, safe="")
    text = str(value)
    if isinstance(value, int) and not _NUMBER.fullmatch(text):
        raise BadMeaning(f"{value} is not an id or a page")
    return text


def _read(field: Field[Any], part: str) -> int | str | date:
    if field.type is str:
        return unquote(part, errors="strict")
    if field.type is date:
        return date.fromisoformat(part)
    if not _NUMBER.fullmatch(part):
        raise BadMeaning(f"{part!r} is not a number")
    return int(part)
