"""Who answers a question: the first rule of the programme that fits and finds somebody who is there.

Where no rule does: the curators of the asker's territory, else the coordinators of the municipality. Whoever is away is
stood in for by their deputy. Where all this finds nobody, the operators see it: no question goes nowhere.

A school's ask for help goes to its municipality first, whatever the rules say of questions; a list of asks to the
institute's curators and nobody else.
"""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scheduler.consulting.rules import Rule, Rules
from storage import answering, topics
from storage.answering import Place
from storage.consultations import Help
from storage.database import Transaction
from storage.participants import Role
from storage.topics import Topic

DEFAULT = (Rule(Role.CURATOR), Rule(Role.COORDINATOR))
HELPERS = (Rule(Role.COORDINATOR), Rule(Role.CURATOR))
DEPUTIES = 5
"""Deputies of deputies that are asked; a circle of them ends here."""


async def circle(tx: Transaction, rules: Rules, organisation: int, asker: int, topic: int | None, *,
                 now: int, help: Help = Help.NONE) -> list[int]:
    """The people who are to answer, each of whom can be written to; none where only operators are left."""
    async for place, found in _found(tx, order(rules, help), organisation, topic):
        if there := await present(tx, place.programme, found, asker, now=now, zone=place.time_zone):
            return there
    return []


async def has_institute(tx: Transaction, rules: Rules, organisation: int, asker: int) -> bool:
    """Whether there is a curator to whom a list could go, be they away today."""
    return any([{*found} - {asker} async for _, found in _found(tx, order(rules, Help.LIST), organisation, None)])


def order(rules: Rules, help: Help) -> tuple[Rule, ...]:
    """The rules that are tried one after the other."""
    match help:
        case Help.ASK:
            return HELPERS
        case Help.LIST:
            return (*(each for each in rules.routing if each.role is Role.CURATOR), Rule(Role.CURATOR))
        case _:
            return (*rules.routing, *DEFAULT)


async def _found(tx: Transaction, tried: Iterable[Rule], organisation: int,
                 topic: int | None) -> AsyncIterator[tuple[Place, list[int]]]:
    """Whom each rule that fits finds."""
    place = await answering.place(tx, organisation)
    if place is None:
        return
    matter = await topics.by_id(tx, topic) if topic else None
    groups = await answering.groups(tx, organisation)
    for rule in tried:
        if _fits(rule, place, groups, matter):
            subject = matter.subject if matter and rule.of_subject else ""
            yield place, await answering.found(tx, programme=place.programme, organisation=organisation,
                                               role=rule.role, subject=subject, everywhere=rule.everywhere)


async def present(tx: Transaction, programme: int, people: Iterable[int], asker: int, *, now: int,
                  zone: str) -> list[int]:
    """These people, or who stands in for them, as far as they can be reached; nobody answers themselves."""
    today = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(zone)).date().isoformat()
    standing = [await _standing(tx, programme, each, today) for each in people]
    return sorted({each for each in standing if each is not None and each != asker})


async def _standing(tx: Transaction, programme: int, participant: int, today: str) -> int | None:
    """The person, or the first of their deputies who is there."""
    person: int | None = participant
    for _ in range(DEPUTIES):
        if person is None or not await answering.may_answer(tx, person, programme):
            return None
        absence = await answering.away(tx, person, today)
        if absence is None:
            return person if await answering.reachable(tx, person) else None
        person = absence.deputy
    return None


def _fits(rule: Rule, place: Place, groups: frozenset[str], topic: Topic | None) -> bool:
    """Whether all that a rule names is so."""
    wanted = ((rule.topic, topic.code if topic else ""), (rule.municipality, place.municipality),
              (rule.school, place.code))
    if rule.of_subject and not (topic and topic.subject):
        return False
    return all(not said or said == found for said, found in wanted) and (not rule.group or rule.group in groups)
