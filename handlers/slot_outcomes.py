"""How a slot was, by whoever gave it: who came, how long it was, or that it was not. It goes into the ledger once."""

from collections.abc import Sequence

from handlers import event_words, slots
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_appointments import HoldSlot, MarkPresence, MissSlot, OpenSlot, SayMinutes, ShowPresence
from messages.paging import turning
from messages.replies import Tone
from storage import bookings, history, ledger, outbox
from storage import slots as stored
from storage.ledger import Given as Hours
from storage.ledger import Kind
from storage.slots import Slot

room = Room()
PAGE = 6
"""People on a screen, two in a row."""
LONGEST = 720
"""Minutes of one consultation."""
LENGTHS = ("15", "30", "45", "60", "90", "120")


@room.pressed(HoldSlot)
async def held(turn: Turn, press: HoldSlot) -> Returned:
    if press.minutes > LONGEST:
        raise Refused("fallback/unknown_button")
    return await _entered(turn, await _begun(turn, press.slot), bool(press.on_site), press.minutes)


@room.pressed(MissSlot)
async def missed(turn: Turn, press: MissSlot) -> Returned:
    slot = await _begun(turn, press.slot)
    was_new = await stored.miss(turn.tx, slot.id, now=turn.now)
    if was_new:
        await _answered(turn, slot)
        await history.note(turn.tx, "slot_missed", actor=turn.me.id, now=turn.now, programme=slot.programme,
                           slot=slot.id)
    return await _shown(turn, slot, was_new)


@room.pressed(ShowPresence)
async def presence_shown(turn: Turn, press: ShowPresence) -> Returned:
    slot = await _begun(turn, press.slot)
    if slot.held_at:
        return await _shown(turn, slot, False)
    people = await bookings.of_slot(turn.tx, slot.id)
    page = min(press.page, max(0, (len(people) - 1) // PAGE))
    shown = list(enumerate(people[page * PAGE:][:PAGE], page * PAGE + 1))
    ticks = [Choice("off" if each.absent_at else "on",
                    MarkPresence(slot.id, each.participant, int(each.absent_at is not None), page),
                    facts={"number": number, "name": each.name}) for number, each in shown]
    pages = turning(ShowPresence(slot.id, page - 1) if page else None,
                    ShowPresence(slot.id, page + 1) if len(people) > (page + 1) * PAGE else None)
    return turn.say("slots/presence", [ticks[:2], ticks[2:4], ticks[4:], pages,
                                       [Choice("back", OpenSlot(slot.id), tone=Tone.MAIN)]],
                    slot=slot, people=shown, came=sum(each.absent_at is None for each in people), total=len(people))


@room.pressed(MarkPresence)
async def presence_marked(turn: Turn, press: MarkPresence) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    slot = await _begun(turn, press.slot)
    if not slot.held_at and not await bookings.mark(turn.tx, slot.id, press.participant,
                                                    absent_at=None if press.on else turn.now):
        raise Refused("slots/not_yours")
    return await presence_shown(turn, ShowPresence(slot.id, press.page))


@room.pressed(SayMinutes)
async def minutes_wanted(turn: Turn, press: SayMinutes) -> Returned:
    slot = await _begun(turn, press.slot)
    if slot.held_at:
        return await _shown(turn, slot, False)
    return await begin(turn, "slot_minutes", slot=slot.id)


async def facts(turn: Turn, draft: Draft) -> Facts:
    slot = await _begun(turn, draft.subject["slot"])
    return {"slot": slot, "zone": (await turn.main_role()).time_zone}


async def minutes_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, LONGEST)


async def minutes_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("minutes", each, {"number_of": int(each)}) for each in LENGTHS]


async def may_be_visit(turn: Turn, draft: Draft) -> bool:
    """Where there is a place and no link."""
    slot = await _begun(turn, draft.subject["slot"])
    return _is_visit(slot)


async def where_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in ("usual", "on_site"):
        raise Wrong("roadmap/tap_please")
    return given.picked


async def where_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("usual", "usual"), Option("on_site", "on_site")]


async def minutes_given(turn: Turn, draft: Draft) -> Returned:
    slot = await _begun(turn, draft.subject["slot"])
    return await _entered(turn, slot, draft.text("where") == "on_site", int(draft.text("minutes")))


form(Form("slot_minutes", (Step("minutes", "slots/ask_held_minutes", minutes_taken, minutes_options),
                           Step("where", "slots/ask_on_site", where_taken, where_options, wanted=may_be_visit)),
          facts, minutes_given))


async def _entered(turn: Turn, slot: Slot, on_site: bool, minutes: int) -> Returned:
    """Into the ledger: a group is one consultation, for the schools of those who came; one who came is no group."""
    came = [each for each in await bookings.of_slot(turn.tx, slot.id) if each.absent_at is None]
    if not came and not slot.held_at:
        raise Refused("slots/nobody_came")
    was_new = await stored.hold(turn.tx, slot.id, now=turn.now)
    if was_new:
        await _answered(turn, slot)
        usual = Kind.GROUP if len(came) > 1 else Kind.INDIVIDUAL
        hours = Hours(slot.programme, slot.owner, Kind.ON_SITE if on_site and _is_visit(slot) else usual,
                      minutes or slot.minutes, event_words.day_of(slot.starts_at, slot.time_zone), people=len(came),
                      slot=slot.id)
        await ledger.enter(turn.tx, hours, sorted({each.organisation for each in came}), by=turn.me.id, now=turn.now)
        await history.note(turn.tx, "slot_held", actor=turn.me.id, now=turn.now, programme=slot.programme,
                           slot=slot.id, minutes=hours.minutes)
    return await _shown(turn, slot, was_new)


async def _answered(turn: Turn, slot: Slot) -> None:
    """The question may still wait for the morning."""
    await outbox.cancel(turn.tx, f"slot:{slot.id}:over", participant=slot.owner, real_now=turn.real_now)


async def _shown(turn: Turn, slot: Slot, was_new: bool) -> Answer:
    notice = turn.catalogue.words("slots/entered" if was_new else "slots/settled_before")
    return Answer((await slots.card(turn, slot.id),), notice)


def _is_visit(slot: Slot) -> bool:
    return bool(slot.place) and not slot.link


async def _begun(turn: Turn, id: int) -> Slot:
    """One's own, that has begun. Raises `Refused`."""
    slot = await slots.own(turn, id)
    if slot.is_off or slot.starts_at > turn.now:
        raise Refused("slots/not_begun", off=slot.is_off)
    return slot
