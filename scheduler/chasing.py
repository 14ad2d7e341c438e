"""Invitations and letters → the reminders that should stand for those who have said nothing.

The daily digest tells them, and only to whoever is still silent: that is looked at when they fire. Safe to run twice.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduler.standing import differs
from scheduler.workdays import Rhythm, after_quiet, next_workday, previous_workday
from storage import chases, events, reminders, rsvps
from storage.broadcasts import Broadcast
from storage.chases import Wanted
from storage.database import Transaction
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


async def plan_event(tx: Transaction, event: int, now: int) -> None:
    """After people were invited, or the event was moved or cancelled."""
    found = await events.by_id(tx, event)
    fires: dict[tuple[int, str], int] = {}
    rhythms: dict[int, Rhythm] = {}
    if found and found.cancelled_at is None and found.gone_at is None:
        day = datetime.fromtimestamp(found.starts_at, UTC).astimezone(ZoneInfo(found.time_zone)).date()
        for each in await rsvps.silent(tx, event):
            rhythm = rhythms[each.participant] = Rhythm(each.time_zone, each.digest_at, each.quiet_hours)
            told = _told_on(rhythm, each.invited_at)
            fires |= {(each.participant, rung): rhythm.slot(on) for rung, on in event_rungs(told, day).items()}
    wanted = await _settled(tx, await chases.of_event(tx, event), fires, rhythms, now)
    await chases.stand_event(tx, event, wanted)


async def plan_programme(tx: Transaction, programme: int, now: int) -> None:
    """After it has been loaded: the files may have moved an event."""
    for event in await chases.events_ahead(tx, programme, now=now):
        await plan_event(tx, event, now)


async def plan_letter(tx: Transaction, letter: Broadcast, now: int) -> None:
    """When it goes out."""
    fires: dict[tuple[int, str], int] = {}
    rhythms: dict[int, Rhythm] = {}
    for each in await chases.unconfirmed(tx, letter.id):
        rhythm = rhythms[each.participant] = Rhythm(each.time_zone, each.digest_at, each.quiet_hours)
        told = _told_on(rhythm, letter.started_at or now)
        fires |= {(each.participant, rung): rhythm.slot(on) for rung, on in letter_rungs(told).items()}
    wanted = await _settled(tx, await chases.of_letter(tx, letter.id), fires, rhythms, now)
    await chases.stand_letter(tx, letter.id, wanted)


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
