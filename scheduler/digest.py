"""What is due → one message a day for each participant, in their zone, on working days, outside quiet hours.

A tick looks only at what is due. Before anything is said, it is checked again; what does not go today waits for
the next working morning.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby

from messages.catalogue import Catalogue
from messages.post import letters, post_all
from messages.replies import Reply
from messages.updates import Address
from scheduler import planner, reviewing
from scheduler.briefing import MATTERS, TEMPLATE, Briefing, compose
from scheduler.clock import Clock
from scheduler.due import Due, look_up, reports
from scheduler.waiting import Asked, Waiting
from scheduler.workdays import Rhythm
from storage import participants, reminders, reviews, sheets
from storage.database import Database, OutOfReach, Transaction
from storage.outbox import Fresh, Lane
from storage.participants import Home
from storage.reminders import Closed, Outcome, Person

LIMIT = 250
"""People in one round and one commit; who is left over comes first in the next."""
SETBACK = 3600
"""Seconds for which a person is set aside whose digest has failed, so that they do not hold up the others."""

log = logging.getLogger(__name__)


Wording = Callable[[Transaction, int], Awaitable[Catalogue]]


@dataclass(frozen=True, slots=True)
class Morning:
    """Somebody, the day that it is for them, and the reason under which its digest goes out."""

    person: Person
    rhythm: Rhythm
    day: date
    reason: str

    @staticmethod
    def of(person: Person, now: int) -> "Morning":
        rhythm = _rhythm(person)
        day = rhythm.day(now)
        return Morning(person, rhythm, day, f"digest:{person.id}:{day}")


@dataclass(slots=True)
class Round:
    """What one look has told of all who are served together, and what is to become of their reminders."""

    now: int
    standing: Mapping[int, planner.Rungs]
    told: frozenset[int]
    homes: Mapping[int, Home]
    letters: list[Fresh] = field(default_factory=list)
    carried: list[tuple[Fresh, list[int]]] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    moved: list[tuple[int, int]] = field(default_factory=list)
    turned: set[int] = field(default_factory=set)
    """Reports of which was spoken, or which wait for somebody else by now: the next reminder is planned."""

    def close(self, ids: Iterable[int], outcome: Outcome) -> None:
        self.closed += [Closed(id, outcome) for id in ids]

    def turn(self, due: Due) -> None:
        self.turned |= {each.task for each in due.matters if each.rung.startswith(reviewing.RUNG)}

    def move(self, ids: Iterable[int], fire_at: int) -> None:
        self.moved += [(id, fire_at) for id in ids]


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
        for template in (TEMPLATE, MATTERS):
            catalogue.prepare(template)

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
        found = await look_up(tx, share, now)
        people = await reminders.people(tx, share)
        mornings = {id: Morning.of(person, now) for id, person in people.items()}
        round = Round(
            now=now,
            standing=await planner.standing(tx, {matter.task for each in found.values() for matter in each.matters},
                                            now),
            told=await reminders.digests_gone(tx, {id: morning.reason for id, morning in mornings.items()}),
            homes=await participants.homes(tx, share),
        )
        words = {programme: await self._words(tx, programme) for programme in {p.programme for p in people.values()}}
        for participant, each in found.items():
            if morning := mornings.get(participant):
                _serve(words[morning.person.programme], morning, each, round)
            else:
                round.close(each.ids(), Outcome.STALE)
                round.turn(each)
        await _record(tx, round)
        return len(round.carried)

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
    found = await look_up(tx, [participant], now)
    await reminders.move(tx, found[participant].ids(), now + SETBACK)


def _serve(catalogue: Catalogue, morning: Morning, due: Due, round: Round) -> None:
    """Say to one person what is due for them, or put it off."""
    rhythm, now = morning.rhythm, round.now
    if not rhythm.open(now):
        round.move(due.ids(), rhythm.next_slot(now))
    elif morning.person.id in round.told:
        round.move(due.ids(), rhythm.slot_after(morning.day))
    else:
        _say(catalogue, morning, due, round)


async def _record(tx: Transaction, round: Round) -> None:
    planned = await post_all(tx, round.letters, now=round.now)
    for letter, live in round.carried:
        delivery = planned.get((letter.channel, letter.user, letter.reason))
        round.closed += [Closed(id, Outcome.DIGEST, delivery) for id in live]
    await reminders.close_all(tx, round.closed, now=round.now)
    for fire_at, moved in groupby(sorted(round.moved, key=lambda move: move[1]), key=lambda move: move[1]):
        await reminders.move(tx, [id for id, _ in moved], fire_at)
    await planner.plan_tasks(tx, sorted(round.turned), round.now)


async def welcome(tx: Transaction, catalogue: Catalogue, participant: int, now: int) -> Reply:
    """Everything that is open, for somebody who has just joined; their old rungs are not told one by one."""
    person = await reminders.person(tx, participant)
    if person is None:
        raise ValueError(f"participant {participant} has not joined or has no role")
    rhythm = _rhythm(person)
    today = rhythm.day(now)
    own = await reminders.own_open(tx, participant)
    mine = {task.task for task in own}
    late = await reminders.watched_late(tx, participant, today.isoformat())
    watched = tuple(task for task in late if task.task not in mine)
    waves = {each.wave: Asked(each.wave, each.survey, each.closes_on)
             for each in await sheets.due(tx, participant, today.isoformat()) if each.waits_for(participant)}
    waits = Waiting(tuple(waves.values()), reports=reports(await reviews.waiting(tx, participant), rhythm))
    return compose(catalogue, Briefing(person.name, today, tuple(own), watched, waits), "digest/welcome")


async def reopen(tx: Transaction, deliveries: Iterable[int], now: int) -> None:
    """Their digests have expired unsent: what they said goes into the next ones."""
    for delivery in deliveries:
        rows = await reminders.of_delivery(tx, delivery)
        for participant, own in groupby(rows, key=lambda row: row.participant):
            person = await reminders.person(tx, participant)
            if person is not None:
                await reminders.reopen(tx, [row.id for row in own], _rhythm(person).next_slot(now))


def _say(catalogue: Catalogue, morning: Morning, due: Due, round: Round) -> None:
    person, rhythm, today = morning.person, morning.rhythm, morning.day.isoformat()
    live = due.live(person.id, round.standing, today)
    round.turn(due)
    if gone := {*due.ids()} - {*live.ids()}:
        round.close(gone, Outcome.STALE)
    home = round.homes.get(person.id)
    if not live.ids() or home is None:
        round.close(live.ids(), Outcome.NO_ADDRESS)
        return
    own = letters(
        address=Address(home.channel, home.user), participant=person.id,
        reply=compose(catalogue, live.briefing(person.name, morning.day, rhythm)), lane=Lane.REMINDER,
        reason=morning.reason, not_before=round.now, expires_at=rhythm.closes(morning.day),
    )
    round.letters += own
    round.carried.append((own[-1], live.ids()))


def _rhythm(person: Person) -> Rhythm:
    return Rhythm(person.time_zone, person.digest_at, person.quiet_hours)

