"""Events for whoever is invited: the list, the answer with its seat, the reason why not, the calendar's file."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from handlers import conversation, event_cards, visit_news
from handlers.event_cards import Opened
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import ShowHours
from messages.meanings_of_events import AnswerInvitation, OpenEvent, SayWhyNot, SendCalendar, ShowEvents
from messages.meanings_of_events_desk import ShowDesk
from messages.paging import turning
from messages.post import post
from messages.replies import BUTTONS_LIMIT, Attachment, Reply
from messages.updates import FileKind
from scheduler import addressing
from scheduler.courses import diagnosing
from scheduler.events import calendar
from scheduler.events.invitation import choices, offered
from storage import erasure, events, files, rsvps
from storage.events import Event
from storage.outbox import Lane
from storage.rsvps import OwnEvent

room = Room()
PAGE = 7
"""Events on a screen."""
REMEMBERED = 30 * 86400
"""Seconds for which an event that is over stays in the list."""
REASON = 500
"""Characters of a reason."""
FORM = "why_not"
_LINK = re.compile(r"e-(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the list shows it; `answer` is empty while there is none."""

    number: int
    title: str
    starts_at: int
    time_zone: str
    past: bool
    cancelled: bool
    answer: str
    waits: bool
    attended: bool


@room.said("/events", "мероприятия", "мероприятие")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowEvents())


