"""Invites: one-time personal codes and per-school staff codes with a role, a limit and an expiry.

Wrong codes are counted per address (hashed: the storage keeps nothing that names a stranger) and over all.
"""

import hashlib
from dataclasses import dataclass

from storage.database import Transaction
from storage.participants import Role

GUESS_WINDOW = 3600
"""Seconds (real time) over which wrong codes are counted."""
GUESSES_EACH = 5
GUESSES_ALL = 200


@dataclass(frozen=True, slots=True)
class Invite:
    """What a code opens. `participant` is None for a staff invite."""

    id: int
    code: str
    programme: int
    participant: int | None
    organisation: int
    role: Role
    uses_limit: int
    uses: int
    expires_at: int
    revoked_at: int | None
    organisation_title: str
    programme_title: str
    consent_version: str
    consent_text: str
    participant_name: str | None
    joined_consent: str | None = None
    """Which consent the person has given who is named; None if they have not joined."""
    event: int | None = None
    """To which it brings guests from outside."""


@dataclass(frozen=True, slots=True)
class Wanting:
    """A listed person who needs an invite."""

    participant: int
    organisation: int
    role: Role


@dataclass(frozen=True, slots=True)
class Staffless:
    """A school that needs a staff invite."""

    organisation: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the operator's list. `person` is empty for a staff invite; `expires_at` is an instant."""

    code: str
    role: Role
    expires_at: int
    uses_limit: int
    person: str
    organisation: str
    organisation_code: str


@dataclass(frozen=True, slots=True)
class _Code:
    code: str


async def by_code(tx: Transaction, code: str) -> Invite | None:
    return await tx.one(Invite, "invites.by_code", code=code)


async def use(tx: Transaction, id: int, *, now: int) -> bool:
    """Take one use; False when none is left, it has expired or was revoked."""
    return await tx.run("invites.use", id=id, now=now)


async def add(tx: Transaction, *, programme: int, code: str, participant: int | None, organisation: int, role: Role,
              uses_limit: int, expires_at: int, now: int) -> int:
    return await tx.integer("invites.add", programme=programme, code=code, participant=participant,
                            organisation=organisation, role=role, uses_limit=uses_limit, expires_at=expires_at,
                            now=now)


async def wanting(tx: Transaction, programme: int, *, now: int) -> list[Wanting]:
    return await tx.all(Wanting, "invites.wanting", programme=programme, now=now)


async def staffless(tx: Transaction, programme: int, role: Role, *, now: int) -> list[Staffless]:
    return await tx.all(Staffless, "invites.staffless", programme=programme, role=role, now=now)


async def listed(tx: Transaction, programme: int, *, now: int) -> list[Listed]:
    return await tx.all(Listed, "invites.listed", programme=programme, now=now)


async def guessed_wrong(tx: Transaction, channel: str, user: str, *, real_now: int) -> None:
    """Count one wrong code for this address and over all."""
    for who in (hashed(channel, user), "all"):
        await count(tx, who, real_now=real_now)


async def guessing_blocked(tx: Transaction, channel: str, user: str, *, real_now: int) -> bool:
    """Whether this address has tried too many wrong codes within the hour; when all together have, one is too many.

    An address without a wrong code is always heard: nobody can lock out people who hold a good link.
    """
    own = await counted(tx, hashed(channel, user), real_now=real_now)
    everybody = await counted(tx, "all", real_now=real_now)
    return own >= GUESSES_EACH or (own > 0 and everybody >= GUESSES_ALL)


async def count(tx: Transaction, who: str, *, real_now: int) -> None:
    """One more try of `who`, which must name no person."""
    window = real_now - GUESS_WINDOW
    await tx.run("invites.forget_guesses", window=window)
    await tx.run("invites.guessed", who=who, now=real_now, window=window)


async def counted(tx: Transaction, who: str, *, real_now: int) -> int:
    """The tries of `who` within the hour."""
    return await tx.integer("invites.guesses", who=who, window=real_now - GUESS_WINDOW)


async def forget_guesses_of(tx: Transaction, channel: str, user: str) -> None:
    """Whoever wrote from this address is forgotten, their wrong codes too."""
    await tx.run("invites.forget_guesses_of", who=hashed(channel, user))


def hashed(channel: str, user: str) -> str:
    """An address as it is counted: nobody can read it back."""
    return hashlib.sha256(f"{channel}\0{user}".encode()).hexdigest()


async def open_code(tx: Transaction, participant: int, *, now: int) -> str:
    """A person's code that still opens; "" if there is none."""
    return str(await tx.value("invites.open_code", participant=participant, now=now) or "")


async def revoke(tx: Transaction, id: int, *, now: int) -> bool:
    """It opens nothing from now on; False if it was revoked before."""
    return await tx.run("invites.revoke", id=id, now=now)


async def revoke_of(tx: Transaction, participant: int, *, now: int) -> None:
    """All personal invites of somebody, also used ones, open nothing from now on."""
    await tx.run("invites.revoke_of", participant=participant, now=now)


async def codes_of(tx: Transaction, participant: int) -> list[str]:
    """The personal invites of somebody that nobody has revoked, also those that are used up."""
    return [row.code for row in await tx.all(_Code, "invites.codes_of", participant=participant)]
