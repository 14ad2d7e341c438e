"""Consultations: who has asked, who answers, whose turn it is and until when. What was said stands in `posts`.

Who may answer is the view `answering`: an owner whose role has ended is none, and the operators are always there.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction


class State(StrEnum):
    """Whose turn it is: `open` ours, `waiting` somebody else's, mostly the asker's, `closed` nobody's."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class Help(StrEnum):
    """Whether a thread is about help from above: a school's `ask`, or a coordinator's `list` of such asks."""

    NONE = ""
    ASK = "ask"
    LIST = "list"


class Stage(StrEnum):
    """How far an ask for help has come, as its school is told; `none` of all other threads."""

    NONE = ""
    RECEIVED = "received"
    IN_WORK = "in_work"
    HANDED = "handed"
    ANSWERED = "answered"
    SOLVED = "solved"


class Relation(StrEnum):
    """What somebody who may answer is to a thread."""

    OWNER = "owner"
    CIRCLE = "circle"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Course:
    """Where a thread stands in time. Instants are programme time; `close_left` are working seconds.

    `answer_by` and `close_by` are None while the clock stands; `step` is what comes next, at `next_at`.
    """

    state: State
    state_at: int
    answer_by: int | None = None
    close_by: int | None = None
    close_left: int = 0
    step: str = ""
    next_at: int | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """A thread. `owner` is None while it waits for somebody of its circle."""

    id: int
    programme: int
    asker: int
    asker_name: str
    organisation: int
    organisation_title: str
    organisation_zone: str
    topic: int | None
    topic_title: str
    task: int | None
    task_title: str
    owner: int | None
    owner_name: str
    state: State
    asked_at: int
    state_at: int
    first_answered_at: int | None
    answer_by: int | None
    close_by: int | None
    close_left: int
    step: str
    next_at: int | None
    closed_at: int | None
    closed_by: int | None
    reopened: int
    rating: int | None
    rating_note: str
    help: Help = Help.NONE
    stage: Stage = Stage.NONE
    gathered: int | None = None
    """The list that it stands in."""
    handed_at: int | None = None

    @property
    def course(self) -> Course:
        """Where it stands in time."""
        return Course(self.state, self.state_at, self.answer_by, self.close_by, self.close_left, self.step,
                      self.next_at)

    @property
    def is_closed(self) -> bool:
        return self.state is State.CLOSED


@dataclass(frozen=True, slots=True)
class Line:
    """A thread as a list shows it. `answer_by` is None unless an answer is owed."""

    id: int
    asker_name: str
    organisation_title: str
    topic_title: str
    owner_name: str
    state: State
    answer_by: int | None
    asked_at: int
    beginning: str
    stage: Stage = Stage.NONE


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody who may answer a thread."""

    participant: int
    name: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Counts:
    """Threads of one who answers, by what they want of them."""

    mine: int = 0
    queue: int = 0
    late: int = 0
    today: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def open_thread(tx: Transaction, *, programme: int, asker: int, organisation: int, topic: int | None,
                      task: int | None, course: Course, now: int, help: Help = Help.NONE) -> int:
    """A new one, of nobody yet; its id."""
    return await tx.integer(
        "consultations.open_thread", programme=programme, asker=asker, organisation=organisation, topic=topic,
        task=task, state=course.state, answer_by=course.answer_by, close_by=course.close_by,
        close_left=course.close_left, step=course.step, next_at=course.next_at, now=now, help=help,
    )


async def by_id(tx: Transaction, id: int) -> Consultation | None:
    return await tx.one(Consultation, "consultations.by_id", id=id)


async def lock(tx: Transaction, id: int) -> Consultation | None:
    """The same, and nobody else changes it before this transaction ends."""
    await tx.run("consultations.lock", id=id)
    return await by_id(tx, id)


async def set_course(tx: Transaction, id: int, course: Course) -> None:
    """Write down where it stands in time."""
    await tx.run("consultations.set_course", id=id, state=course.state, state_at=course.state_at,
                 answer_by=course.answer_by, close_by=course.close_by, close_left=course.close_left,
                 step=course.step, next_at=course.next_at)


async def answered(tx: Transaction, id: int, *, now: int) -> None:
    """Remember the first answer."""
    await tx.run("consultations.answered", id=id, now=now)


async def give(tx: Transaction, id: int, owner: int | None) -> None:
    """Whose it is from now on; None: whoever of its circle takes it."""
    await tx.run("consultations.give", id=id, owner=owner)


async def close(tx: Transaction, id: int, course: Course, *, by: int | None, now: int) -> None:
    """Nobody owes anything any more; `by` is None for silence."""
    await set_course(tx, id, course)
    await tx.run("consultations.close", id=id, by=by, now=now)


async def reopen(tx: Transaction, id: int, course: Course) -> None:
    """It goes on."""
    await set_course(tx, id, course)
    await tx.run("consultations.reopen", id=id)


async def rate(tx: Transaction, id: int, stars: int, *, now: int) -> None:
    """What the asker thinks of it, 1 to 5; a second thought replaces the first."""
    await tx.run("consultations.rate", id=id, stars=stars, now=now)


async def note_rating(tx: Transaction, id: int, note: str) -> None:
    """The asker's own words to it."""
    await tx.run("consultations.note_rating", id=id, note=note)


