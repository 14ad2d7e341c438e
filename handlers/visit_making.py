"""A visit of a school is planned: where, when, why, who goes, and whether the school is asked if it suits them. Whoever
has something else in the same hours is told before it is sent.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers import event_words, named_days, visit_cards, visit_news, visit_plan
from handlers.conversation import begin, begin_with
from handlers.forms import ENOUGH, Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.organisations import named, words_of
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.meanings_of_visits import MakeVisit
from messages.replies import Tone
from messages.visible import visible
from scheduler.workdays import is_workday
from storage import events, history, rsvps, visits
from storage.events import Definition
from storage.visits import School

room = Room()
FORM = "make_visit"
OFFERED = 7
"""Schools that buttons offer: those where nobody was for the longest time."""
DAYS = 6
TIMES = ("09:00", "10:00", "11:00", "12:00", "13:00", "14:00")
PURPOSES = ("meet", "lessons", "plan", "help")
PURPOSE = 300
COMPANIONS = 6
CLASHES = 5
_TIME = re.compile(r"(?:в\s+)?(?<![\d.])([01]?\d|2[0-3])[:.]([0-5]\d)(?![.:]?\d)", re.IGNORECASE)


@room.said("/new_visit", "новый выезд", "новое посещение")
async def said(turn: Turn) -> Returned:
    return await wanted(turn, MakeVisit())


@room.pressed(MakeVisit)
async def wanted(turn: Turn, press: MakeVisit) -> Returned:
    schools = await visit_plan.schools(turn)
    if press.school:
        if press.school not in {each.id for each in schools}:
            raise Refused("visits/not_your_school")
        return await begin_with(turn, FORM, {"school": press.school, "which": None})
    return await begin(turn, FORM)


async def facts(turn: Turn, draft: Draft) -> Facts:
    school, zone = await visit_plan.school(turn, draft), await visit_plan.zone(turn, draft)
    plan = await visit_plan.plan(turn, draft)
    return {"school": school.title if school else "", "zone": zone, "example": turn.today(zone),
            "starts_at": plan.starts_at if plan else None, "day": visit_plan.day(draft),
            "visitors": [each.name for each in plan.visitors] if plan else [],
            "clashes": plan.clashes[:CLASHES] if plan else (), "purpose": draft.text("purpose")}


async def school_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return _offered((await visit_plan.schools(turn))[:OFFERED])


async def school_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = await visit_plan.found(turn, given)
    return found[0].id if len(found) == 1 else [each.id for each in found]


async def which_wanted(turn: Turn, draft: Draft) -> bool:
    return isinstance(draft.answers.get("school"), list)


async def which_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    ids = draft.answers.get("school")
    known = ids if isinstance(ids, list) else []
    return _offered([each for each in await visit_plan.schools(turn) if each.id in known][:OFFERED])


async def which_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = await visit_plan.found(turn, given)
    if len(found) != 1:
        raise Wrong("roadmap/tap_please")
    return found[0].id


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """The next working days, tomorrow first."""
    start = date.fromisoformat(turn.today(await visit_plan.zone(turn, draft)))
    ends_on = await visit_plan.last_day(turn, draft)
    days = [start + timedelta(each) for each in range(1, 16)]
    return [Option("day", each.isoformat(), {"offered": each.isoformat()})
            for each in [day for day in days if is_workday(day)][:DAYS] if each.isoformat() <= ends_on]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A day, perhaps with the time; without a year the next such day."""
    today = turn.today(await visit_plan.zone(turn, draft))
    found = None if given.picked else _time_in(given.text)
    words = f"{given.text[:found.start()]} {given.text[found.end():]}".strip(" ,") if found else given.text
    day = given.picked or named_days.meant(words, today, alone=True) or read_day(Given(text=words), today)
    if day < today:
        raise Wrong("tasks/day_past", today=today)
    if day > (ends_on := await visit_plan.last_day(turn, draft)):
        raise Wrong("tasks/day_too_late", ends_on=ends_on)
    time = f"{int(found[1]):02}:{found[2]}" if found else ""
    if time:
        await visit_plan.refuse_past(turn, draft, day, time)
    return {"day": day, "time": time}


async def time_wanted(turn: Turn, draft: Draft) -> bool:
    day = draft.answers.get("day")
    return not (isinstance(day, dict) and day["time"])


