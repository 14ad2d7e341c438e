"""Certificates: for those who came, and for anybody who wants to know whether one is genuine; and one's own hours.

Whoever asks about a number need not be known to us. Wrong numbers are counted as wrong invite codes are.
"""

import re
from dataclasses import dataclass

from handlers import ordering
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import GetCertificate, OpenAttendance, ShowCertificates, ShowHours
from messages.meanings_of_courses import ShowRecord
from messages.paging import turning
from messages.replies import Reply
from scheduler import attending, certifying
from storage import attendance, events, invites, learning
from storage.attendance import ALPHABET

room = Room()
PAGE = 5
"""Events on a screen."""
NAMES = 10
"""People on a screen."""
LONGEST = 100
"""What is longer, in characters, is somebody's words and no number."""
VERIFY = frozenset({"проверить сертификат", "/verify", "verify"})
_LOOKALIKES = str.maketrans("АВЕКМНРСТУХ–—", "ABEKMHPCTYX--")
"""Cyrillic letters and long dashes that somebody types for those of a number."""
_HEAD = r"(?<![0-9A-Z])[VB]K[\s-]*(20\d\d)"
"""Whoever reads it aloud in Russian types a letter that looks like B."""
_BEGUN = re.compile(_HEAD)
_WHOLE = re.compile(rf"{_HEAD}[\s-]*([{ALPHABET}]{{4}})[\s-]*([{ALPHABET}]{{4}})(?![0-9A-Z])")


@dataclass(frozen=True, slots=True)
class HourLine:
    """An event that somebody has been to; `day` is ISO."""

    number: int
    title: str
    day: str
    minutes: int


@dataclass(frozen=True, slots=True)
class HolderLine:
    """Somebody who came, and the number of their certificate, empty while they have none."""

    number: int
    name: str
    certificate: str


@room.pressed(GetCertificate)
async def wanted(turn: Turn, press: GetCertificate) -> Returned:
    event = await events.by_id(turn.tx, press.event)
    mark = await attendance.mark_of(turn.tx, press.event, turn.me.id)
    if event is None or event.cancelled_at or event.course is not None or mark is None:
        raise Refused("certificates/not_there")
    completed = event.is_course and await learning.completed(turn.tx, event.id, turn.me.id)
    if mark.attended_at is None and not completed:
        raise Refused("certificates/not_there")
    if turn.now < event.ends_at and not completed:
        raise Refused("certificates/not_yet", title=event.title, ends_at=event.ends_at, zone=event.time_zone)
    year = attending.day(event.starts_at, event.time_zone).year
    number = await attendance.issue(turn.tx, event.id, turn.me.id, year=year, now=turn.now)
    link = turn.channels.link(turn.address.channel, f"c-{number}")
    return await ordering.ordered(turn, certifying.CERTIFICATE, {"number": number, "link": link})


@room.pressed(ShowCertificates)
async def list_opened(turn: Turn, press: ShowCertificates) -> Returned:
    """Who has asked for theirs; nobody else can get it."""
    event = await organising(turn, press.event)
    came = [each for each in await attendance.people(turn.tx, event.id) if each.attended_at is not None]
    pages = max(1, -(-len(came) // NAMES))
    page = min(press.page, pages - 1)
    lines = [HolderLine(page * NAMES + place, each.name, each.number)
             for place, each in enumerate(came[page * NAMES:][:NAMES], 1)]
    turned = turning(ShowCertificates(event.id, page - 1) if page else None,
                     ShowCertificates(event.id, page + 1) if page + 1 < pages else None)
    return turn.say("certificates/list", [turned, [Choice("back", OpenAttendance(event.id))]], title=event.title,
                    lines=lines, total=len(came), issued=sum(bool(each.number) for each in came), page=page,
                    pages=pages)


@room.said("мои часы", "часы", "/hours")
async def hours_asked(turn: Turn) -> Returned:
    return await hours_opened(turn, ShowHours())


@room.pressed(ShowHours)
async def hours_opened(turn: Turn, press: ShowHours) -> Returned:
    attended = await attendance.hours(turn.tx, turn.me.id)
    pages = max(1, -(-len(attended) // PAGE))
    page = min(press.page, pages - 1)
    shown = list(enumerate(attended[page * PAGE:][:PAGE], page * PAGE + 1))
    lines = [HourLine(number, each.title, attending.day(each.starts_at, each.time_zone).isoformat(), each.minutes)
             for number, each in shown]
    ready = [Choice("certificate", GetCertificate(each.event), facts={"number": number}) for number, each in shown
             if each.ends_at <= turn.now and not each.cancelled_at and each.course is None]
    turned = turning(ShowHours(page - 1) if page else None, ShowHours(page + 1) if page + 1 < pages else None)
    return turn.say("certificates/hours", [ready[:2], ready[2:4], ready[4:], turned,
                                          [Choice("record", ShowRecord()), Choice("menu", ShowMenu())]],
                    lines=lines, minutes=sum(each.minutes for each in attended), total=len(attended), page=page,
                    pages=pages, ready=bool(ready))


@room.said(*VERIFY)
async def verify_asked(turn: Turn) -> Returned:
    return turn.say("certificates/ask_number", _menu(turn))


async def asked(turn: Turn, text: str) -> Reply | None:
    """What is told of the certificate whose number the text or the link holds; None if it is about none."""
    number = "" if text.strip().casefold() in VERIFY else number_in(text)
    if number is None:
        return None
    return await _verified(turn, number) if number else turn.say("certificates/ask_number", _menu(turn))


def number_in(text: str) -> str | None:
    """The number that somebody has written; "" for a part of one, None for what is no such thing."""
    written = text.upper().translate(_LOOKALIKES)
    if len(text) > LONGEST or not _BEGUN.search(written):
        return None
    whole = _WHOLE.search(written)
    return f"VK-{whole[1]}-{whole[2]}-{whole[3]}" if whole else ""


async def _verified(turn: Turn, number: str) -> Reply:
    who = turn.address
    if await invites.guessing_blocked(turn.tx, who.channel, who.user, real_now=turn.real_now):
        return turn.say("certificates/too_many_guesses", _menu(turn))
    found = await attendance.certificate(turn.tx, number)
    if found is None:
        await invites.guessed_wrong(turn.tx, who.channel, who.user, real_now=turn.real_now)
        return turn.say("certificates/forged", _menu(turn), number=number)
    return turn.say("certificates/genuine", _menu(turn), certificate=found,
                    first=attending.day(found.starts_at, found.time_zone).isoformat(),
                    last=attending.last_day(found.starts_at, found.ends_at, found.time_zone).isoformat())


def _menu(turn: Turn) -> list[list[Choice]]:
    """Strangers have none."""
    return [[Choice("menu", ShowMenu())]] if turn.person else []
