"""Where and from when somebody may be written to on account of what others do: at once, or after their quiet hours."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messages.updates import Address
from scheduler import workdays
from storage import participants
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Reach:
    """`not_before` is programme time, `zone` that of their main role."""

    address: Address
    not_before: int
    zone: str


async def reach(tx: Transaction, participant: int, now: int) -> Reach | None:
    """None for whoever has no open address or no role left."""
    homes = await participants.open_addresses(tx, participant)
    held = await participants.roles(tx, participant)
    if not homes or not held:
        return None
    not_before = workdays.after_quiet(now, ZoneInfo(held[0].time_zone), held[0].quiet_hours)
    return Reach(Address(homes[0].channel, homes[0].user), not_before, held[0].time_zone)
