"""What is due → one message a day for each participant, in their zone, on working days, outside quiet hours.

A tick looks only at what is due. Before anything is said, it is checked again; what does not go today waits for
the next working morning.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from messages.catalogue import Catalogue
from messages.post import post
from messages.replies import Reply
from messages.updates import Address
from scheduler import planner
from scheduler.briefing import Briefing, compose
from scheduler.clock import Clock
from scheduler.workdays import Rhythm
from storage import participants, reminders
from storage.database import Database, OutOfReach, Transaction
from storage.outbox import Lane
from storage.reminders import DueMatter, Outcome, Person, Reminder

LIMIT = 250
"""People in one round and one commit; who is left over comes first in the next."""
SETBACK = 3600
"""Seconds for which a person is set aside whose digest has failed, so that they do not hold up the others."""

_OWN = ("before:", "after:")

log = logging.getLogger(__name__)


Wording = Callable[[Transaction, int], Awaitable[Catalogue]]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for one person, and which rungs concern whom as things are now."""

    rows: Sequence[Reminder]
    standing: frozenset[planner.Key]


class Digest:
    """Turns due reminders into digests; call `tick` as often as you like, on any number of replicas.

    `wording` finds the words of a programme, where it has its own.
    """

    def __init__(self, database: Database, catalogue: Catalogue, clock: Clock, *, limit: int = LIMIT,
                 wording: Wording | None = None) -> None:
        self._database = database
        self._catalogue = catalogue
        self._wording = wording
        self._clock = clock
        self._limit = limit

    async def tick(self) -> int:
        """One round; how many digests were put into the outbox."""
        now = self._clock.now()
        due = await self._database.look(partial(reminders.due_participants, now=now, limit=self._limit))
        shares = [due[place :: self._database.writers] for place in range(self._database.writers)]
        return sum(await asyncio.gather(*(self._served(share, now) for share in shares if share)))

    async def _served(self, share: Sequence[int], now: int) -> int:
        """Many in one transaction; if one of them fails, each is served alone."""
        try:
            return await self._database.work(partial(self._serve_all, share, now))
        except OutOfReach:
            raise
        except Exception as problem:
            log.info("%s digests are made one by one: %s", len(share), type(problem).__name__)
        return sum([await self._survive(participant, now) for participant in share])

    async def _serve_all(self, share: Sequence[int], now: int, tx: Transaction) -> int:
        due = {participant: await reminders.due(tx, participant, now=now) for participant in share}
        standing = await planner.standing(tx, {row.task for rows in due.values() for row in rows})
        words: dict[int, Catalogue] = {}
        sent = 0
        for participant, rows in due.items():
            person = await reminders.person(tx, participant)
            if person is None or not rows:
                await reminders.close(tx, _ids(rows), Outcome.STALE, now=now)
                continue
            if person.programme not in words:
                words[person.programme] = await self._words(tx, person.programme)
            sent += await _serve(tx, words[person.programme], person, Due(rows, standing), now)
        return sent

    async def _words(self, tx: Transaction, programme: int) -> Catalogue:
        return await self._wording(tx, programme) if self._wording else self._catalogue

    async def _survive(self, participant: int, now: int) -> int:
        try:
            return await self._database.work(partial(self._serve_all, (participant,), now))
        except OutOfReach:
            raise
        except Exception:
            log.exception("no digest for participant %s", participant, extra={"participant": participant})
        await self._database.work(partial(_set_back, participant, now))
        return 0


async def _set_back(participant: int, now: int, tx: Transaction) -> None:
    rows = await reminders.due(tx, participant, now=now)
    await reminders.move(tx, _ids(rows), now + SETBACK)


async def _serve(tx: Transaction, catalogue: Catalogue, person: Person, due: Due, now: int) -> bool:
    """Say to one person what is due for them, or put it off; whether a digest has gone out."""
    rhythm = _rhythm(person)
    reason = _reason(person, rhythm, now)
    if not rhythm.open(now):
        await reminders.move(tx, _ids(due.rows), rhythm.next_slot(now))
        return False
    if await reminders.digest_gone(tx, person.id, reason):
        await reminders.move(tx, _ids(due.rows), rhythm.slot_after(rhythm.day(now)))
        return False
    return await _send(tx, catalogue, person, due, now)


async def welcome(tx: Transaction, catalogue: Catalogue, participant: int, now: int) -> Reply:
    """Everything that is open, for somebody who has just joined; their old rungs are not told one by one."""
    person = await reminders.person(tx, participant)
    if person is None:
        raise ValueError(f"participant {participant} has not joined or has no role")
    today = _rhythm(person).day(now)
    own = await reminders.own_open(tx, participant)
    mine = {task.task for task in own}
    late = await reminders.watched_late(tx, participant, today.isoformat())
    watched = tuple(task for task in late if task.task not in mine)
    return compose(catalogue, Briefing(person.name, today, tuple(own), watched), "digest/welcome")


async def reopen(tx: Transaction, deliveries: Iterable[int], now: int) -> None:
    """Their digests have expired unsent: what they said goes into the next ones."""
    for delivery in deliveries:
        rows = await reminders.of_delivery(tx, delivery)
        for participant, own in groupby(rows, key=lambda row: row.participant):
            person = await reminders.person(tx, participant)
            if person is not None:
                await reminders.reopen(tx, _ids(own), _rhythm(person).next_slot(now))


async def _send(tx: Transaction, catalogue: Catalogue, person: Person, due: Due, now: int) -> bool:
    matters = await _live(tx, person, due, now)
    live = {matter.reminder for matter in matters}
    await reminders.close(tx, [row.id for row in due.rows if row.id not in live], Outcome.STALE, now=now)
    if not live:
        return False
    homes = await participants.open_addresses(tx, person.id)
    if not homes:
        await reminders.close(tx, live, Outcome.NO_ADDRESS, now=now)
        return False
    rhythm = _rhythm(person)
    today = rhythm.day(now)
    delivery = await post(
        tx, address=Address(homes[0].channel, homes[0].user), participant=person.id,
        reply=compose(catalogue, _briefing(person, rhythm, matters, now)), lane=Lane.REMINDER,
        reason=_reason(person, rhythm, now), now=now, expires_at=rhythm.closes(today),
    )
    await reminders.close(tx, live, Outcome.DIGEST, now=now, delivery=delivery)
    return True


async def _live(tx: Transaction, person: Person, due: Due, now: int) -> list[DueMatter]:
    """What still concerns the person: the task is open, and they are still in charge of it."""
    held = set(_ids(due.rows))
    return [
        matter for matter in await reminders.matters(tx, person.id, now=now)
        if matter.reminder in held and (matter.task, person.id, matter.rung) in due.standing
    ]


def _briefing(person: Person, rhythm: Rhythm, matters: Sequence[DueMatter], now: int) -> Briefing:
    """Each task once, though several of its rungs may have met on this day."""
    own = {matter.task: matter for matter in matters if matter.rung.startswith(_OWN)}
    watched = {matter.task: matter for matter in matters if matter.task not in own}
    return Briefing(person.name, rhythm.day(now), tuple(own.values()), tuple(watched.values()))


def _rhythm(person: Person) -> Rhythm:
    return Rhythm(person.time_zone, person.digest_at, person.quiet_hours)


def _reason(person: Person, rhythm: Rhythm, now: int) -> str:
    return f"digest:{person.id}:{rhythm.day(now)}"


def _ids(rows: Iterable[Reminder]) -> list[int]:
    return [row.id for row in rows]
