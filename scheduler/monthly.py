"""When something that takes place every month takes place next. Pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.workdays import is_workday

_NEAR = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9, 10)
"""Days around a day off at which to look for a working day; none is longer than the holidays of January."""


def following(day: date) -> date:
    """The third Tuesday after a third Tuesday, the last after a fifth; or the nearest working day of that month."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    first = date(year, month, 1)
    wanted = first + timedelta((day.weekday() - first.weekday()) % 7 + (day.day - 1) // 7 * 7)
    if wanted.month != month:
        wanted -= timedelta(7)
    near = [wanted + timedelta(each) for each in _NEAR]
    return next((each for each in near if is_workday(each) and each.month == month), wanted)


def following_instant(at: int, zone: str) -> int:
    """The same by the clock of the zone."""
    local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
    day = following(local.date())
    return int(local.replace(year=day.year, month=day.month, day=day.day).timestamp())
