"""What a meeting decides is written down while it goes on, and what comes next after a visit: words, who, until when.

One message may hold several, one a line. What stands in the line is taken, all else is asked, one after the other.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import partial

from handlers import decided, decision_owners, decision_words, named_days
from handlers.conversation import begin, begin_with
from handlers.decided import Wanted
from handlers.decision_owners import Owner
from handlers.decision_words import Line
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn, programme_of
from messages.meanings_of_meetings import AddDecision
from messages.replies import Reply, Tone
from scheduler.workdays import next_workday
from storage import meetings, visits
from storage.events import Event

room = Room()
FORM = "decide"
LINES = 12
"""Of one message."""
WORDS = 600
"""Characters of one of them."""
AFTER = (7, 14, 30)
"""Days from today that buttons offer."""
MATCHES = 7


@room.pressed(AddDecision)
async def pressed(turn: Turn, press: AddDecision) -> Returned:
    await deciding_event(turn, press.event)
    return await begin(turn, FORM, event=press.event)


async def deciding_event(turn: Turn, id: int) -> Event:
    """A meeting or a visit that this person holds. Raises `Refused`."""
    event = await organising(turn, id)
    if event.kind not in (meetings.KIND, visits.KIND):
        raise Refused("attendance/not_yours")
    if event.is_off:
        raise Refused("meetings/off", event=event)
    return event


async def facts(turn: Turn, draft: Draft) -> Facts:
    event = await deciding_event(turn, draft.subject["event"])
    lines = _lines(draft)
    today = date.fromisoformat(turn.today(event.time_zone))
    looked = _looked_for(draft)
    return {"event": event, "words": lines[0].words if lines else "", "more": max(0, len(lines) - 1),
            "unknown": looked if looked and not await _matches(turn, draft) else "", "looked": looked,
            "example": next_workday(today + timedelta(AFTER[0])).isoformat(), "limit": LINES}


async def text_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Each line as far as it can be read."""
    event = await deciding_event(turn, draft.subject["event"])
    owners = await decision_owners.reach(turn, event.id)
    known = partial(decision_owners.found, owners)
    lines = decision_words.read(given.text, turn.today(event.time_zone), lambda words: bool(known(words)))
    if not lines:
        raise Wrong("forms/words_please")
    if len(lines) > LINES:
        raise Wrong("meetings/lines_many", limit=LINES)
    if any(len(each.words) > WORDS for each in lines):
        raise Wrong("meetings/line_long", limit=WORDS)
    fitting = [replace(each, day=each.day if await _fits(turn, event, each.day) else "") for each in lines]
    return [asdict(each) for each in fitting]


async def owner_wanted(turn: Turn, draft: Draft) -> bool:
    """Nobody was named, or nobody who is known."""
    return not await _matches(turn, draft, named=True)


async def owner_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return _options(decision_owners.offered(await decision_owners.reach(turn, draft.subject["event"])))


async def owner_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A button, or words that mean one, or a few to choose from."""
    owners = await decision_owners.reach(turn, draft.subject["event"])
    if given.picked is not None:
        chosen = decision_owners.by_key(owners, given.picked)
        if chosen is None:
            raise Wrong("roadmap/tap_please")
        return chosen.key
    found = decision_owners.found(owners, given.text)
    if not found:
        raise Wrong("meetings/nobody_found")
    return found[0].key if len(found) == 1 else {"looked": given.text}


async def which_wanted(turn: Turn, draft: Draft) -> bool:
    return len(await _matches(turn, draft)) > 1


async def which_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return _options((await _matches(turn, draft))[:MATCHES])


async def which_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of those; more of the name may leave only one of them."""
    found = await _matches(turn, draft)
    if given.picked is None:
        found = decision_owners.found(found, given.text)
    else:
        found = [each for each in found if each.key == given.picked]
    if len(found) != 1:
        raise Wrong("roadmap/tap_please")
    return found[0].key


