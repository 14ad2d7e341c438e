"""Who loads plans and people: operators of the programme; a draft is in the hands of the one who has sent it."""

from handlers.turn import Refused, Turn
from scheduler.documents import pending, roster
from scheduler.documents.pending import Draft
from scheduler.documents.questions import Question
from scheduler.documents.roster import Roster
from storage import imports
from storage.imports import Import, Kind, State
from storage.participants import Role, RoleHeld


async def operating(turn: Turn, programme: int | None = None) -> list[RoleHeld]:
    """The programmes, each once, that this person operates. Raises `Refused` where there is none."""
    held = {each.programme: each for each in await turn.roles()
            if each.role is Role.OPERATOR and programme in (None, each.programme)}
    if not held:
        raise Refused("imports/not_an_operator")
    return [*held.values()]


async def own(turn: Turn, id: int) -> Import:
    """A document that this person has sent, and whose programme they still operate. Raises `Refused`."""
    imported = await imports.by_id(turn.tx, id)
    if imported is None or imported.participant != turn.me.id:
        await operating(turn)
        raise Refused("imports/not_yours")
    await operating(turn, imported.programme)
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
