"""`programme.yaml` and `roadmap.yaml` as they are written: the keys that may stand in them and what each may hold."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from scheduler.programme.model import Level
from scheduler.programme.scalars import (
    Amount,
    Answer,
    Clock,
    Code,
    Consultation,
    Day,
    Days,
    Gap,
    Hours,
    OneRole,
    Quiet,
    Review,
    Short,
    Text,
    Words,
    Zone,
)
from storage.reviews import Order


def _topic(value: object) -> object:
    """Its title alone may stand for it."""
    return {"title": value} if isinstance(value, str) else value


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


class TopicPart(Strict):
    """One of `topics:`"""

    title: Short
    subject: Short | None = None


class PlanPart(Strict):
    """One kind of `consultations: plan:`"""

    hours: Amount | None = None
    count: Amount | None = None

    @model_validator(mode="after")
    def _promises(self) -> "PlanPart":
        if self.hours is None and self.count is None:
            raise PydanticCustomError("plan", "promises nothing")
        return self


class ConsultationsPart(Strict):
    """`consultations:`"""

    hours: Hours | None = None
    answer: Amount | None = None
    close: Amount | None = None
    remind: Amount | None = None
    give_up: Amount | None = None
    plan: dict[Consultation, PlanPart] = {}


class RulePart(Strict):
    """One rule of `routing:`"""

    to: OneRole
    topic: Text | None = None
    municipality: Text | None = None
    school: Text | None = None
    group: Text | None = None
    of_subject: Answer = False
    everywhere: Answer = False


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
    topics: dict[Code, Annotated[TopicPart, BeforeValidator(_topic)]] = {}
    consultations: ConsultationsPart | None = None
    routing: list[RulePart] = []
    help: dict[Code, Short] = {}
    assumed: list[Text] = []


class ActivityPart(Strict):
    """One row of `roadmap.yaml`."""

    number: Text
    title: Text
    due: Text
    owners: Annotated[Words, Field(min_length=1)]
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
            TopicPart,
            PlanPart,
            ConsultationsPart,
            RulePart,
            RoadmapFile,
            SectionPart,
            ActivityPart,
        )
        for name, field in part.model_fields.items()
    )
)
"""Every key of both files, to guess at a misspelt one."""
