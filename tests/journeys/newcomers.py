"""People of a town whom the example does not list: as many as a test needs, who have joined."""

from scheduler import planner
from storage import consents, participants
from storage.database import Transaction
from storage.participants import Role
from tests.journeys.conftest import Town
from tests.phone import Phone

BEYOND = 5000
"""Their ids in the messengers lie beyond those of listed people."""


async def joined(tx: Transaction, town: Town, channel: str, name: str, role: Role, organisation: int) -> Phone:
    """Somebody whom no list names, and who has joined."""
    now = town.stage.clock.now()
    id = await participants.add(tx, name, now=now)
    await participants.grant(tx, id, programme=town.programme, organisation=organisation, role=role, source="people",
                             now=now)
    await participants.consent(tx, id, "2018-05", now=now)
    await consents.give(tx, id, town.programme, "2018-05", now=now)
    await participants.link(tx, channel, str(BEYOND + id), id, now=now)
    await planner.plan_participant(tx, id, now)
    return Phone(town.stage, channel, str(BEYOND + id), name)


def number_of(phone: Phone) -> int:
    """Whose phone it is."""
    return int(phone.user) - BEYOND