async def day_wanted(turn: Turn, draft: Draft) -> bool:
    lines = _lines(draft)
    return bool(lines) and not lines[0].day


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """What the words themselves say comes first, then the next meeting of the series."""
    event = await deciding_event(turn, draft.subject["event"])
    today = turn.today(event.time_zone)
    meant = named_days.meant(_lines(draft)[0].words, today)
    start = date.fromisoformat(today)
    days = [meant, *(next_workday(start + timedelta(each)).isoformat() for each in AFTER)]
    return [Option("day", day, {"day": day}, tone=Tone.MAIN if day == meant else Tone.PLAIN)
            for day in dict.fromkeys(days) if day and await _fits(turn, event, day)]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    event = await deciding_event(turn, draft.subject["event"])
    today = turn.today(event.time_zone)
    day = given.picked or named_days.meant(given.text, today, alone=True) or read_day(given, today)
    if day < today:
        raise Wrong("tasks/day_past", today=today)
    if not await _fits(turn, event, day):
        raise Wrong("tasks/day_too_late", ends_on=(await programme_of(turn, event.programme)).ends_on)
    return day


async def answered(turn: Turn, draft: Draft) -> Returned:
    """All that is known by now is written down; what is not is asked next."""
    event = await deciding_event(turn, draft.subject["event"])
    owners = await decision_owners.reach(turn, event.id)
    lines = _lines(draft)
    owner = await _chosen(turn, draft)
    day = lines[0].day or draft.text("day")
    if owner is None or not await _fits(turn, event, day):  # the question lay open for days
        raise Refused("meetings/overtaken", event=event)
    ready, rest = [Wanted(lines[0].words, owner, day)], lines[1:]
    while rest and rest[0].day and len(found := decision_owners.found(owners, rest[0].owner)) == 1:
        ready.append(Wanted(rest[0].words, found[0], rest[0].day))
        rest = rest[1:]
    said = await decided.written_down(turn, event, ready, more=len(rest))
    return Answer((said, await _next(turn, event, rest, owners)), fresh=True) if rest else said


form(Form(FORM, (
    Step("text", "meetings/ask_decision", text_taken),
    Step("owner", "meetings/ask_owner", owner_taken, owner_options, wanted=owner_wanted),
    Step("which", "meetings/ask_which", which_taken, which_options, wanted=which_wanted),
    Step("day", "meetings/ask_due", day_taken, day_options, wanted=day_wanted)), facts, answered))


async def _next(turn: Turn, event: Event, rest: Sequence[Line], owners: Sequence[Owner]) -> Reply:
    """The first question that the next line leaves open."""
    answers: dict[str, Value] = {"text": [asdict(each) for each in rest]}
    found = decision_owners.found(owners, rest[0].owner)
    if found:
        answers["owner"] = None
    if len(found) == 1:
        answers["which"] = None
    return await begin_with(turn, FORM, answers, event=event.id)


async def _chosen(turn: Turn, draft: Draft) -> Owner | None:
    """Who answers for the first line."""
    found = await _matches(turn, draft)
    if len(found) == 1:
        return found[0]
    return decision_owners.by_key(found, draft.answers.get("which"))


async def _matches(turn: Turn, draft: Draft, *, named: bool = False) -> list[Owner]:
    """Those who are meant so far: by the line itself or, unless it `named` somebody known, by the answer."""
    lines = _lines(draft)
    if not lines:
        return []
    owners = await decision_owners.reach(turn, draft.subject["event"])
    if (found := decision_owners.found(owners, lines[0].owner)) or named:
        return found
    said = draft.answers.get("owner")
    if isinstance(said, dict):
        return decision_owners.found(owners, str(said["looked"]))
    chosen = decision_owners.by_key(owners, said)
    return [chosen] if chosen else []


def _looked_for(draft: Draft) -> str:
    """The name that was said."""
    lines, said = _lines(draft), draft.answers.get("owner")
    return str(said["looked"]) if isinstance(said, dict) else lines[0].owner if lines else ""


def _lines(draft: Draft) -> list[Line]:
    text = draft.answers.get("text")
    return [Line(**each) for each in text] if isinstance(text, list) else []


def _options(owners: Sequence[Owner]) -> list[Option]:
    return [Option("person" if each.participant else "place", each.key,
                   {"owner_name": each.title, "owner_place": each.place}) for each in owners]


async def _fits(turn: Turn, event: Event, day: str) -> bool:
    """Whether something may be due then."""
    return turn.today(event.time_zone) <= day <= (await programme_of(turn, event.programme)).ends_on
