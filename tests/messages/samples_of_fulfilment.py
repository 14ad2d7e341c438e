"""Sample facts for the roadmap with its fulfilment; every branch, the longest titles."""

from collections.abc import Mapping
from typing import Any

from scheduler.fulfilment.appendix import SCOPE
from storage.fulfilment import Counts
from tests.messages.samples_of_rooms import SCHOOL
from tests.messages.samples_of_rooms import TITLE as PROGRAMME

LONGEST = (f"{SCHOOL}, " * 20)[:SCOPE]
STANDING: Mapping[str, Any] = {"title": PROGRAMME, "scope": LONGEST, "counts": Counts(47, 1234, 1000, 21)}

FULFILMENT: dict[str, tuple[Mapping[str, Any], ...]] = {
    "fulfilment/standing": (STANDING, {**STANDING, "scope": ""}, {**STANDING, "counts": Counts(1, 1, 0, 0)},
                            {**STANDING, "counts": Counts(0, 0, 0, 0)}),
    "fulfilment/file": tuple({"title": PROGRAMME, "points": 21, "form": form} for form in ("docx", "xlsx")),
    "fulfilment/file_name": ({"day": "2018-06-20"},),
    "fulfilment/not_yours": ({},),
}
