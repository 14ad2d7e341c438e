"""Codes as people bring them: read in any writing, and counted where they are wrong."""

import re

from handlers.turn import Turn
from messages.replies import Reply
from storage import invites
from storage.invites import Invite

_CODE = re.compile(r"[2-9A-HJ-NP-Z]{10}")
_LOOKALIKES = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")
"""Cyrillic letters that somebody types for the Latin ones of a code."""


def read_code(text: str) -> str:
    """A code as people type it: any case, with spaces or dashes, with Cyrillic look-alikes; "" if it is none."""
    code = re.sub(r"[\s\-–—]", "", text).upper().translate(_LOOKALIKES)
    return code if _CODE.fullmatch(code) else ""


async def barred(turn: Turn) -> Reply | None:
    """What is said to an address that has tried too many wrong codes; None while it is heard."""
    if await invites.guessing_blocked(turn.tx, turn.address.channel, turn.address.user, real_now=turn.real_now):
        return turn.say("registration/too_many_guesses")
    return None


async def invite(turn: Turn, code: str) -> Invite | Reply:
    """The invite, whatever its state; what is said if there is none. A wrong code counts, also on a forged button."""
    refusal = await barred(turn)
    if refusal:
        return refusal
    found = await invites.by_code(turn.tx, code)
    if found is None:
        await invites.guessed_wrong(turn.tx, turn.address.channel, turn.address.user, real_now=turn.real_now)
        return turn.say("registration/unknown_code")
    return found
