"""Reports that wait for a verdict → on which mornings whoever's turn it is hears of them.

The daily digest says how many wait, whichever of them brings it up. Somebody's turn begins and ends also without them,
so it is looked up anew whenever reminders are planned or told.
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
REMEMBERED = 256
_DAY = timedelta(days=1)


async def judges(tx: Transaction, tasks: Iterable[Planned]) -> list[Judge]:
    """Whose turn it is with those of the tasks that are reported done."""
    return await reviews.judges(tx, [task.id for task in tasks if task.state is TaskState.DONE])


def rungs(judges: Iterable[Judge]) -> Mapping[int, dict[tuple[int, str], date]]:
    """Of each task: which participant is told on which rung, and its day."""
    found: dict[int, dict[tuple[int, str], date]] = defaultdict(dict)
    for each in judges:
        since = rhythm(each).day(each.since)
        found[each.task] |= {(each.participant, rung): day for rung, day in days(since).items()}
    return found


def rhythm(judge: Judge) -> Rhythm:
    """Their hours."""
    return Rhythm(judge.time_zone, judge.digest_at, judge.quiet_hours)


@lru_cache(REMEMBERED)
def days(since: date) -> Mapping[str, date]:
    """On which working days after it has become their turn."""
    found, day = {}, since
    for number in range(1, EVERY * TIMES + 1):
        day = next_workday(day + _DAY)
        if number % EVERY == 0:
            found[f"{RUNG}{number}"] = day
    return found
