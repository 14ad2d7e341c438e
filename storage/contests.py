"""Contests: calls and their applications. Calls are assignments and applications tasks (`assignments.py`); who judges
them stands in `expertise.py`, what the scores come to is the scheduler's business (`scheduler/contests`).
"""

from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction
from storage.tasks import TaskState


class Award(StrEnum):
    """What an application has won."""

    NONE = ""
    WINNER = "winner"
    LAUREATE = "laureate"
    RECOMMENDED = "recommended"
    """Others shall read of it."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A call. `due_on` ends the applications; `fields` are their questions, and `rules` what it goes by, both JSON.

    `broadcast` is the one by which it was called; None before that.
    """

    id: int
    programme: int
    programme_title: str
    time_zone: str
    ends_on: str
    number: str
    title: str
    about: str
    due_on: str
    author: int | None
    author_name: str
    asked_at: int
    rules: str
    gone_at: int | None
    fields: str
    broadcast: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One in a list; `total` applications of which the person who looks may know, `own` the state of theirs, or ""."""

    id: int
    number: str
    title: str
    due_on: str
    author: int | None
    author_name: str
    rules: str
    total: int
    own: str


@dataclass(frozen=True, slots=True)
class Application:
    """A task of a contest; `place` is its number there. `person` is whose own it is, or empty."""

    task: int
    contest: int
    place: int
    state: TaskState
    due_on: str
    state_at: int
    organisation: int
    title: str
    time_zone: str
    municipality: int
    municipality_title: str
    participant: int | None
    person: str
    award: Award
    published: int

    @property
    def is_in(self) -> bool:
        """Whether it was sent, and not returned since."""
        return self.state in (TaskState.DONE, TaskState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer in an application, as JSON, perhaps with a file."""

    question: str
    value: str
    file: int | None
    file_kind: str
    name: str
    mime: str


@dataclass(frozen=True, slots=True)
class Practice:
    """An application that stands in the library; `total` counts all of them."""

    material: int
    title: str
    award: Award
    place: str
    number: str
    added_at: int
    total: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def by_id(tx: Transaction, id: int) -> Contest | None:
    return await tx.one(Contest, "contests.by_id", id=id)


async def held(tx: Transaction, id: int) -> Contest | None:
    """The same, and nobody else changes it until this transaction ends."""
    await tx.one(_Id, "contests.hold", id=id)
    return await by_id(tx, id)


async def put_rules(tx: Transaction, id: int, rules: str) -> None:
    await tx.run("contests.put_rules", id=id, rules=rules)


async def criteria(tx: Transaction, programme: int, code: str) -> str:
    """The questions of the sheet in which its applications are scored, as JSON."""
    return str(await tx.value("contests.criteria", programme=programme, code=code) or "[]")


async def listed(tx: Transaction, participant: int, *, contest: int = 0, size: int, skip: int) -> list[Listed]:
    """A page of those that this person has to do with; or the one that is named, if they have."""
    return await tx.all(Listed, "contests.listed", participant=participant, contest=contest, size=size, skip=skip)


async def of_programme(tx: Transaction, programme: int) -> list[int]:
    return [row.id for row in await tx.all(_Id, "contests.contests", programme=programme)]


async def applications(tx: Transaction, contest: int, participant: int = 0) -> list[Application]:
    """All of them, given up ones too; or those that this person watches over."""
    return await tx.all(Application, "contests.applications", contest=contest, participant=participant)


async def application(tx: Transaction, task: int) -> Application | None:
    """The one that this task is, or that it judges."""
    contest = await tx.value("contests.contest_of", task=task)
    own = await tx.value("contests.application_of", task=task)
    if contest is None:
        return None
    return next((each for each in await applications(tx, int(contest)) if each.task == own), None)


async def own(tx: Transaction, contest: int, participant: int) -> list[int]:
    """The applications that this person has to write, given up ones too."""
    return [row.id for row in await tx.all(_Id, "contests.own", contest=contest, participant=participant)]


async def answers(tx: Transaction, application: int) -> list[Given]:
    return await tx.all(Given, "contests.answers", task=application)


async def give_award(tx: Transaction, application: int, award: Award) -> bool:
    """Whether that is new."""
    return await tx.run("contests.award", task=application, award=award)


async def reopen(tx: Transaction, application: int, *, by: int, now: int) -> bool:
    """Whether it had been given up."""
    return await tx.run("contests.reopen", task=application, by=by, now=now)


async def practices(tx: Transaction, participant: int, *, size: int, skip: int) -> list[Practice]:
    """A page of the applications that this person finds in the library."""
    return await tx.all(Practice, "contests.practices", participant=participant, size=size, skip=skip)


async def link_material(tx: Transaction, material: int, application: int) -> None:
    """It tells of this application."""
    await tx.run("contests.link_material", material=material, task=application)
