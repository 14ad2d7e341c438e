"""What somebody has booked: the list, what it shall be about, moving and cancelling it."""

from handlers import appointment_news
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_appointments import (
    CancelBooking,
    NoteBooking,
    OpenBooking,
    ShowBookings,
    ShowDays,
    ShowOwners,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from messages.visible import visible
from scheduler.appointments import eve
from storage import bookings, slots
from storage.bookings import Booking
from storage.slots import Slot

room = Room()
PAGE = 5
"""Bookings on a screen."""
NOTE = 500
"""Characters."""


@room.said("/bookings", "мои записи", "мои консультации", "моя запись")
async def asked(turn: Turn) -> Returned:
    return await list_shown(turn, ShowBookings())


@room.pressed(ShowBookings)
async def list_shown(turn: Turn, press: ShowBookings) -> Returned:
    found = await bookings.of_participant(turn.tx, turn.me.id, now=turn.now)
    page = min(press.page, max(0, (len(found) - 1) // PAGE))
    shown = list(enumerate(found[page * PAGE:][:PAGE], page * PAGE + 1))
    numbers = [Choice("open", OpenBooking(each.id), facts={"number": number}) for number, each in shown]
    pages = turning(ShowBookings(page - 1) if page else None,
                    ShowBookings(page + 1) if len(found) > (page + 1) * PAGE else None)
    return turn.say("appointments/mine", [numbers, pages, [Choice("book", ShowOwners()), Choice("menu", ShowMenu())]],
                    lines=shown, zone=(await turn.main_role()).time_zone)


@room.pressed(OpenBooking)
async def opened(turn: Turn, press: OpenBooking) -> Returned:
    return await card(turn, press.slot)


async def card(turn: Turn, id: int, *, fresh: bool = False) -> Reply:
    """A booking of one's own. Raises `Refused`."""
    booking, slot = await own(turn, id), await _slot(turn, id)
    ahead = slot.starts_at > turn.now
    link = [Choice("link", url=slot.link, tone=Tone.GOOD)] if slot.link else []
    note = [Choice("note", NoteBooking(id))] if ahead else []
    change = [Choice("move", ShowDays(slot.owner, id)), Choice("cancel", CancelBooking(id))] if ahead else []
    return turn.say("appointments/card", [[*link, *note], change,
                                          [Choice("list", ShowBookings()), Choice("menu", ShowMenu())]],
                    slot=slot, booking=booking, zone=(await turn.main_role()).time_zone, fresh=fresh,
                    reminders=sum(slot.starts_at - turn.now >= before for before in (eve.DAY, eve.HOUR)))


@room.pressed(CancelBooking)
async def cancelling(turn: Turn, press: CancelBooking) -> Returned:
    """Also at the last minute: better late than an owner who waits."""
    await slots.alone(turn.tx)
    booking, slot = await own(turn, press.slot), await _ahead(turn, press.slot)
    zone = (await turn.main_role()).time_zone
    if not press.sure:
        rows = [[Choice("yes", CancelBooking(slot.id, 1), tone=Tone.BAD), Choice("no", OpenBooking(slot.id))],
                [Choice("move", ShowDays(slot.owner, slot.id))]]
        return turn.say("appointments/sure_cancel", rows, slot=slot, zone=zone)
    await bookings.cancel(turn.tx, slot.id, turn.me.id, by=turn.me.id, now=turn.now)
    await appointment_news.cancelled(turn, await _slot(turn, slot.id), booking)
    rows = [[Choice("again", ShowDays(slot.owner)), Choice("list", ShowBookings())], [Choice("menu", ShowMenu())]]
    return Answer((turn.say("appointments/cancelled", rows, slot=slot, zone=zone),))


@room.pressed(NoteBooking)
async def note_wanted(turn: Turn, press: NoteBooking) -> Returned:
    await own(turn, press.slot)
    await _ahead(turn, press.slot)
    return Answer((await begin(turn, "booking_note", slot=press.slot),), fresh=True)


async def note_facts(turn: Turn, draft: Draft) -> Facts:
    await own(turn, draft.subject["slot"])
    return {"slot": await _ahead(turn, draft.subject["slot"]), "zone": (await turn.main_role()).time_zone}


async def note_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > NOTE:
        raise Wrong("appointments/note_long", limit=NOTE)
    return words


async def noted(turn: Turn, draft: Draft) -> Returned:
    slot = await _ahead(turn, draft.subject["slot"])
    if not await bookings.write_note(turn.tx, slot.id, turn.me.id, draft.text("note")):
        raise Refused("appointments/not_yours")
    await appointment_news.noted(turn, slot, await own(turn, slot.id))
    return await card(turn, slot.id)


form(Form("booking_note", (Step("note", "appointments/ask_note", note_taken),), note_facts, noted))


async def own(turn: Turn, id: int) -> Booking:
    """One that lives. Raises `Refused`."""
    booking = await bookings.by(turn.tx, id, turn.me.id)
    if booking is None or not booking.lives:
        raise Refused("appointments/not_yours")
    return booking


async def _slot(turn: Turn, id: int) -> Slot:
    slot = await slots.by_id(turn.tx, id)
    assert slot  # a booking names it
    return slot


async def _ahead(turn: Turn, id: int) -> Slot:
    slot = await slots.by_id(turn.tx, id)
    if slot is None or slot.starts_at <= turn.now:
        raise Refused("appointments/begun")
    return slot