async def time_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("time", each, {"at": each}) for each in TIMES]


async def time_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = _TIME.fullmatch((given.picked or given.text).strip())
    if found is None:
        raise Wrong("broadcasts/when_not_understood")
    time = f"{int(found[1]):02}:{found[2]}"
    await visit_plan.refuse_past(turn, draft, visit_plan.day(draft), time)
    return time


async def purpose_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("purpose", each, {"sort": each}) for each in PURPOSES]


async def purpose_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked in PURPOSES:
        return turn.catalogue.words("visits/purpose", sort=given.picked)
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > PURPOSE:
        raise Wrong("visits/purpose_long", limit=PURPOSE)
    return words


async def visitors_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """Oneself first. As long as nobody is chosen, the last button means oneself alone."""
    chosen = visit_plan.chosen(draft)
    people = [each for each in await visit_plan.companions(turn, draft) if each.id not in chosen][:COMPANIONS]
    enough = Option("enough" if chosen else "alone", ENOUGH, tone=Tone.GOOD)
    return [*(Option("me" if each.id == turn.me.id else "person", str(each.id), {"person_name": each.name})
              for each in people), enough]


async def visitors_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    people = await visit_plan.companions(turn, draft)
    looked = words_of(given.text)
    found = [each for each in people if str(each.id) == given.picked
             or (given.picked is None and looked and named(each.search_name, looked))]
    if len(found) != 1:
        raise Wrong("visits/nobody_found")
    return found[0].id


async def ask_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("ask", "ask", tone=Tone.GOOD), Option("tell", "tell")]


async def ask_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in ("ask", "tell"):
        raise Wrong("roadmap/tap_please")
    return given.picked


async def made(turn: Turn, draft: Draft) -> Returned:
    """The school hears of it at once, and so do those who go along."""
    plan = await visit_plan.plan(turn, draft)
    if plan is None:
        raise Refused("visits/not_your_school")
    if plan.starts_at <= turn.now:  # the question lay open for days
        raise Refused("desk/when_over")
    said = Definition(
        kind=visits.KIND, title=turn.catalogue.words("visits/title", school=plan.school.title),
        about=draft.text("purpose"), starts_at=plan.starts_at, ends_at=plan.starts_at + visit_plan.LENGTH,
        time_zone=plan.school.time_zone, place=plan.school.title[:event_words.PLACE_LIMIT],
        organisers=tuple(each.id for each in plan.visitors))
    id = await events.make(turn.tx, plan.school.programme, said, owner=turn.me.id, now=turn.now)
    await visits.put(turn.tx, id, plan.school.id)
    for each in plan.visitors:
        await rsvps.answer(turn.tx, id, each.id, rsvps.Answer.YES, turn.now, None)
    await history.note(turn.tx, "visit_made", actor=turn.me.id, now=turn.now, organisation=plan.school.id,
                       programme=plan.school.programme, event=id,
                       became=event_words.day_of(plan.starts_at, said.time_zone))
    told = await visit_news.planned(turn, id, asks=draft.text("ask") == "ask")
    return await visit_cards.card(turn, id, made=True, told=told)


form(Form(FORM, (
    Step("school", "visits/ask_school", school_taken, school_options),
    Step("which", "visits/ask_which", which_taken, which_options, wanted=which_wanted),
    Step("day", "visits/ask_day", day_taken, day_options),
    Step("time", "visits/ask_time", time_taken, time_options, wanted=time_wanted),
    Step("purpose", "visits/ask_purpose", purpose_taken, purpose_options),
    Step("visitors", "visits/ask_visitors", visitors_taken, visitors_options, many=True),
    Step("ask", "visits/ask_sure", ask_taken, ask_options)), facts, made))


def _time_in(text: str) -> re.Match[str] | None:
    """The last that looks like a time; «22.05» alone is a day."""
    found = list(_TIME.finditer(text))
    return found[-1] if found and (len(found) > 1 or ":" in found[-1][0] or text[:found[-1].start()].strip()) else None


def _offered(schools: Sequence[School]) -> list[Option]:
    return [Option("school", str(each.id), {"school_title": each.title, "visited": bool(each.visited_at)})
            for each in schools]
