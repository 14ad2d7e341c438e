"""Sample facts for the journal: five acts with everything, acts without, and an empty one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.audit import Act
from tests.messages.samples_of_rooms import NAME, SCHOOL, TITLE

ACT = Act(1527645600, "Asia/Irkutsk", NAME, "муниципальный координатор",
          "Задача оставлена после просьбы «Это не к нам»", f"{SCHOOL}; 1.2.10 {TITLE}", NAME,
          "30 мая 2018 года", "29 июня 2018 года")
BARE = replace(ACT, who="командная строка", where="", subject="", was="", became="")

AUDIT: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "audit/journal": ({"acts": [ACT] * 5}, {"acts": [BARE]}, {"acts": []}),
    "audit/not_allowed": ({},),
    "audit/verb": ({"verb": "accepted"}, {"verb": "something_new"}),
    "audit/value": ({"value": "open"}, {"value": "people:12"}, {"value": "2018-05-30"},
                    {"value": ""}, {"value": "something_new"}),
}
