"""The clock of working hours: when so much working time will have passed, and how much has passed.

Days of work are those of `workdays`: no weekend ever, also where the government has moved work to a Saturday. Hours
are written «09:00-18:00» and local to a zone; they never go over midnight. What falls outside them takes no time.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from scheduler import workdays

_DAY = timedelta(days=1)


@cache
def bounds(hours: str) -> tuple[time, time]:
    """When work begins and when it ends; a ValueError where nobody could work so."""
    start, _, end = hours.partition("-")
    begins, ends = time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    if ends <= begins:
        raise ValueError(f"{hours}: the end is not after the start")
    return begins, ends


def after(start: int, seconds: int, hours: str, zone: str) -> int:
    """The first instant, not before the start, at which so many seconds of work have passed.

    Hence none or fewer give the start itself, and a whole day of work ends at its closing, not at the next opening.
    """
    if seconds <= 0:
        return start
    for opens, closes in _windows(start, hours, zone):
        begin = max(start, opens)
        if closes - begin >= seconds:
            return begin + seconds
        seconds -= max(0, closes - begin)
    raise AssertionError("days do not end")


def between(start: int, end: int, hours: str, zone: str) -> int:
    """The seconds of work from one instant to another; none where the end is not after the start."""
    total = 0
    if start < end:
        for opens, closes in _windows(start, hours, zone):
            if opens >= end:
                break
            total += max(0, min(end, closes) - max(start, opens))
    return total


def meter(first: int, last: int, hours: str, zone: str) -> Callable[[int, int], int]:
    """`between` for thousands of pairs of instants, none before the first or after the last of these."""
    opens, lengths, before = [], [], [0]
    for begin, end in _windows(first, hours, zone):
        if begin >= last:
            break
        opens.append(begin)
        lengths.append(end - begin)
        before.append(before[-1] + end - begin)

    def until(instant: int) -> int:
        place = bisect_right(opens, instant) - 1
        return before[place] + min(instant - opens[place], lengths[place]) if place >= 0 else 0

    return lambda start, end: max(0, until(end) - until(start))


def days_after(start: int, days: int, hours: str, zone: str) -> int:
    """The same hour so many days of work later. A start outside working hours counts from the next opening."""
    windows = (each for each in _windows(start, hours, zone) if each[1] > start)
    opens, _ = next(windows)
    into = max(start, opens) - opens
    for _each in range(days):
        opens, _ = next(windows)
    return opens + into


def _windows(start: int, hours: str, zone: str) -> Iterator[tuple[int, int]]:
    """Opening and closing of each day of work, from the day that it is there at the start."""
    day = datetime.fromtimestamp(start, ZoneInfo(zone)).date()
    while True:
        day = workdays.next_workday(day)
        yield _window(day, hours, zone)
        day += _DAY


@lru_cache(workdays.DAYS)
def _window(day: date, hours: str, zone: str) -> tuple[int, int]:
    """Where a clock put forward skips the whole of them, they are empty."""
    opens, closes = (int(datetime.combine(day, at, ZoneInfo(zone)).timestamp()) for at in bounds(hours))
    return opens, max(opens, closes)
