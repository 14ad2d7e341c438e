"""Questions that the forms of cards and plans have in common: what is to be done, until when, who accompanies it."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import named_days
from handlers.forms import Draft, Given, Option, Value, Wrong
from handlers.more_time import read_day
from handlers.organisations import named, words_of
from handlers.turn import Turn, programme_of
from messages.replies import Tone
from messages.visible import visible, visible_lines
from scheduler.workdays import next_workday
from storage import cards
from storage.cards import Place, Tutor

TEXT = 1500
"""Characters of what is to be done, of a problem, of goals."""
TITLE = 90
"""Characters by which it is named in lists."""
TUTORS = 7
"""People whom buttons offer; the others are found by their names."""
OFFERED = (14, 30, 60)
"""Days from today that buttons offer, beside what the text itself says."""


async def text_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    text = visible_lines(given.text).strip()
    if not text:
        raise Wrong("forms/words_please")
    if len(text) > TEXT:
        raise Wrong("cards/too_long", limit=TEXT)
    return text


def title_of(text: str) -> str:
    """The first line, shortened."""
    first = visible(text.splitlines()[0])
    return first if len(first) <= TITLE else f"{first[:TITLE - 1].rstrip()}…"


async def days_offered(turn: Turn, place: Place, text: str) -> Sequence[Option]:
    """What the text says comes first; nothing is taken for granted."""
    today, ends_on = turn.today(place.time_zone), (await programme_of(turn, place.programme)).ends_on
    meant = named_days.meant(text, today)
    start = date.fromisoformat(today)
    days = dict.fromkeys([*([meant] if meant else []),
                          *(next_workday(start + timedelta(each)).isoformat() for each in OFFERED)])
    return [Option("day", day, {"day": day}, tone=Tone.MAIN if day == meant else Tone.PLAIN)
            for day in days if today <= day <= ends_on]


async def read_until(turn: Turn, place: Place, given: Given) -> str:
    """A day from today on, within the programme. Raises `Wrong`."""
    today, ends_on = turn.today(place.time_zone), (await programme_of(turn, place.programme)).ends_on
    day = given.picked or named_days.meant(given.text, today, alone=True) or read_day(given, today)
    if day < today:
        raise Wrong("tasks/day_past", today=today)
    if day > ends_on:
        raise Wrong("tasks/day_too_late", ends_on=ends_on)
    return day


async def tutors_offered(turn: Turn, school: int, *, more: int = 0) -> Sequence[Option]:
    """Mentors first; `more` is how many options stand beside them."""
    return [Option("tutor", str(each.id), {"tutor": each})
            for each in (await cards.tutors(turn.tx, school))[:TUTORS - more]]


async def read_tutor(turn: Turn, school: int, given: Given) -> int:
    """By a button or by a name. Raises `Wrong`."""
    people = await cards.tutors(turn.tx, school)
    if given.picked is not None:
        found = [each for each in people if str(each.id) == given.picked]
    else:
        words = words_of(given.text) if len(given.text) <= TITLE else []
        found = [each for each in people if words and named(each.name, words)]
    return one_of(found).id


def one_of(found: Sequence[Tutor]) -> Tutor:
    """The one that was meant. Raises `Wrong` for none and for several."""
    if not found:
        raise Wrong("cards/nobody")
    if len(found) > 1:
        raise Wrong("cards/several", names=[each.name for each in found[:TUTORS]])
    return found[0]
