"""Everybody to whom a broadcast goes, as somebody finds them who may write to all of them."""

from storage.database import Transaction
from tests.scheduler.network import execute


async def everybody(tx: Transaction, broadcast: int) -> list[tuple[int, int]]:
    """Each with a part."""
    rows = await execute(tx, "select participant, part from broadcast_people where broadcast = :id", id=broadcast)
    return [(row["participant"], row["part"]) for row in rows]
