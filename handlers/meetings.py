"""Meetings: the list, and the card of one, on which what is still open from last time stands first; and all that was
decided, at one meeting or at all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import OpenTask, ShowMenu
from messages.meanings_of_attendance import OpenAttendance
from messages.meanings_of_events import OpenEvent
from messages.meanings_of_events_desk import ChangeEvent, InvitePeople, OpenDesk
from messages.meanings_of_meetings import (
    AddDecision,
    ExportMinutes,
    InviteSame,
    MakeMeeting,
    NextMeeting,
    OpenMeeting,
    SendMinutes,
    ShowDecided,
    ShowDecisions,
    ShowMeetings,
)
from messages.meanings_of_visits import OpenVisit
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import addressing, attending
from scheduler.attending import Door
from storage import attendance, decisions, events, meetings, rsvps, visits
from storage.decisions import Decision
from storage.events import Event
from storage.participants import Role

room = Room()
PAGE = 6
SHOWN = 6
"""Decisions on a card."""
BEFORE = 4
"""Of those that are open from last time."""
AGENDA = 7
SORTS = ("interview", "group", "council")
MAKERS = frozenset({Role.OPERATOR, Role.CURATOR, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting as the list shows it."""

    number: int
    title: str
    starts_at: int
    time_zone: str
    off: bool
    over: bool
    decisions: int
    undone: int


@room.said("/meetings", "встречи", "собеседования", "протокол", "протоколы", "мои встречи")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowMeetings())


@room.said("/decisions", "решения")
async def decisions_asked(turn: Turn) -> Returned:
    return await overview(turn, ShowDecisions())


