"""The card of an event, and who may see it: whoever is invited, whom it is for, and those who hold it."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_events import SayWhyNot, SendCalendar, ShowEvents
from messages.replies import Reply
from scheduler import addressing, audience
from scheduler.events.invitation import AGENDA, choices, offered
from storage import attendance, events, participants, rsvps
from storage.events import Event
from storage.rsvps import Answer, Rsvp


class Stage(StrEnum):
    """How far an event is."""

    AHEAD = "ahead"
    BEGUN = "begun"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Opened:
    """An event before somebody who may see it; whether they may answer, and what they have, if anything.

    `zone` is the person's own.
    """

    event: Event
    rsvp: Rsvp | None
    may_answer: bool
    stage: Stage
    zone: str

    @property
    def answering(self) -> bool:
        """Whether an answer is taken now."""
        return self.may_answer and self.stage is Stage.AHEAD and self.event.cancelled_at is None

    @property
    def with_link(self) -> bool:
        """Where seats are counted, the link is for those who come."""
        return bool(self.rsvp and self.rsvp.comes) or self.event.capacity is None


async def opened(turn: Turn, id: int) -> Opened:
    """The event, if this person may see it. Raises `Refused`."""
    event = await events.by_id(turn.tx, id)
    if event is None or event.gone_at is not None:
        raise Refused("events/not_yours")
    rsvp = await rsvps.by(turn.tx, id, turn.me.id)
    is_for = rsvp is not None or await addressing.means(turn.tx, event.programme, audience.read(event.audience),
                                                        turn.me.id)
    if not is_for and not await attendance.organises(turn.tx, id, turn.me.id):
        raise Refused("events/not_yours")
    return Opened(event, rsvp, is_for, _stage(event, turn.now), await zone_of(turn, event.time_zone))


async def answerable(turn: Turn, id: int) -> Opened:
    """The same, if this person may answer now. Raises `Refused`, which says what has happened."""
    seen = await opened(turn, id)
    if not seen.may_answer:
        raise Refused("events/not_yours")
    if not seen.answering:
        raise Refused("events/closed", event=seen.event, stage=seen.stage.value, zone=seen.zone)
    return seen


async def card(turn: Turn, seen: Opened) -> Reply:
    """The event as it stands for this person."""
    event, slots = seen.event, await events.slots(turn.tx, seen.event.id)
    free = await _free(turn, event)
    has_seat = seen.rsvp is not None and seen.rsvp.answer == Answer.YES
    place = await rsvps.place(turn.tx, event.id, turn.me.id) if seen.rsvp and seen.rsvp.waits else 0
    return turn.say("events/card", _rows(seen, full=free == 0 and not has_seat), event=event,
                    agenda=slots[:AGENDA], more=max(0, len(slots) - AGENDA), rsvp=seen.rsvp, place=place, free=free,
                    stage=seen.stage.value, answering=seen.answering, with_link=seen.with_link, zone=seen.zone)


async def zone_of(turn: Turn, otherwise: str) -> str:
    """Where the person is; a guest from outside is nowhere that we know."""
    known = turn.known()
    held = known.roles if known else await participants.roles(turn.tx, turn.me.id)
    return held[0].time_zone if held else otherwise


async def _free(turn: Turn, event: Event) -> int | None:
    """Seats that are left; None where they are not counted."""
    return None if event.capacity is None else max(0, event.capacity - await rsvps.seated(turn.tx, event.id))


def _stage(event: Event, now: int) -> Stage:
    if now < event.starts_at:
        return Stage.AHEAD
    return Stage.BEGUN if now < event.ends_at else Stage.OVER


def _rows(seen: Opened, *, full: bool) -> list[list[Choice]]:
    event, said = seen.event, seen.rsvp.answer if seen.rsvp else None
    left = [each for each in offered(event) if each != said] if seen.answering else []
    why = [Choice("why", SayWhyNot(event.id))] if seen.answering and said == Answer.NO else []
    cancelled = event.cancelled_at is not None
    calendar = [Choice("calendar_off" if cancelled else "calendar", SendCalendar(event.id))]
    return [choices(event, [each for each in left if each is not Answer.NO], full=full),
            [*choices(event, [each for each in left if each is Answer.NO]), *why],
            calendar if seen.stage is not Stage.OVER else [],
            [Choice("list", ShowEvents()), Choice("menu", ShowMenu())]]

