"""Who sends what: operators plans and people of the programme, whoever leads a school or a municipality its own plan; a
draft is in the hands of the one who has sent it.
"""

from handlers.turn import Refused, Turn
from scheduler import assigning
from scheduler.documents import pending, roster
from scheduler.documents.pending import Draft
from scheduler.documents.questions import Question
from scheduler.documents.roster import Roster
from storage import imports, organisations, own_plans
from storage.imports import Import, Kind, State
from storage.participants import Role, RoleHeld
from storage.tasks import Relation


async def operating(turn: Turn, programme: int | None = None) -> list[RoleHeld]:
    """The programmes, each once, that this person operates. Raises `Refused` where there is none."""
    held = {each.programme: each for each in await turn.roles()
            if each.role is Role.OPERATOR and programme in (None, each.programme)}
    if not held:
        raise Refused("imports/not_an_operator")
    return [*held.values()]


async def leading(turn: Turn, organisation: int | None = None) -> list[RoleHeld]:
    """The organisations, each once, whose own plans this person sends. Raises `Refused` where there is none."""
    held = {each.organisation: each for each in await turn.roles()
            if leads(each) and organisation in (None, each.organisation)}
    if not held:
        raise Refused("own/not_a_leader")
    return [*held.values()]


def leads(held: RoleHeld) -> bool:
    """Whether it is a role of those who answer for their organisation."""
    return (held.level, held.role) in assigning.FOR_ALL


async def sending(turn: Turn) -> list[RoleHeld]:
    """The roles in which this person sends plans. Raises `Refused` where there is none."""
    held = [each for each in await turn.roles() if each.role is Role.OPERATOR or leads(each)]
    if not held:
        raise Refused("imports/not_an_operator")
    return held


async def own(turn: Turn, id: int) -> Import:
    """A document that this person has sent, and may still: as an operator, or for whom they lead. Raises `Refused`."""
    imported = await imports.by_id(turn.tx, id)
    if imported is None or imported.participant != turn.me.id:
        await sending(turn)
        raise Refused("imports/not_yours")
    if imported.organisation is None:
        await operating(turn, imported.programme)
    else:
        await leading(turn, imported.organisation)
        await _still_there(turn, imported)
    return imported


async def draft(turn: Turn, id: int) -> tuple[Import, Draft | Roster]:
    """The same, if it is still to be loaded. Raises `Refused`."""
    imported = await own(turn, id)
    if imported.state is not State.DRAFT:
        raise Refused("imports/no_draft")
    return imported, await found(turn, imported)


async def found(turn: Turn, imported: Import) -> Draft | Roster:
    """A draft as it stands, of a plan or of people."""
    return await (roster.of if imported.kind is Kind.PEOPLE else pending.of)(turn.tx, imported)


async def people(turn: Turn, id: int) -> tuple[Import, Roster]:
    """A draft of people. Raises `Refused`."""
    imported, listed = await draft(turn, id)
    if not isinstance(listed, Roster):
        raise Refused("imports/no_draft")
    return imported, listed


async def question(turn: Turn, id: int, number: int) -> tuple[Import, Draft | Roster, Question]:
    """A question of such a draft. Raises `Refused` for one that it does not have, or no longer."""
    imported, found = await draft(turn, id)
    asked = found.question(number)
    if asked is None:
        raise Refused("imports/no_question")
    return imported, found, asked


async def read(turn: Turn, id: int) -> tuple[Import, frozenset[Relation]]:
    """An own plan that waits, and as what this person may judge it, be it their turn or not. Raises `Refused`."""
    imported = await imports.by_id(turn.tx, id)
    judging = await own_plans.judges(turn.tx, id, turn.me.id)
    if imported is None or not judging:
        raise Refused("own/not_to_read")
    await _still_there(turn, imported)
    return imported, judging


async def _still_there(turn: Turn, imported: Import) -> None:
    place = await organisations.by_id(turn.tx, imported.organisation or 0)
    if place is None or place.gone_at is not None:
        raise Refused("fallback/gone")
