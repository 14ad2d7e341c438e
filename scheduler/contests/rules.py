"""What a contest goes by, as the storage keeps it: JSON beside its activity.

The criteria are questions of a survey. What they weigh stands here, for a question has no place for it: its `hint` is
read by people, its `calculation` says how an answer is worked out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from pydantic import TypeAdapter


class Apart(StrEnum):
    """How far an expert must stand from an application."""

    MUNICIPALITY = "municipality"
    """They belong to another municipality."""
    ORGANISATION = "organisation"
    """To another school: where one municipality calls its own schools, nobody would be left otherwise."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`survey` is the code of the sheet with the criteria, `weights` are fractions as text by their questions.

    `each` application gets so many reviews until the day `judged_by`. `experts` are the chosen ones; None: nobody has
    chosen yet, all are meant. `seed` decided the first distribution.
    """

    survey: str
    weights: Mapping[str, str]
    each: int
    judged_by: str
    apart: Apart = Apart.MUNICIPALITY
    experts: tuple[int, ...] | None = None
    seed: int = 0
    closed_at: int | None = None
    """Since when nobody may begin an application, if that was before its day."""
    told_at: int | None = None
    extra: Mapping[int, int] = field(default_factory=dict)
    """Reviews that single applications get beyond that."""

    def wanted(self, application: int) -> int:
        """How many reviews it is to have."""
        return self.each + self.extra.get(application, 0)

    def weight(self, question: str) -> Fraction:
        return Fraction(self.weights.get(question, "1"))


_rules = TypeAdapter(Rules)


def write(rules: Rules) -> str:
    return _rules.dump_json(rules, exclude_defaults=True).decode()


def read(text: str) -> Rules:
    """What `write` made this text of."""
    return _rules.validate_json(text)
