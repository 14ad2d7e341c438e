"""Alarms to people: operators hear of a channel that stands still, by another one that works, and when it works again.

Safe on any number of replicas: each alarm has a reason that can be used once a day. What nobody can be told of stays
in /health, in the metrics and in the log.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue
from messages.messenger import Fault
from messages.post import post
from messages.updates import Address
from scheduler import unreachable
from scheduler.clock import Clock
from scheduler.workdays import Rhythm, after_quiet
from storage import oversight, participants, reminders, settings
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.participants import Home

log = logging.getLogger(__name__)

STANDS_AFTER = 120.0
"""Real seconds of standing still before a human is called: a replica may be taking over, a provider may hiccup."""
LOOK = 30.0
"""Real seconds between two looks at the channels."""
PEOPLE_LOOK = 600
"""Seconds of programme time between two looks at the people."""
USEFUL_FOR = 12 * 3600
"""An alarm that comes later than that has been overtaken."""

States = Callable[[], Mapping[str, str | None]]
"""Of each channel why it stands still: "" while it works, None where another process works it and knows better."""
Wording = Callable[[Transaction, int], Awaitable[Catalogue]]


class Alarms:
    """Call `tick` as often as you like. `title` is what people call a channel, `wording` finds a person's words."""

    def __init__(self, database: Database, clock: Clock, states: States, *, wording: Wording,
                 title: Callable[[str], str] = str) -> None:
        self._database, self._clock, self._states = database, clock, states
        self._wording, self._title = wording, title
        self._since: dict[str, float] = {}
        self._looked: float | None = None
        self._looked_at_people: int | None = None

    async def tick(self) -> int:
        """One round; how many messages were put into the outbox."""
        return await self._channels() + await self._people()

    async def _people(self) -> int:
        now = self._clock.now()
        if self._looked_at_people is not None and now < self._looked_at_people + PEOPLE_LOOK:
            return 0
        told = await unreachable.tell(self._database, self._wording, now)
        self._looked_at_people = now
        return told

    async def _channels(self) -> int:
        real, states = self._clock.monotonic(), self._states()
        for channel, why in states.items():
            if why:
                self._since.setdefault(channel, real)
            else:
                self._since.pop(channel, None)
        if self._looked is not None and real < self._looked + LOOK:
            return 0
        self._looked = real
        working = [channel for channel, why in states.items() if why == ""]
        told = [await self._relieve(channel, working) for channel in working]
        for channel, since in self._since.items():
            if real - since >= STANDS_AFTER:
                told.append(await self._alarm(channel, states[channel] or "", working, int(real - since)))
        return sum(told)

    async def _alarm(self, channel: str, why: str, working: Sequence[str], seconds: int) -> int:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            remembered = await settings.get(tx, _key(channel))
            since = int(remembered or now - seconds)
            if not remembered:
                await settings.put(tx, _key(channel), str(since))
                log.error("the channel %s has been standing still for %s s: %s", channel, seconds, why)
            return sum([await self._tell(tx, person, channel, why, since, working)
                        for person in await oversight.operators(tx)])

    async def _tell(self, tx: Transaction, operator: int, channel: str, why: str, since: int,
                    working: Sequence[str]) -> bool:
        """At most once a day, and not at night: whoever sleeps is told in the morning, if it still stands then."""
        now, person = self._clock.now(), await reminders.person(tx, operator)
        home = await _home(tx, operator, working)
        if person is None or home is None or after_quiet(now, ZoneInfo(person.time_zone), person.quiet_hours) > now:
            return False
        day = Rhythm(person.time_zone, person.digest_at, person.quiet_hours).day(now)
        reason = f"{_reason(channel)}{day}"
        if await reminders.digest_gone(tx, operator, reason):
            return False
        catalogue = await self._wording(tx, operator)
        reply = catalogue.say("alarm/stands", channel=self._title(channel), fault=Fault.of(why), since=since,
                              zone=person.time_zone)
        return await post(tx, address=Address(home.channel, home.user), participant=operator, reply=reply,
                          lane=Lane.TALK, reason=reason, now=now, expires_at=now + USEFUL_FOR) is not None

    async def _relieve(self, channel: str, working: Sequence[str]) -> int:
        """Tell those who were told of this standstill that it is over."""
        async with self._database.reading() as tx:
            if not await settings.get(tx, _key(channel)):
                return 0
        async with self._database.transaction() as tx:
            since = int(await settings.get(tx, _key(channel)) or 0)
            if not since:
                return 0
            await settings.put(tx, _key(channel), "")
            log.warning("the channel %s works again", channel)
            return sum([await self._tell_over(tx, person, channel, since, working)
                        for person in await oversight.operators(tx)
                        if await oversight.was_told(tx, person, _reason(channel), since=since)])

    async def _tell_over(self, tx: Transaction, operator: int, channel: str, since: int,
                         working: Sequence[str]) -> bool:
        now, person = self._clock.now(), await reminders.person(tx, operator)
        home = await _home(tx, operator, working)
        if person is None or home is None:
            return False
        reply = (await self._wording(tx, operator)).say("alarm/over", channel=self._title(channel))
        night_over = after_quiet(now, ZoneInfo(person.time_zone), person.quiet_hours)
        return await post(tx, address=Address(home.channel, home.user), participant=operator, reply=reply,
                          lane=Lane.TALK, reason=f"{_reason(channel)}over:{since}", now=now,
                          not_before=night_over) is not None


async def _home(tx: Transaction, participant: int, working: Sequence[str]) -> Home | None:
    """Where the person can be written to by a channel that works."""
    homes = await participants.open_addresses(tx, participant)
    return next((home for home in homes if home.channel in working), None)


def _key(channel: str) -> str:
    """Under which it is remembered since when a channel stands."""
    return f"alarm.{channel}"


def _reason(channel: str) -> str:
    return f"alarm:{channel}:"
