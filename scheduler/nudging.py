"""People are written to who have still to do something: once a day each, when their quiet hours are over."""

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messages.post import letters, post_all
from messages.replies import Reply
from messages.updates import Address
from scheduler.workdays import after_quiet
from storage import participants, reminders
from storage.database import Transaction
from storage.outbox import Fresh, Lane


@dataclass(frozen=True, slots=True)
class Nudged:
    """How many are written to now, how many were today before, and how many cannot be."""

    now: int
    before: int
    absent: int


async def nudge(tx: Transaction, people: Collection[int], reply: Reply, *, reason: str, now: int) -> Nudged:
    """The same words for all of them; `reason` holds for one day."""
    homes = await participants.homes(tx, people)
    persons = await reminders.people(tx, sorted(homes))
    before = await reminders.digests_gone(tx, dict.fromkeys(persons, reason))
    planned: list[Fresh] = []
    told = 0
    for id, person in persons.items():
        if id in before:
            continue
        told += 1
        planned += letters(address=Address(homes[id].channel, homes[id].user), participant=id, reply=reply,
                           lane=Lane.REMINDER, reason=reason,
                           not_before=after_quiet(now, ZoneInfo(person.time_zone), person.quiet_hours))
    await post_all(tx, planned, now=now)
    return Nudged(told, len(before), len(people) - len(persons))
