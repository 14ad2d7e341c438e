"""A meeting is arranged in a minute: what it is, when, where, the agenda; the next one of its series by one tap, with
the same people.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers import broadcast_making, event_words, meetings
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.meanings_of_meetings import InviteSame, MakeMeeting, NextMeeting
from messages.stored import write
from messages.visible import visible
from scheduler import addressing, broadcasting, monthly
from scheduler.events import invitation
from storage import broadcasts, events, history, rsvps
from storage import meetings as stored
from storage.broadcasts import Kind
from storage.events import Definition, Event
from storage.outbox import Lane
from storage.participants import Role, RoleHeld

room = Room()
MAKERS = (Role.OPERATOR, Role.CURATOR, Role.COORDINATOR)
"""Who calls meetings: for the whole programme, in a territory, in a municipality."""
LENGTHS = (60, 90, 120, 180)
"""Minutes that buttons offer."""
NOWHERE = {"place": "", "directions": "", "link": ""}
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-–—•*]\s+)")


@room.said("/new_meeting", "новая встреча", "новое собеседование")
async def said(turn: Turn) -> Returned:
    return await wanted(turn, MakeMeeting())


@room.pressed(MakeMeeting)
async def wanted(turn: Turn, _: MakeMeeting) -> Returned:
    await maker(turn)
    several = len({each.programme for each in await turn.roles() if each.role in MAKERS}) > 1
    return await begin(turn, "make_meeting_in" if several else "make_meeting")


async def maker(turn: Turn, programme: int | None = None) -> RoleHeld:
    """The role by which this person calls meetings. Raises `Refused`."""
    held = [each for each in await turn.roles() if each.role in MAKERS and programme in (None, each.programme)]
    if not held:
        raise Refused("meetings/not_a_maker")
    return min(held, key=lambda each: MAKERS.index(each.role))


async def facts(turn: Turn, draft: Draft) -> Facts:
    held = await _held(turn, draft)
    return {"zone": held.time_zone, "example": turn.today(held.time_zone), "title": draft.text("title"),
            "starts_at": draft.answers.get("starts"), "ends_at": draft.answers.get("ends"),
            "where": draft.answers.get("where") or NOWHERE, "agenda": event_words.slots(draft.answers.get("agenda"))}


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked is None:
        return event_words.title(given)
    if given.picked not in meetings.SORTS:
        raise Wrong("roadmap/tap_please")
    return turn.catalogue.words("meetings/title", sort=given.picked)


async def title_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("sort", each, {"sort": each}) for each in meetings.SORTS]


async def starts_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Within the programme's period."""
    held = await _held(turn, draft)
    starts = event_words.beginning(given, turn.today(held.time_zone), held.time_zone, turn.now)
    programme = await programme_of(turn, held.programme)
    if not programme.starts_on <= event_words.day_of(starts, held.time_zone) <= programme.ends_on:
        raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)
    return starts


async def ends_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    starts, held = int(draft.text("starts")), await _held(turn, draft)
    if given.picked is None:
        return event_words.ending(given, starts, held.time_zone)
    if given.picked not in map(str, LENGTHS):
        raise Wrong("roadmap/tap_please")
    return starts + 60 * int(given.picked)


async def ends_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    starts = int(draft.text("starts"))
    return [Option("until", str(each), {"until": starts + 60 * each}) for each in LENGTHS]


async def where_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.whereabouts(given)


