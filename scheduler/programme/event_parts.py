"""`events.yaml` as it is written: the keys that may stand in it and what each may hold."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from scheduler.programme import words
from scheduler.programme.documents import Strict
from scheduler.programme.event import EventKind
from scheduler.programme.scalars import Answer, Clock, Code, Roles, Short, Text, Words, Zone

SLOTS = 60
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]+([0-9]{1,2}):([0-9]{2})(?::00)?")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_HOURS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
_SEATS = re.compile(r"[1-9][0-9]{0,5}")


def _moment(value: object) -> datetime:
    """A day and a time as the clocks of a place show them."""
    try:
        if found := _MOMENT.fullmatch(str(value).strip()):
            return datetime.combine(date.fromisoformat(found[1]), time(int(found[2]), int(found[3])))
    except ValueError:
        pass  # no such day or time
    raise PydanticCustomError("moment", "not a day with a time")


def _end(value: object) -> datetime | time:
    """The same, or only a time."""
    try:
        if found := _TIME.fullmatch(str(value).strip()):
            return time(int(found[1]), int(found[2]))
    except ValueError:
        raise PydanticCustomError("moment", "no such time") from None
    return _moment(value)


def _kind(value: object) -> EventKind:
    if (kind := words.EVENTS.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("event_kind", "no kind of event")
    return kind


def _minutes(value: object) -> int:
    text = str(value).strip()
    minutes = round(Decimal(text.replace(",", ".")) * 60) if _HOURS.fullmatch(text) else 0
    if not minutes:
        raise PydanticCustomError("hours", "no number of hours")
    return minutes


def _seats(value: object) -> int:
    if not _SEATS.fullmatch(text := str(value).strip()):
        raise PydanticCustomError("seats", "no number of seats")
    return int(text)


def link(value: str) -> str:
    """An address of the web. Raises what pydantic understands."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value)
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("link", "not an address of the web")
    return value


def _prose(value: str) -> str:
    return "\n".join(words.lines(value))


Moment = Annotated[datetime, BeforeValidator(_moment)]
End = Annotated[datetime | time, BeforeValidator(_end)]
Link = Annotated[Text, AfterValidator(link)]
Prose = Annotated[str, AfterValidator(_prose), Field(min_length=1, max_length=1000)]


class SlotPart(Strict):
    """One of `agenda:`"""

    at: Clock
    until: Clock | None = None
    title: Short
    speaker: Short | None = None


class EventPart(Strict):
    """One of `events:`"""

    code: Code
    kind: Annotated[EventKind, BeforeValidator(_kind)]
    title: Short | None = None
    starts: Moment
    ends: End
    time_zone: Zone | None = None
    place: Short | None = None
    directions: Prose | None = None
    link: Link | None = None
    about: Prose | None = None
    capacity: Annotated[int, BeforeValidator(_seats)] | None = None
    hours: Annotated[int, BeforeValidator(_minutes)] | None = None
    activity: Text | None = None
    roles: Roles = Field(default_factory=list)
    groups: Words = Field(default_factory=list)
    places: Words = Field(default_factory=list)
    subjects: Words = Field(default_factory=list)
    organisers: Words = Field(default_factory=list)
    agenda: Annotated[list[SlotPart], Field(max_length=SLOTS)] = Field(default_factory=list)
    guests: Answer = False
    feedback: Text | None = None


class EventsFile(Strict):
    """The whole file."""

    events: list[EventPart]


KEYS = (*EventsFile.model_fields, *EventPart.model_fields, *SlotPart.model_fields)
