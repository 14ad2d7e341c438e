"""Waves → the reminders that should stand: at the opening, shortly before the closing, and on the last day.

The daily digest tells them, and only to those who have not finished: that is looked at when they fire. To be called
like the planner of tasks, by which it is called. Safe to run twice.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from scheduler.standing import differs
from scheduler.workdays import Rhythm, next_workday, previous_workday
from storage import reminders
from storage.database import Transaction
from storage.reminders import Called, Outcome, Reminder, StandingWave

SOON = 3
"""Days before the last one."""
REMEMBERED = 256

Key = tuple[int, int, str]
"""Wave, participant, rung."""


async def plan_programme(tx: Transaction, programme: int, now: int) -> None:
    """After it has been loaded, or a survey opened: who has missed a morning of opening hears of it the next one."""
    await _plan(tx, await reminders.called(tx, programme=programme),
                await reminders.of_waves(tx, programme=programme), now, catching_up=True)


async def plan_participant(tx: Transaction, participant: int, now: int) -> None:
    """After somebody has joined, left, or got other roles."""
    await _plan(tx, await reminders.called(tx, participant=participant),
                await reminders.of_waves(tx, participant=participant), now)


@lru_cache(REMEMBERED)
def rungs(opens: date, closes: date) -> Mapping[str, date]:
    """On which working days of the wave somebody is told; of two that would meet, the earlier rung."""
    wanted = {"opens": next_workday(opens), "soon": previous_workday(closes - timedelta(SOON)),
              "last": previous_workday(closes)}
    found: dict[str, date] = {}
    for rung, day in wanted.items():
        if opens <= day <= closes and all(day > earlier for earlier in found.values()):
            found[rung] = day
    return found


async def _plan(tx: Transaction, called: Iterable[Called], rows: Iterable[Reminder], now: int, *,
                catching_up: bool = False) -> None:
    standing = {(row.wave, row.participant, row.rung): row for row in rows}
    rhythms: dict[int, Rhythm] = {}
    fires: dict[Key, int] = {}
    for each in called:
        rhythm = rhythms[each.participant] = Rhythm(each.time_zone, each.digest_at, each.quiet_hours)
        for rung, day in rungs(date.fromisoformat(each.opens_on), date.fromisoformat(each.closes_on)).items():
            fires[each.wave, each.participant, rung] = rhythm.slot(day)
        opening = (each.wave, each.participant, "opens")
        if catching_up and opening not in standing and fires.get(opening, now) < now:
            late = rhythm.next_slot(now)
            if rhythm.day(late).isoformat() <= each.closes_on:
                fires[opening] = late
    gone = [row.id for key, row in standing.items() if row.closed_at is None and key not in fires]
    await reminders.close(tx, gone, Outcome.CANCELLED, now=now)
    await reminders.stand_waves(tx, [
        StandingWave(who, wave, rung, fire_at) for (wave, who, rung), fire_at in fires.items()
        if fire_at >= now and differs(standing.get((wave, who, rung)), fire_at, rhythms[who])])
