"""What those who watch over the service ask: how much waits, what has failed, who cannot be reached, whom to tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.database import Transaction
from storage.outbox import Lane
from storage.tasks import Relation

COUNTED = 10_000
"""No queue is counted further: a look must not cost more because more waits."""
WAYS = 10
"""Ways of failing that are told."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in a lane. `oldest`: since when the first of it is due, None where nothing waits."""

    number: int
    oldest: int | None


@dataclass(frozen=True, slots=True)
class Failures:
    """So many messages have failed in one way; `detail` is the messenger's word for it."""

    channel: str
    detail: str
    number: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of a programme's people have joined, and how many of those can be written to nowhere."""

    programme: str
    joined: int
    unreachable: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone in use and one organisation that is in it."""

    time_zone: str
    example: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A person who has closed their last address."""

    participant: int
    name: str
    phone: str
    organisation: int
    place: str
    closed_at: int


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody who is answerable for an organisation."""

    participant: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def waiting(tx: Transaction, channel: str, lane: Lane, *, now: int, limit: int | None = None) -> Queue:
    """What a lane has to send now, counted up to `COUNTED` or another limit."""
    found = await tx.one(Queue, "oversight.waiting", channel=channel, lane=lane, now=now, limit=limit or COUNTED)
    return found or Queue(0, None)


async def lag(tx: Transaction, channels: Iterable[str], *, now: int) -> int:
    """For how many seconds the oldest due message of these channels has been waiting; quick, however many wait."""
    queues = [await waiting(tx, channel, lane, now=now, limit=1) for channel in channels for lane in Lane]
    return max((now - queue.oldest for queue in queues if queue.oldest is not None), default=0)


async def failures(tx: Transaction, *, since: int) -> list[Failures]:
    """How messages have failed since a real instant."""
    return await tx.all(Failures, "oversight.failures", since=since, limit=WAYS)


async def reach(tx: Transaction) -> list[Reach]:
    """How well the people of each programme can be reached."""
    return await tx.all(Reach, "oversight.out_of_reach")


async def time_zones(tx: Transaction) -> list[Zone]:
    """The time zones of the organisations."""
    return await tx.all(Zone, "oversight.time_zones")


async def clock(tx: Transaction) -> float:
    """The database's own clock, seconds."""
    return await tx.integer("oversight.clock") / 1000


async def operators(tx: Transaction) -> list[int]:
    """The operators of all programmes who have joined."""
    return [row.id for row in await tx.all(_Id, "oversight.operators")]


async def was_told(tx: Transaction, participant: int, prefix: str, *, since: int) -> bool:
    """Whether something of such a reason was planned for them since this moment of programme time."""
    return await tx.run("oversight.told", participant=participant, prefix=prefix, length=len(prefix), since=since)


async def lost(tx: Transaction, *, since: int) -> list[Lost]:
    """Who has closed their last address since, school by school."""
    return await tx.all(Lost, "oversight.lost", since=since)


async def hearers(tx: Transaction, organisation: int) -> list[Hearer]:
    """Who of those answerable for an organisation can be written to."""
    return await tx.all(Hearer, "oversight.hearers", organisation=organisation)
