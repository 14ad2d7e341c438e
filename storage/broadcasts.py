"""Broadcasts: one message to many people, from its draft to what became of it with each of them.

`now` is programme time, `real_now` real time, both seconds UTC.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage import participants
from storage.database import Transaction
from storage.outbox import Lane
from storage.participants import Home


class Kind(StrEnum):
    """What a broadcast is."""

    MESSAGE = "message"
    LETTER = "letter"
    """Official: it has a button by which everybody confirms to have read it."""
    INVITATION = "invitation"
    NOTICE = "notice"
    """What an event has to say to those whom it concerns."""
    EACH = "each"
    """Every school gets its own part (`parts.py`)."""


class State(StrEnum):
    """Where it stands; the last two are ends."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class Fate(StrEnum):
    """What has become of it with one person; all but the first two are ends."""

    WAITING = "waiting"
    MOVING = "moving"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    ABSENT = "absent"
    """Nobody has an address of theirs."""
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`content` is a reply as the outbox keeps it, `audience` JSON. `words` are the author's own, without the line that
    names them; empty for what nobody signs. `watch_*`: the message that tells the author how it
    goes, what it said last, and when (real time).
    """

    id: int
    programme: int
    author: int | None
    kind: Kind
    event: int | None
    lane: Lane
    content: str
    file: int | None
    audience: str
    state: State
    send_at: int | None
    expires_at: int | None
    started_at: int | None
    ended_at: int | None
    round: int
    body: int | None
    watch_channel: str
    watch_user: str
    watch_ref: str
    watch_delivery: int | None
    watch_said: str
    watched_at: int
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A broadcast in a list; `author` is a name, `people` how many it goes to."""

    id: int
    kind: Kind
    content: str
    state: State
    send_at: int | None
    started_at: int | None
    created_at: int
    event: int | None
    author: str
    people: int


@dataclass(frozen=True, slots=True)
class NextPerson:
    """Whose turn it is, with which part (0: all get the same), and their quiet hours; `here` where the address is still
    theirs, and open.
    """

    participant: int
    part: int
    user: str
    time_zone: str
    quiet_hours: str
    here: int


