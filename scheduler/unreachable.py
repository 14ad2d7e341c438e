"""Who can no longer be written to anywhere → one message to whoever is answerable for them, in their morning.

Curators of the organisation's territory are told; where none of them can be reached, a school's coordinators, else the
operators. Nobody is told twice of the same leaving.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence

from messages.catalogue import Catalogue
from messages.post import post
from messages.updates import Address
from scheduler.workdays import Rhythm
from storage import oversight, participants, reminders, settings
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.oversight import Hearer, Lost
from storage.tasks import Relation

WINDOW = 30 * 86400
"""Seconds of programme time after which it is no news."""
NAMED = 100
"""People named in one message, which goes in as many parts as it needs; the rest is counted."""
ORDER = (Relation.CURATOR, Relation.COORDINATOR, Relation.OPERATOR)

Wording = Callable[[Transaction, int], Awaitable[Catalogue]]


async def tell(database: Database, wording: Wording, now: int) -> int:
    """Tell all whose morning it is; how many were told."""
    async with database.reading() as tx:
        by_hearer = await _by_hearer(tx, now)
    told = 0
    for hearer, people in by_hearer.items():
        async with database.transaction() as tx:
            told += await _tell_one(tx, wording, hearer, people, now)
    return told


async def _by_hearer(tx: Transaction, now: int) -> Mapping[int, list[Lost]]:
    """The lost, for each who has not heard of some of them yet."""
    chosen: dict[int, list[int]] = {}
    found: dict[int, list[Lost]] = defaultdict(list)
    for each in await oversight.lost(tx, since=now - WINDOW):
        if each.organisation not in chosen:
            chosen[each.organisation] = first_circle(await oversight.hearers(tx, each.organisation))
        for hearer in chosen[each.organisation]:
            found[hearer].append(each)
    return {hearer: people for hearer, people in found.items() if await _news(tx, hearer, people)}


def first_circle(hearers: Sequence[Hearer]) -> list[int]:
    """The people of the nearest relation that has anybody."""
    for relation in ORDER:
        if found := [each.participant for each in hearers if each.relation is relation]:
            return found
    return []


async def _news(tx: Transaction, hearer: int, people: Sequence[Lost]) -> list[Lost]:
    heard = int(await settings.get(tx, _key(hearer)) or 0)
    return [each for each in people if each.closed_at > heard]


async def _tell_one(tx: Transaction, wording: Wording, hearer: int, people: Sequence[Lost], now: int) -> bool:
    person, news = await reminders.person(tx, hearer), await _news(tx, hearer, people)
    homes = await participants.open_addresses(tx, hearer)
    if person is None or not homes or not news:
        return False
    rhythm = Rhythm(person.time_zone, person.digest_at, person.quiet_hours)
    if not rhythm.open(now):
        return False
    reply = (await wording(tx, hearer)).say("alarm/unreachable", people=news[:NAMED], more=max(0, len(news) - NAMED))
    posted = await post(tx, address=Address(homes[0].channel, homes[0].user), participant=hearer, reply=reply,
                        lane=Lane.REMINDER, reason=f"unreachable:{hearer}:{rhythm.day(now)}", now=now)
    if posted is None:  # another replica was quicker, or there was news of today before: then tomorrow
        return False
    await settings.put(tx, _key(hearer), str(max(each.closed_at for each in news)))
    return True


def _key(hearer: int) -> str:
    """Under which it is remembered up to which leaving somebody has been told."""
    return f"unreachable.{hearer}"
