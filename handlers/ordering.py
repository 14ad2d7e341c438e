"""Files that take longer than an answer may: ordered by a tap, sent when they are made."""

import json
from collections.abc import Mapping

from handlers.turn import Answer, Turn
from storage import errands

AT_ONCE = 5
"""Files that one person may wait for."""


async def ordered(turn: Turn, kind: str, facts: Mapping[str, int | str]) -> Answer:
    """It will come; unless so many are on their way that one is asked to wait."""
    if await errands.waiting(turn.tx, turn.me.id) >= AT_ONCE:
        return Answer(notice=turn.catalogue.words("results/coming_many"))
    await errands.put(turn.tx, participant=turn.me.id, channel=turn.address.channel, user=turn.address.user, kind=kind,
                      facts=json.dumps(facts))
    return Answer(notice=turn.catalogue.words("results/coming"))
