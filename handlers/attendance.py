"""Who has come, for those who hold an event: the code to be shown, the list to be ticked, the sheet to be printed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers import ordering
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import (
    ExportAttendance,
    FindComer,
    MarkCame,
    OpenAttendance,
    ShowCertificates,
    ShowCode,
    ShowComers,
)
from messages.meanings_of_courses import ShowSessions
from messages.meanings_of_events_desk import OpenDesk
from messages.paging import turning
from messages.post import post
from messages.replies import Attachment, Reply, Tone
from messages.reports import qr
from messages.updates import FileKind
from scheduler import addressing, attendance_sheet, attending
from scheduler.attending import Door
from storage import attendance, erasure, files, history
from storage.attendance import LIST, Comer
from storage.events import Event
from storage.outbox import Lane

room = Room()
PAGE = 6
"""People on a screen, two in a row: with the ways on, back and out they are ten buttons."""
FIELD = 14
"""Pixels of a field of the picture: it is held up to cameras."""


@dataclass(frozen=True, slots=True)
class ComerLine:
    """Somebody in the list as the screen shows them."""

    number: int
    name: str
    place: str
    answer: str
    waits: bool
    came: bool


@room.pressed(OpenAttendance)
async def opened(turn: Turn, wanted: OpenAttendance) -> Returned:
    event = await organising(turn, wanted.event)
    door, tickable = attending.door(event, turn.now), attending.tickable(event, turn.now)
    code = [Choice("code", ShowCode(event.id), tone=Tone.MAIN)] if door is Door.OPEN else []
    ticks = [Choice("list", ShowComers(event.id))] if tickable is Door.OPEN else []
    over = turn.now >= event.ends_at and not event.cancelled_at and event.course is None
    certificates = [Choice("certificates", ShowCertificates(event.id))] if over else []
    return turn.say("attendance/event", [code, ticks, [Choice("sheet", ExportAttendance(event.id)), *certificates],
                                         [Choice("back", OpenDesk(event.id)), *_up(event)]],
                    event=event, counts=await attendance.counts(turn.tx, event.id), door=door.value,
                    opens_at=attending.opens_at(event), tickable=tickable.value)


@room.pressed(ShowCode)
async def code_shown(turn: Turn, wanted: ShowCode) -> Returned:
    """In a message of its own, of which nothing is kept once it has gone."""
    event = await organising(turn, wanted.event)
    refuse_unless_open(event, attending.door(event, turn.now))
    code, file = attending.code(event, turn.now), None
    if link := turn.channels.link(turn.address.channel, f"in-{event.id}-{code}"):
        file = await files.keep(turn.tx, FileKind.PHOTO, "code.png", "image/png", qr.png(link, FIELD), now=turn.now)
    picture = Attachment(FileKind.PHOTO, "code.png", "image/png", file) if file else None
    rows = [[Choice("again", ShowCode(event.id), tone=Tone.MAIN)], [Choice("back", OpenAttendance(event.id))]]
    reply = turn.say("attendance/code", rows, picture, title=event.title, code=code, picture=bool(picture),
                     until=_clock(attending.good_until(turn.now), event.time_zone))
    delivery = await post(turn.tx, address=turn.address, participant=turn.me.id, reply=reply, lane=Lane.REPLY,
                          reason=f"code:{turn.update.key}", now=turn.now)
    if delivery is not None:
        await erasure.keep_fleeting(turn.tx, delivery, file)
    return Answer()


@room.pressed(ShowComers)
async def list_opened(turn: Turn, wanted: ShowComers) -> Returned:
    event = await organising(turn, wanted.event)
    refuse_unless_open(event, attending.tickable(event, turn.now))
    return await _listed(turn, event, wanted.page)


@room.pressed(MarkCame)
async def marked(turn: Turn, press: MarkCame) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    event = await organising(turn, press.event)
    refuse_unless_open(event, attending.tickable(event, turn.now))
    before = await attendance.mark_of(turn.tx, event.id, press.participant)
    if press.on:
        if before is None and press.participant not in await within_reach(turn, event):
            raise Refused("attendance/not_yours")
        if await attendance.mark(turn.tx, event.id, press.participant, how=LIST, minutes=event.minutes,
                                 marked_by=turn.me.id, now=turn.now):
            await _noted(turn, event, "attendance_marked", press.participant)
    elif before and before.number:
        raise Refused("attendance/has_certificate", number=before.number)
    elif await attendance.unmark(turn.tx, event.id, press.participant):
        await _noted(turn, event, "attendance_unmarked", press.participant)
    return await _listed(turn, event, press.page, press.participant)


@room.pressed(ExportAttendance)
async def sheet_wanted(turn: Turn, wanted: ExportAttendance) -> Returned:
    event = await organising(turn, wanted.event)
    return await ordering.ordered(turn, attendance_sheet.SHEET, {"event": event.id})


async def within_reach(turn: Turn, event: Event) -> set[int]:
    """Whom this person may add to the list: those whom they may write to."""
    circle = await addressing.circle(turn.tx, event.programme, turn.me.id)
    return {each.participant for each in circle.posts}


def _up(event: Event) -> list[Choice]:
    """From a session to its course, from all others to the menu."""
    return [Choice("menu", ShowMenu())] if event.course is None else [Choice("sessions", ShowSessions(event.course))]


def refuse_unless_open(event: Event, door: Door) -> None:
    """Raises `Refused` with the reason."""
    if door is not Door.OPEN:
        raise Refused(f"attendance/{door.value}", title=event.title, opens_at=attending.opens_at(event),
                      zone=event.time_zone)


def tick(event: int, line: ComerLine, participant: int, page: int) -> Choice:
    """The button that turns the mark of somebody in the list."""
    return Choice("on" if line.came else "off", MarkCame(event, participant, int(not line.came), page),
                  facts={"number": line.number, "name": line.name})


def line_of(number: int, comer: Comer) -> ComerLine:
    return ComerLine(number, comer.name, comer.place, comer.answer, bool(comer.waits), comer.attended_at is not None)


async def _listed(turn: Turn, event: Event, page: int, about: int = 0) -> Reply:
    """A page of the list; that on which the person `about` stands, if they do."""
    people = await attendance.people(turn.tx, event.id)
    pages = max(1, -(-len(people) // PAGE))
    place = next((place for place, each in enumerate(people) if each.id == about), None)
    page = min(page, pages - 1) if place is None else place // PAGE
    shown = people[page * PAGE:][:PAGE]
    lines = [line_of(page * PAGE + number, each) for number, each in enumerate(shown, 1)]
    ticks = [tick(event.id, line, each.id, page) for line, each in zip(lines, shown, strict=True)]
    turned = turning(ShowComers(event.id, page - 1) if page else None,
                     ShowComers(event.id, page + 1) if page + 1 < pages else None)
    ways = [Choice("find", FindComer(event.id)), Choice("back", OpenAttendance(event.id))]
    return turn.say("attendance/list", [ticks[:2], ticks[2:4], ticks[4:], turned, ways],
                    title=event.title, lines=lines, page=page, pages=pages, total=len(people),
                    came=sum(each.attended_at is not None for each in people))


async def _noted(turn: Turn, event: Event, verb: str, participant: int) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, subject=participant, programme=event.programme, now=turn.now,
                       event=event.id)


def _clock(instant: int, zone: str) -> str:
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).strftime("%H:%M")
