"""The desk of those who hold events: the list, who comes, invitations, and what can be done about an event."""

from collections import Counter
from dataclasses import dataclass

from handlers import audience_screens, broadcasts, visit_cards
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import OpenAttendance
from messages.meanings_of_courses import OpenCourse
from messages.meanings_of_events import OpenEvent
from messages.meanings_of_events_desk import (
    CallOff,
    ChangeEvent,
    InvitePeople,
    MakeEvent,
    OpenDesk,
    ShowAnswers,
    ShowDesk,
    ShowGuests,
    TellNow,
)
from messages.meanings_of_meetings import OpenMeeting
from messages.paging import turning
from messages.replies import Reply, Tone
from messages.stored import write
from scheduler import addressing, audience
from scheduler.audience import By, Condition
from scheduler.events import invitation
from storage import broadcasts as stored
from storage import events, meetings, visits
from storage.broadcasts import Kind
from storage.outbox import Lane

room = Room()
PAGE = 6
"""Events on a screen."""
SHOWN = 14 * 86400
"""Seconds after its end for which an event stays in the list."""
ANSWERS = ("yes", "online", "waiting", "silent", "no")


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the list shows it."""

    number: int
    kind: str
    title: str
    starts_at: int
    time_zone: str
    off: bool
    over: bool


@room.said("/organise", "провожу", "мои семинары")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowDesk())


@room.pressed(ShowDesk)
async def list_opened(turn: Turn, wanted: ShowDesk) -> Returned:
    found = await events.organised(turn.tx, turn.me.id, since=turn.now - SHOWN)
    sends = addressing.sender(await turn.roles()) is not None
    if not found and not sends:
        raise Refused("desk/not_a_holder")
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    part = found[page * PAGE:][:PAGE]
    lines = [Line(page * PAGE + place, each.kind, each.title, each.starts_at, each.time_zone,
                  each.cancelled_at is not None, each.ends_at <= turn.now) for place, each in enumerate(part, 1)]
    numbers = [Choice("open", OpenDesk(each.id), facts={"number": page * PAGE + place})
               for place, each in enumerate(part, 1)]
    turned = turning(ShowDesk(page - 1) if page else None,
                     ShowDesk(page + 1) if len(found) > (page + 1) * PAGE else None)
    make = [Choice("make", MakeEvent(), tone=Tone.MAIN)] if sends else []
    return turn.say("desk/list", [numbers[:3], numbers[3:], turned, make, [Choice("menu", ShowMenu())]],
                    lines=lines)


@room.pressed(OpenDesk)
async def opened(turn: Turn, press: OpenDesk) -> Returned:
    return await card(turn, press.event)


async def card(turn: Turn, id: int, *, made: bool = False) -> Reply:
    """Who comes, and what can be done about it; a visit has a card of its own."""
    event = await organising(turn, id)
    if event.kind == visits.KIND:
        return await visit_cards.card(turn, id)
    answered = await events.answered(turn.tx, id)
    numbers = Counter(each.answer or "silent" for each in answered)
    open_still = not event.is_off and event.ends_at > turn.now
    invite = [Choice("invite", InvitePeople(id), tone=Tone.MAIN)] if open_still and turn.now < event.starts_at else []
    first = next((answer for answer in ANSWERS if numbers[answer]), "")
    who = [Choice("answers", ShowAnswers(id, first))] if first else []
    change = [Choice("change", ChangeEvent(id)), Choice("guests", ShowGuests(id)),
              Choice("off", CallOff(id), tone=Tone.BAD)] if open_still else []
    tell = [Choice("tell", TellNow(id))] if event.tell_at is not None and event.tell_at > turn.now and answered else []
    came = [Choice("attendance", OpenAttendance(id))] if not event.is_off and not event.is_course else []
    others = [Choice("meeting", OpenMeeting(id))] if event.kind == meetings.KIND else []
    course = id if event.is_course else event.course
    others += [] if course is None else [Choice("course", OpenCourse(course))]
    rows = [[*invite, *tell], [*who, *came], change,
            [*others, Choice("look", OpenEvent(id)), Choice("list", ShowDesk())]]
    return turn.say("desk/card", rows, event=event, numbers=dict(numbers), total=len(answered), made=made,
                    came=sum(bool(each.came) for each in answered), telling=bool(tell), over=event.ends_at <= turn.now,
                    zone=(await turn.main_role()).time_zone)


@room.pressed(TellNow)
async def told_now(turn: Turn, press: TellNow) -> Returned:
    event = await organising(turn, press.event)
    await events.tell_now(turn.tx, event.id, now=turn.now)
    return await card(turn, event.id)


@room.pressed(ShowAnswers)
async def answers_shown(turn: Turn, press: ShowAnswers) -> Returned:
    """Whoever gave this answer, to look through or to call."""
    event = await organising(turn, press.event)
    if press.answer not in ANSWERS:
        raise Refused("fallback/gone")
    answered = await events.answered(turn.tx, event.id)
    numbers = Counter(each.answer or "silent" for each in answered)
    people = [each.id for each in answered if (each.answer or "silent") == press.answer]
    others = [Choice(f"who_{answer}", ShowAnswers(event.id, answer), facts={"count": numbers[answer]})
              for answer in ANSWERS if numbers[answer] and answer != press.answer]
    return await broadcasts.listed(turn, "desk/answers", people, press.page,
                                   lambda page: ShowAnswers(event.id, press.answer, page),
                                   others[:2], others[2:], [Choice("back", OpenDesk(event.id))], title=event.title,
                                   answer=press.answer)


@room.pressed(InvitePeople)
async def inviting(turn: Turn, press: InvitePeople) -> Returned:
    """A broadcast of its own, for whom the event is and nobody has invited yet; a draft that lies there goes on."""
    event = await organising(turn, press.event)
    if event.is_off or event.starts_at <= turn.now:
        raise Refused("desk/invite_late", title=event.title, off=event.is_off, over=event.ends_at <= turn.now)
    held = addressing.sender(await turn.roles(), event.programme)
    if held is None:
        raise Refused("desk/not_an_inviter", title=event.title)
    reply = invitation.invitation(turn.catalogue, event, await events.slots(turn.tx, event.id),
                                  held.time_zone)
    content = write(reply)
    id = await stored.draft_of_event(turn.tx, event.id, turn.me.id)
    if id is None:
        chosen = [*audience.read(event.audience), Condition(By.EVENT, (f"{event.id}:invited",), negated=True)]
        id = await stored.draft(turn.tx, programme=event.programme, author=turn.me.id, kind=Kind.INVITATION,
                                lane=Lane.BROADCAST, content=content, event=event.id, audience=audience.write(chosen),
                                expires_at=event.ends_at, now=turn.now)
    await stored.write(turn.tx, id, content=content, file=None)
    return await audience_screens.shown(turn, await broadcasts.own_draft(turn, id))
