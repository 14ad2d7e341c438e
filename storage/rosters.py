"""The people of a programme as its operator lists them, before and after they have joined.

What people do for themselves stands in `participants.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from storage.database import Transaction
from storage.participants import Role

LISTED = "people"
"""The source of a role that the operator's list gives; only these does a list take away."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person and one of the keys by which the list has named them."""

    key: str
    participant: int
    name: str
    phone: str
    email: str
    subjects: str
    search_subjects: str
    consented_at: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    """What the list says of a person by themselves."""

    name: str
    phone: str
    email: str
    subjects: str
    search_subjects: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in an organisation, held by a person."""

    participant: int
    organisation: int
    role: Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role as it stands."""

    id: int
    participant: int
    organisation: int
    role: Role
    source: str
    name: str
    organisation_title: str

    @property
    def seat(self) -> Seat:
        """What role it is, and whose."""
        return Seat(self.participant, self.organisation, self.role)


@dataclass(frozen=True, slots=True)
class _Territory:
    role: int
    organisation: int


async def known(tx: Transaction, prefix: str) -> list[Known]:
    """Everybody with a key that begins so, once for each such key."""
    return await tx.all(Known, "rosters.known", prefix=prefix)


async def members(tx: Transaction, programme: int) -> list[Known]:
    """Everybody who has a role, each once and without a key."""
    return await tx.all(Known, "rosters.members", programme=programme)


async def add(tx: Transaction, key: str, contact: Contact, *, now: int) -> int:
    """A person whom the list names for the first time."""
    return await tx.integer("rosters.add", key=key, search_name=contact.name.casefold(), now=now, **asdict(contact))


async def change(tx: Transaction, participant: int, contact: Contact) -> None:
    """What the list says now. The name of somebody who has joined is theirs to correct, and stays."""
    await tx.run("rosters.change", id=participant, search_name=contact.name.casefold(), **asdict(contact))


async def put_keys(tx: Transaction, keys: Mapping[str, int]) -> None:
    """Key → the person whom it names from now on."""
    await tx.repeat("rosters.put_key", [{"key": key, "participant": who} for key, who in keys.items()])


async def held(tx: Transaction, programme: int) -> list[Held]:
    """All roles of a programme that have not ended, whatever they come from."""
    return await tx.all(Held, "rosters.held", programme=programme)


async def grant(tx: Transaction, programme: int, seats: Iterable[Seat], *, now: int) -> None:
    """Give these roles, or give them back. One that already stands keeps its source."""
    await tx.repeat("rosters.grant", [
        {"programme": programme, "source": LISTED, "now": now, **asdict(seat)} for seat in seats
    ])


async def end(tx: Transaction, roles: Iterable[int], *, now: int) -> None:
    """These roles end; the people stay."""
    await tx.repeat("rosters.end", [{"id": id, "now": now} for id in roles])


async def territories(tx: Transaction, programme: int) -> dict[int, set[int]]:
    """Role → the organisations that it is confined to."""
    found: dict[int, set[int]] = {}
    for row in await tx.all(_Territory, "rosters.territories", programme=programme):
        found.setdefault(row.role, set()).add(row.organisation)
    return found


async def confine(tx: Transaction, role: int, organisations: Iterable[int]) -> None:
    """Replace the territory of a role by this one."""
    await tx.run("rosters.forget_territory", role=role)
    await tx.repeat("rosters.put_territory", [{"role": role, "organisation": each} for each in organisations])
