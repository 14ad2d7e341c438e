"""What people hear of an own plan: those who are to read it, and whoever has sent it."""

from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import TaskList
from messages.meanings_of_imports import OpenImport
from messages.meanings_of_own_plans import ReadOwnPlan
from messages.replies import Reply
from scheduler.documents.applying import Outlook
from storage import own_plans
from storage.imports import Import


async def tell_readers(turn: Turn, imported: Import) -> None:
    """Those whose turn it is now."""
    said = turn.say("own/told_sent", [[Choice("open", ReadOwnPlan(imported.id))]], each=imported)
    for person in dict.fromkeys(each.participant for each in await own_plans.seats(turn.tx, imported.id)):
        await turn.tell(person, said, reason=f"own_plan:{imported.id}:read:{turn.update.key}")


async def tell_returned(turn: Turn, imported: Import, remark: str) -> None:
    said = turn.say("own/told_returned", [[Choice("open", OpenImport(imported.id))]], each=imported, remark=remark,
                    who=turn.me.name)
    await _tell_sender(turn, imported, "returned", said)


async def tell_accepted(turn: Turn, imported: Import, outlook: Outlook) -> None:
    said = turn.say("own/told_accepted", [[Choice("tasks", TaskList("open"))]], each=imported, outlook=outlook)
    await _tell_sender(turn, imported, "accepted", said)


async def _tell_sender(turn: Turn, imported: Import, what: str, said: Reply) -> None:
    if imported.participant is not None:
        await turn.tell(imported.participant, said, reason=f"own_plan:{imported.id}:{what}:{turn.update.key}")
