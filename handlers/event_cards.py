"""The card of an event, and who may see it: whoever is invited, whom it is for, and those who hold it."""

from dataclasses import dataclass
from enum import StrEnum

from handlers import course_cards, visit_cards
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import CheckIn, GetCertificate
from messages.meanings_of_courses import OpenCourse
from messages.meanings_of_events import SayWhyNot, SendCalendar, ShowEvents
from messages.meanings_of_meetings import OpenMeeting
from messages.replies import Reply, Tone
from scheduler import addressing, attending, audience
from scheduler.audience import By, Condition
from scheduler.events.invitation import AGENDA, choices, offered
from storage import attendance, events, learning, meetings, participants, rsvps, visits
from storage.events import Event
from storage.rsvps import Answer, Rsvp

WITHIN = (Condition(By.ROLE, tuple(role.value for role in participants.Role if role is not participants.Role.GUEST)),)
"""Everybody in a programme but its guests."""


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
        ahead = self.stage is Stage.AHEAD or (self.event.is_course and self.stage is Stage.BEGUN)
        return self.may_answer and ahead and not self.event.is_off

    @property
    def with_link(self) -> bool:
        """Where seats are counted, the link is for those who come."""
        return bool(self.rsvp and self.rsvp.comes) or self.event.capacity is None


async def opened(turn: Turn, id: int) -> Opened:
    """The event, if this person may see it. Raises `Refused`."""
    event = await events.by_id(turn.tx, id)
    if event is None:
        raise Refused("events/not_yours")
    rsvp = await rsvps.by(turn.tx, id, turn.me.id)
    is_for = rsvp is not None or await _is_for(turn, event)
    if not is_for and not await attendance.organises(turn.tx, id, turn.me.id):
        raise Refused("events/not_yours")
    return Opened(event, rsvp, is_for, _stage(event, turn.now), await zone_of(turn, event.time_zone))


async def answerable(turn: Turn, id: int) -> Opened:
    """The same, if this person may answer now. Raises `Refused`, which says what has happened."""
    seen = await opened(turn, id)
    if not seen.may_answer:
        raise Refused("events/not_yours")
    if seen.event.is_course and await learning.completed(turn.tx, id, turn.me.id):
        raise Refused("courses/completed_already", title=seen.event.title)
    if not seen.answering:
        raise Refused("events/closed", event=seen.event, stage=seen.stage.value, zone=seen.zone)
    return seen


async def card(turn: Turn, seen: Opened) -> Reply:
    """The event as it stands for this person; a visit and a course have cards of their own."""
    if seen.event.kind == visits.KIND:
        return await visit_cards.card(turn, seen.event.id)
    if seen.event.is_course:
        return await course_cards.card(turn, seen.event.id)
    event, slots = seen.event, await events.slots(turn.tx, seen.event.id)
    free = await _free(turn, event)
    has_seat = seen.rsvp is not None and seen.rsvp.answer == Answer.YES
    place = await rsvps.place(turn.tx, event.id, turn.me.id) if seen.rsvp and seen.rsvp.waits else 0
    others = [Choice("meeting", OpenMeeting(event.id))] if event.kind == meetings.KIND else []
    others += [] if event.course is None else [Choice("course", OpenCourse(event.course))]
    rows = [*_rows(seen, full=free == 0 and not has_seat), [*_there(seen, turn.now), *others],
            [Choice("list", ShowEvents()), Choice("menu", ShowMenu())]]
    return turn.say("events/card", rows, event=event,
                    agenda=slots[:AGENDA], more=max(0, len(slots) - AGENDA), rsvp=seen.rsvp, place=place, free=free,
                    stage=seen.stage.value, answering=seen.answering, with_link=seen.with_link, zone=seen.zone)


async def zone_of(turn: Turn, otherwise: str) -> str:
    """Where the person is; a guest from outside is nowhere that we know."""
    known = turn.known()
    held = known.roles if known else await participants.roles(turn.tx, turn.me.id)
    return held[0].time_zone if held else otherwise


async def _is_for(turn: Turn, event: Event) -> bool:
    """Whether it is for this person without an invitation. What the chat makes is for those who are invited to it, and
    what the files leave open is for everybody in the programme; guests from outside come by their own link.
    """
    said = audience.read(event.audience)
    if event.is_course:
        return False  # schools name their people
    if not said and event.source == events.CHAT:
        return False
    return await addressing.means(turn.tx, event.programme, said or WITHIN, turn.me.id)


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
    calendar = [Choice("calendar_off" if event.is_off else "calendar", SendCalendar(event.id))]
    return [choices(event, [each for each in left if each is not Answer.NO], full=full),
            [*choices(event, [each for each in left if each is Answer.NO]), *why],
            calendar if seen.stage is not Stage.OVER else []]


def _there(seen: Opened, now: int) -> list[Choice]:
    """For whoever is at the place, and for whoever was there."""
    if seen.rsvp and seen.rsvp.attended_at is not None:
        over = seen.stage is Stage.OVER and seen.event.course is None
        return [Choice("certificate", GetCertificate(seen.event.id))] if over and not seen.event.is_off else []
    is_open = not seen.event.is_off and attending.door(seen.event, now) is attending.Door.OPEN
    return [Choice("check_in", CheckIn(seen.event.id), tone=Tone.GOOD)] if is_open and seen.may_answer else []

