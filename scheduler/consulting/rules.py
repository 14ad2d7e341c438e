"""The rules of a programme's desk as values: its hours, its terms, and who answers what. Stored as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from storage.participants import Role

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Rule:
    """Who answers, where all that is given holds. Codes of the programme; "" means any.

    `role` are those of that role who look after the asker's school, or `everywhere` those of the whole programme;
    `of_subject` only those who teach the topic's subject.
    """

    role: Role
    topic: str = ""
    municipality: str = ""
    school: str = ""
    group: str = ""
    of_subject: bool = False
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What the programme has promised to give of one kind of consultation: hours, a number, or both."""

    hours: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """`hours` are those of work, local to whoever answers. `answer` and `close` are working hours.

    After `remind` days of work without a word from the asker they are reminded, after `give_up` more it is closed.
    """

    hours: str = "09:00-18:00"
    answer: int = 9
    close: int = 45
    remind: int = 3
    give_up: int = 2
    routing: tuple[Rule, ...] = ()
    plan: Mapping[str, Plan] = field(default_factory=dict, hash=False)
    """By the kind of consultation: `individual`, `group`, `on_site`."""


def write(rules: Rules) -> str:
    """As the store keeps them."""
    return json.dumps(asdict(rules), ensure_ascii=False)


def read(written: str) -> Rules:
    """What `write` has written; the rules of the house for an empty text."""
    if not written:
        return Rules()
    facts: dict[str, Any] = json.loads(written)
    routing = tuple(Rule(**{**each, "role": Role(each["role"])}) for each in facts.pop("routing", ()))
    plan = {kind: Plan(**each) for kind, each in facts.pop("plan", {}).items()}
    return Rules(**facts, routing=routing, plan=plan)
