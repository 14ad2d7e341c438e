"""Slots are published in the chat: where, when, how long, once or weekly, for how many; a last look, and they stand."""

from collections.abc import Sequence

from handlers import event_words, slot_words, slots
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.slot_words import Plan
from handlers.turn import Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_appointments import PublishSlots, ShowSlots
from messages.visible import visible
from scheduler.programme.words import fold
from storage import history
from storage import slots as stored
from storage.participants import RoleHeld
from storage.slots import Fresh, Slot

room = Room()
PROGRAMMES = 6
"""Programmes that buttons offer; any other is written."""
LENGTHS = ("15", "30", "45", "60", "90")
LONGEST = 480
"""Minutes."""
WEEKS = ("1", "4", "8", "12")
WEEKS_LIMIT = 40
SEATS = ("1", "5", "10", "30")
SEATS_LIMIT = 500
ABOUT = 300
"""Characters."""
NOWHERE = {"place": "", "link": ""}
SHOWN = 12
"""Slots in the last look at them."""


@room.said("/new_slots", "новые окна", "опубликовать окна", "добавить окна")
async def asked(turn: Turn) -> Returned:
    return await wanted(turn, PublishSlots())


@room.pressed(PublishSlots)
async def wanted(turn: Turn, _: PublishSlots) -> Returned:
    await slots.publishers(turn)
    return await begin(turn, "make_slots")


async def facts(turn: Turn, draft: Draft) -> Facts:
    held = await _publisher(turn, draft)
    plan = await _plan(turn, draft, held) if draft.answers.get("minutes") else Plan((), (), ())
    return {"zone": held.time_zone, "times": plan.times[:SHOWN], "total": len(plan.times), "days_off": plan.days_off,
            "beyond": plan.beyond, "where": draft.answers.get("where") or NOWHERE,
            "seats": int(draft.text("seats") or 1), "about": draft.text("about"),
            "length": int(draft.text("minutes") or 0)}


async def in_several(turn: Turn, draft: Draft) -> bool:
    return len(await slots.publishers(turn)) > 1


async def programme_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("programme", str(each.programme), {"title": each.programme_title})
            for each in list((await slots.publishers(turn)).values())[:PROGRAMMES]]


async def programme_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or its words."""
    for each in (await slots.publishers(turn)).values():
        if given.picked == str(each.programme) or fold(given.text) == fold(each.programme_title):
            return each.programme
    raise Wrong("broadcasts/programme_please")


async def when_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Within the programme's period."""
    held = await _publisher(turn, draft)
    if given.picked is not None and given.picked not in slot_words.offered(turn.now, held.time_zone):
        raise Wrong("roadmap/tap_please")
    found = slot_words.spans(given, turn.today(held.time_zone), held.time_zone, turn.now)
    programme = await programme_of(turn, held.programme)
    if not all(programme.starts_on <= starts[:10] <= programme.ends_on for starts, _ in found):
        raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)
    return found


async def when_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    held = await _publisher(turn, draft)
    return [Option("at", each, {"day_of": each[:10], "time_of": each[11:]})
            for each in slot_words.offered(turn.now, held.time_zone)]


async def minutes_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    minutes = event_words.number(given, LONGEST)
    await _checked(turn, draft, minutes, 1)
    return minutes


async def minutes_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("minutes", each, {"number_of": int(each)}) for each in LENGTHS]


async def weeks_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    weeks = event_words.number(given, WEEKS_LIMIT)
    await _checked(turn, draft, int(draft.text("minutes")), weeks)
    return weeks


async def weeks_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("once" if each == "1" else "weeks", each, {"number_of": int(each)}) for each in WEEKS]


async def where_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.whereabouts(given)


async def seats_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, SEATS_LIMIT)


async def seats_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("one" if each == "1" else "group", each, {"number_of": int(each)}) for each in SEATS]


async def about_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > ABOUT:
        raise Wrong("appointments/note_long", limit=ABOUT)
    return words


async def published(turn: Turn, draft: Draft) -> Returned:
    held = await _publisher(turn, draft)
    await stored.alone(turn.tx)
    plan = await _plan(turn, draft, held)
    if not plan.times or plan.times[0][0] <= turn.now:  # the question lay open
        raise Refused("desk/when_over")
    if clash := await _clash(turn, plan):
        raise Refused("slots/clash", slot=clash, zone=held.time_zone)
    where = draft.answers.get("where")
    place = where if isinstance(where, dict) else {}
    fresh = Fresh(held.programme, turn.me.id, held.time_zone, ". ".join(
        filter(None, (place.get("place"), place.get("directions")))), str(place.get("link") or ""),
        draft.text("about"), int(draft.text("seats")))
    ids = await stored.publish(turn.tx, fresh, plan.times, now=turn.now)
    await history.note(turn.tx, "slots_published", actor=turn.me.id, now=turn.now, programme=held.programme,
                       slot=ids[0], number=len(ids))
    rows = [[Choice("list", ShowSlots()), Choice("more", PublishSlots())], [Choice("menu", ShowMenu())]]
    return turn.say("slots/published", rows, total=len(ids), starts_at=plan.times[0][0], zone=held.time_zone)


form(Form("make_slots", (
    Step("programme", "slots/ask_programme", programme_taken, programme_options, wanted=in_several),
    Step("when", "slots/ask_when", when_taken, when_options),
    Step("minutes", "slots/ask_minutes", minutes_taken, minutes_options),
    Step("weeks", "slots/ask_weeks", weeks_taken, weeks_options),
    Step("where", "slots/ask_where", where_taken, optional=True),
    Step("seats", "slots/ask_seats", seats_taken, seats_options),
    Step("about", "slots/ask_about", about_taken, optional=True),
    Step("sure", "slots/ask_sure", sure_taken, sure_options)), facts, published))


async def _publisher(turn: Turn, draft: Draft) -> RoleHeld:
    """In the programme that was chosen, or in the only one. Raises `Refused` where that is no more."""
    held = await slots.publishers(turn)
    chosen = draft.answers.get("programme")
    if chosen is None:
        return next(iter(held.values()))
    if not isinstance(chosen, int) or chosen not in held:
        raise Refused("fallback/gone")
    return held[chosen]


async def _plan(turn: Turn, draft: Draft, held: RoleHeld) -> Plan:
    return await _planned(turn, draft, held, int(draft.text("minutes")), int(draft.text("weeks") or 1))


async def _planned(turn: Turn, draft: Draft, held: RoleHeld, minutes: int, weeks: int) -> Plan:
    written = draft.answers.get("when")
    if not isinstance(written, list):
        raise Refused("fallback/gone")
    programme = await programme_of(turn, held.programme)
    return slot_words.planned(written, minutes, weeks, held.time_zone, programme.ends_on)


async def _checked(turn: Turn, draft: Draft, minutes: int, weeks: int) -> None:
    """Raises `Wrong`, with the slot that is in the way named."""
    held = await _publisher(turn, draft)
    plan = slot_words.checked(await _planned(turn, draft, held, minutes, weeks))
    if clash := await _clash(turn, plan):
        raise Wrong("slots/clash", slot=clash, zone=held.time_zone)


async def _clash(turn: Turn, plan: Plan) -> Slot | None:
    for starts, ends in plan.times:
        if found := await stored.clashing(turn.tx, turn.me.id, starts, ends):
            return found
    return None
