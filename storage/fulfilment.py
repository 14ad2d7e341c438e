"""How the roadmap of a programme stands, task by task: what its appendix to an order is drawn up from.

Reports, verdicts and dates are changed elsewhere, in `tasks.py` and `reviews.py`; here they are only read.
"""

from dataclasses import dataclass

from storage.database import Transaction
from storage.tasks import TaskState

EVERYBODY = 0
"""In the place of a participant: all tasks, for whoever sits at the console."""


@dataclass(frozen=True, slots=True)
class Point:
    """A row of the roadmap. `due_on` is the day that holds, `file_due_on` the one of the order; `owners` is JSON."""

    id: int
    section_number: str
    section_title: str
    number: str
    title: str
    starts_on: str | None
    due_on: str | None
    file_due_on: str | None
    owners: str
    moved_at: int | None


@dataclass(frozen=True, slots=True)
class Duty:
    """What one organisation has to do of it. `words`, `photos` and `files` count the pieces of its evidence."""

    id: int
    activity: int
    organisation: int
    due_on: str | None
    state: TaskState
    extended_at: int | None
    reported_at: int | None
    words: int
    photos: int
    files: int


@dataclass(frozen=True, slots=True)
class Counts:
    """In figures."""

    points: int
    total: int
    done: int
    late: int


async def points(tx: Transaction, programme: int) -> list[Point]:
    """The rows that hold, in their order."""
    return await tx.all(Point, "fulfilment.points", programme=programme)


async def duties(tx: Transaction, programme: int, participant: int) -> list[Duty]:
    """The tasks that this person may see, or `EVERYBODY`; none that were cancelled."""
    return await tx.all(Duty, "fulfilment.duties", programme=programme, participant=participant)


async def counts(tx: Transaction, programme: int, participant: int, today: str) -> Counts:
    """Of what this person may see."""
    found = await tx.one(Counts, "fulfilment.counts", programme=programme, participant=participant, today=today)
    return found or Counts(0, 0, 0, 0)
