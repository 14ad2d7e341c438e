"""The questions by which a course is made, one after the other: what each takes and what it offers."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from handlers import course_words, event_words
from handlers.course_rights import WATCHERS
from handlers.forms import Draft, Given, Option, Value, Wrong
from handlers.more_time import read_day
from handlers.turn import Refused, Turn, programme_of
from storage import organisations, surveys
from storage.participants import RoleHeld

HOURS = ("16", "18", "24", "36", "72")
COUNTS = ("1", "2", "3", "4", "5", "6", "8")
APART = (course_words.DAILY, 7, 14)
"""Days between sessions that buttons offer."""
LENGTHS = (2, 4, 6, 8)
LEAST, MOST = ("1", "2", "3", "4", "5"), ("1", "2", "3", "5", "10")
SHARES = ("100", "90", "80", "70")
SURVEYS, GROUPS = 6, 7
EVERYBODY = "all"


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.title(given)


async def hours_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, event_words.HOURS_LIMIT)


async def hours_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("number", each, {"number_of": int(each)}) for each in HOURS]


async def days_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One day, after which the others are asked for, or all of them; within the programme's period."""
    held = await maker(turn)
    found = course_words.days(given, turn.today(held.time_zone), held.time_zone, turn.now)
    await _within(turn, held, found)
    return found


async def is_one(turn: Turn, draft: Draft) -> bool:
    found = draft.answers.get("days")
    return isinstance(found, list) and len(found) == 1


async def count_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, course_words.SESSIONS)


async def count_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("number", each, {"number_of": int(each)}) for each in COUNTS]


async def repeats(turn: Turn, draft: Draft) -> bool:
    return await is_one(turn, draft) and draft.answers.get("count") not in (None, 1)


async def every_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Days from one session to the next."""
    held = await maker(turn)
    every = event_words.number(given, 60)
    await _within(turn, held, sessions(draft, held.time_zone, every))
    return every


async def every_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("every", str(each), {"days_apart": each}) for each in APART]


async def ends_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Of the first session; the others are as long, and one ends before the next begins."""
    held = await maker(turn)
    found = sessions(draft, held.time_zone)
    ends = int(given.picked) if given.picked else event_words.ending(given, found[0], held.time_zone)
    if any(ends - found[0] > after - before for before, after in pairwise(found)):
        raise Wrong("courses/ends_late")
    return ends


async def ends_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    held = await maker(turn)
    first = sessions(draft, held.time_zone)[0]
    return [Option("until", str(first + hours * 3600), {"ends_at": first + hours * 3600}) for hours in LENGTHS]


async def where_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.whereabouts(given)


async def seats_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, event_words.SEATS_LIMIT)


async def least_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, event_words.SEATS_LIMIT)


async def least_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("number", each, {"number_of": int(each)}) for each in LEAST]


async def most_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """No fewer than each school has to send."""
    most, least = event_words.number(given, event_words.SEATS_LIMIT), draft.answers.get("least")
    if isinstance(least, int) and most < least:
        raise Wrong("courses/most_wrong", least=least)
    return most


async def most_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    least = int(draft.text("least") or 0)
    return [Option("number", each, {"number_of": int(each)}) for each in MOST if int(each) >= least]


async def whom_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in {each.value for each in await whom_options(turn, draft)}:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def whom_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    groups = await organisations.groups(turn.tx, (await maker(turn)).programme)
    return [Option("everybody", EVERYBODY),
            *(Option("group", each.code, {"group_title": each.title}) for each in groups[:GROUPS])]


async def until_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """From today to the day of the first session."""
    held = await maker(turn)
    today, first = turn.today(held.time_zone), event_words.day_of(sessions(draft, held.time_zone)[0], held.time_zone)
    day = read_day(given, today)
    if not today <= day <= first:
        raise Wrong("courses/until_wrong", first=first)
    return day


async def until_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """Some days before the first session."""
    held = await maker(turn)
    first = date.fromisoformat(event_words.day_of(sessions(draft, held.time_zone)[0], held.time_zone))
    found = [(first - timedelta(days)).isoformat() for days in (14, 7, 3)]
    return [Option("day", each, {"day": each}) for each in found if each >= turn.today(held.time_zone)]


async def survey_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in {each.value for each in await survey_options(turn, draft)}:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def survey_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    known = await surveys.of_programme(turn.tx, (await maker(turn)).programme)
    return [Option("survey", each.code, {"survey_title": each.title}) for each in known[:SURVEYS]]


async def has_surveys(turn: Turn, draft: Draft) -> bool:
    return bool(await survey_options(turn, draft))


async def share_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return event_words.number(given, 100)


async def share_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("share_of", each, {"number_of": int(each)}) for each in SHARES]


async def maker(turn: Turn) -> RoleHeld:
    """The role by which somebody makes courses. Raises `Refused`."""
    held = next((each for each in await turn.roles() if each.role in WATCHERS), None)
    if held is None:
        raise Refused("courses/not_a_maker")
    return held


async def _within(turn: Turn, held: RoleHeld, found: Sequence[int]) -> None:
    """Raises `Wrong` for a session outside the programme's period."""
    programme = await programme_of(turn, held.programme)
    for each in found:
        if not programme.starts_on <= event_words.day_of(each, held.time_zone) <= programme.ends_on:
            raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)


def sessions(draft: Draft, zone: str, every: int = 0) -> list[int]:
    """When they begin, as far as that is known."""
    named, count = draft.answers.get("days"), draft.answers.get("count")
    found = [int(each) for each in named] if isinstance(named, list) else []
    every = every or int(draft.text("every") or 0)
    if len(found) == 1 and isinstance(count, int) and count > 1 and every:
        return course_words.repeated(found[0], count, every, zone)
    return found
