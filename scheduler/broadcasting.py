"""Broadcasts on their way: who gets one is written down when it begins, and then it is fed to the outbox in portions,
so that it can be paused at any moment and several share the pace of a messenger fairly.

Safe on any number of replicas and at any instant: a portion and the note of it are one transaction.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from zoneinfo import ZoneInfo

from messages.post import draw_random_id
from messages.replies import Reply
from messages.stored import read, write
from scheduler import addressing, assigning, chasing, sharing
from scheduler.clock import Clock
from scheduler.workdays import after_quiet
from storage import addressees, broadcasts, chats, events, history, outbox, parts, rsvps
from storage.addressees import NextPerson
from storage.broadcasts import Broadcast, Kind, State
from storage.database import Database, OutOfReach, Transaction
from storage.outbox import Lane, Recipient

AHEAD = 5.0
"""Seconds of a messenger's pace that lie ready in the outbox, shared by all broadcasts that go out."""
UNSERVED = 86_400
"""Seconds for which a broadcast waits for a messenger that is switched off."""
PORTION = 1000
"""Messages that one transaction plans, some 40 ms: people tap meanwhile."""
PARTS = 50
"""The same of messages that differ: each part has its own row of words."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a messenger takes: calls a second, and messages of one text that share a call."""

    rate: float
    peers: int

    def share(self, broadcasts: int, together: int) -> int:
        """Messages that one of so many broadcasts keeps ready; whole calls of so many."""
        ready = int(self.rate * AHEAD / max(1, broadcasts)) or 1
        return ready * together

    def together(self, sent: Broadcast) -> int:
        """How many of its messages share a call: none does that brings a file, or that is one school's own."""
        return 1 if sent.file is not None or sent.kind is Kind.EACH else self.peers


class _Step(IntEnum):
    """What one transaction has done; after `MORE` there is room for another portion."""

    NOTHING = 0
    MOVED = 1
    MORE = 2


Watch = Callable[[Transaction, Broadcast], Awaitable[bool]]
"""Tells the author how it goes; whether there was anything to tell."""


class Broadcasting:
    """Call `tick` as often as you like. `paces` are by channel; what goes elsewhere waits for its messenger."""

    def __init__(self, database: Database, clock: Clock, paces: Mapping[str, Pace], watch: Watch) -> None:
        self._database, self._clock, self._paces, self._watch = database, clock, paces, watch

    async def tick(self) -> bool:
        """As much of each as should lie ready; whether anything was planned or told."""
        now = self._clock.now()
        running = await self._database.look(partial(broadcasts.under_way, channels=self._paces.keys(), now=now))
        eager = sum(each.eager for each in running)
        moved = [await self._survive(each.id, eager, now) for each in running]
        return any(moved)

    async def _survive(self, id: int, of: int, now: int) -> bool:
        """Portion after portion: one a tick may be less than a quick messenger takes meanwhile."""
        moved = False
        try:
            while (step := await self._database.work(partial(self._further, id, of, now))) is _Step.MORE:
                moved = True
            moved |= step is _Step.MOVED
        except OutOfReach:
            raise
        except Exception:
            log.exception("broadcast %s does not get on", id, extra={"broadcast": id})
        return moved

    async def _further(self, id: int, of: int, now: int, tx: Transaction) -> _Step:
        sent = await broadcasts.hold(tx, id)
        if sent is None:
            return _Step.NOTHING
        if await is_late(tx, sent, now):
            await cancel(tx, id, now=now, real_now=int(self._clock.real()))
            await self._watch(tx, sent)
            return _Step.MOVED
        if sent.state is State.SCHEDULED and (sent.send_at or 0) <= now:  # it may just have been put off
            await begin(tx, sent, now=now)
        elif sent.state is not State.RUNNING:
            return _Step.NOTHING
        planned = await self._feed(tx, sent, of, now)
        if PORTION in planned:
            return _Step.MORE
        if not any(planned) and not await addressees.is_open(tx, id):
            await broadcasts.turn(tx, id, State.DONE, State.RUNNING, ended_at=now)
        told = await self._watch(tx, sent)
        return _Step.MOVED if told or any(planned) else _Step.NOTHING

    async def _feed(self, tx: Transaction, sent: Broadcast, of: int, now: int) -> list[int]:
        """How many were planned on each channel."""
        planned = []
        for channel in await addressees.channels(tx, sent.id):
            if channel not in self._paces:
                await self._unserved(tx, sent, channel, now)
            else:
                pace = self._paces[channel]
                together = pace.together(sent)
                room = pace.share(of, together) - await addressees.in_hand(tx, sent.id, channel, now=now)
                whole = room - room % together
                limit = min(whole, PORTION)
                planned.append(await feed(tx, sent, channel, limit=limit, now=now) if limit > 0 else 0)
        return planned

    async def _unserved(self, tx: Transaction, sent: Broadcast, channel: str, now: int) -> None:
        """A messenger may be switched off for a while, but nobody waits for it for ever."""
        await addressees.elsewhere(tx, sent.id, channel, self._paces.keys())
        if now - (sent.started_at or now) >= UNSERVED:
            await addressees.give_up(tx, sent.id, channel)


async def begin(tx: Transaction, sent: Broadcast, *, now: int) -> int:
    """Write down who gets it, as things and the author's rights are now; how many they are."""
    people = [] if sent.author is None else await sharing.recipients(tx, sent, sent.author)
    return await begin_for(tx, sent, people, now=now)


