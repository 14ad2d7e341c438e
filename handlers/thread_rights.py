"""Who may do what with a consultation. Every button and every end of a form asks here again."""

from handlers.turn import Refused, Turn
from scheduler.consulting.speaking import Voice
from storage import consultations, erasure
from storage.consultations import Consultation, Relation


def voice(turn: Turn) -> Voice:
    """For whose act and in whose words others are told."""
    return Voice(turn.tx, turn.catalogue, turn.now, turn.me.id, turn.update.key, turn.real_now)


async def asked_by_me(turn: Turn, id: int) -> Consultation:
    """A thread of one's own. Raises `Refused`."""
    thread = await consultations.lock(turn.tx, id)
    if thread is None or thread.asker != turn.me.id:
        raise Refused("consultations/not_yours")
    return thread


async def for_answerer(turn: Turn, id: int, *, looking: bool = False) -> tuple[Consultation, Relation]:
    """A thread that the participant may answer, and what they are to it. Raises `Refused`.

    Whoever is only `looking` keeps nobody else waiting.
    """
    thread = await (consultations.by_id if looking else consultations.lock)(turn.tx, id)
    relation = await consultations.relation(turn.tx, id, turn.me.id) if thread else None
    if thread is None or relation is None:
        raise Refused("consultations/not_yours")
    return thread, relation


async def for_owner(turn: Turn, id: int) -> Consultation:
    """One that is the participant's own, or nobody's: else they must take it first. Raises `Refused`."""
    thread, _ = await for_answerer(turn, id)
    if thread.owner not in (None, turn.me.id):
        raise Refused("consultations/of_another", owner=thread.owner_name, thread=thread.id)
    if await erasure.erased(turn.tx, thread.asker):
        raise Refused("privacy/asker_gone")
    return thread


async def for_either(turn: Turn, id: int, *, looking: bool = False) -> tuple[Consultation, Relation | None]:
    """A thread of one's own (None), or one that the participant may answer. Raises `Refused`."""
    thread = await (consultations.by_id if looking else consultations.lock)(turn.tx, id)
    if thread is not None and thread.asker == turn.me.id:
        return thread, None
    return await for_answerer(turn, id, looking=looking)
