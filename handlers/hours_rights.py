"""Who may see and correct an entry of the ledger. Every button and every end of a form asks here again."""

from collections.abc import Collection

from handlers.turn import Refused, Turn
from storage import answering, hours, participants, programmes
from storage.hours import Told
from storage.participants import Role, RoleHeld


async def giver(turn: Turn) -> RoleHeld:
    """The role by which the participant gives consultations. Raises `Refused`."""
    for each in await turn.roles():
        if await answering.may_answer(turn.tx, turn.me.id, each.programme):
            return each
    raise Refused("hours/not_a_giver")


async def entry_for(turn: Turn, id: int) -> Told:
    """What has become of an entry of one's own, or, for its operators, of anybody's. Raises `Refused`."""
    entry = await hours.latest(turn.tx, id)
    if entry is None or not await _concerns(turn, entry):
        raise Refused("hours/not_yours")
    return entry


async def standing_entry(turn: Turn, id: int) -> Told:
    """One that counts. Raises `Refused`."""
    entry = await entry_for(turn, id)
    if entry.replaced_at is not None:
        raise Refused("hours/struck_before", id=entry.id)
    return entry


async def titles_for(turn: Turn, participant: int, named: Collection[int] = ()) -> dict[int, str]:
    """The programmes of a person, and those that are `named`; none where there is but one: it goes without saying."""
    held = await turn.roles() if participant == turn.me.id else await participants.roles(turn.tx, participant)
    found = {each.programme: each.programme_title for each in held}
    for id in set(named) - found.keys():
        programme = await programmes.by_id(turn.tx, id)
        found[id] = programme.title if programme else ""
    return found if len(found) > 1 else {}


async def _concerns(turn: Turn, entry: Told) -> bool:
    if any(each.role is Role.OPERATOR and each.programme == entry.programme for each in await turn.roles()):
        return True
    return entry.participant == turn.me.id and await answering.may_answer(turn.tx, turn.me.id, entry.programme)
