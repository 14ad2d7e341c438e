"""Who can answer questions: by role and territory, by subject; who is away, and who answers meanwhile."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Transaction
from storage.participants import Role


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation stands, in the codes that rules are written with; "" for none."""

    id: int
    code: str
    municipality: str
    level: str
    programme: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could answer a thread. `looks_after`: the asker's school is theirs."""

    id: int
    name: str
    role: Role
    place: str
    looks_after: int
    until_on: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is away up to and with a day, ISO, and who answers meanwhile."""

    participant: int
    until_on: str
    deputy: int | None
    deputy_name: str


@dataclass(frozen=True, slots=True)
class Silent:
    """A school from which nobody has been heard of for long; `seen_at` is None where nobody has joined."""

    id: int
    title: str
    seen_at: int | None
    director: str
    phone: str
    total: int


@dataclass(frozen=True, slots=True)
class _Code:
    code: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def place(tx: Transaction, organisation: int) -> Place | None:
    return await tx.one(Place, "answering.place", organisation=organisation)


async def groups(tx: Transaction, organisation: int) -> frozenset[str]:
    """The codes of its groups."""
    return frozenset(each.code for each in await tx.all(_Code, "answering.groups", organisation=organisation))


async def found(tx: Transaction, *, programme: int, organisation: int, role: Role, subject: str = "",
                everywhere: bool = False) -> list[int]:
    """Who of a role has joined and looks after an organisation, or is of the programme; of a subject if given."""
    return [each.id for each in await tx.all(_Id, "answering.found", programme=programme, organisation=organisation,
                                             role=role, subject=subject, everywhere=int(everywhere))]


async def may_answer(tx: Transaction, participant: int, programme: int) -> bool:
    """Whether somebody who has joined holds a role in the programme that answers questions."""
    return await tx.run("answering.may_answer", participant=participant, programme=programme)


async def colleagues(tx: Transaction, programme: int, organisation: int, without: Collection[int]) -> list[Colleague]:
    """All who could answer in a programme, those who look after the organisation first."""
    return await tx.all(Colleague, "answering.colleagues", programme=programme, organisation=organisation,
                        without=json.dumps(sorted(without)))


async def reachable(tx: Transaction, participant: int) -> bool:
    """Whether somebody can be written to now."""
    return await tx.run("answering.reachable", participant=participant)


async def away(tx: Transaction, participant: int, today: str) -> Absence | None:
    """Their absence, if this day falls into it."""
    return await tx.one(Absence, "answering.away", participant=participant, today=today)


async def leave(tx: Transaction, participant: int, until_on: str, deputy: int | None, *, now: int) -> None:
    """They are away up to and with this day."""
    await tx.run("answering.leave", participant=participant, until_on=until_on, deputy=deputy, now=now)


async def come_back(tx: Transaction, participant: int) -> bool:
    """They are here again; False if they were."""
    return await tx.run("answering.come_back", participant=participant)


async def silent(tx: Transaction, participant: int, *, since: int, size: int, skip: int = 0) -> list[Silent]:
    """Schools that somebody looks after and that have not been heard of since; those where nobody has joined first."""
    return await tx.all(Silent, "answering.silent", participant=participant, since=since, size=size, skip=skip)
