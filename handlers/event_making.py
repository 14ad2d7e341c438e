"""An event is made in the chat: what, when, where, the agenda, how many seats and hours. Then people can be invited."""

from collections.abc import Sequence

from handlers import broadcasts, event_desk, event_words
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.meanings_of_events_desk import MakeEvent
from scheduler.programme.event import EventKind
from storage import events, history, roadmap, surveys
from storage.events import Definition

room = Room()
KINDS = tuple(kind for kind in EventKind if kind is not EventKind.VISIT)
"""A visit is planned in a room of its own."""
ROWS = 4
"""Rows of the roadmap that are offered."""
HOURS = ("1", "2", "3", "4", "6", "8")
LENGTHS = (1, 2, 3, 6)
"""Hours from the beginning to the end that buttons offer."""
SURVEYS = 4
_MEETS = ("семинар", "вебинар", "конференц", "совещан", "десант", "курс", "консультац", "встреч")
"""Parts of the words by which a row of the roadmap is known to be a meeting."""


@room.said("/new_event", "новое мероприятие", "новый семинар", "новый вебинар")
async def asked(turn: Turn) -> Returned:
    return await wanted(turn, MakeEvent())


@room.pressed(MakeEvent)
async def wanted(turn: Turn, _: MakeEvent) -> Returned:
    await broadcasts.sender(turn)
    return await begin(turn, "make_event")


async def facts(turn: Turn, draft: Draft) -> Facts:
    held = await broadcasts.sender(turn)
    today = turn.today(held.time_zone)
    return {"zone": held.time_zone, "example": today, "starts_at": draft.answers.get("starts"),
            "ends_at": draft.answers.get("ends"), "where": draft.answers.get("where") or {},
            "agenda": event_words.slots(draft.answers.get("agenda")), "kind": draft.text("kind"),
            "title": await _title(turn, draft), "seats": draft.answers.get("seats"),
            "hours": draft.answers.get("hours")}


async def kind_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in KINDS:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def kind_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("kind", kind.value, {"kind": kind.value}) for kind in KINDS]


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Words, or a row of the roadmap."""
    if given.picked is None:
        return event_words.title(given)
    if given.picked not in {each.value for each in await title_options(turn, draft)}:
        raise Wrong("roadmap/tap_please")
    return int(given.picked)


async def title_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """The next rows of the roadmap that sound like a meeting and are no event yet."""
    held = await broadcasts.sender(turn)
    today = turn.today(held.time_zone)
    taken = {each.activity for each in await events.of_programme(turn.tx, held.programme)}
    rows = [each for each in await roadmap.activities(turn.tx, held.programme)
            if each.gone_at is None and each.id not in taken and (each.due_on or today) >= today
            and any(part in each.title.casefold() for part in _MEETS)]
    return [Option("row", str(each.id), {"row_number": each.number, "row_title": each.title})
            for each in sorted(rows, key=lambda row: row.due_on or "9999")[:ROWS]]


async def starts_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Within the programme's period."""
    held = await broadcasts.sender(turn)
    starts = event_words.beginning(given, turn.today(held.time_zone), held.time_zone, turn.now)
    programme = await programme_of(turn, held.programme)
    if not programme.starts_on <= event_words.day_of(starts, held.time_zone) <= programme.ends_on:
        raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)
    return starts


async def ends_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    held = await broadcasts.sender(turn)
    if given.picked is not None:
        return int(given.picked)
    return event_words.ending(given, int(draft.text("starts")), held.time_zone)


async def ends_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    starts = int(draft.text("starts"))
    return [Option("until", str(starts + hours * 3600), {"until": starts + hours * 3600}) for hours in LENGTHS]


async def where_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.whereabouts(given)


async def agenda_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.agenda(given)


async def seats_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, event_words.SEATS_LIMIT)


async def has_place(turn: Turn, draft: Draft) -> bool:
    """Seats are counted where people come in person."""
    where = draft.answers.get("where")
    return isinstance(where, dict) and bool(where.get("place"))


async def hours_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, event_words.HOURS_LIMIT)


async def hours_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("hours_of", each, {"number_of": int(each)}) for each in HOURS]


async def feedback_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in {each.value for each in await feedback_options(turn, draft)}:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def feedback_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    held = await broadcasts.sender(turn)
    known = await surveys.of_programme(turn.tx, held.programme)
    return [Option("survey", each.code, {"survey_title": each.title}) for each in known[:SURVEYS]]


async def has_surveys(turn: Turn, draft: Draft) -> bool:
    return bool(await feedback_options(turn, draft))


async def made(turn: Turn, draft: Draft) -> Returned:
    held = await broadcasts.sender(turn)
    starts, ends = int(draft.text("starts")), int(draft.text("ends"))
    if starts <= turn.now:  # the question lay open for days
        raise Refused("desk/when_over")
    where, title = draft.answers.get("where"), draft.answers.get("title")
    seated = draft.text("seats") and await has_place(turn, draft)  # the place may have been taken back since
    said = Definition(
        kind=draft.text("kind"), title=await _title(turn, draft), starts_at=starts, ends_at=max(ends, starts + 60),
        time_zone=held.time_zone, capacity=int(draft.text("seats")) if seated else None,
        minutes=60 * int(draft.text("hours") or 0), activity=title if isinstance(title, int) else None,
        feedback=draft.text("feedback"), agenda=event_words.slots(draft.answers.get("agenda")),
        **(where if isinstance(where, dict) else {}))
    id = await events.make(turn.tx, held.programme, said, owner=turn.me.id, now=turn.now)
    await history.note(turn.tx, "event_made", actor=turn.me.id, now=turn.now, programme=held.programme,
                       activity=said.activity, became=event_words.day_of(starts, held.time_zone), event=id)
    return await event_desk.card(turn, id, made=True)


form(Form("make_event", (
    Step("kind", "desk/ask_kind", kind_taken, kind_options),
    Step("title", "desk/ask_title", title_taken, title_options),
    Step("starts", "desk/ask_starts", starts_taken), Step("ends", "desk/ask_ends", ends_taken, ends_options),
    Step("where", "desk/ask_where", where_taken),
    Step("agenda", "desk/ask_agenda", agenda_taken, optional=True),
    Step("seats", "desk/ask_seats", seats_taken, optional=True, wanted=has_place),
    Step("hours", "desk/ask_hours", hours_taken, hours_options, optional=True),
    Step("feedback", "desk/ask_feedback", feedback_taken, feedback_options, optional=True, wanted=has_surveys),
    Step("sure", "desk/ask_sure", sure_taken, sure_options)), facts, made))


async def _title(turn: Turn, draft: Draft) -> str:
    title = draft.answers.get("title")
    if not isinstance(title, int):
        return draft.text("title")
    held = await broadcasts.sender(turn)
    rows = {each.id: each.title for each in await roadmap.activities(turn.tx, held.programme)}
    return rows.get(title, "")[:event_words.TITLE_LIMIT]
