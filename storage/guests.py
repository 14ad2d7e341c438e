"""Guests from outside the network: the open link by which they come to an event, and from where they are."""

from dataclasses import dataclass

from storage.database import Transaction

USES = 100_000
"""Nobody counts how many come by an open link."""


@dataclass(frozen=True, slots=True)
class Region:
    """So many guests from one region."""

    name: str
    number: int


async def link(tx: Transaction, event: int) -> str:
    """The code of its open link, "" for none."""
    return str(await tx.value("guests.link", event=event) or "")


async def open_link(tx: Transaction, event: int, *, programme: int, code: str, expires_at: int, now: int) -> str:
    """The code that opens until then: the one that is known already, or this one."""
    if known := await link(tx, event):
        await tx.run("guests.prolong", event=event, expires_at=expires_at)
        return known
    home = await tx.integer("guests.home", programme=programme)
    await tx.run("guests.put_link", event=event, programme=programme, code=code, organisation=home, uses_limit=USES,
                 expires_at=expires_at, now=now)
    return code


async def put(tx: Transaction, event: int, participant: int, *, region: str, organisation: str) -> None:
    """From where a guest of an event is."""
    await tx.run("guests.put", event=event, participant=participant, region=region, organisation=organisation)


async def by_region(tx: Transaction, event: int) -> list[Region]:
    """From where the guests of an event are, the most numerous first."""
    return await tx.all(Region, "guests.by_region", event=event)


async def regions(tx: Transaction, programme: int, *, limit: int) -> list[Region]:
    """What guests have called their regions so far."""
    return await tx.all(Region, "guests.regions", programme=programme, limit=limit)
