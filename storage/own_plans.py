"""Own plans of schools and municipalities: those loaded beside the programme's, and those that wait to be read.

Whose turn it is to read one is the view `plan_reviewing`, by the rule of reports; nothing of it is stored.
"""

from dataclasses import dataclass

from storage.database import Transaction
from storage.tasks import Relation


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """One that is loaded. `years` are those of its document; its numbers begin with `mark`; `answers` is JSON."""

    id: int
    programme: int
    organisation: int
    years: str
    mark: str
    answers: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody whose turn it is to read one; `passes` is 1 where a good one goes on to the next level."""

    level: Relation
    participant: int
    passes: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits to be read, as a list shows it."""

    id: int
    name: str
    organisation_title: str
    author_name: str
    sent_at: int


@dataclass(frozen=True, slots=True)
class _Level:
    level: Relation


async def of(tx: Transaction, organisation: int, years: str) -> OwnPlan | None:
    return await tx.one(OwnPlan, "own_plans.of", organisation=organisation, years=years)


async def by_id(tx: Transaction, id: int) -> OwnPlan | None:
    return await tx.one(OwnPlan, "own_plans.by_id", id=id)


async def number(tx: Transaction, programme: int) -> int:
    """That of the next one; others wait for theirs until this transaction has ended."""
    await tx.queue_up([f"own_plans:{programme}"])
    return await tx.integer("own_plans.number", programme=programme)


async def put(tx: Transaction, *, programme: int, organisation: int, years: str, mark: str, answers: str,
              now: int) -> int:
    """It is loaded; one of the same years keeps its mark. Its id."""
    return await tx.integer("own_plans.put", programme=programme, organisation=organisation, years=years, mark=mark,
                            answers=answers, now=now)


async def send(tx: Transaction, id: int, *, now: int) -> bool:
    """Have a draft read. False where it is none any more."""
    return await tx.run("own_plans.send", id=id, now=now)


async def give_back(tx: Transaction, id: int, remark: str = "") -> bool:
    """Make it a draft again. False where it does not wait any more."""
    return await tx.run("own_plans.give_back", id=id, remark=remark)


async def hold(tx: Transaction, id: int) -> None:
    """Let nobody else judge it until this transaction has ended."""
    await tx.run("own_plans.hold", id=id)


async def said_good(tx: Transaction, id: int, level: Relation, *, now: int) -> None:
    """This level has nothing against it; whoever stands in for coordinators speaks as one."""
    level_of = "curators" if level is Relation.CURATOR else "coordinators"
    await tx.run(f"own_plans.said_by_{level_of}", id=id, now=now)


async def seats(tx: Transaction, imported: int) -> list[Seat]:
    """Whose turn it is with one that waits."""
    return await tx.all(Seat, "own_plans.seats", imported=imported)


async def judges(tx: Transaction, imported: int, participant: int) -> frozenset[Relation]:
    """As what somebody could read it, be it their turn or not."""
    rows = await tx.all(_Level, "own_plans.judges", imported=imported, participant=participant)
    return frozenset(row.level for row in rows)


async def waiting(tx: Transaction, participant: int, *, size: int, skip: int) -> list[Waiting]:
    """A page of those that this person may judge, the oldest first."""
    return await tx.all(Waiting, "own_plans.waiting", participant=participant, size=size, skip=skip)


async def waiting_number(tx: Transaction, participant: int) -> int:
    return await tx.integer("own_plans.waiting_number", participant=participant)