async def agenda_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Lines with times as those of all events; without any, the points as they come."""
    if _TIME.search(given.text) or not given.text:
        return event_words.agenda(given)
    points = [visible(_BULLET.sub("", line)) for line in given.text.splitlines()]
    return event_words.points([each for each in points if each])


async def made(turn: Turn, draft: Draft) -> Returned:
    held = await _held(turn, draft)
    starts, ends = int(draft.text("starts")), int(draft.text("ends"))
    if starts <= turn.now:  # the question lay open for days
        raise Refused("desk/when_over")
    where = draft.answers.get("where")
    said = Definition(kind=stored.KIND, title=draft.text("title"), starts_at=starts, ends_at=max(ends, starts + 60),
                      time_zone=held.time_zone, agenda=event_words.slots(draft.answers.get("agenda")),
                      **(where if isinstance(where, dict) else {}))
    return await meetings.card(turn, await _put(turn, held.programme, said), made=True)


_STEPS = (
    Step("title", "meetings/ask_title", title_taken, title_options),
    Step("starts", "meetings/ask_starts", starts_taken), Step("ends", "meetings/ask_ends", ends_taken, ends_options),
    Step("where", "meetings/ask_where", where_taken, optional=True),
    Step("agenda", "meetings/ask_agenda", agenda_taken, optional=True),
    Step("sure", "meetings/ask_sure", sure_taken, sure_options))
form(Form("make_meeting", _STEPS, facts, made))
form(Form("make_meeting_in", (Step("programme", "broadcasts/ask_programme", broadcast_making.programme_taken,
                                   broadcast_making.programme_options), *_STEPS), facts, made))


@room.pressed(NextMeeting)
async def again(turn: Turn, press: NextMeeting) -> Returned:
    """There is one next meeting, however often it is tapped; it can be moved like all others."""
    event = await meetings.held(turn, press.event)
    await rsvps.hold(turn.tx, event.id)
    if (known := await stored.following(turn.tx, event.id)) is not None:
        return await meetings.card(turn, known)
    starts = monthly.following_instant(event.starts_at, event.time_zone)
    while starts <= turn.now:
        starts = monthly.following_instant(starts, event.time_zone)
    programme = await programme_of(turn, event.programme)
    if event_words.day_of(starts, event.time_zone) > programme.ends_on:
        raise Refused("meetings/programme_over", starts_at=starts, zone=event.time_zone, ends_on=programme.ends_on)
    before = await events.definition(turn.tx, event)
    said = replace(before, starts_at=starts, ends_at=starts + event.ends_at - event.starts_at, activity=None)
    series = (await stored.link(turn.tx, event.id)).series or event.id
    await stored.join_series(turn.tx, event.id, series)
    id = await _put(turn, event.programme, said)
    await stored.join_series(turn.tx, id, series)
    return await meetings.card(turn, id, made=True)


@room.pressed(InviteSame)
async def same_invited(turn: Turn, press: InviteSame) -> Returned:
    """As many of those of last time as this person may still write to; nobody twice."""
    event = await meetings.held(turn, press.event)
    if event.is_off or event.starts_at <= turn.now:
        raise Refused("desk/invite_late", title=event.title, off=event.is_off, over=event.ends_at <= turn.now)
    held = addressing.sender(await turn.roles(), event.programme)
    if held is None:
        raise Refused("desk/not_an_inviter", title=event.title)
    people = await meetings.uninvited(turn, event)
    if people:
        await _invited(turn, event, people, held.time_zone)
    return await meetings.card(turn, event.id)


async def _invited(turn: Turn, event: Event, people: Sequence[int], zone: str) -> None:
    reply = invitation.invitation(turn.catalogue, event, await events.slots(turn.tx, event.id), zone)
    id = await broadcasts.draft(turn.tx, programme=event.programme, author=turn.me.id, kind=Kind.INVITATION,
                                lane=Lane.BROADCAST, content=write(reply), event=event.id, expires_at=event.ends_at,
                                now=turn.now)
    sent = await broadcasts.by_id(turn.tx, id)
    assert sent
    await broadcasting.begin_for(turn.tx, sent, people, now=turn.now)
    await rsvps.invite(turn.tx, event.id, people, now=turn.now)


async def _put(turn: Turn, programme: int, said: Definition) -> int:
    """Who calls a meeting comes to it."""
    id = await events.make(turn.tx, programme, said, owner=turn.me.id, now=turn.now)
    await rsvps.answer(turn.tx, id, turn.me.id, rsvps.Answer.YES, turn.now, None)
    await history.note(turn.tx, "meeting_made", actor=turn.me.id, now=turn.now, programme=programme,
                       became=event_words.day_of(said.starts_at, said.time_zone), event=id)
    return id


async def _held(turn: Turn, draft: Draft) -> RoleHeld:
    chosen = draft.text("programme")
    return await maker(turn, int(chosen) if chosen else None)
