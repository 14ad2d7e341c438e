"""Reports that wait for a verdict → on which mornings whoever's turn it is hears of them.

The daily digest says how many wait, whichever of them brings it up. Somebody's turn begins and ends also without them,
so it is looked up anew whenever reminders are planned or told. As long as a report waits, the next one is planned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from scheduler.workdays import Rhythm, next_workday
from storage import reviews
from storage.database import Transaction
from storage.reminders import Planned
from storage.reviews import Judge
from storage.tasks import TaskState

RUNG = "review:"
"""How every rung of a report begins."""
EVERY = 3
"""Working days: on the third the report has waited for two whole ones."""
TIMES = 5
"""Reminders of one report after which operators hear of it, once."""
LATE = "review:late"
"""The rung on which they do."""
REMEMBERED = 256
_DAY = timedelta(days=1)


async def judges(tx: Transaction, first: int, last: int, tasks: Iterable[Planned]) -> list[Judge]:
    """Whose turn it is with those of a stretch that are reported done, if any are."""
    if not any(task.state is TaskState.DONE for task in tasks):
        return []
    return await reviews.judges(tx, first, last, times=TIMES)


def rungs(judges: Iterable[Judge], now: int) -> Mapping[int, dict[tuple[int, str], date]]:
    """Of each task: which participant is told on which rung, and its day."""
    found: dict[int, dict[tuple[int, str], date]] = defaultdict(dict)
    for each in judges:
        own = rhythm(each)
        since = own.day(each.since)
        told = {LATE: next_workday(since + _DAY)} if each.late else days(since, own.day(now))
        found[each.task] |= {(each.participant, rung): day for rung, day in told.items()}
    return found


def rhythm(judge: Judge) -> Rhythm:
    """Their hours."""
    return Rhythm(judge.time_zone, judge.digest_at, judge.quiet_hours)


@lru_cache(REMEMBERED)
def days(since: date, today: date) -> Mapping[str, date]:
    """Of all the days, which have no end, the last up to today and the next: one fires, and the next is planned."""
    found: dict[str, date] = {}
    day, number = since, 0
    while not found or day <= today:
        before = found
        for _ in range(EVERY):
            day = next_workday(day + _DAY)
        number += EVERY
        found = {**dict(list(before.items())[-1:]), f"{RUNG}{number}": day}
    return found
