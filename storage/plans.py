"""Individual plans of teachers, and who is mentor of whom: a plan is an assignment whose one task is the teacher's own,
its steps stand under it, its tutor is the mentor.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Transaction
from storage.tasks import TaskState


@dataclass(frozen=True, slots=True)
class Teacher:
    """A teacher of a school, with how their plan goes: what it says is nobody's business here.

    `mentor` is empty where there is none, or none who may be it any more. `without` counts those teachers of all.
    """

    id: int
    name: str
    subjects: str
    organisation: int
    school: str
    plan: int | None
    mentor: str
    steps: int
    settled: int
    late: int
    total: int
    without: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan; `about` are its goals, in words."""

    id: int
    task: int
    state: TaskState
    teacher: int
    teacher_name: str
    organisation: int
    school: str
    time_zone: str
    programme: int
    tutor: int | None
    tutor_name: str
    number: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a plan."""

    id: int
    task: int
    number: str
    title: str
    state: TaskState
    due_on: str | None
    state_at: int
    notes: int

    def is_late(self, today: str) -> bool:
        """Whether its day has passed."""
        return self.state in (TaskState.OPEN, TaskState.RETURNED) and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def teachers(tx: Transaction, participant: int, stems: Collection[str], today: str, *, school: int = 0,
                   size: int, skip: int = 0) -> list[Teacher]:
    """A page of the teachers of this person's schools, or of one, whose subjects begin so, or who have a plan."""
    return await tx.all(Teacher, "plans.teachers", participant=participant, today=today, school=school, teacher=0,
                        every=0, stems=json.dumps([[stem] for stem in stems], ensure_ascii=False), size=size, skip=skip)


async def every_teacher(tx: Transaction, participant: int, today: str, *, school: int = 0,
                        teacher: int = 0) -> list[Teacher]:
    """All teachers of this person's schools, whatever they teach; or one of them alone."""
    return await tx.all(Teacher, "plans.teachers", participant=participant, today=today, school=school,
                        teacher=teacher, every=1, stems="[]", size=100_000, skip=0)


async def by_id(tx: Transaction, id: int) -> Plan | None:
    return await tx.one(Plan, "plans.by_id", id=id)


async def steps(tx: Transaction, plan: int, today: str) -> list[Step]:
    return await tx.all(Step, "plans.steps", plan=plan, today=today)


async def write_goals(tx: Transaction, id: int, goals: str) -> None:
    """What it is to come to, in other words."""
    await tx.run("plans.write_goals", id=id, goals=goals)


async def own(tx: Transaction, participant: int) -> list[int]:
    """The plans of a teacher that go on."""
    return [row.id for row in await tx.all(_Id, "plans.own", participant=participant)]


async def teaches(tx: Transaction, teacher: int, school: int) -> bool:
    """Whether they are a teacher of this school."""
    return await tx.run("plans.teaches", teacher=teacher, school=school)
