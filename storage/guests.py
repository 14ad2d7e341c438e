"""Guests from outside the network: the open link by which they come to an event, and from where they are."""

from dataclasses import dataclass

from storage.database import Transaction

USES = 100_000
"""Nobody counts how many come by an open link."""
AGES = 100 * 365 * 86400
"""Seconds for which the link itself opens: its event says when it is over, and an event may move."""
FEWEST = 3
"""So many guests make a region what others are offered: one of them may have written anything."""


@dataclass(frozen=True, slots=True)
class Region:
    """So many guests from one region."""

    name: str
    number: int


async def link(tx: Transaction, event: int) -> str:
    """The code of its open link, "" for none."""
    return str(await tx.value("guests.link", event=event) or "")


async def open_link(tx: Transaction, event: int, *, programme: int, code: str, now: int) -> None:
    """From now on this code opens. There must be no other."""
    home = await tx.integer("guests.home", programme=programme)
    await tx.run("guests.put_link", event=event, programme=programme, code=code, organisation=home, uses_limit=USES,
                 expires_at=now + AGES, now=now)


async def close_link(tx: Transaction, event: int, *, now: int) -> bool:
    """Its code opens nothing any more; False where there was none."""
    return await tx.run("guests.close_link", event=event, now=now)


async def known(tx: Transaction, event: int, participant: int) -> bool:
    """Whether we know already from where a guest of the event is: they have said so for it, or for one before it."""
    return (await tx.run("guests.known", event=event, participant=participant)
            or await tx.run("guests.copy", event=event, participant=participant))


async def put(tx: Transaction, event: int, participant: int, *, region: str, organisation: str) -> None:
    """From where a guest of an event is."""
    await tx.run("guests.put", event=event, participant=participant, region=region, organisation=organisation)


async def by_region(tx: Transaction, event: int) -> list[Region]:
    """From where the guests of an event are, the most numerous first."""
    return await tx.all(Region, "guests.by_region", event=event)


async def regions(tx: Transaction, programme: int, *, limit: int) -> list[Region]:
    """What several guests have called their regions so far."""
    return await tx.all(Region, "guests.regions", programme=programme, fewest=FEWEST, limit=limit)
