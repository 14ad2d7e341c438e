"""Experts of a contest: who they are and where they belong, which applications they judge, what they have scored."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Transaction
from storage.tasks import TaskState


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who judges."""

    id: int
    name: str
    subjects: str
    organisation: int
    place: str
    municipality_title: str
    joined: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Where somebody belongs; `municipality` is 0 where there is none."""

    participant: int
    organisation: int
    municipality: int


@dataclass(frozen=True, slots=True)
class Review:
    """A task of an expert: to judge an application. One that its expert has given up is a conflict of interest."""

    task: int
    application: int
    expert: int
    name: str
    state: TaskState
    state_by: int | None
    due_on: str
    state_at: int
    number: str

    @property
    def stands(self) -> bool:
        return self.state is not TaskState.CANCELLED

    @property
    def is_in(self) -> bool:
        return self.state in (TaskState.DONE, TaskState.ACCEPTED)

    @property
    def is_conflict(self) -> bool:
        """Whether its expert has said that they must not judge it."""
        return not self.stands and self.state_by == self.expert


@dataclass(frozen=True, slots=True)
class Asked:
    """What an expert is asked to judge: application `place` of a contest."""

    task: int
    application: int
    contest: int
    contest_number: str
    place: int
    title: str
    state: TaskState
    due_on: str
    number: str


@dataclass(frozen=True, slots=True)
class Score:
    """An answer in the sheet of a review, as JSON."""

    task: int
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def experts(tx: Transaction, programme: int) -> list[Expert]:
    return await tx.all(Expert, "expertise.experts", programme=programme)


async def ties(tx: Transaction, participants: Collection[int]) -> list[Tie]:
    return await tx.all(Tie, "expertise.ties", participants=json.dumps(sorted(participants)))


async def about(tx: Transaction, activity: int, application: int) -> None:
    """The tasks of this activity judge an application."""
    await tx.run("expertise.about", id=activity, task=application)


async def expertise_of(tx: Transaction, application: int) -> int | None:
    """The activity whose tasks judge it, if there is one yet."""
    found = await tx.value("expertise.expertise_of", task=application)
    return None if found is None else int(found)


async def reviews(tx: Transaction, contest: int) -> list[Review]:
    """All that experts were asked for, given up ones too."""
    return await tx.all(Review, "expertise.reviews", contest=contest)


async def reviews_by(tx: Transaction, expert: int) -> list[Asked]:
    """All that stands of what this person is asked to judge, in all contests."""
    return await tx.all(Asked, "expertise.reviews_by", participant=expert)


async def scores(tx: Transaction, contest: int) -> list[Score]:
    """What stands in the reviews that were sent."""
    return await tx.all(Score, "expertise.scores", contest=contest)
