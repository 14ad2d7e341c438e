"""Decisions of meetings and steps after visits: assignments that have come of an event; and who may answer for them."""

from dataclasses import dataclass

from storage.assignments import Kind
from storage.database import Transaction
from storage.participants import Role
from storage.tasks import TaskState

LISTS = ("open", "late", "done")


@dataclass(frozen=True, slots=True)
class Decision:
    """One of them and the one task that it has. `person` is empty where all of the organisation answers."""

    activity: int
    task: int
    kind: Kind
    event: int
    number: str
    words: str
    due_on: str | None
    state: TaskState
    state_at: int
    organisation: str
    time_zone: str
    person: str

    @property
    def owner(self) -> str:
        """Who answers for it."""
        return self.person or self.organisation

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to do it."""
        return self.state in (TaskState.OPEN, TaskState.RETURNED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand in each list."""

    open: int
    late: int
    done: int


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody in one of their roles who may be made answerable. `near`: 3 is at the event, 2 is invited to it, 1 does
    not come, 0 is not of it at all.
    """

    participant: int
    name: str
    role: Role
    organisation: int
    title: str
    level: str
    municipality: str
    near: int


async def of_event(tx: Transaction, event: int) -> list[Decision]:
    """What has come of an event, in the order in which it was written down; what was given up is left out."""
    return await tx.all(Decision, "decisions.of_event", event=event)


async def open_before(tx: Transaction, event: int) -> list[Decision]:
    """What the earlier meetings of its series have left undone, by day."""
    return await tx.all(Decision, "decisions.open_before", event=event)


async def overview(tx: Transaction, participant: int, wanted: str, today: str, *, size: int,
                   skip: int) -> list[Decision]:
    """A page of one of the `LISTS`: all that this person has written down or watches over."""
    return await tx.all(Decision, "decisions.overview", participant=participant, list=wanted, today=today, size=size,
                        skip=skip)


async def counts(tx: Transaction, participant: int, today: str) -> Counts:
    """How many stand in each of these lists."""
    return await tx.one(Counts, "decisions.counts", participant=participant, today=today) or Counts(0, 0, 0)


async def reach(tx: Transaction, event: int, writer: int) -> list[Post]:
    """Who may be made answerable by somebody who holds the event; those who are of it first."""
    return await tx.all(Post, "decisions.reach", event=event, writer=writer)
