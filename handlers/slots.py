"""The slots of those who consult: the list with who has booked, and cancelling one or the rest of a series."""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from zoneinfo import ZoneInfo

from handlers import appointment_news
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_appointments import CancelSlot, OpenSlot, PublishSlots, ShowPresence, ShowSlots
from messages.paging import turning
from messages.replies import Reply, Tone, fits
from messages.visible import visible
from scheduler.appointments import aftermath
from scheduler.appointments.parting import Off
from storage import bookings, history, slots
from storage.participants import Role, RoleHeld
from storage.slots import Slot

room = Room()
PUBLISHERS = frozenset({Role.CURATOR, Role.MENTOR, Role.COORDINATOR, Role.EXPERT, Role.OPERATOR})
PAGE = 6
"""Slots on a screen."""
PEOPLE = 10
"""Of those who have booked a slot, on a screen."""
REASON = 400
"""Units, as it stands in our markup: it goes out with a file, which takes a short text only."""


@dataclass(frozen=True, slots=True)
class Line:
    """A slot as the list shows it; `day` is ISO, `who` is empty for a group and where nobody comes."""

    number: int
    day: str
    slot: Slot
    who: str
    over: bool


@room.said("/slots", "окна", "мои окна", "мой график")
async def asked(turn: Turn) -> Returned:
    return await list_shown(turn, ShowSlots())


@room.pressed(ShowSlots)
async def list_shown(turn: Turn, press: ShowSlots) -> Returned:
    """By day; what is over and waits for a word comes first."""
    found = await slots.of_owner(turn.tx, turn.me.id, now=turn.now)
    publishes = any(each.role in PUBLISHERS for each in await turn.roles())
    if not found and not publishes:
        raise Refused("slots/not_an_owner")
    page = min(press.page, max(0, (len(found) - 1) // PAGE))
    zone = (await turn.main_role()).time_zone
    lines = [await _line(turn, number, each, zone)
             for number, each in enumerate(found[page * PAGE:][:PAGE], page * PAGE + 1)]
    numbers = [Choice("open", OpenSlot(each.slot.id), facts={"number": each.number}) for each in lines]
    pages = turning(ShowSlots(page - 1) if page else None,
                    ShowSlots(page + 1) if len(found) > (page + 1) * PAGE else None)
    make = [Choice("make", PublishSlots(), tone=Tone.MAIN)] if publishes else []
    return turn.say("slots/list", [numbers[:3], numbers[3:], pages, [*make, Choice("menu", ShowMenu())]], lines=lines,
                    zone=zone)


@room.pressed(OpenSlot)
async def opened(turn: Turn, press: OpenSlot) -> Returned:
    return await card(turn, press.slot, press.page)


async def card(turn: Turn, id: int, page: int = 0) -> Reply:
    """Who comes, and what can be done. Raises `Refused` for somebody else's."""
    slot = await own(turn, id)
    people = await bookings.of_slot(turn.tx, id)
    page = min(page, max(0, (len(people) - 1) // PEOPLE))
    pages = turning(OpenSlot(id, page - 1) if page else None,
                    OpenSlot(id, page + 1) if len(people) > (page + 1) * PEOPLE else None)
    return turn.say("slots/card", [*await _deeds(turn, slot), pages, [Choice("list", ShowSlots())]], slot=slot,
                    people=people[page * PEOPLE:][:PEOPLE], page=page, zone=(await turn.main_role()).time_zone,
                    came=sum(each.absent_at is None for each in people), over=slot.ends_at <= turn.now)


async def _deeds(turn: Turn, slot: Slot) -> list[list[Choice]]:
    if slot.is_off or slot.held_at:
        return []
    if slot.missed_at:
        return aftermath.second_thoughts(slot) if slot.taken else []
    if slot.starts_at > turn.now:
        rest = [Choice("cancel_rest", CancelSlot(slot.id, 1))] \
            if len(await slots.rest(turn.tx, slot.id, now=turn.now)) > 1 else []
        return [[Choice("cancel", CancelSlot(slot.id), tone=Tone.BAD), *rest]]
    if not slot.taken:
        return []
    return aftermath.choices(slot) if slot.ends_at <= turn.now else [[Choice("came", ShowPresence(slot.id))]]


@room.pressed(CancelSlot)
async def cancelling(turn: Turn, press: CancelSlot) -> Returned:
    await _ahead(turn, press.slot)
    return await begin(turn, "cancel_slot", slot=press.slot, rest=int(bool(press.rest)))


async def facts(turn: Turn, draft: Draft) -> Facts:
    slot = await _ahead(turn, draft.subject["slot"])
    meant = await _meant(turn, draft)
    return {"slot": slot, "number": len(meant), "people": await bookings.concerned(turn.tx, meant),
            "zone": (await turn.main_role()).time_zone}


async def reason_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if not fits(escape(words), REASON):
        raise Wrong("desk/reason_long", limit=REASON)
    return words


async def called_off(turn: Turn, draft: Draft) -> Returned:
    """Everybody who has booked is told, once, and why."""
    await slots.alone(turn.tx)
    first = await _ahead(turn, draft.subject["slot"])
    reason = draft.text("reason")
    off = [Off(await own(turn, id), await bookings.cancel_all(turn.tx, id, by=turn.me.id, now=turn.now))
           for id in await _meant(turn, draft) if await slots.cancel(turn.tx, id, reason, now=turn.now)]
    told = await appointment_news.called_off(turn, off, reason)
    await history.note(turn.tx, "slots_cancelled", actor=turn.me.id, now=turn.now, programme=first.programme,
                       slot=first.id, number=len(off))
    return turn.say("slots/cancelled", [[Choice("list", ShowSlots()), Choice("menu", ShowMenu())]], number=len(off),
                    people=len({each.participant for one in off for each in one.people}), told=told)


form(Form("cancel_slot", (Step("reason", "slots/ask_reason", reason_taken, optional=True),
                          Step("sure", "slots/ask_sure_off", sure_taken, sure_options)), facts, called_off))


async def own(turn: Turn, id: int) -> Slot:
    """Raises `Refused` for somebody else's."""
    slot = await slots.by_id(turn.tx, id)
    if slot is None or slot.owner != turn.me.id:
        raise Refused("slots/not_yours")
    return slot


async def publishers(turn: Turn) -> dict[int, RoleHeld]:
    """The role in which somebody publishes, by programme, the main one first. Raises `Refused` for those who do not."""
    held: dict[int, RoleHeld] = {}
    for each in await turn.roles():
        if each.role in PUBLISHERS:
            held.setdefault(each.programme, each)
    if not held:
        raise Refused("slots/not_an_owner")
    return held


async def _ahead(turn: Turn, id: int) -> Slot:
    slot = await own(turn, id)
    if slot.is_off or slot.starts_at <= turn.now:
        raise Refused("slots/too_late", off=slot.is_off)
    return slot


async def _meant(turn: Turn, draft: Draft) -> list[int]:
    """One, or also what comes after it in its series."""
    id = draft.subject["slot"]
    return await slots.rest(turn.tx, id, now=turn.now) if draft.subject["rest"] else [id]


async def _line(turn: Turn, number: int, slot: Slot, zone: str) -> Line:
    day = datetime.fromtimestamp(slot.starts_at, UTC).astimezone(ZoneInfo(zone)).date().isoformat()
    people = await bookings.of_slot(turn.tx, slot.id) if slot.taken and not slot.is_group else []
    return Line(number, day, slot, people[0].name if people else "", slot.ends_at <= turn.now)
