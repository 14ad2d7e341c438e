"""A threshold that a result names. It stands apart from the document: an activity of a programme has them too."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    """«не менее 60 человек» → 60, «человек».

    `title` is the result's own text. `at_least` is False for «не более». `per` are the words of «от каждой школы».
    """

    title: str
    plan: Decimal
    unit: str
    at_least: bool = True
    per: str = ""
