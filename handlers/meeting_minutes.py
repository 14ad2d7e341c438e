"""The minutes of a meeting: sent to whoever was there by one tap, and as a Word file for the folder."""

from handlers import meetings
from handlers.ordering import ordered
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_meetings import ExportMinutes, OpenMeeting, SendMinutes
from messages.replies import Reply
from scheduler import broadcasting, minutes
from storage import decisions, history, rsvps
from storage import meetings as stored
from storage.events import Event

room = Room()
SHOWN = 10
"""Decisions of a message: it has room for them at their longest."""
BEFORE = 4
_OF = "minutes"


@room.pressed(SendMinutes)
async def sent(turn: Turn, press: SendMinutes) -> Returned:
    """Once for each look at the card: a second tap finds them sent. Whoever has said that they do not come, and did
    not, gets none.
    """
    event = await meetings.held(turn, press.event)
    if event.starts_at > turn.now or event.is_off:
        raise Refused("meetings/no_minutes", event=event)
    people = [each for each in await stored.hear(turn.tx, event.id) if each != turn.me.id]
    if not people:
        raise Refused("meetings/nobody_to_tell", event=event)
    if not await stored.minutes_sent(turn.tx, event.id, before=press.before, now=turn.now):
        return Answer((await meetings.card(turn, event.id),), turn.catalogue.words("meetings/sent_before"))
    await broadcasting.announce(turn.tx, programme=event.programme, event=event.id, reply=await _message(turn, event),
                                people=people, now=turn.now)
    await history.note(turn.tx, "minutes_sent", actor=turn.me.id, now=turn.now, programme=event.programme,
                       event=event.id, people=len(people))
    return Answer((await meetings.card(turn, event.id),),
                  turn.catalogue.words("meetings/minutes_sent", people=len(people)))


@room.pressed(ExportMinutes)
async def word_wanted(turn: Turn, press: ExportMinutes) -> Returned:
    """Whoever may read the meeting may have it; it is looked at again when it is made."""
    await meetings.card(turn, press.event)
    return await ordered(turn, minutes.MINUTES, {_OF: press.event})


async def _message(turn: Turn, event: Event) -> Reply:
    found = await decisions.of_event(turn.tx, event.id)
    before = await decisions.open_before(turn.tx, event.id)
    rows = [[Choice("open", OpenMeeting(event.id)), Choice("word", ExportMinutes(event.id))]]
    return turn.say("meetings/minutes", rows, event=event, decisions=found[:SHOWN], more=max(0, len(found) - SHOWN),
                    before=before[:BEFORE], more_before=max(0, len(before) - BEFORE), zone=event.time_zone,
                    came=await _came(turn, event), today=turn.today(event.time_zone), who=turn.me.name)


async def _came(turn: Turn, event: Event) -> int:
    """Whoever has called it was there, if anybody was."""
    came = (await rsvps.counts(turn.tx, event.id)).came
    own = await rsvps.by(turn.tx, event.id, event.owner) if event.owner is not None else None
    return came + int(bool(came and own and own.attended_at is None))