@dataclass(frozen=True, slots=True)
class Going:
    """One that goes out, or is to begin; an eager one has something to put into the outbox now."""

    id: int
    eager: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why it failed with so many people."""

    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class _Fate:
    fate: Fate
    number: int


@dataclass(frozen=True, slots=True)
class _Click:
    button: int
    number: int


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Share:
    participant: int
    part: int


@dataclass(frozen=True, slots=True)
class _Back:
    id: int
    participant: int
    part: int


async def draft(tx: Transaction, *, programme: int, author: int | None, kind: Kind, lane: Lane, content: str,
                now: int, event: int | None = None, file: int | None = None, audience: str = "[]",
                expires_at: int | None = None) -> int:
    """Begin one. The id."""
    return await tx.integer("broadcasts.draft", programme=programme, author=author, kind=kind, event=event, lane=lane,
                            content=content, file=file, audience=audience, expires_at=expires_at, now=now)


async def by_id(tx: Transaction, id: int) -> Broadcast | None:
    return await tx.one(Broadcast, "broadcasts.by_id", id=id)


async def hold(tx: Transaction, id: int) -> Broadcast | None:
    """For this transaction nobody else takes it further; None where somebody already does."""
    return await by_id(tx, id) if await tx.run("broadcasts.hold", id=id) else None


async def wait_for(tx: Transaction, id: int) -> Broadcast | None:
    """As it is once whoever is sending has finished the portion."""
    await tx.run("broadcasts.wait_for", id=id)
    return await by_id(tx, id)


async def write(tx: Transaction, id: int, *, content: str, file: int | None, words: str = "") -> bool:
    """Another text; False once it goes out."""
    return await tx.run("broadcasts.write", id=id, content=content, file=file, words=words)


async def choose(tx: Transaction, id: int, audience: str) -> bool:
    """Another audience; False once it goes out."""
    return await tx.run("broadcasts.choose", id=id, audience=audience)


async def drop(tx: Transaction, id: int) -> bool:
    """Throw away what has not begun; False where it has."""
    await tx.run("broadcasts.wait_for", id=id)
    await tx.run("parts.drop", broadcast=id)
    return await tx.run("broadcasts.drop", id=id)


async def schedule(tx: Transaction, id: int, send_at: int) -> bool:
    """Let it begin at this instant."""
    return await tx.run("broadcasts.schedule", id=id, send_at=send_at)


async def start(tx: Transaction, id: int, *, now: int) -> bool:
    """Let it begin; False where it had begun."""
    return await tx.run("broadcasts.start", id=id, now=now)


async def turn(tx: Transaction, id: int, state: State, *sources: State, ended_at: int | None = None) -> bool:
    """To another state, if it is in one of these."""
    return await tx.run("broadcasts.turn", id=id, state=state, sources=json.dumps([[each] for each in sources]),
                        ended_at=ended_at)


async def next_round(tx: Transaction, id: int) -> bool:
    """Take up again all whom it did not reach, wherever they are now; False unless it has come to its end by itself."""
    if not await tx.run("broadcasts.next_round", id=id):
        return False
    missed = await tx.all(_Share, "broadcasts.unplan_missed", broadcast=id)
    await rehome(tx, id, [(row.participant, row.part) for row in missed])
    return True


async def resume(tx: Transaction, id: int) -> bool:
    """Let a paused one go on."""
    return await tx.run("broadcasts.resume", id=id)


async def rehome(tx: Transaction, id: int, shares: Collection[tuple[int, int]]) -> None:
    """Note where these people, each with a part, are to be written to by now; some of them may have no address left."""
    await tx.run("broadcasts.rehome", broadcast=id, people=await _at_home(tx, shares))


async def body(tx: Transaction, id: int) -> int | None:
    """By which row of the outbox it goes out; None where there is none, or none with words."""
    found = await tx.value("broadcasts.body", id=id)
    return None if found is None else int(found)


async def set_body(tx: Transaction, id: int, body: int) -> None:
    """By which row of the outbox it goes out."""
    await tx.run("broadcasts.set_body", id=id, body=body)


async def watch(tx: Transaction, id: int, *, channel: str, user: str, ref: str, real_now: int) -> None:
    """Where its author looks at how it goes, from now on; `ref` may be empty."""
    await tx.run("broadcasts.watch", id=id, channel=channel, user=user, ref=ref, real_now=real_now)


async def watched(tx: Transaction, id: int, *, ref: str, delivery: int | None, said: str, real_now: int) -> None:
    """What was told last, and by which delivery."""
    await tx.run("broadcasts.watched", id=id, ref=ref, delivery=delivery, said=said, real_now=real_now)


async def under_way(tx: Transaction, channels: Collection[str], *, now: int) -> list[Going]:
    """Those that go out over these channels or others, or are to begin."""
    return await tx.all(Going, "broadcasts.under_way", channels=json.dumps([[each] for each in channels]), now=now)


async def put_people(tx: Transaction, id: int, people: Collection[int]) -> None:
    """To whom it goes, each where they are to be written to now."""
    await put_shares(tx, id, [(each, 0) for each in people])


async def put_shares(tx: Transaction, id: int, shares: Collection[tuple[int, int]]) -> None:
    """The same where each gets a part of their own: person and part."""
    await tx.run("broadcasts.put_people", broadcast=id, people=await _at_home(tx, shares))


async def channels(tx: Transaction, id: int) -> list[str]:
    """Over which channels it has still to go out."""
    return [row.name for row in await tx.all(_Name, "broadcasts.channels", broadcast=id)]


async def next_people(tx: Transaction, id: int, channel: str, *, limit: int) -> list[NextPerson]:
    """Who comes next."""
    return await tx.all(NextPerson, "broadcasts.next_people", broadcast=id, channel=channel, limit=limit)


async def planned(tx: Transaction, id: int, people: Collection[int], *, now: int, part: int = 0) -> None:
    """Their messages are in the outbox."""
    await tx.run("broadcasts.planned", broadcast=id, part=part, participants=json.dumps(sorted(people)), now=now)


async def in_hand(tx: Transaction, id: int, channel: str, *, now: int) -> int:
    """How many of its messages may go now and have not gone."""
    return await tx.integer("broadcasts.in_hand", broadcast=id, channel=channel, now=now)


async def is_open(tx: Transaction, id: int) -> bool:
    """Whether anybody is still to get it."""
    return await tx.run("broadcasts.is_open", broadcast=id)


async def take_back(tx: Transaction, id: int, *, real_now: int) -> int:
    """What no messenger has heard of yet waits again; how many there were."""
    back = await tx.all(_Back, "broadcasts.take_back", broadcast=id, real_now=real_now)
    people = json.dumps(sorted({(row.participant, row.part) for row in back}))
    await tx.run("broadcasts.unplan", broadcast=id, people=people)
    return len(back)


async def fates(tx: Transaction, id: int) -> Mapping[Fate, int]:
    """What has become of it with how many people; each of them stands in one place."""
    found = {row.fate: row.number for row in await tx.all(_Fate, "broadcasts.fates", broadcast=id)}
    return {fate: found.get(fate, 0) for fate in Fate}


async def failures(tx: Transaction, id: int) -> list[Failure]:
    """Why it failed, the most frequent reason first."""
    return await tx.all(Failure, "broadcasts.failures", broadcast=id)


async def missed(tx: Transaction, id: int) -> list[int]:
    """Whom it has not reached and, as things are, will not."""
    return [row.id for row in await tx.all(_Id, "broadcasts.missed", broadcast=id)]


async def people(tx: Transaction, id: int) -> list[int]:
    """All to whom it goes."""
    return [row.id for row in await tx.all(_Id, "broadcasts.people", broadcast=id)]


async def is_for(tx: Transaction, id: int, participant: int) -> bool:
    """Whether it goes to this person."""
    return await tx.run("broadcasts.is_for", broadcast=id, participant=participant)


async def click(tx: Transaction, id: int, participant: int, button: int, *, now: int) -> bool:
    """Somebody to whom it goes has pressed a button; False for strangers and for a second press."""
    return await tx.run("broadcasts.click", broadcast=id, participant=participant, button=button, now=now)


async def clicks(tx: Transaction, id: int) -> dict[int, int]:
    """How many have pressed which button."""
    return {row.button: row.number for row in await tx.all(_Click, "broadcasts.clicks", broadcast=id)}


async def silent(tx: Transaction, id: int) -> list[int]:
    """Who has pressed nothing."""
    return [row.id for row in await tx.all(_Id, "broadcasts.silent", broadcast=id)]


async def own(tx: Transaction, participant: int, *, size: int, skip: int) -> Sequence[Listed]:
    """A page of what somebody has written, or answers for, the newest first."""
    return await tx.all(Listed, "broadcasts.own", participant=participant, size=size, skip=skip)


async def draft_of_event(tx: Transaction, event: int, author: int) -> int | None:
    """The invitation to it that this person has begun and not sent."""
    id = await tx.value("broadcasts.draft_of_event", event=event, author=author)
    return None if id is None else int(id)


async def _at_home(tx: Transaction, shares: Collection[tuple[int, int]]) -> str:
    """Channel and user are empty for whoever has no address."""
    homes = await participants.homes(tx, {person for person, _ in shares})
    nowhere = Home("", "")
    return json.dumps([[person, homes.get(person, nowhere).channel, homes.get(person, nowhere).user, part]
                       for person, part in shares])


async def next_send(tx: Transaction, *, now: int) -> int | None:
    """When the next one that waits for its hour begins."""
    at = await tx.value("broadcasts.next_send", now=now)
    return None if at is None else int(at)


async def of_event(tx: Transaction, event: int) -> list[int]:
    """What an event has to say and has not said to everybody."""
    return [row.id for row in await tx.all(_Id, "broadcasts.of_event", event=event)]


async def reword(tx: Transaction, id: int, *, content: str, expires_at: int) -> None:
    """Other words for whoever has not got it yet; nothing goes out meanwhile."""
    await tx.run("broadcasts.reword", id=id, content=content, expires_at=expires_at)


async def elsewhere(tx: Transaction, id: int, channel: str, live: Collection[str]) -> None:
    """Who waits for this channel, which nobody serves, goes to one of these, if they have an address there."""
    await tx.run("broadcasts.elsewhere", broadcast=id, channel=channel, live=json.dumps([[each] for each in live]))


async def give_up(tx: Transaction, id: int, channel: str) -> None:
    """Who waits for this channel will not get it."""
    await tx.run("broadcasts.give_up", broadcast=id, channel=channel)
