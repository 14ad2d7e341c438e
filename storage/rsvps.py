"""Answers to invitations, and attendance: one row for each event and person."""

import json
from collections.abc import Collection

from storage.database import Transaction


async def invite(tx: Transaction, event: int, people: Collection[int], *, now: int) -> None:
    """These are invited; what they have answered before stays."""
    await tx.run("rsvps.invite", event=event, participants=json.dumps(sorted(people)), now=now)
