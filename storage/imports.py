"""Documents that people send to be loaded, plans (of the programme or of their own organisation, `own_plans.py`) and
lists of people: what they were understood as, what was settled, and what a programme has settled once for all of its
own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from storage.database import Transaction


class State(StrEnum):
    """Where an import stands."""

    READING = "reading"
    DRAFT = "draft"
    SENT = "sent"
    """An organisation's own plan is being read by whoever reviews it."""
    REFUSED = "refused"
    APPLIED = "applied"
    DROPPED = "dropped"


class Kind(StrEnum):
    """What a document holds; until it has been read it passes for a plan."""

    PLAN = "plan"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Import:
    """One document. `participant` is whose draft it is; `document` and `answers` are JSON; `why` are words: why it was
    refused, or returned. `organisation`: whose own plan it is.
    """

    id: int
    programme: int
    programme_title: str
    time_zone: str
    participant: int | None
    file: int | None
    name: str
    state: State
    why: str
    document: str
    answers: str
    started_at: int
    ended_at: int | None
    kind: Kind = Kind.PLAN
    organisation: int | None = None
    organisation_title: str = ""
    sent_at: int | None = None
    author_name: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One as a list shows it."""

    id: int
    programme_title: str
    name: str
    state: State
    started_at: int
    ended_at: int | None
    organisation_title: str = ""
    returned: int = 0
    """1: whoever has read it sends it back."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer that holds for all documents of a programme; `answer` is JSON."""

    id: int
    question: int
    matter: str
    words: str
    mark: str
    answer: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The same, to be remembered."""

    question: int
    matter: str
    words: str
    mark: str
    answer: str


async def add(tx: Transaction, *, programme: int, participant: int, file: int, name: str, now: int,
              organisation: int | None = None) -> int:
    """A document that is about to be read; its id."""
    return await tx.integer("imports.add", programme=programme, organisation=organisation, participant=participant,
                            file=file, name=name, now=now)


async def by_id(tx: Transaction, id: int) -> Import | None:
    return await tx.one(Import, "imports.by_id", id=id)


async def own(tx: Transaction, participant: int, *, size: int, skip: int) -> list[Listed]:
    """A page of what somebody has sent; what they have dropped is left out."""
    return await tx.all(Listed, "imports.own", participant=participant, size=size, skip=skip)


async def own_number(tx: Transaction, participant: int) -> int:
    return await tx.integer("imports.own_number", participant=participant)


async def keep_document(tx: Transaction, id: int, document: str, kind: Kind = Kind.PLAN) -> bool:
    """It has been read. False where it was dropped meanwhile."""
    return await tx.run("imports.keep_document", id=id, document=document, kind=kind)


async def refuse(tx: Transaction, id: int, why: str, *, now: int) -> bool:
    """It cannot be read."""
    return await tx.run("imports.refuse", id=id, why=why, now=now)


async def settle(tx: Transaction, id: int, answers: str) -> bool:
    """Write what was settled, in the place of what was before. False where it is no draft any more."""
    return await tx.run("imports.settle", id=id, answers=answers)


async def end(tx: Transaction, id: int, state: State, *, now: int) -> bool:
    """It is loaded or dropped, and its file goes if nobody needs it. False where that has been said before."""
    file = await tx.value("imports.file_of", id=id)
    ended = await tx.run("imports.end", id=id, state=state, now=now)
    if ended and file is not None:
        await tx.run("imports.drop_file", file=file)
    return ended


async def drop_old_lists(tx: Transaction, *, before: int, now: int) -> None:
    """Lists of people that nobody has decided about: what they say of people is kept no longer than other drafts."""
    await tx.run("imports.drop_old_lists", before=before, now=now)


async def remembered(tx: Transaction, programme: int) -> list[Remembered]:
    return await tx.all(Remembered, "imports.remembered", programme=programme)


async def remember(tx: Transaction, programme: int, answers: Iterable[Settled], *, now: int) -> None:
    """Use these for the documents to come, in the place of what was said of the same before."""
    facts: list[Mapping[str, str | int]] = [{"programme": programme, "now": now, **asdict(each)} for each in answers]
    await tx.repeat("imports.remember", facts)


async def forget_answer(tx: Transaction, programme: int, id: int) -> bool:
    """Ask that again from now on."""
    return await tx.run("imports.forget_answer", id=id, programme=programme)
