"""What the draft of a visit says so far: the school, the instant, who goes; and what they have in the same hours."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.forms import Draft, Given, Wrong
from handlers.organisations import named, words_of
from handlers.turn import Refused, Turn, programme_of
from storage import visits
from storage.participants import Role
from storage.visits import Clash, Companion, School

MAKERS = frozenset({Role.OPERATOR, Role.CURATOR, Role.COORDINATOR, Role.MENTOR})
LENGTH = 3 * 3600
"""Seconds that a visit takes, until somebody says otherwise."""
MATCHES = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """The visit as it would be now."""

    school: School
    starts_at: int
    visitors: tuple[Companion, ...]
    clashes: tuple[Clash, ...]


async def schools(turn: Turn) -> list[School]:
    """The schools that this person may visit, those longest unvisited first. Raises `Refused`."""
    if not {each.role for each in await turn.roles()} & MAKERS:
        raise Refused("visits/not_a_visitor")
    return await visits.schools(turn.tx, turn.me.id)


async def found(turn: Turn, given: Given) -> list[School]:
    """By a button, or by words; a whole title means its school alone. Raises `Wrong` for none and for too many."""
    known = await schools(turn)
    if given.picked is not None:
        some = [each for each in known if str(each.id) == given.picked]
    else:
        looked = words_of(given.text)
        some = [each for each in known if looked and named(f"{each.title} {each.municipality}", looked)]
        some = [each for each in some if each.title.casefold() == given.text.strip().casefold()] or some
    if not some:
        raise Wrong("visits/no_school")
    if len(some) > MATCHES:
        raise Wrong("hours/many_schools", number=len(some))
    return some


async def school(turn: Turn, draft: Draft) -> School | None:
    """None as long as it is open, or where it is no longer theirs to visit."""
    said = draft.answers.get("school")
    id = draft.answers.get("which") if isinstance(said, list) else said
    return next((each for each in await schools(turn) if each.id == id), None)


async def zone(turn: Turn, draft: Draft) -> str:
    """Of the school, or of the person until it is known."""
    there = await school(turn, draft)
    return there.time_zone if there else (await turn.main_role()).time_zone


async def last_day(turn: Turn, draft: Draft) -> str:
    """Of the programme."""
    there = await school(turn, draft)
    programme = there.programme if there else (await turn.main_role()).programme
    return (await programme_of(turn, programme)).ends_on


def day(draft: Draft) -> str:
    """ISO, or "" as long as it is open."""
    said = draft.answers.get("day")
    return str(said["day"]) if isinstance(said, dict) else ""


async def refuse_past(turn: Turn, draft: Draft, on: str, at: str) -> None:
    """Raises `Wrong` for an instant that has passed."""
    if _instant(on, at, await zone(turn, draft)) <= turn.now:
        raise Wrong("broadcasts/when_past")


async def companions(turn: Turn, draft: Draft) -> list[Companion]:
    """Oneself first, then who else may go there."""
    there = await school(turn, draft)
    others = await visits.companions(turn.tx, there.programme, there.id) if there else []
    me = Companion(turn.me.id, turn.me.name, turn.me.name.casefold())
    return [me, *(each for each in others if each.id != turn.me.id)]


def chosen(draft: Draft) -> list[int]:
    """Who goes, as far as it was said."""
    said = draft.answers.get("visitors")
    return [each for each in said if isinstance(each, int)] if isinstance(said, list) else []


async def plan(turn: Turn, draft: Draft) -> Plan | None:
    """None as long as the place or the time is open. Where nobody was chosen, whoever plans it goes alone."""
    there, said = await school(turn, draft), draft.answers.get("day")
    at = (str(said["time"]) if isinstance(said, dict) else "") or draft.text("time")
    if there is None or not day(draft) or not at:
        return None
    ids = chosen(draft) or [turn.me.id]
    people = tuple(each for each in await companions(turn, draft) if each.id in ids)
    starts = _instant(day(draft), at, there.time_zone)
    clashes = await visits.clashes(turn.tx, [each.id for each in people], starts_at=starts, ends_at=starts + LENGTH)
    return Plan(there, starts, people, tuple(clashes))


def _instant(on: str, at: str, there: str) -> int:
    return int(datetime.fromisoformat(f"{on}T{at}").replace(tzinfo=ZoneInfo(there)).timestamp())
