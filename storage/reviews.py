"""Reviews: what coordinators, curators and operators have said of reported tasks, and whose turn it is.

The turn is the view `reviewing`; nothing of it is stored.
"""

from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction
from storage.tasks import Relation


class Order(StrEnum):
    """Who judges the evidence of a programme, in which order."""

    IN_TURN = "in_turn"
    TOGETHER = "together"
    COORDINATOR = "coordinator"
    CURATOR = "curator"


class Verdict(StrEnum):
    """What is said of a report; passed: it is good, the next level decides."""

    PASSED = "passed"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody whose turn it is; `passes` is 1 where a good report goes on to the next level.

    `known` is 1 where it surely is theirs since that moment; `until_on` is up to when they are away, or were.
    """

    level: Relation
    participant: int
    since: int
    passes: int
    known: int = 1
    until_on: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict; `counts` is 1 for one on the report that stands now."""

    level: Relation
    verdict: Verdict
    remark: str
    at: int
    participant: int
    participant_name: str
    counts: int


@dataclass(frozen=True, slots=True)
class Pile:
    """How many reports wait for a person, and since when the first of them."""

    number: int
    since: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Whose turn it is with a task, since when, and their hours; `late` is 1 for an operator who is to hear that others
    have been reminded for long, the last time at `since`.
    """

    task: int
    participant: int
    late: int
    since: int
    time_zone: str
    digest_at: str
    quiet_hours: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def hold(tx: Transaction, task: int) -> None:
    """Keep others from changing the task until this transaction has ended."""
    await tx.run("reviews.hold", task=task)


async def turns(tx: Transaction, task: int) -> list[Seat]:
    """All whose turn it is to judge the task, which was reported done."""
    return await tx.all(Seat, "reviews.turns", task=task)


async def add(tx: Transaction, task: int, level: Relation, verdict: Verdict, *, by: int, now: int,
              remark: str = "") -> None:
    """A verdict on the report that stands."""
    await tx.run("reviews.add", task=task, level=level, verdict=verdict, remark=remark, participant=by, now=now)


async def of_task(tx: Transaction, task: int) -> list[Review]:
    """All verdicts, also on earlier reports, the latest last."""
    return await tx.all(Review, "reviews.of_task", task=task)


async def waiting(tx: Transaction, participant: int) -> Pile | None:
    """What waits for this person's verdict; None: nothing does."""
    return await tx.one(Pile, "reviews.waiting", participant=participant)


async def judges(tx: Transaction, first: int, last: int, *, times: int) -> list[Judge]:
    """Whose turn it is with the tasks from id `first` to id `last`; operators hear after so many reminders."""
    return await tx.all(Judge, "reviews.judges", first=first, last=last, before=times - 1)


async def unreminded(tx: Transaction, *, after: int, size: int) -> list[int]:
    """Waiting reports behind this id of which nobody is going to be reminded."""
    return [each.id for each in await tx.all(_Id, "reviews.unreminded", after=after, size=size)]
