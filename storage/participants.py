"""Participants: people with consent, the roles they hold and the addresses they write from."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction


class Role(StrEnum):
    """What a person is in a programme; the Russian names stand with the programme readers and the templates."""

    TEACHER = "teacher"
    DIRECTOR = "director"
    COORDINATOR = "coordinator"
    CURATOR = "curator"
    MENTOR = "mentor"
    EXPERT = "expert"
    OBSERVER = "observer"
    GUEST = "guest"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person. Without `consented_at` an operator has named them, but they have not joined."""

    id: int
    name: str
    consent_version: str | None
    consented_at: int | None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes from an address; `programme` is that of their main role, None without any role."""

    person: Participant
    programme: int | None
    loaded_at: int | None
    has_question: bool
    """A question of ours is open."""
    is_asked_anew: bool
    """The programme's consent is no longer the one they have given."""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """One role of a person in one organisation; the days are the first and the last of its programme."""

    id: int
    role: Role
    programme: int
    organisation: int
    organisation_title: str
    level: str
    time_zone: str
    programme_title: str
    quiet_hours: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Home:
    """An address as the storage knows it."""

    channel: str
    user: str


@dataclass(frozen=True, slots=True)
class LinkedAddress:
    """An address of a person. `closed_at`: they have blocked us there; `preferred_at`: they want notices there."""

    channel: str
    user: str
    linked_at: int
    closed_at: int | None
    preferred_at: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the programme lists them, in one role; `municipality` is None above municipalities."""

    participant: int
    name: str
    role: Role
    organisation: int
    place: str
    municipality: int | None


@dataclass(frozen=True, slots=True)
class _Sender:
    channel: str
    user: str
    id: int
    name: str
    consent_version: str | None
    consented_at: int | None
    programme: int | None
    loaded_at: int | None
    has_question: int
    is_asked_anew: int


@dataclass(frozen=True, slots=True)
class _HomeOf:
    participant: int
    channel: str
    user: str


@dataclass(frozen=True, slots=True)
class _RoleOf(RoleHeld):
    participant: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def by_id(tx: Transaction, id: int) -> Participant | None:
    return await tx.one(Participant, "participants.by_id", id=id)


async def by_address(tx: Transaction, channel: str, user: str) -> Participant | None:
    return await tx.one(Participant, "participants.by_address", channel=channel, user=user)


async def senders(tx: Transaction, homes: Collection[Home]) -> dict[Home, Sender]:
    """Who writes from these addresses, as far as they belong to anybody."""
    return {
        Home(row.channel, row.user): Sender(
            Participant(row.id, row.name, row.consent_version, row.consented_at), row.programme, row.loaded_at,
            bool(row.has_question), bool(row.is_asked_anew))
        for row in await tx.all(_Sender, "participants.senders", homes=_written(homes))
    } if homes else {}


async def roles_of(tx: Transaction, ids: Collection[int]) -> dict[int, list[RoleHeld]]:
    """The roles of many people, the main one first."""
    found: dict[int, list[RoleHeld]] = {id: [] for id in ids}
    if ids:
        for row in await tx.all(_RoleOf, "participants.roles_of", participants=json.dumps(list(ids))):
            found[row.participant].append(row)
    return found


async def add(tx: Transaction, name: str, *, now: int) -> int:
    """A person whom nobody had listed (they came by a school's invite)."""
    return await tx.integer("participants.add", name=name, search_name=name.casefold(), now=now)


async def rename(tx: Transaction, id: int, name: str) -> None:
    await tx.run("participants.rename", id=id, name=name, search_name=name.casefold())


async def consent(tx: Transaction, id: int, version: str, *, now: int) -> None:
    """Record the consent to this version of the text (152-FZ, article 9)."""
    await tx.run("participants.consent", id=id, version=version, now=now)


async def link(tx: Transaction, channel: str, user: str, participant: int, *, now: int) -> bool:
    """Tie an address to a person; False if it belongs to somebody already."""
    return await tx.run("participants.link", channel=channel, user=user, participant=participant, now=now)


async def seen(tx: Transaction, channel: str, user: str, *, now: int) -> None:
    """The person has written or come back: the address is open and the one used last."""
    await tx.run("participants.seen", channel=channel, user=user, now=now)


async def seen_all(tx: Transaction, homes: Collection[Home], *, now: int) -> None:
    """The same for many."""
    if homes:
        await tx.run("participants.seen_all", homes=_written(homes), now=now)


async def close_address(tx: Transaction, channel: str, user: str, *, now: int) -> None:
    """The person has blocked us there."""
    await tx.run("participants.close_address", channel=channel, user=user, now=now)


async def seen_since(tx: Transaction, channel: str, user: str, left_at: int) -> bool:
    """Whether they have written there after this moment, so that an older refusal to hear from us is out of date."""
    return bool(await tx.value("participants.seen_since", channel=channel, user=user, left_at=left_at))


async def open_addresses(tx: Transaction, participant: int) -> list[Home]:
    """Where a person can be written to: where they want it, then where they wrote last."""
    return await tx.all(Home, "participants.open_addresses", participant=participant)


async def homes(tx: Transaction, ids: Collection[int]) -> dict[int, Home]:
    """Where each of these people is to be written to; those who cannot be are left out."""
    found: dict[int, Home] = {}
    for row in await tx.all(_HomeOf, "participants.homes", participants=json.dumps(list(ids))):
        found.setdefault(row.participant, Home(row.channel, row.user))
    return found


async def addresses(tx: Transaction, participant: int) -> list[LinkedAddress]:
    """All addresses of a person, the one linked first first."""
    return await tx.all(LinkedAddress, "participants.addresses", participant=participant)


async def hold(tx: Transaction, id: int) -> None:
    """Let nobody else who holds the same person go on before this transaction ends."""
    await tx.run("participants.hold", id=id)


async def prefer(tx: Transaction, participant: int, home: Home | None, *, now: int) -> None:
    """Reminders and notices go there as long as it is open; None: where the person wrote last."""
    await tx.run("participants.prefer", participant=participant, channel=home.channel if home else "",
                 user=home.user if home else "", now=now)


async def unlink(tx: Transaction, participant: int, channel: str, user: str) -> bool:
    """The address is this person's no more; False if it was not."""
    return await tx.run("participants.unlink", participant=participant, channel=channel, user=user)


async def unlink_all(tx: Transaction, participant: int) -> bool:
    """The person has no address any more; False if they had none."""
    return await tx.run("participants.unlink_all", participant=participant)


async def absorb(tx: Transaction, kept: int, listed: int, *, now: int) -> None:
    """Somebody who has joined turns out to be this listed person too: what the lists gave goes over to them."""
    facts = {"kept": kept, "listed": listed}
    await tx.run("participants.absorb_roles", now=now, **facts)
    await tx.run("participants.end_roles", listed=listed, now=now)
    for what in ("keys", "invites", "contact", "organisers", "rsvps", "certificates", "people", "clicks"):
        await tx.run(f"participants.absorb_{what}", **facts)
    for query in ("drop_organisers", "drop_rsvps", "drop_people", "drop_clicks", "empty"):
        await tx.run(f"participants.{query}", listed=listed)


async def roles(tx: Transaction, participant: int) -> list[RoleHeld]:
    """The roles held now; the first is the main one, whose organisation gives the time zone."""
    return await tx.all(RoleHeld, "participants.roles", participant=participant)


async def grant(
    tx: Transaction, participant: int, *, programme: int, organisation: int, role: Role, source: str, now: int
) -> int:
    """Give a role, or give it back. `source` tells where it comes from: `people` or `invite`."""
    return await tx.integer("participants.grant", participant=participant, programme=programme,
                            organisation=organisation, role=role, source=source, now=now)


async def members(tx: Transaction, organisation: int) -> list[Participant]:
    """Who of an organisation has joined."""
    return await tx.all(Participant, "participants.members", organisation=organisation)


async def with_role(tx: Transaction, programme: int, role: Role) -> list[Participant]:
    """Who holds a role in a programme and has joined."""
    return await tx.all(Participant, "participants.with_role", programme=programme, role=role)


async def curators_of(tx: Transaction, organisation: int, programme: int) -> list[Participant]:
    """The curators in whose territory an organisation lies and who have joined."""
    return await tx.all(Participant, "participants.curators_of", organisation=organisation, programme=programme)


async def listed(tx: Transaction, programme: int) -> list[Member]:
    """Everybody of a programme, joined or not, role by role."""
    return await tx.all(Member, "participants.listed", programme=programme)


async def curators_listed(tx: Transaction, organisation: int) -> frozenset[int]:
    """The curators in whose territory an organisation lies, joined or not."""
    return frozenset(row.id for row in await tx.all(_Id, "participants.curators_listed", organisation=organisation))


def _written(homes: Iterable[Home]) -> str:
    return json.dumps([[home.channel, home.user] for home in homes])
