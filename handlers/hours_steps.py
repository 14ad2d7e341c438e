"""Questions that entering hours and correcting them have in common: how long, which day, which schools, how many."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers import thread_moves
from handlers.forms import ENOUGH, Draft, Given, Option, Value, Wrong
from handlers.hours_rights import giver, titles_for
from handlers.organisations import named, words_of
from handlers.turn import Refused, Turn
from scheduler.programme import phrases
from storage import hours
from storage.hours import School
from storage.ledger import Kind

OFFERED = (15, 30, 45, 60, 90)
"""Minutes that a button offers."""
PEOPLE = (5, 10, 15, 20, 30)
"""And people of a group."""
MANY = 1000
FEW = 5
"""Schools that buttons offer without being asked."""
MATCHES = 6
"""And of a search."""
SCHOOLS = 50
"""For which one consultation can be."""
EARLIEST = 366
"""Days back: who enters more than a year afterwards has mistyped the year."""
_LONGEST = 60
_PEOPLE = re.compile(r"([0-9]{1,4})(?:\s*чел[а-яё.]*)?", re.IGNORECASE)


async def minutes_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("minutes", str(each), {"minutes": each}) for each in OFFERED]


async def minutes_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    minutes = await thread_moves.minutes_taken(turn, draft, given)
    if minutes == thread_moves.UNCOUNTED:
        raise Wrong("consultations/minutes_wrong")
    return minutes


async def today_of(turn: Turn) -> str:
    """The day it is where the participant works, ISO."""
    return turn.today((await giver(turn)).time_zone)


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    today = await today_of(turn)
    return [Option("today", today), Option("yesterday", _earlier(today, 1))]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Today or earlier; without a year the last such day is meant."""
    today = await today_of(turn)
    day = _day((given.picked or given.text).strip().rstrip("."), today)
    if day is None or not _earlier(today, EARLIEST) <= day <= today:
        raise Wrong("hours/day_wrong", today=today)
    return day


async def people_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("people", str(each), {"people": each}) for each in PEOPLE]


async def people_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = _PEOPLE.fullmatch((given.picked or given.text).strip())
    if found is None or not 2 <= int(found[1]) <= MANY:
        raise Wrong("hours/people_wrong", limit=MANY)
    return int(found[1])


async def school_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """All where they are few, else those of the last entries."""
    return await _offered(turn, await _usual(turn, await offered_schools(turn, draft)))


