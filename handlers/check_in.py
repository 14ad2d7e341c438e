"""«I am here»: the code that is shown at an event, typed or brought by the camera, marks that somebody has come.

Wrong codes are counted for each person: six digits are soon tried out by a machine, never by a hand.
"""

import re

from handlers.attendance import refuse_unless_open
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import CheckIn, ShowHours
from messages.replies import Reply
from scheduler import attending
from scheduler.attending import DIGITS, Fit
from storage import attendance, events, history, invites
from storage.attendance import CODE, QR
from storage.events import Event

room = Room()
GUESSES = 10
"""Wrong codes of one person within the hour."""
_LINK = re.compile(r"in-(\d{1,18})-(\d{6})")


@room.said("отметиться", "/checkin", at_any_time=True)
async def said(turn: Turn) -> Returned:
    return await wanted(turn, CheckIn())


@room.pressed(CheckIn)
async def wanted(turn: Turn, press: CheckIn) -> Returned:
    if press.event:
        event = await _ours(turn, press.event)
        refuse_unless_open(event, attending.door(event, turn.now))
        if await _is_marked(turn, event):
            return _already(turn, event)
    elif not await _under_way(turn):
        return turn.say("attendance/none_open", [[Choice("menu", ShowMenu())]])
    return await begin(turn, "check_in", event=press.event)


async def came(turn: Turn, token: str) -> Reply | None:
    """Somebody has followed the link of the picture; None if this is no such link."""
    match = _LINK.fullmatch(token)
    if match is None:
        return None
    if turn.person is None:
        return turn.say("attendance/stranger")
    if await _barred(turn):
        return turn.say("attendance/too_many_guesses", [[Choice("menu", ShowMenu())]])
    event = await _ours(turn, int(match[1]))
    refuse_unless_open(event, attending.door(event, turn.now))
    if await _is_marked(turn, event):
        return _already(turn, event)
    match attending.fit(event, match[2], turn.now):
        case Fit.GOOD:
            return await _mark(turn, event, QR)
        case Fit.OLD:
            return turn.say("attendance/old_code", [[Choice("check_in", CheckIn(event.id))]])
        case Fit.WRONG:
            await _guessed(turn)
            return turn.say("attendance/wrong_code", [[Choice("check_in", CheckIn(event.id))]])


async def facts(turn: Turn, draft: Draft) -> Facts:
    event = await events.by_id(turn.tx, draft.subject["event"])
    return {"title": event.title if event else ""}


async def code_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """The event that the code fits; the code itself is not kept."""
    code = re.sub(r"[\s\-–—]", "", given.text)
    if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
        raise Wrong("attendance/digits_please")
    if await _barred(turn):
        raise Refused("attendance/too_many_guesses")
    fits = {event.id: attending.fit(event, code, turn.now) for event in await _under_way(turn)}
    if not fits:
        raise Refused("attendance/none_open")
    if good := [id for id, fit in fits.items() if fit is Fit.GOOD]:
        return good[0]
    if Fit.OLD in fits.values():
        raise Wrong("attendance/old_code")
    await _guessed(turn)
    raise Wrong("attendance/wrong_code")


async def done(turn: Turn, draft: Draft) -> Returned:
    event = await _ours(turn, int(draft.text("event")))
    return await _mark(turn, event, CODE)


async def _mark(turn: Turn, event: Event, how: str) -> Reply:
    if not await attendance.mark(turn.tx, event.id, turn.me.id, how=how, minutes=event.minutes, marked_by=None,
                                 now=turn.now):
        return _already(turn, event)
    await history.note(turn.tx, "attendance_marked", actor=turn.me.id, subject=turn.me.id, programme=event.programme,
                       now=turn.now, event=event.id)
    return turn.say("attendance/marked", _ways(), title=event.title, minutes=event.minutes)


def _already(turn: Turn, event: Event) -> Reply:
    return turn.say("attendance/already", _ways(), title=event.title)


def _ways() -> list[list[Choice]]:
    return [[Choice("hours", ShowHours()), Choice("menu", ShowMenu())]]


async def _ours(turn: Turn, id: int) -> Event:
    """An event of a programme of theirs. Raises `Refused`."""
    event = await events.by_id(turn.tx, id)
    if event is None or event.gone_at or all(held.programme != event.programme for held in await turn.roles()):
        raise Refused("attendance/not_here")
    return event


async def _under_way(turn: Turn) -> list[Event]:
    """Where the code of now may be from."""
    ids = await attendance.under_way(turn.tx, turn.me.id, begun=turn.now + attending.OPENS_BEFORE,
                                     ended=turn.now - attending.CLOSES_AFTER)
    found = [await events.by_id(turn.tx, id) for id in ids]
    return [event for event in found if event]


async def _is_marked(turn: Turn, event: Event) -> bool:
    mark = await attendance.mark_of(turn.tx, event.id, turn.me.id)
    return mark is not None and mark.attended_at is not None


async def _barred(turn: Turn) -> bool:
    return await invites.counted(turn.tx, _who(turn), real_now=turn.real_now) >= GUESSES


async def _guessed(turn: Turn) -> None:
    await invites.count(turn.tx, _who(turn), real_now=turn.real_now)


def _who(turn: Turn) -> str:
    """As the person is counted, in whichever messenger."""
    return invites.hashed("check-in", str(turn.me.id))


form(Form("check_in", (Step("event", "attendance/ask_code", code_taken),), facts, done))
