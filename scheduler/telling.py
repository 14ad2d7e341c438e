"""Where and when somebody can be written to about what others do, or what time brings: at their open address, after
their quiet hours, by the clock of their zone.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messages.updates import Address
from scheduler import workdays
from storage import participants
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Reach:
    """The address, the instant from which on they may be written to, and the zone they live in."""

    address: Address
    not_before: int
    zone: str


async def reach(tx: Transaction, participant: int, now: int) -> Reach | None:
    """None for whoever has no open address, or no role any more."""
    homes = await participants.open_addresses(tx, participant)
    held = await participants.roles(tx, participant)
    if not homes or not held:
        return None
    not_before = workdays.after_quiet(now, ZoneInfo(held[0].time_zone), held[0].quiet_hours)
    return Reach(Address(homes[0].channel, homes[0].user), not_before, held[0].time_zone)