async def school_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Those that the button or the words mean: one, or a few to choose from."""
    return {"found": [each.id for each in _found(await offered_schools(turn, draft), given)]}


async def which_wanted(turn: Turn, draft: Draft) -> bool:
    return len(_ids(draft.answers.get("school"))) > 1


async def which_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return await _offered(turn, await _known(turn, _ids(draft.answers.get("school"))))


async def which_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = _ids(draft.answers.get("school"))
    if given.picked is None or given.picked not in map(str, found):
        raise Wrong("roadmap/tap_please")
    return int(given.picked)


async def others_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """What the last words have found, where it was not one; else the usual ones. And that these are all."""
    there = chosen(draft)
    looked = _last(draft)
    schools = await _known(turn, looked) if len(looked) > 1 else await _usual(turn, await offered_schools(turn, draft))
    return [*await _offered(turn, [each for each in schools if each.id not in there]), Option("enough", ENOUGH)]


async def others_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if len(chosen(draft)) >= SCHOOLS:
        raise Wrong("hours/schools_enough", limit=SCHOOLS)
    there = chosen(draft)
    schools = [each for each in await offered_schools(turn, draft) if each.id not in there]
    return {"found": [each.id for each in _found(schools, given)]}


def chosen(draft: Draft) -> list[int]:
    """The schools that are settled so far, in the order in which they were named.

    Answers stay when somebody goes back: one that belongs to what they no longer say counts for nothing.
    """
    which, others = draft.answers.get("which"), draft.answers.get("others")
    found = _ids(draft.answers.get("school"))
    first = [which] if isinstance(which, int) and which in found else found
    of_several = draft.text("kind") in ("", Kind.GROUP)
    named_since = [_ids(each) for each in others] if of_several and isinstance(others, list) else []
    settled = [*(first if len(first) == 1 else []), *(each[0] for each in named_since if len(each) == 1)]
    return list(dict.fromkeys(settled))


async def chosen_schools(turn: Turn, draft: Draft) -> list[School]:
    """The same, as far as they are still looked after. Raises `Refused` if one is not."""
    there = chosen(draft)
    found = await _known(turn, there)
    if len(found) != len(there):
        raise Refused("hours/not_your_school")
    return found


async def matching(turn: Turn, draft: Draft) -> list[School]:
    """Between which one has to choose now."""
    looked = _last(draft) if draft.answers.get("others") else _ids(draft.answers.get("school"))
    return await _known(turn, looked) if len(looked) > 1 else []


async def is_group(turn: Turn, draft: Draft) -> bool:
    return draft.text("kind") == Kind.GROUP


async def offered_schools(turn: Turn, draft: Draft) -> list[School]:
    """Those that can be named: of the programme of the entry, or of what was named first."""
    schools = await hours.looked_after(turn.tx, turn.me.id)
    if "entry" in draft.subject:
        entry = await hours.latest(turn.tx, draft.subject["entry"])
        return [each for each in schools if entry is not None and each.programme == entry.programme]
    there = chosen(draft)
    programme = next((each.programme for each in schools if there and each.id == there[0]), None)
    return [each for each in schools if programme in (None, each.programme)]


async def _usual(turn: Turn, schools: Sequence[School]) -> list[School]:
    if len(schools) <= FEW:
        return list(schools)
    recent = await hours.own(turn.tx, turn.me.id, size=FEW * 2, skip=0)
    places = await hours.places(turn.tx, [each.id for each in recent])
    lately = sorted(places, key=lambda place: -place.entry)
    ids = list(dict.fromkeys(place.organisation for place in lately))
    by_id = {each.id: each for each in schools}
    return [by_id[id] for id in ids if id in by_id][:FEW]


def _found(schools: Sequence[School], given: Given) -> list[School]:
    """By a button or by words; a whole title means its school alone. Raises `Wrong` for none and for too many."""
    if given.picked is not None:
        found = [each for each in schools if str(each.id) == given.picked]
    else:
        words = words_of(given.text) if len(given.text) <= _LONGEST * 3 else []
        found = [each for each in schools if words and named(f"{each.title} {each.municipality}", words)]
        found = [each for each in found if each.title.casefold() == given.text.casefold()] or found
    if not found:
        raise Wrong("hours/no_school")
    if len(found) > MATCHES:
        raise Wrong("hours/many_schools", number=len(found))
    return found


async def _known(turn: Turn, ids: Sequence[int]) -> list[School]:
    """Those of them that are still looked after, in the same order."""
    by_id = {each.id: each for each in await hours.looked_after(turn.tx, turn.me.id)} if ids else {}
    return [by_id[id] for id in ids if id in by_id]


async def _offered(turn: Turn, schools: Sequence[School]) -> list[Option]:
    """One school may stand in two programmes: then each says in which."""
    several = len({each.programme for each in schools}) > 1
    titles = await titles_for(turn, turn.me.id) if several else {}
    return [Option("school", str(each.id), {"title": each.title, "programme": titles.get(each.programme, "")})
            for each in schools]


def _last(draft: Draft) -> list[int]:
    others = draft.answers.get("others")
    return _ids(others[-1]) if isinstance(others, list) and others else []


def _ids(value: Value) -> list[int]:
    return [each for each in value["found"] if isinstance(each, int)] if isinstance(value, dict) else []


def _day(words: str, today: str) -> str | None:
    day = phrases.past_day(words, date.fromisoformat(today))
    return day.isoformat() if day else None


def _earlier(today: str, days: int) -> str:
    return (date.fromisoformat(today) - timedelta(days=days)).isoformat()
