"""An event is changed or called off. Those whom it concerns hear of several changes at once, a little later."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers import course_following, event_desk, event_words
from handlers import events as event_rooms
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.moving import sure_options, sure_taken
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.meanings_of_events_desk import CallOff, ChangeEvent
from messages.visible import visible
from scheduler import chasing
from storage import events, history, rsvps
from storage.events import Event

room = Room()
WHAT = ("when", "where", "agenda", "title", "seats", "hours")
OF_COURSES = ("where", "title", "seats")
"""Of a course; the rest is its sessions'."""
REASON_LIMIT = 400


@room.pressed(ChangeEvent)
async def changing(turn: Turn, press: ChangeEvent) -> Returned:
    await _ahead(turn, press.event)
    return await begin(turn, "change_event", event=press.event)


async def facts(turn: Turn, draft: Draft) -> Facts:
    event = await _ahead(turn, draft.subject["event"])
    return {"event": event, "what": draft.text("what"), "zone": event.time_zone,
            "example": turn.today(event.time_zone), "invited": len(await events.answered(turn.tx, event.id)),
            "became": draft.answers.get("value")}


async def what_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in {each.value for each in await what_options(turn, draft)}:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def what_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    event = await _ahead(turn, draft.subject["event"])
    return [Option(f"what_{each}", each) for each in (OF_COURSES if event.is_course else WHAT)]


async def value_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """What it is now, by what is changed. Raises `Wrong`."""
    event = await _ahead(turn, draft.subject["event"])
    match draft.text("what"):
        case "when":
            return await _moved(turn, event, given)
        case "where":
            return event_words.whereabouts(given)
        case "agenda":
            return {"agenda": event_words.agenda(given)}
        case "title":
            return {"title": event_words.title(given)}
        case "seats":
            return {"capacity": event_words.number(given, event_words.SEATS_LIMIT)}
        case _:
            return {"minutes": 60 * event_words.number(given, event_words.HOURS_LIMIT)}


async def _moved(turn: Turn, event: Event, given: Given) -> dict[str, int]:
    """To another time within the programme's period, as long as before. Raises `Wrong`."""
    zone = event.time_zone
    starts = event_words.new_beginning(given, turn.today(zone), event.starts_at, zone, turn.now)
    programme = await programme_of(turn, event.programme)
    if not programme.starts_on <= event_words.day_of(starts, zone) <= programme.ends_on:
        raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)
    return {"starts_at": starts, "ends_at": starts + event.ends_at - event.starts_at}


async def is_time(turn: Turn, draft: Draft) -> bool:
    """Of all changes this one reaches everybody: it is looked at once more."""
    return draft.text("what") == "when"


async def changed(turn: Turn, draft: Draft) -> Returned:
    await rsvps.hold(turn.tx, draft.subject["event"])  # what is read below is not of before somebody else's change
    event, value = await _ahead(turn, draft.subject["event"]), draft.answers.get("value")
    if not isinstance(value, dict):
        raise Refused("fallback/gone")
    if int(value.get("starts_at", turn.now + 1)) <= turn.now:  # the question lay open
        raise Refused("desk/when_over")
    now_so = await events.definition(turn.tx, event)
    after = replace(now_so, **_as_defined(value))
    if after != now_so:
        await events.change(turn.tx, event.id, after, now=turn.now)
        await course_following.changed(turn, event, now_so, after)
        more = await rsvps.promote(turn.tx, event.id, after.capacity, turn.now)
        await event_rooms.tell_promoted(turn, await events.by_id(turn.tx, event.id) or event, more)
        await chasing.plan_event(turn.tx, event.id, turn.now)
        await history.note(turn.tx, "event_changed", actor=turn.me.id, now=turn.now, programme=event.programme,
                           activity=event.activity, event=event.id,
                           was=event_words.day_of(event.starts_at, event.time_zone),
                           became=event_words.day_of(after.starts_at, event.time_zone))
    return await event_desk.card(turn, event.id)


form(Form("change_event", (
    Step("what", "desk/ask_what", what_taken, what_options), Step("value", "desk/ask_value", value_taken),
    Step("sure", "desk/ask_sure_moved", sure_taken, sure_options, wanted=is_time)), facts, changed))


@room.pressed(CallOff)
async def calling_off(turn: Turn, press: CallOff) -> Returned:
    await _ahead(turn, press.event)
    return await begin(turn, "call_off", event=press.event)


async def reason_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > REASON_LIMIT:
        raise Wrong("desk/reason_long", limit=REASON_LIMIT)
    return words


async def called_off(turn: Turn, draft: Draft) -> Returned:
    await rsvps.hold(turn.tx, draft.subject["event"])
    event = await _ahead(turn, draft.subject["event"])
    if await events.cancel(turn.tx, event.id, draft.text("reason"), now=turn.now):
        await course_following.called_off(turn, event, draft.text("reason"))
        await chasing.plan_event(turn.tx, event.id, turn.now)
        await history.note(turn.tx, "event_cancelled", actor=turn.me.id, now=turn.now, programme=event.programme,
                           activity=event.activity, event=event.id)
    return await event_desk.card(turn, event.id)


form(Form("call_off", (Step("reason", "desk/ask_reason_off", reason_taken, optional=True),
                       Step("sure", "desk/ask_sure_off", sure_taken, sure_options)), facts, called_off))


async def _ahead(turn: Turn, id: int) -> Event:
    """One that this person holds, that is on and not over. Raises `Refused`."""
    event = await organising(turn, id)
    if event.is_off or event.ends_at <= turn.now:
        raise Refused("desk/too_late_to_change", title=event.title, off=event.is_off)
    return event


def _as_defined(value: dict[str, Any]) -> dict[str, Any]:
    return {name: event_words.slots(each) if name == "agenda" else each for name, each in value.items()}

