"""`programme.yaml` and `roadmap.yaml` as they are written: the keys that may stand in them and what each may hold."""

import re
from datetime import date, time
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from scheduler.programme import words
from scheduler.programme.model import Level
from storage.participants import Role
from storage.reviews import Order


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


Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(lambda value: _clock(str(value)))]
Quiet = Annotated[tuple[time, time], BeforeValidator(_quiet)]
Zone = Annotated[str, AfterValidator(_zone)]
Answer = Annotated[bool, BeforeValidator(_answer)]
Text = Annotated[str, AfterValidator(words.clean), Field(min_length=1, max_length=1000)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Words = Annotated[list[Text], BeforeValidator(listed)]
Roles = Annotated[list[Annotated[Role, BeforeValidator(_role)]], BeforeValidator(listed)]
Review = Annotated[Order, BeforeValidator(_order)]
Days = Annotated[int, Field(ge=0, le=366)]
Gap = Annotated[int, Field(ge=1, le=366)]


class Strict(BaseModel):
    """Takes no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodPart(Strict):
    """`period:`"""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


class AfterPart(Strict):
    """`ladder: after:`"""

    every: Gap
    times: Days


class EscalatePart(Strict):
    """`ladder: escalate:`"""

    coordinator: Days | None = None
    curator: Days | None = None


class LadderPart(Strict):
    """`ladder:`"""

    before: list[Days] = [14, 7, 3, 1, 0]
    after: AfterPart = AfterPart(every=3, times=3)
    escalate: EscalatePart = EscalatePart(coordinator=2, curator=7)


class ConsentPart(Strict):
    """`consent:`"""

    version: Text
    file: Text


class OwnerPart(Strict):
    """One word of `owners:`"""

    level: Level
    group: Text | None = None


class ProgrammeFile(Strict):
    """`programme.yaml` as it is written."""

    code: Code
    title: Text
    period: PeriodPart
    time_zone: Zone
    digest_at: Clock | None = None
    quiet_hours: Quiet | None = None
    ladder: LadderPart = LadderPart()
    review: Review = Order.IN_TURN
    consent: ConsentPart
    groups: dict[Code, Text] = {}
    owners: dict[Text, OwnerPart]
    routing: Annotated[list[Text], Field(max_length=0)] = []
    assumed: list[Text] = []


class ActivityPart(Strict):
    """One row of `roadmap.yaml`."""

    number: Text
    title: Text
    due: Text
    owners: Annotated[list[Text], BeforeValidator(listed), Field(min_length=1)]
    results: list[Text] = []
    evidence: Answer = True
    assumed: Answer = False


class SectionPart(Strict):
    """One section of `roadmap.yaml`."""

    number: Text
    title: Text
    activities: list[ActivityPart] = []


class RoadmapFile(Strict):
    """`roadmap.yaml` as it is written."""

    sections: list[SectionPart]


KEYS = tuple(
    dict.fromkeys(
        field.alias or name
        for part in (
            ProgrammeFile,
            PeriodPart,
            LadderPart,
            AfterPart,
            EscalatePart,
            ConsentPart,
            OwnerPart,
            RoadmapFile,
            SectionPart,
            ActivityPart,
        )
        for name, field in part.model_fields.items()
    )
)
"""Every key of both files, to guess at a misspelt one."""