@room.pressed(ShowMeetings)
async def list_opened(turn: Turn, wanted: ShowMeetings) -> Returned:
    makes = bool({each.role for each in await turn.roles()} & MAKERS)
    found = await meetings.listed(turn.tx, turn.me.id, now=turn.now, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await list_opened(turn, ShowMeetings())
    lines = [Line(wanted.page * PAGE + place, each.title, each.starts_at, each.time_zone, each.cancelled_at is not None,
                  each.ends_at <= turn.now, each.decisions, each.undone)
             for place, each in enumerate(found[:PAGE], 1)]
    numbers = [Choice("open", OpenMeeting(each.id), facts={"number": line.number})
               for line, each in zip(lines, found, strict=False)]
    turned = turning(ShowMeetings(wanted.page - 1) if wanted.page else None,
                     ShowMeetings(wanted.page + 1) if len(found) > PAGE else None)
    more = [Choice("make", MakeMeeting(), tone=Tone.MAIN), Choice("decisions", ShowDecisions())] if makes else []
    menu = [Choice("menu", ShowMenu())] if len(numbers) + len(turned) + len(more) < 10 else []
    return turn.say("meetings/list", [numbers[:3], numbers[3:], turned, more, menu], lines=lines, makes=makes)


@room.pressed(OpenMeeting)
async def opened(turn: Turn, press: OpenMeeting) -> Returned:
    return await card(turn, press.event)


async def card(turn: Turn, id: int, *, made: bool = False) -> Reply:
    """For whoever holds it, with all that can be done; for whoever is in its list, to be read."""
    event, holds = await _seen(turn, id)
    found, before = await decisions.of_event(turn.tx, id), await decisions.open_before(turn.tx, id)
    slots = await events.slots(turn.tx, id)
    rows = await _holding(turn, event, found) if holds else _reading(event, found)
    return turn.say("meetings/card", [*rows, [Choice("list", ShowMeetings()), Choice("menu", ShowMenu())]],
                    event=event, agenda=slots[:AGENDA], more_agenda=max(0, len(slots) - AGENDA),
                    decisions=found[:SHOWN], more=max(0, len(found) - SHOWN), before=before[:BEFORE],
                    more_before=max(0, len(before) - BEFORE), today=turn.today(event.time_zone), made=made,
                    zone=(await turn.main_role()).time_zone, **await _sums(turn, event, holds=holds))


async def held(turn: Turn, id: int) -> Event:
    """A meeting that this person holds. Raises `Refused`."""
    event = await organising(turn, id)
    if event.kind != meetings.KIND:
        raise Refused("meetings/not_yours")
    return event


async def uninvited(turn: Turn, event: Event) -> list[int]:
    """Those of the meeting before whom this person may write to and nobody has invited yet."""
    before = await meetings.preceding(turn.tx, event.id)
    if before is None:
        return []
    circle = await addressing.circle(turn.tx, event.programme, turn.me.id)
    known = {each.participant for each in circle.posts}
    there = {*await meetings.people(turn.tx, event.id), turn.me.id}
    return [each for each in await meetings.people(turn.tx, before) if each in known and each not in there]


@room.pressed(ShowDecided)
async def decided_shown(turn: Turn, press: ShowDecided) -> Returned:
    """Of a meeting or of a visit; each leads to its task, for those who may see it."""
    event = await organising(turn, press.event)
    found = await decisions.of_event(turn.tx, event.id)
    page = min(press.page, max(0, (len(found) - 1) // PAGE))
    turned = turning(ShowDecided(event.id, page - 1) if page else None,
                     ShowDecided(event.id, page + 1) if len(found) > (page + 1) * PAGE else None)
    back: Meaning = OpenVisit(event.id) if event.kind == visits.KIND else OpenMeeting(event.id)
    part = found[page * PAGE:][:PAGE]
    return turn.say("meetings/decisions", [*_numbers(part), turned, [Choice("back", back)]], lines=part,
                    title=event.title, today=turn.today(event.time_zone), total=len(found))


@room.pressed(ShowDecisions)
async def overview(turn: Turn, wanted: ShowDecisions) -> Returned:
    """All that this person has written down or watches over."""
    if wanted.kind not in ("", *decisions.LISTS):
        raise Refused("fallback/unknown_button")
    if not {each.role for each in await turn.roles()} & (MAKERS | {Role.MENTOR, Role.EXPERT}):
        raise Refused("meetings/not_a_maker")
    today = turn.today((await turn.main_role()).time_zone)
    counts = await decisions.counts(turn.tx, turn.me.id, today)
    kind = wanted.kind or ("late" if counts.late else "open")
    found = await decisions.overview(turn.tx, turn.me.id, kind, today, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await overview(turn, ShowDecisions(kind))
    turned = turning(ShowDecisions(kind, wanted.page - 1) if wanted.page else None,
                     ShowDecisions(kind, wanted.page + 1) if len(found) > PAGE else None)
    others = [Choice(f"to_{each}", ShowDecisions(each)) for each in decisions.LISTS if each != kind]
    return turn.say("meetings/overview", [*_numbers(found[:PAGE]), turned, others], lines=found[:PAGE], kind=kind,
                    counts=counts, today=today)


def _numbers(found: Sequence[Decision]) -> list[list[Choice]]:
    buttons = [Choice("open", OpenTask(each.task), facts={"number": each.number}) for each in found]
    return [buttons[:3], buttons[3:]]


async def _seen(turn: Turn, id: int) -> tuple[Event, bool]:
    """A meeting, and whether this person holds it; else they are in its list. Raises `Refused`."""
    event = await events.by_id(turn.tx, id)
    if event is None or event.kind != meetings.KIND:
        raise Refused("meetings/not_yours")
    holds = await attendance.organises(turn.tx, id, turn.me.id)
    if not holds and await rsvps.by(turn.tx, id, turn.me.id) is None:
        raise Refused("meetings/not_yours")
    return event, holds


async def _sums(turn: Turn, event: Event, *, holds: bool) -> dict[str, Any]:
    counts = await rsvps.counts(turn.tx, event.id)
    link = await meetings.link(turn.tx, event.id)
    return {"holds": holds, "counts": counts, "minutes_at": link.minutes_at, "begun": event.starts_at <= turn.now,
            "over": event.ends_at <= turn.now, "more_people": len(await uninvited(turn, event)) if holds else 0}


async def _holding(turn: Turn, event: Event, found: Sequence[Decision]) -> list[list[Choice]]:
    """What can be done now: before it, during it, and afterwards."""
    id, begun, on = event.id, event.starts_at <= turn.now, not event.is_off
    same = await uninvited(turn, event) if on and not begun else []
    invite = [Choice("same", InviteSame(id), tone=Tone.MAIN, facts={"people": len(same)})] if same else []
    invite += [Choice("invite", InvitePeople(id), tone=Tone.PLAIN if same else Tone.MAIN)] if on and not begun else []
    people = [Choice("people", OpenDesk(id))] if on else []
    came = [Choice("came", OpenAttendance(id))] if on and attending.tickable(event, turn.now) is Door.OPEN else []
    change = [Choice("change", ChangeEvent(id))] if on and event.ends_at > turn.now else []
    add = [Choice("add", AddDecision(id), tone=Tone.GOOD)] if on else []
    every = [Choice("all", ShowDecided(id))] if found else []
    sent_at = (await meetings.link(turn.tx, id)).minutes_at or 0
    minutes = [Choice("word", ExportMinutes(id)), Choice("send", SendMinutes(id, sent_at))] if begun and on else []
    again = [Choice("again", NextMeeting(id))] if begun else []
    if begun:
        return [[*add, *every], [*came, *minutes], [*people[:0 if came else 1], *change, *again]]
    return [invite, [*add, *every], [*people, *change]]


def _reading(event: Event, found: Sequence[Decision]) -> list[list[Choice]]:
    word = [Choice("word", ExportMinutes(event.id))] if found else []
    return [[*word, Choice("own", OpenEvent(event.id))]]