async def begin_for(tx: Transaction, sent: Broadcast, people: Collection[int], *, now: int) -> int:
    """The same for these people."""
    if not await broadcasts.start(tx, sent.id, now=now):
        return 0
    if sent.kind is Kind.EACH:
        await _share(tx, sent, frozenset(people))
    else:
        await addressees.put_people(tx, sent.id, people)
    if sent.kind is Kind.REQUEST:
        await assigning.assign(tx, sent, now=now)
    if sent.kind is Kind.INVITATION and sent.event is not None:  # whom to call; the others with their message
        await rsvps.invite(tx, sent.event, await addressees.missed(tx, sent.id), now=now)
    if sent.author is not None:
        await history.note(tx, f"{sent.kind}_sent", actor=sent.author, now=now, programme=sent.programme,
                           broadcast=sent.id, people=len(people))
    return len(people)


async def _share(tx: Transaction, sent: Broadcast, people: Collection[int]) -> None:
    """Each of these people gets the parts of their school."""
    if sent.author is not None:
        circle = await addressing.circle(tx, sent.programme, sent.author)
        shares = await sharing.shares(tx, sent, circle)
        await addressees.put_shares(tx, sent.id, [each for each in shares if each[0] in people])


async def announce(tx: Transaction, *, programme: int, event: int, reply: Reply, people: Collection[int], now: int,
                   author: int | None = None, expires_at: int | None = None) -> int:
    """Begin at once what an event has to say to these people. The broadcast's id."""
    id = await broadcasts.draft(tx, programme=programme, author=author, kind=Kind.NOTICE, lane=Lane.REMINDER,
                                content=write(reply), event=event, expires_at=expires_at, now=now)
    sent = await broadcasts.by_id(tx, id)
    assert sent is not None
    await begin_for(tx, sent, people, now=now)
    return id


async def feed(tx: Transaction, sent: Broadcast, channel: str, *, limit: int, now: int) -> int:
    """Plan the messages of those who come next on a channel, each for when their quiet hours are over; how many."""
    people = await _at_home(tx, sent.id, channel, min(limit, PARTS) if sent.kind is Kind.EACH else limit)
    for part in dict.fromkeys(each.part for each in people):
        await _plan(tx, sent, channel, part, [each for each in people if each.part == part], now)
    return len(people)


async def _plan(tx: Transaction, sent: Broadcast, channel: str, part: int, people: Sequence[NextPerson],
                now: int) -> None:
    """These get the same words."""
    recipients = [Recipient(channel, each.user, each.participant, draw_random_id(),
                            after_quiet(now, ZoneInfo(each.time_zone), each.quiet_hours)) for each in people]
    reason = f"broadcast:{sent.id}:{sent.round}" + (f":{part}" if part else "")
    reached = {each.participant for each in people}
    body = await (_body_of_part(tx, part) if part else _body(tx, sent))
    await outbox.put_copies(tx, body, recipients, lane=sent.lane, now=now, author=sent.author, reason=reason,
                            expires_at=sent.expires_at, broadcast=sent.id, part=part)
    await addressees.planned(tx, sent.id, reached, now=now, part=part)
    if sent.kind is Kind.INVITATION and sent.event is not None:
        await rsvps.invite(tx, sent.event, reached, now=now)
        await chasing.plan_event(tx, sent.event, now, reached)
    elif sent.kind is Kind.LETTER:
        await chasing.plan_letter(tx, sent.id, now, reached)


async def _at_home(tx: Transaction, id: int, channel: str, limit: int) -> list[NextPerson]:
    """Who comes next. An address may have been given up since it was written down, or be somebody else's by now."""
    people = await addressees.next_people(tx, id, channel, limit=limit)
    while strays := [(each.participant, each.part) for each in people if not each.here]:
        await addressees.rehome(tx, id, strays)
        people = await addressees.next_people(tx, id, channel, limit=limit)
    return people


async def pause(tx: Transaction, id: int, *, real_now: int) -> bool:
    """Nothing more goes out but what is already with the messenger; False where it does not go out."""
    sent = await broadcasts.wait_for(tx, id)
    if sent is None or not await broadcasts.turn(tx, id, State.PAUSED, State.RUNNING):
        return False
    await addressees.take_back(tx, id, real_now=real_now)
    return True


async def cancel(tx: Transaction, id: int, *, now: int, real_now: int) -> bool:
    """For good. Who has it has it; whom an invitation has not reached is not invited."""
    sent = await broadcasts.wait_for(tx, id)
    if not await broadcasts.turn(tx, id, State.CANCELLED, State.SCHEDULED, State.RUNNING, State.PAUSED, ended_at=now):
        return False
    await addressees.take_back(tx, id, real_now=real_now)
    await chats.recall(tx, id, real_now=real_now)
    if sent and sent.kind is Kind.INVITATION and sent.event is not None and sent.started_at is not None:
        await rsvps.uninvite(tx, sent.event, id, since=sent.started_at)
    return True


async def is_late(tx: Transaction, sent: Broadcast, now: int) -> bool:
    """Whether it invites to what has begun or does not take place."""
    if sent.kind is not Kind.INVITATION or sent.event is None:
        return False
    event = await events.by_id(tx, sent.event)
    return event is None or event.is_off or event.starts_at <= now


async def _body(tx: Transaction, sent: Broadcast) -> int:
    """All its messages point to one row, so that messengers that can take them together do."""
    if (known := await broadcasts.body(tx, sent.id)) is not None:
        return known
    body = await outbox.put_shared(tx, sent.content, sent.file)
    await broadcasts.set_body(tx, sent.id, body)
    return body


async def _body_of_part(tx: Transaction, id: int) -> int:
    """The same of one part."""
    if (known := await parts.body(tx, id)) is not None:
        return known
    part = await parts.by_id(tx, id)
    assert part is not None, "what goes out is not thrown away"
    body = await outbox.put_shared(tx, part.content, part.file)
    await parts.set_body(tx, id, body)
    return body


def reply_of(sent: Broadcast) -> Reply:
    """What people get."""
    return read(sent.content)
