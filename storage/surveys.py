"""Surveys as a programme defines them, and when whom they are asked; what their questions say is for the scheduler
to read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from storage.database import Transaction
from storage.participants import Role

FILES, CHAT, EVENT = "files", "chat", "event"
"""Where a survey comes from; a wave may also come from an event that is over."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One of them. `questions` is JSON."""

    id: int
    code: str
    title: str
    version: str
    questions: str


async def of_programme(tx: Transaction, programme: int) -> list[Survey]:
    """Those that stand in a programme's files, the oldest first."""
    return await tx.all(Survey, "surveys.of_programme", programme=programme)


async def put(
    tx: Transaction, *, programme: int, code: str, title: str, version: str, questions: str, now: int,
    source: str = FILES,
) -> None:
    """Write one under its code; one that had ended begins again."""
    await tx.run("surveys.put", programme=programme, code=code, title=title, version=version, questions=questions,
                 now=now, source=source)


async def end(tx: Transaction, id: int, *, now: int) -> None:
    """It is no longer in the files; what was answered stays."""
    await tx.run("surveys.end", id=id, now=now)


@dataclass(frozen=True, slots=True)
class Wave:
    """One asking. Days are text, both included; `survey` is a code."""

    id: int
    survey: str
    code: str
    title: str
    opens_on: str
    closes_on: str
    late: int
    unit: str
    anonymous: int
    answered_survey: str
    answered_question: str
    answered_value: str
    event: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How many a wave asks, and how many of them have joined."""

    people: int
    joined: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Part:
    wave: int
    role: Role
    school_group: str
    place: int
    subject: str


class Way(NamedTuple):
    """A way to be asked: by a role, and by the code of a group, an organisation or municipality, a subject as words are
    compared, where they are given.
    """

    role: Role
    school_group: str = ""
    place: int = 0
    subject: str = ""


class Before(NamedTuple):
    """An answer, which is JSON, that people must have given in another survey; empty: there is no such condition."""

    survey: str = ""
    question: str = ""
    value: str = ""


NO_CONDITION = Before()
Whom = frozenset[Way]


async def waves(tx: Transaction, programme: int) -> list[Wave]:
    """Those that stand in a programme's files, the oldest first."""
    return await tx.all(Wave, "surveys.waves", programme=programme)


async def audiences(tx: Transaction, programme: int) -> dict[int, Whom]:
    """Whom each wave of a programme asks."""
    found: defaultdict[int, set[Way]] = defaultdict(set)
    for part in await tx.all(_Part, "surveys.audience", programme=programme):
        found[part.wave].add(Way(part.role, part.school_group, part.place, part.subject))
    return {wave: frozenset(whom) for wave, whom in found.items()}


async def put_wave(
    tx: Transaction, *, programme: int, survey: str, code: str, title: str, opens_on: str, closes_on: str, late: bool,
    unit: str, anonymous: bool, whom: Iterable[Way], answered: Before = NO_CONDITION, event: int | None = None,
    seated: bool = False, source: str = FILES, activity: int | None = None,
) -> int:
    """Write one under its code; one that had ended begins again. With an `event`, only who was there is asked, or
    `seated`: who has a seat; with an `activity`, whoever does its tasks. Its id.
    """
    wave = await tx.integer("surveys.put_wave", programme=programme, survey=survey, code=code, title=title,
                            opens_on=opens_on, closes_on=closes_on, late=int(late), unit=unit,
                            anonymous=int(anonymous), answered_survey=answered.survey,
                            answered_question=answered.question, answered_value=answered.value, event=event,
                            seated=int(seated), source=source, activity=activity)
    await tx.run("surveys.forget_audience", wave=wave)
    await tx.repeat("surveys.put_audience", [{"wave": wave, **way._asdict()} for way in whom])
    return wave


async def wave_of(tx: Transaction, programme: int, survey: str, code: str) -> int | None:
    """The wave of this code, if it stands."""
    id = await tx.value("surveys.wave_of", programme=programme, survey=survey, code=code)
    return None if id is None else int(id)


async def stands(tx: Transaction, programme: int, survey: str) -> bool:
    """Whether a survey of this code can be asked."""
    return await tx.run("surveys.stands", programme=programme, survey=survey)


async def begun(tx: Transaction, programme: int) -> frozenset[int]:
    """The waves of a programme that somebody has begun to answer.

    Of what there is a sheet in them, and whether they are anonymous, is settled.
    """
    return frozenset(row.id for row in await tx.all(_Id, "surveys.begun", programme=programme))


async def end_wave(tx: Transaction, id: int, *, now: int) -> None:
    """It is no longer in the files; what was answered stays."""
    await tx.run("surveys.end_wave", id=id, now=now)


async def asked(tx: Transaction, wave: int) -> Asked:
    """As people and groups are now."""
    found = await tx.one(Asked, "surveys.asked", wave=wave)
    assert found
    return found
