"""To whom a broadcast goes, one row for each person and part, and what has become of it with each of them.

`now` is programme time, `real_now` real time, both seconds UTC.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage import participants
from storage.database import Transaction
from storage.participants import Home


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
class _Share:
    participant: int
    part: int


@dataclass(frozen=True, slots=True)
class _Back:
    id: int
    participant: int
    part: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def rehome(tx: Transaction, id: int, shares: Collection[tuple[int, int]]) -> None:
    """Note where these people, each with a part, are to be written to by now; some of them may have no address left."""
    await tx.run("addressees.rehome", broadcast=id, people=await _at_home(tx, shares))


async def put_people(tx: Transaction, id: int, people: Collection[int]) -> None:
    """To whom it goes, each where they are to be written to now."""
    await put_shares(tx, id, [(each, 0) for each in people])


async def put_shares(tx: Transaction, id: int, shares: Collection[tuple[int, int]]) -> None:
    """The same where each gets a part of their own: person and part."""
    await tx.run("addressees.put_people", broadcast=id, people=await _at_home(tx, shares))


async def channels(tx: Transaction, id: int) -> list[str]:
    """Over which channels it has still to go out."""
    return [row.name for row in await tx.all(_Name, "addressees.channels", broadcast=id)]


async def next_people(tx: Transaction, id: int, channel: str, *, limit: int) -> list[NextPerson]:
    """Who comes next."""
    return await tx.all(NextPerson, "addressees.next_people", broadcast=id, channel=channel, limit=limit)


async def planned(tx: Transaction, id: int, people: Collection[int], *, now: int, part: int = 0) -> None:
    """Their messages are in the outbox."""
    await tx.run("addressees.planned", broadcast=id, part=part, participants=json.dumps(sorted(people)), now=now)


async def in_hand(tx: Transaction, id: int, channel: str, *, now: int) -> int:
    """How many of its messages may go now and have not gone."""
    return await tx.integer("addressees.in_hand", broadcast=id, channel=channel, now=now)


async def is_open(tx: Transaction, id: int) -> bool:
    """Whether anybody is still to get it."""
    return await tx.run("addressees.is_open", broadcast=id)


async def take_back(tx: Transaction, id: int, *, real_now: int) -> int:
    """What no messenger has heard of yet waits again; how many there were."""
    back = await tx.all(_Back, "addressees.take_back", broadcast=id, real_now=real_now)
    people = json.dumps(sorted({(row.participant, row.part) for row in back}))
    await tx.run("addressees.unplan", broadcast=id, people=people)
    return len(back)


async def fates(tx: Transaction, id: int) -> Mapping[Fate, int]:
    """What has become of it with how many people; each of them stands in one place."""
    found = {row.fate: row.number for row in await tx.all(_Fate, "addressees.fates", broadcast=id)}
    return {fate: found.get(fate, 0) for fate in Fate}


async def failures(tx: Transaction, id: int) -> list[Failure]:
    """Why it failed, the most frequent reason first."""
    return await tx.all(Failure, "addressees.failures", broadcast=id)


async def missed(tx: Transaction, id: int) -> list[int]:
    """Whom it has not reached and, as things are, will not."""
    return [row.id for row in await tx.all(_Id, "addressees.missed", broadcast=id)]


async def people(tx: Transaction, id: int) -> list[int]:
    """All to whom it goes."""
    return [row.id for row in await tx.all(_Id, "addressees.people", broadcast=id)]


async def is_for(tx: Transaction, id: int, participant: int) -> bool:
    """Whether it goes to this person."""
    return await tx.run("addressees.is_for", broadcast=id, participant=participant)


async def click(tx: Transaction, id: int, participant: int, button: int, *, now: int) -> bool:
    """Somebody to whom it goes has pressed a button; False for strangers and for a second press."""
    return await tx.run("addressees.click", broadcast=id, participant=participant, button=button, now=now)


async def clicks(tx: Transaction, id: int) -> dict[int, int]:
    """How many have pressed which button."""
    return {row.button: row.number for row in await tx.all(_Click, "addressees.clicks", broadcast=id)}


async def silent(tx: Transaction, id: int) -> list[int]:
    """Who has pressed nothing."""
    return [row.id for row in await tx.all(_Id, "addressees.silent", broadcast=id)]


async def elsewhere(tx: Transaction, id: int, channel: str, live: Collection[str]) -> None:
    """Who waits for this channel, which nobody serves, goes to one of these, if they have an address there."""
    await tx.run("addressees.elsewhere", broadcast=id, channel=channel, live=json.dumps([[each] for each in live]))


async def give_up(tx: Transaction, id: int, channel: str) -> None:
    """Who waits for this channel will not get it."""
    await tx.run("addressees.give_up", broadcast=id, channel=channel)


async def take_up(tx: Transaction, id: int, allowed: Collection[tuple[int, int]]) -> None:
    """Of these people, each with a part, those whom it did not reach wait again, wherever they are now."""
    pairs = json.dumps([[f"{person}:{part}"] for person, part in allowed])
    missed = await tx.all(_Share, "addressees.unplan_missed", broadcast=id, allowed=pairs)
    await rehome(tx, id, [(row.participant, row.part) for row in missed])


async def _at_home(tx: Transaction, shares: Collection[tuple[int, int]]) -> str:
    """Channel and user are empty for whoever has no address."""
    homes = await participants.homes(tx, {person for person, _ in shares})
    nowhere = Home("", "")
    return json.dumps([[person, homes.get(person, nowhere).channel, homes.get(person, nowhere).user, part]
                       for person, part in shares])
