"""What people have settled of a document: an answer as a value, and as the JSON in which it is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from scheduler.programme.model import Level, Owner
from storage.participants import Role


class Said(StrEnum):
    """What may be answered."""

    AS_READ = "as_read"
    """The deadline is what it was read as."""
    DAY = "day"
    NO_DATE = "no_date"
    SKIP = "skip"
    """These rows are not loaded."""
    OWNERS = "owners"
    NOBODY = "nobody"
    """The words mean nobody who has tasks here."""
    BOTH = "both"
    """Two rows that look the same are two."""
    ONE = "one"
    """They are one."""
    SAME = "same"
    """Two names are one person's."""
    OTHER = "other"
    """They are two people."""
    ROLE = "role"
    """The words mean this role."""
    WITHOUT = "without"
    """The row is loaded without this phone or address."""
    WHOLE = "whole"
    """Who is not in the list loses the roles that lists have given."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`day` belongs to `DAY`, `owners` to `OWNERS`, `role` to `ROLE`."""

    said: Said
    day: date | None = None
    owners: tuple[Owner, ...] = ()
    role: Role | None = None


Answers = Mapping[int, Answer]
"""By the number of the question."""


def write(answers: Answers) -> str:
    return json.dumps({str(question): _facts(answer) for question, answer in answers.items()}, ensure_ascii=False)


def read(written: str) -> dict[int, Answer]:
    return {int(question): _answer(facts) for question, facts in json.loads(written).items()}


def write_one(answer: Answer) -> str:
    return json.dumps(_facts(answer), ensure_ascii=False)


def read_one(written: str) -> Answer:
    return _answer(json.loads(written))


def _facts(answer: Answer) -> dict[str, Any]:
    facts: dict[str, Any] = {"said": answer.said.value}
    if answer.day:
        facts["day"] = answer.day.isoformat()
    if answer.owners:
        facts["owners"] = [[each.level.value, each.group, each.organisation] for each in answer.owners]
    if answer.role:
        facts["role"] = answer.role.value
    return facts


def _answer(facts: Mapping[str, Any]) -> Answer:
    owners = tuple(Owner(Level(level), group, organisation) for level, group, organisation in facts.get("owners", ()))
    return Answer(Said(facts["said"]), date.fromisoformat(facts["day"]) if "day" in facts else None, owners,
                  Role(facts["role"]) if "role" in facts else None)
