"""Booking a time with a curator or mentor: who has time, on which day, at what hour; one tap books.

Who is too late hears so and is offered other times.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from handlers import appointment_news, booked_times
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_appointments import BookSlot, OpenBooking, ShowBookings, ShowDays, ShowOwners, ShowTimes
from messages.paging import turning
from messages.replies import Reply, Tone
from storage import bookings, slots
from storage.bookings import Outcome
from storage.slots import Slot

room = Room()
PAGE = 6
"""People, days or times on a screen, two in a row: with the ways on and back they are ten buttons."""
OFFERED = 4
"""Other times that are offered to who was too late."""


@room.said("/book", "записаться", "записаться на консультацию", "запись на консультацию")
async def asked(turn: Turn) -> Returned:
    return await owners_shown(turn, ShowOwners())


@room.pressed(ShowOwners)
async def owners_shown(turn: Turn, press: ShowOwners) -> Returned:
    """Where there is one only, their days at once."""
    await turn.roles()
    found = await slots.owners(turn.tx, turn.me.id, now=turn.now)
    if len(found) == 1:
        return await days_shown(turn, ShowDays(found[0].owner))
    page = min(press.page, max(0, (len(found) - 1) // PAGE))
    shown = found[page * PAGE:][:PAGE]
    choices = [Choice("owner", ShowDays(each.owner), facts={"name": each.name, "free": each.free}) for each in shown]
    pages = turning(ShowOwners(page - 1) if page else None,
                    ShowOwners(page + 1) if len(found) > (page + 1) * PAGE else None)
    ways = [Choice("mine", ShowBookings()), Choice("menu", ShowMenu())]
    return turn.say("appointments/owners", [*_pairs(choices), pages, ways], owners=shown, zone=await _zone(turn))


@room.pressed(ShowDays)
async def days_shown(turn: Turn, press: ShowDays) -> Returned:
    """Days, or all times at once where they are few."""
    found, zone = await _free(turn, press.owner, press.moving), await _zone(turn)
    ways = await _ways_back(turn, press.moving)
    days = sorted({_day(each, zone) for each in found})
    if len(found) <= PAGE or len(days) == 1:
        return _times(turn, found, zone, press.page, press.moving,
                      lambda page: ShowDays(press.owner, press.moving, page), ways)
    page = min(press.page, max(0, (len(days) - 1) // PAGE))
    choices = [Choice("day", ShowTimes(press.owner, day, press.moving),
                      facts={"day_of": day.isoformat(), "free": sum(_day(each, zone) == day for each in found)})
               for day in days[page * PAGE:][:PAGE]]
    pages = turning(ShowDays(press.owner, press.moving, page - 1) if page else None,
                    ShowDays(press.owner, press.moving, page + 1) if len(days) > (page + 1) * PAGE else None)
    return turn.say("appointments/days", [*_pairs(choices), pages, ways], name=found[0].owner_name,
                    total=len(found), moving=bool(press.moving), zone=zone)


@room.pressed(ShowTimes)
async def times_shown(turn: Turn, press: ShowTimes) -> Returned:
    zone = await _zone(turn)
    found = [each for each in await _free(turn, press.owner, press.moving) if _day(each, zone) == press.day]
    if not found:
        return await days_shown(turn, ShowDays(press.owner, press.moving))
    return _times(turn, found, zone, press.page, press.moving,
                  lambda page: ShowTimes(press.owner, press.day, press.moving, page),
                  [Choice("days", ShowDays(press.owner, press.moving)), Choice("menu", ShowMenu())])


@room.pressed(BookSlot)
async def booked(turn: Turn, press: BookSlot) -> Returned:
    """One tap, and it is theirs, or they hear why not."""
    await slots.alone(turn.tx)
    before = await bookings.by(turn.tx, press.moving, turn.me.id) if press.moving else None
    if press.moving:
        outcome = await bookings.move(turn.tx, press.moving, press.slot, turn.me.id, now=turn.now)
    else:
        outcome = await bookings.book(turn.tx, press.slot, turn.me.id, now=turn.now)
    slot = await slots.by_id(turn.tx, press.slot)
    if slot is None or outcome is Outcome.NOT_YOURS:
        raise Refused("appointments/not_yours")
    if outcome is Outcome.BEGUN:
        raise Refused("appointments/begun")
    if outcome is Outcome.ALREADY:
        return Answer((await booked_times.card(turn, slot.id),), turn.catalogue.words("appointments/already"))
    if outcome is not Outcome.BOOKED:
        return await _refused(turn, slot, outcome, press.moving)
    booking = await booked_times.own(turn, slot.id)
    if before and (old := await slots.by_id(turn.tx, press.moving)):
        await appointment_news.moved(turn, old, slot, before, booking)
    else:
        await appointment_news.booked(turn, slot, booking)
    return Answer((await booked_times.card(turn, slot.id, fresh=True),), turn.catalogue.words("appointments/booked"))


async def _refused(turn: Turn, slot: Slot, outcome: Outcome, moving: int) -> Reply:
    """Why not, and what is free instead: the nearest times of the same person."""
    clash = None
    if outcome is Outcome.CLASHES:
        clash = await bookings.clashing(turn.tx, turn.me.id, slot, apart_from=moving)
    zone, left = await _zone(turn), await _open(turn, slot.owner, moving)
    others = [each for each in left if each.id != slot.id]
    near = sorted(sorted(others, key=lambda each: abs(each.starts_at - slot.starts_at))[:OFFERED],
                  key=lambda each: each.starts_at)
    choices = [_time(each, zone, moving) for each in near]
    more = [Choice("days", ShowDays(slot.owner, moving))] if len(others) > len(near) else []
    mine = [Choice("clash", OpenBooking(clash.id))] if clash else []
    return turn.say("appointments/refused", [*_pairs(choices), [*more, *mine], [Choice("owners", ShowOwners())]],
                    slot=slot, outcome=outcome.value, clash=clash, others=len(near), zone=zone)


def _times(turn: Turn, found: Sequence[Slot], zone: str, page: int, moving: int, paged: Callable[[int], Meaning],
           ways: list[Choice]) -> Reply:
    page = min(page, max(0, (len(found) - 1) // PAGE))
    shown = found[page * PAGE:][:PAGE]
    pages = turning(paged(page - 1) if page else None, paged(page + 1) if len(found) > (page + 1) * PAGE else None)
    return turn.say("appointments/times", [*_pairs([_time(each, zone, moving) for each in shown]), pages, ways],
                    slots=shown, name=found[0].owner_name, moving=bool(moving), zone=zone)


def _time(slot: Slot, zone: str, moving: int) -> Choice:
    return Choice("time", BookSlot(slot.id, moving), tone=Tone.GOOD,
                  facts={"day_of": _day(slot, zone).isoformat(), "starts_at": slot.starts_at, "zone": zone})


async def _free(turn: Turn, owner: int, moving: int) -> list[Slot]:
    """Raises `Refused` where there is nothing."""
    found = await _open(turn, owner, moving)
    if not found:
        raise Refused("appointments/none_free")
    return found


async def _open(turn: Turn, owner: int, moving: int) -> list[Slot]:
    """A booking is moved within its programme."""
    found = await slots.free(turn.tx, owner, turn.me.id, now=turn.now)
    left = await slots.by_id(turn.tx, moving) if moving else None
    return [each for each in found if left is None or each.programme == left.programme]


async def _ways_back(turn: Turn, moving: int) -> list[Choice]:
    """A list of one would show this screen again."""
    back = Choice("booking", OpenBooking(moving))
    if not moving:
        several = len(await slots.owners(turn.tx, turn.me.id, now=turn.now)) > 1
        back = Choice("owners", ShowOwners()) if several else Choice("mine", ShowBookings())
    return [back, Choice("menu", ShowMenu())]


def _pairs(choices: list[Choice]) -> list[list[Choice]]:
    return [choices[at:at + 2] for at in range(0, len(choices), 2)]


async def _zone(turn: Turn) -> str:
    return (await turn.main_role()).time_zone


def _day(slot: Slot, zone: str) -> date:
    return datetime.fromtimestamp(slot.starts_at, UTC).astimezone(ZoneInfo(zone)).date()
