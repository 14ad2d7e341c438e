"""Answers to invitations, seats and those who wait for one, and attendance: one row for each event and person.

Seats are for those who come in person. Whoever finds none waits, and the one who has waited longest gets the next. In a
course no school has more seats than its quota, and whoever has one comes to all sessions without being asked again.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction


class Answer(StrEnum):
    """What somebody has said to an invitation."""

    YES = "yes"
    """In person: takes a seat, or waits for one."""
    ONLINE = "online"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rsvp:
    """Somebody and an event. `invited_at` is None for whoever came by themselves, `answer` for the silent."""

    event: int
    participant: int
    invited_at: int | None
    answer: str | None
    reason: str
    answered_at: int | None
    queued_at: int | None
    attended_at: int | None

    @property
    def waits(self) -> bool:
        """Whether they would come and have no seat."""
        return self.answer == Answer.YES and self.queued_at is not None

    @property
    def comes(self) -> bool:
        """Whether they are expected, here or online."""
        return self.answer in (Answer.YES, Answer.ONLINE) and not self.waits


@dataclass(frozen=True, slots=True)
class Counts:
    """How many. `yes` have a seat, `waiting` have none; whoever came by themselves is not `invited`."""

    invited: int
    yes: int
    online: int
    no: int
    silent: int
    waiting: int
    came: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as those who hold the event see them; `phone`, `answer` and `reason` are empty where there is none."""

    participant: int
    name: str
    phone: str
    organisation: str
    answer: str
    reason: str
    invited_at: int | None
    queued_at: int | None
    attended_at: int | None


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event as one of somebody's own; `answer` is None while there is none."""

    id: int
    kind: str
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    cancelled_at: int | None
    answer: str | None
    queued_at: int | None
    attended_at: int | None


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who has not answered, and their hours."""

    participant: int
    invited_at: int
    time_zone: str
    digest_at: str
    quiet_hours: str


@dataclass(frozen=True, slots=True)
class _Hall:
    seated: int
    waiting: int


@dataclass(frozen=True, slots=True)
class _Held:
    id: int
    share: int | None


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def invite(tx: Transaction, event: int, people: Collection[int], *, now: int) -> None:
    """These are invited; what they have answered before stays."""
    await tx.run("rsvps.invite", event=event, participants=json.dumps(sorted(people)), now=now)


async def uninvite(tx: Transaction, event: int, broadcast: int, *, since: int) -> None:
    """Those whom this invitation, begun then, has not reached are invited no more, unless they have answered."""
    await tx.run("rsvps.uninvite", event=event, broadcast=broadcast, since=since)


async def hold(tx: Transaction, event: int) -> bool:
    """From now on nobody else gives seats of this event; what is read of it afterwards holds. False: there is none."""
    return await _held(tx, event) is not None


async def by(tx: Transaction, event: int, participant: int) -> Rsvp | None:
    """None for somebody who is not invited and has not answered either."""
    return await tx.one(Rsvp, "rsvps.by", event=event, participant=participant)


async def answer(tx: Transaction, event: int, participant: int, answer: str, now: int,
                 capacity: int | None) -> list[int]:
    """Write it down; who else has got a seat by it, and is to be told. The same answer again changes nothing."""
    held = await _held(tx, event)
    found = await by(tx, event, participant)
    before = found.answer if found else None
    if before != answer:
        queued_at = await _last_in_queue(tx, event, now) if answer == Answer.YES else None
        await tx.run("rsvps.put", event=event, participant=participant, answer=answer, queued_at=queued_at, now=now)
        if held and held.share is not None:
            await tx.run("rsvps.represent", event=event, participant=participant)
    if Answer.YES not in (before, answer):
        return []  # no seat was taken or left
    return [each for each in await promote(tx, event, capacity, now) if each != participant]


async def promote(tx: Transaction, event: int, capacity: int | None, now: int) -> list[int]:
    """Give the seats that are free to those who have waited longest; who has got one, and is to be told.

    To be called after there are more seats; without a `capacity` there is one for everybody. With fewer seats than
    before nobody loses theirs.
    """
    held = await _held(tx, event)
    is_course = held is not None and held.share is not None
    hall = await tx.one(_Hall, "rsvps.hall", event=event)
    assert hall
    seats = hall.waiting if capacity is None else min(hall.waiting, capacity - hall.seated)
    query = "rsvps.promote_of_schools" if is_course else "rsvps.promote"
    got = sorted(row.id for row in await tx.all(_Id, query, event=event, seats=seats)) if seats > 0 else []
    if is_course:
        await follow(tx, event, now)
    return got


async def follow(tx: Transaction, course: int, now: int) -> None:
    """Its sessions are for those who have a seat in it: after a seat was given or left, or a session is new."""
    await tx.run("rsvps.follow", event=course, now=now)
    await tx.run("rsvps.unfollow", event=course, now=now)


async def say_why(tx: Transaction, event: int, participant: int, reason: str) -> bool:
    """Why somebody does not come; False where they have not said that."""
    return await tx.run("rsvps.say_why", event=event, participant=participant, reason=reason)


async def seated(tx: Transaction, event: int) -> int:
    """How many seats are taken."""
    return await tx.integer("rsvps.seated", event=event)


async def place(tx: Transaction, event: int, participant: int) -> int:
    """Somebody's place among those who wait, from 1; 0 where they do not wait."""
    return await tx.integer("rsvps.place", event=event, participant=participant)


async def counts(tx: Transaction, event: int) -> Counts:
    """How many are invited, come, do not, are silent, wait and came."""
    found = await tx.one(Counts, "rsvps.counts", event=event)
    assert found
    return found


async def whom(tx: Transaction, event: int) -> list[Listed]:
    """Everybody, by name."""
    return await tx.all(Listed, "rsvps.whom", event=event)


async def of_participant(tx: Transaction, participant: int, *, since: int) -> list[OwnEvent]:
    """To which somebody is invited or has said something, and which end after this instant; the first first."""
    return await tx.all(OwnEvent, "rsvps.of_participant", participant=participant, since=since)


async def ahead(tx: Transaction, participant: int, *, now: int) -> int:
    """How many of these are to come, or go on."""
    return await tx.integer("rsvps.ahead", participant=participant, now=now)


async def silent(tx: Transaction, event: int, people: Collection[int] | None = None) -> list[Silent]:
    """Who is invited and has not answered, of all or of these people; nobody without a role."""
    if people is None:
        return await tx.all(Silent, "rsvps.silent", event=event)
    return await tx.all(Silent, "rsvps.silent_of", event=event, participants=json.dumps(sorted(people)))


async def awaiting(tx: Transaction, participant: int, *, now: int) -> list[int]:
    """The events ahead to which somebody is invited and has said nothing."""
    return [row.id for row in await tx.all(_Id, "rsvps.awaiting", participant=participant, now=now)]


async def _held(tx: Transaction, event: int) -> _Held | None:
    return await tx.one(_Held, "rsvps.hold", event=event)


async def _last_in_queue(tx: Transaction, event: int, now: int) -> int:
    """Behind everybody, also behind whoever came within the same second."""
    return max(now, await tx.integer("rsvps.last_queued", event=event) + 1)