async def admit(tx: Transaction, id: int, people: Collection[int]) -> None:
    """These belong to its circle."""
    await tx.run("consultations.admit", id=id, participants=json.dumps(sorted(people)))


async def answerers(tx: Transaction, id: int) -> list[Answerer]:
    """Who may answer it now: the owner first, then the circle, then operators."""
    return await tx.all(Answerer, "consultations.answerers", id=id)


async def relation(tx: Transaction, id: int, participant: int) -> Relation | None:
    """What somebody is to it; None: they may not answer it."""
    found = await tx.value("consultations.relation", id=id, participant=participant)
    return None if found is None else Relation(found)


async def asked_by(tx: Transaction, asker: int, *, size: int, skip: int = 0) -> list[Line]:
    """Somebody's own questions, those that are not closed first, the newest first."""
    return await tx.all(Line, "consultations.asked_by", asker=asker, size=size, skip=skip)


async def on_desk(tx: Transaction, participant: int, kind: str, *, now: int, today_ends: int, size: int,
                  skip: int = 0) -> list[Line]:
    """Threads that somebody may answer: `mine`, `queue`, `late`, `today`, `waiting`, `closed`, or `all` open ones."""
    states = {"waiting": (State.WAITING,), "closed": (State.CLOSED,), "all": (State.OPEN, State.WAITING)}
    wanted = json.dumps([[each] for each in states.get(kind, (State.OPEN,))])
    return await tx.all(Line, "consultations.on_desk", participant=participant, kind=kind, states=wanted, now=now,
                        today=today_ends, size=size, skip=skip)


async def counts(tx: Transaction, participant: int, *, now: int, today_ends: int) -> Counts:
    """How many of each kind; `today_ends` is when the present day does."""
    return await tx.one(Counts, "consultations.counts", participant=participant, now=now, today=today_ends) or Counts()


async def owed(tx: Transaction, participant: int) -> int:
    """How many answers somebody owes: of their own threads, and of those that nobody has taken."""
    return await tx.integer("consultations.owed", participant=participant)


async def due(tx: Transaction, *, now: int, limit: int) -> list[int]:
    """Those for which time brings something now, the oldest first."""
    return [each.id for each in await tx.all(_Id, "consultations.due", now=now, limit=limit)]


async def put_off(tx: Transaction, id: int, at: int, *, now: int) -> None:
    """What is due now comes at another instant."""
    await tx.run("consultations.put_off", id=id, at=at, now=now)


async def next_due(tx: Transaction) -> int | None:
    """The next instant at which time brings something."""
    found = await tx.value("consultations.next_due")
    return None if found is None else int(found)


async def orphans(tx: Transaction) -> list[int]:
    """Those not closed whose owner may no longer answer them, or of whose circle nobody is left."""
    return [each.id for each in await tx.all(_Id, "consultations.orphans")]


async def has_owner(tx: Transaction, id: int) -> bool:
    """Whether it was given to somebody, be it that they may no longer answer it."""
    return await tx.run("consultations.has_owner", id=id)


async def owned(tx: Transaction, participant: int) -> list[int]:
    """Those not closed that are somebody's."""
    return [each.id for each in await tx.all(_Id, "consultations.owned", participant=participant)]
