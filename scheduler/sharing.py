"""Who gets which part of a broadcast that brings each school its own: those of the audience, in the school of the part.

A post decides, not a person: the director of one school who teaches in another gets the parts of the first alone where
directors are meant, and a director of two schools gets the parts of both.
"""

from scheduler import addressing, audience
from scheduler.addressing import Circle
from storage import parts
from storage.broadcasts import Broadcast, Kind
from storage.database import Transaction

DIRECTORS = '[["role", ["director"], 0]]'
"""The audience that it has until somebody chooses another."""


async def recipients(tx: Transaction, sent: Broadcast, sender: int) -> list[int]:
    """Whom a broadcast of any kind means now, of those whom this person may write to."""
    return await within(tx, sent, await addressing.circle(tx, sent.programme, sender))


async def meant(tx: Transaction, sent: Broadcast, sender: int) -> list[tuple[int, int]]:
    """The same with the part that is each one's; 0 where there are no parts."""
    circle = await addressing.circle(tx, sent.programme, sender)
    return await shares(tx, sent, circle) if sent.kind is Kind.EACH else [
        (person, 0) for person in await within(tx, sent, circle)]


async def within(tx: Transaction, sent: Broadcast, circle: Circle) -> list[int]:
    """The same of those of a circle."""
    if sent.kind is not Kind.EACH:
        return await addressing.within(tx, circle, audience.read(sent.audience))
    return list(dict.fromkeys(person for person, _ in await shares(tx, sent, circle)))


async def shares(tx: Transaction, sent: Broadcast, circle: Circle) -> list[tuple[int, int]]:
    """Person and part, nothing twice."""
    of_school: dict[int, list[int]] = {}
    for each in await parts.of(tx, sent.id):
        if each.organisation:
            of_school.setdefault(each.organisation, []).append(each.id)
    meant = await addressing.posts_within(tx, circle, audience.read(sent.audience))
    return list(dict.fromkeys((post.participant, part) for post in meant for part in of_school.get(post.places[0], ())))


async def unread(tx: Transaction, sent: Broadcast, circle: Circle) -> list[str]:
    """The schools whose parts nobody would get now."""
    read = {part for _, part in await shares(tx, sent, circle)}
    return sorted({each.title for each in await parts.of(tx, sent.id) if each.organisation and each.id not in read})
