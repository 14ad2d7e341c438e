"""What the two sides of a visit hear of each other: that somebody comes, whether it suits, what has come of it."""

from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings_of_events import AnswerInvitation, SendCalendar
from messages.meanings_of_events_desk import ChangeEvent
from messages.meanings_of_visits import OpenVisit
from messages.replies import Tone
from scheduler import chasing
from storage import events, rsvps, visits
from storage.events import Event


async def planned(turn: Turn, id: int, *, asks: bool) -> int:
    """The school is told or asked, and those who go along are told; how many of the school hear of it."""
    event, going = await events.by_id(turn.tx, id), await events.organisers(turn.tx, id)
    assert event
    team = await visits.team(turn.tx, id)
    await rsvps.invite(turn.tx, id, team, now=turn.now)
    answers = [Choice("suits", AnswerInvitation(id, "yes"), tone=Tone.GOOD),
               Choice("suits_not", AnswerInvitation(id, "no"))]
    rows = [answers if asks else [], [Choice("open", OpenVisit(id)), Choice("calendar", SendCalendar(id))]]
    names, told = [each.name for each in going], 0
    for person in team:
        if not asks:
            await rsvps.answer(turn.tx, id, person, rsvps.Answer.YES, turn.now, None)
        told += await turn.tell(person, turn.say("visits/told_school", rows, event=event, visitors=names, asks=asks),
                                reason=f"visit:{id}:planned")
    await chasing.plan_event(turn.tx, id, turn.now)
    for each in going:
        await turn.tell(each.participant, turn.say("visits/told_visitor", rows[1:], event=event, visitors=names,
                                                   who=turn.me.name), reason=f"visit:{id}:going")
    return told


async def answered(turn: Turn, event: Event, answer: str, *, reason: str = "") -> None:
    """Those who go hear whether it suits the school; nothing of any other event."""
    visited = await visits.facts(turn.tx, event.id) if event.kind == visits.KIND else None
    if visited is None or turn.me.id not in await visits.team(turn.tx, event.id):
        return
    rows = [[Choice("move", ChangeEvent(event.id)), Choice("open", OpenVisit(event.id))]]
    hearers = {each.participant for each in await events.organisers(turn.tx, event.id)} | {event.owner}
    for person in sorted(each for each in hearers if each is not None):
        await turn.tell(person, turn.say("visits/told_answer", rows, event=event, school=visited.title, answer=answer,
                                         reason=reason, who=turn.me.name),
                        reason=f"visit:{event.id}:{'why' if reason else 'answer'}:{turn.update.key}")
