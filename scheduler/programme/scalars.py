"""What a single value of a YAML file may be: a day, a time, a zone, a role, a yes or no, as people write them."""

import re
from datetime import date, time
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from scheduler.consulting import worktime
from scheduler.programme import words
from storage.ledger import Kind
from storage.participants import Role
from storage.reviews import Order

SHORT = 200
"""Characters of a title or a place: they stand on buttons and in lists."""


def _zone(name: str) -> str:
    if not known_zone(name):
        raise PydanticCustomError("time_zone", "not a time zone")
    return name


def known_zone(name: str) -> bool:
    """Whether the machine knows the rules of this IANA zone."""
    return name in available_timezones()


def _clock(value: str) -> time:
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", value):
        raise PydanticCustomError("clock", "not a time of day")
    hours, minutes = value.split(":")
    return time(int(hours), int(minutes))


def _quiet(value: object) -> tuple[time, time]:
    start, dash, end = str(value).replace(" ", "").partition("-")
    if not dash:
        raise PydanticCustomError("quiet", "not a span of hours")
    return _clock(start), _clock(end)


def _day(value: object) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value)):
        raise PydanticCustomError("day", "not a day")
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("day", "not a day") from None


def listed(value: object) -> object:
    """One word may stand where several are allowed."""
    return [value] if isinstance(value, str) else value


def _answer(value: object) -> bool:
    answer = words.ANSWERS.get(words.fold(str(value)))
    if answer is None:
        raise PydanticCustomError("answer", "neither yes nor no")
    return answer


def _role(value: object) -> Role:
    if (role := words.ROLES.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("role", "no role")
    return role


def _order(value: object) -> Order:
    try:
        return Order(str(value))
    except ValueError:
        raise PydanticCustomError("review", "no way to judge") from None


def _hours(value: object) -> str:
    """The hours of work, in one way of writing."""
    start, _, end = words.fold(str(value)).replace(" ", "").partition("-")
    hours = f"{start:0>5}-{end:0>5}"
    try:
        worktime.bounds(hours)
    except ValueError:
        raise PydanticCustomError("work_hours", "not the hours of a day") from None
    return hours


def _amount(value: object) -> int:
    if not re.fullmatch("[1-9][0-9]{0,3}", str(value).strip()):
        raise PydanticCustomError("amount", "not a number of this size")
    return int(str(value))


def _consultation(value: object) -> Kind:
    if (kind := words.CONSULTATIONS.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("consultation", "no kind of consultation")
    return kind


def _short(value: str) -> str:
    if len(value) > SHORT:
        raise PydanticCustomError("short", "too long for a title")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(lambda value: _clock(str(value)))]
Quiet = Annotated[tuple[time, time], BeforeValidator(_quiet)]
Zone = Annotated[str, AfterValidator(_zone)]
Answer = Annotated[bool, BeforeValidator(_answer)]
Text = Annotated[str, AfterValidator(words.clean), Field(min_length=1, max_length=1000)]
Short = Annotated[str, AfterValidator(words.clean), AfterValidator(_short), Field(min_length=1)]
CODE = "^[a-z0-9][a-z0-9-]{0,39}$"
"""Of a programme, an event, a topic: it stands in keys and buttons."""
Code = Annotated[str, Field(pattern=CODE)]
Words = Annotated[list[Text], BeforeValidator(listed)]
OneRole = Annotated[Role, BeforeValidator(_role)]
Roles = Annotated[list[OneRole], BeforeValidator(listed)]
Review = Annotated[Order, BeforeValidator(_order)]
Days = Annotated[int, Field(ge=0, le=366)]
Gap = Annotated[int, Field(ge=1, le=366)]
Hours = Annotated[str, BeforeValidator(_hours)]
Amount = Annotated[int, BeforeValidator(_amount)]
Consultation = Annotated[Kind, BeforeValidator(_consultation)]
