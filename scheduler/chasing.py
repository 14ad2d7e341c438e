"""Invitations and letters → the reminders that should stand for those who have said nothing.

The daily digest tells them, and only to whoever is still silent: that is looked at when they fire. Safe to run twice.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduler.standing import differs
from scheduler.workdays import Rhythm, after_quiet, next_workday, previous_workday
from storage import chases, courses, events, reminders, rsvps
from storage.chases import Wanted
from storage.database import Transaction
from storage.events import Event
from storage.reminders import Outcome, Reminder

AFTER = 3
"""Days after an invitation."""
BEFORE = (3, 1)
"""Days before the event."""
UNREAD = (1, 3, 7)
"""Working days after a letter."""
REMEMBERED = 256
_DAY = timedelta(days=1)

Fires = Mapping[tuple[int, str], int]
"""When which participant is told on which rung."""


async def plan_event(tx: Transaction, event: int, now: int, people: Collection[int] | None = None) -> None:
    """After these people were invited; or, of everybody, after the event was moved or cancelled."""
    found = await events.by_id(tx, event)
    fires: dict[tuple[int, str], int] = {}
    rhythms: dict[int, Rhythm] = {}
    if found and found.cancelled_at is None and found.gone_at is None:
        day = await _last_day(tx, found)
        for each in await rsvps.silent(tx, event, people):
            rhythm = rhythms[each.participant] = Rhythm(each.time_zone, each.digest_at, each.quiet_hours)
            told = _told_on(rhythm, each.invited_at)
            fires |= {(each.participant, rung): rhythm.slot(on) for rung, on in event_rungs(told, day).items()}
    wanted = await _settled(tx, await chases.of_event(tx, event, people), fires, rhythms, now)
    await chases.stand_event(tx, event, wanted)


async def plan_programme(tx: Transaction, programme: int, now: int) -> None:
    """After it has been loaded: the files may have moved an event."""
    for event in await chases.events_ahead(tx, programme, now=now):
        await plan_event(tx, event, now)


async def plan_participant(tx: Transaction, participant: int, now: int) -> None:
    """After somebody has joined, left, or got other roles: they may have been invited before."""
    for event in await rsvps.awaiting(tx, participant, now=now):
        await plan_event(tx, event, now, [participant])


async def plan_letter(tx: Transaction, letter: int, now: int, people: Collection[int]) -> None:
    """When it goes out to these people."""
    fires: dict[tuple[int, str], int] = {}
    rhythms: dict[int, Rhythm] = {}
    for each in await chases.unconfirmed(tx, letter, people):
        rhythm = rhythms[each.participant] = Rhythm(each.time_zone, each.digest_at, each.quiet_hours)
        told = _told_on(rhythm, now)
        fires |= {(each.participant, rung): rhythm.slot(on) for rung, on in letter_rungs(told).items()}
    wanted = await _settled(tx, await chases.of_letter(tx, letter, people), fires, rhythms, now)
    await chases.stand_letter(tx, letter, wanted)


@lru_cache(REMEMBERED)
def event_rungs(invited: date, day: date) -> Mapping[str, date]:
    """On which working days between invitation and event the silent are told; of two that would meet, the first."""
    wanted = {"asked": next_workday(invited + timedelta(AFTER)),
              **{f"near:{days}": previous_workday(day - timedelta(days)) for days in BEFORE}}
    found: dict[str, date] = {}
    for rung, on in wanted.items():
        if invited < on < day and on not in found.values():
            found[rung] = on
    return found


@lru_cache(REMEMBERED)
def letter_rungs(sent: date) -> Mapping[str, date]:
    """On which working days after a letter they are told."""
    found, day = {}, sent
    for number in range(1, max(UNREAD) + 1):
        day = next_workday(day + _DAY)
        if number in UNREAD:
            found[f"unread:{number}"] = day
    return found


async def _last_day(tx: Transaction, event: Event) -> date:
    """Before which an answer is wanted: the event's own; of a course, the one after the last on which people are named.
    """
    day = datetime.fromtimestamp(event.starts_at, UTC).astimezone(ZoneInfo(event.time_zone)).date()
    course = await courses.by_id(tx, event.id) if event.is_course else None
    return min(day, date.fromisoformat(course.nominate_until) + _DAY) if course else day


def _told_on(rhythm: Rhythm, at: int) -> date:
    """The day on which what was sent then has reached the person."""
    return rhythm.day(after_quiet(at, ZoneInfo(rhythm.zone), rhythm.quiet))


async def _settled(tx: Transaction, rows: Iterable[Reminder], fires: Fires, rhythms: Mapping[int, Rhythm],
                   now: int) -> list[Wanted]:
    """Take away what should stand no more; what should be written anew."""
    standing = {(row.participant, row.rung): row for row in rows}
    gone = [row.id for key, row in standing.items() if row.closed_at is None and key not in fires]
    await reminders.close(tx, gone, Outcome.CANCELLED, now=now)
    return [(who, rung, fire_at) for (who, rung), fire_at in fires.items()
            if fire_at >= now and differs(standing.get((who, rung)), fire_at, rhythms[who])]