@room.pressed(ShowEvents)
async def list_opened(turn: Turn, wanted: ShowEvents) -> Returned:
    """Those to come, the first one first, and below them those of the last month, the last one first."""
    found = await rsvps.of_participant(turn.tx, turn.me.id, since=turn.now - REMEMBERED)
    own = [*(each for each in found if each.ends_at > turn.now),
           *reversed([each for each in found if each.ends_at <= turn.now])]
    page = min(wanted.page, max(0, (len(own) - 1) // PAGE))
    lines = [_line(number, each, turn.now) for number, each in enumerate(own, 1)][page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenEvent(own[line.number - 1].id), facts={"number": line.number}) for line in lines]
    pages = turning(ShowEvents(page - 1) if page else None,
                    ShowEvents(page + 1) if len(own) > (page + 1) * PAGE else None)
    holds = await events.holds_any(turn.tx, turn.me.id) or addressing.sender(await turn.roles()) is not None
    more = [*([Choice("desk", ShowDesk())] if holds else []), Choice("hours", ShowHours())]
    menu = [Choice("menu", ShowMenu())] if len(numbers) + len(pages) + len(more) < BUTTONS_LIMIT else []
    return turn.say("events/list", [numbers[:4], numbers[4:], pages, more, menu], lines=lines,
                    zone=await event_cards.zone_of(turn, ""))


@room.pressed(OpenEvent)
async def card_opened(turn: Turn, wanted: OpenEvent) -> Returned:
    return await event_cards.card(turn, await event_cards.opened(turn, wanted.event))


async def came(turn: Turn, token: str) -> Reply | None:
    """Somebody has followed the link of an announcement; None if it is no such link. The card knows who may see it."""
    match = _LINK.fullmatch(token)
    if match is None or turn.person is None:
        return None
    return await event_cards.card(turn, await event_cards.opened(turn, int(match[1])))


@room.pressed(AnswerInvitation)
async def answered(turn: Turn, press: AnswerInvitation) -> Returned:
    """Seats are given one after the other: what is read of the event below stays so until this is written."""
    await rsvps.hold(turn.tx, press.event)
    seen = await event_cards.answerable(turn, press.event)
    if press.answer not in tuple(rsvps.Answer):
        raise Refused("fallback/unknown_button")
    if press.answer not in offered(seen.event):
        return await event_cards.card(turn, seen)  # the place or the link of the invitation is there no more
    before = seen.rsvp.answer if seen.rsvp else None
    if press.answer != before:
        await visit_news.answered(turn, seen.event, press.answer)
    promoted = await rsvps.answer(turn.tx, seen.event.id, turn.me.id, press.answer, turn.now, seen.event.capacity)
    await tell_promoted(turn, seen.event, promoted)
    if seen.event.is_course:
        await diagnosing.plan(turn.tx, [turn.me.id], now=turn.now)
    seen = replace(seen, rsvp=await rsvps.by(turn.tx, seen.event.id, turn.me.id))
    asked_why = press.answer == rsvps.Answer.NO and before != press.answer
    return await _shown(turn, seen, asking=asked_why)


@room.pressed(SayWhyNot)
async def why_pressed(turn: Turn, press: SayWhyNot) -> Returned:
    seen = await event_cards.answerable(turn, press.event)
    if not _declined(seen):
        return await event_cards.card(turn, seen)
    return Answer((await conversation.begin(turn, FORM, event=press.event),), fresh=True)


@room.pressed(SendCalendar)
async def calendar_wanted(turn: Turn, press: SendCalendar) -> Returned:
    """The file does not outlive its delivery."""
    seen = await event_cards.opened(turn, press.event)
    event = seen.event
    if seen.stage is event_cards.Stage.OVER:
        raise Refused("events/closed", event=event, stage=seen.stage.value, zone=seen.zone)
    programme = await programme_of(turn, event.programme)
    content = calendar.content(turn.catalogue, event, await events.slots(turn.tx, event.id), programme=programme.code,
                               with_link=seen.with_link, now=turn.now)
    name = calendar.name(turn.catalogue, event)
    id = await files.keep(turn.tx, FileKind.DOCUMENT, name, calendar.MIME, content, now=turn.now)
    reply = turn.say("events/calendar", [[Choice("open", OpenEvent(event.id))]],
                     Attachment(FileKind.DOCUMENT, name, calendar.MIME, id), event=event)
    delivery = await post(turn.tx, address=turn.address, participant=turn.me.id, reply=reply, lane=Lane.REPLY,
                          reason=f"calendar:{turn.update.key}", now=turn.now)
    if delivery is not None:
        await erasure.keep_fleeting(turn.tx, delivery, id)
    return Answer(notice=turn.catalogue.words("events/calendar_coming"))


async def tell_promoted(turn: Turn, event: Event, people: Collection[int]) -> None:
    """That a seat has become free for each of these."""
    for person in people:
        rows = [[Choice("open", OpenEvent(event.id)), *choices(event, [rsvps.Answer.NO])]]
        await turn.tell(person, turn.say("events/told_promoted", rows, event=event, zone=""),
                        reason=f"event:{event.id}:seat:{turn.update.key}")
    if event.is_course:
        await diagnosing.plan(turn.tx, people, now=turn.now)


async def reason_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    if len(given.text) > REASON:
        raise Wrong("events/reason_long", limit=REASON)
    return given.text


async def reason_given(turn: Turn, draft: Draft) -> Returned:
    seen = await event_cards.answerable(turn, draft.subject["event"])
    if not _declined(seen):
        return await event_cards.card(turn, seen)
    reason = draft.text("reason")
    if reason:
        await rsvps.say_why(turn.tx, seen.event.id, turn.me.id, reason)
        await visit_news.answered(turn, seen.event, rsvps.Answer.NO, reason=reason)
    return turn.say("events/reason_kept", [[Choice("open", OpenEvent(seen.event.id)), Choice("menu", ShowMenu())]],
                    reason=bool(reason))


async def reason_facts(turn: Turn, draft: Draft) -> Facts:
    return {"event": (await event_cards.answerable(turn, draft.subject["event"])).event}


form(Form(FORM, (Step("reason", "events/ask_reason", reason_taken, optional=True),), reason_facts, reason_given))


async def _shown(turn: Turn, seen: Opened, *, asking: bool) -> Answer:
    """The card with the answer, and below it the question why not, where no other form is open."""
    card = await event_cards.card(turn, seen)
    notice = turn.catalogue.words("events/answered_notice", kind=seen.event.kind,
                                  answer=seen.rsvp.answer if seen.rsvp else "",
                                  waits=bool(seen.rsvp and seen.rsvp.waits))
    if asking and not await conversation.unfinished(turn):
        return Answer((card, await conversation.begin(turn, FORM, event=seen.event.id)), notice)
    if not _declined(seen):
        await conversation.release(turn, FORM)
    return Answer((card,), notice)


def _declined(seen: Opened) -> bool:
    return seen.rsvp is not None and seen.rsvp.answer == rsvps.Answer.NO


def _line(number: int, own: OwnEvent, now: int) -> Line:
    return Line(number, own.title, own.starts_at, own.time_zone, own.ends_at <= now, own.cancelled_at is not None,
                own.answer or "", own.queued_at is not None, own.attended_at is not None)
