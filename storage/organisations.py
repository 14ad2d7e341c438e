"""Organisations of a programme, a tree, and the named groups of schools. Written by the loading of a programme."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Organisation:
    """`municipality` is the nearest of itself and its parents that is one. `gone_at`: no longer in the file."""

    id: int
    code: str
    title: str
    level: str
    parent: int | None
    municipality: int | None
    time_zone: str
    gone_at: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the file says of an organisation by itself."""

    code: str
    title: str
    level: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation stands in the tree."""

    id: int
    parent: int | None
    municipality: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of schools."""

    id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation in a group, both by id."""

    school_group: int
    organisation: int


async def by_id(tx: Transaction, id: int) -> Organisation | None:
    return await tx.one(Organisation, "organisations.by_id", id=id)


async def of_programme(tx: Transaction, programme: int) -> list[Organisation]:
    """All that the programme has ever had, in the order of their first appearance."""
    return await tx.all(Organisation, "organisations.of_programme", programme=programme)


async def put(tx: Transaction, programme: int, entries: Iterable[Entry]) -> None:
    """Write organisations under their codes; one that had gone is back."""
    await tx.repeat("organisations.put", [
        {"programme": programme, "search_name": entry.title.casefold(), **asdict(entry)} for entry in entries
    ])


async def place(tx: Transaction, places: Iterable[Place]) -> None:
    await tx.repeat("organisations.place", [asdict(each) for each in places])


async def leave(tx: Transaction, ids: Iterable[int], *, now: int) -> None:
    """These are no longer part of the programme; what happened there stays."""
    await tx.repeat("organisations.leave", [{"id": id, "now": now} for id in ids])


async def groups(tx: Transaction, programme: int) -> list[Group]:
    return await tx.all(Group, "organisations.groups", programme=programme)


async def put_group(tx: Transaction, programme: int, code: str, title: str) -> int:
    """Write a group under its code; its id."""
    return await tx.integer("organisations.put_group", programme=programme, code=code, title=title)


async def drop_group(tx: Transaction, id: int) -> None:
    """Forget a group that has no members any more."""
    await tx.run("organisations.drop_group", id=id)


async def members(tx: Transaction, programme: int) -> set[Member]:
    """Who is in which group."""
    return set(await tx.all(Member, "organisations.members", programme=programme))


async def join(tx: Transaction, members: Iterable[Member]) -> None:
    await tx.repeat("organisations.join", [asdict(each) for each in members])


async def part(tx: Transaction, members: Iterable[Member]) -> None:
    """These no longer are in these groups."""
    await tx.repeat("organisations.part", [asdict(each) for each in members])
