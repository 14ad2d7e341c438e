"""When a person may be written to: Russian working days, the hour of the digest, quiet hours, in their zone.

A weekend is always a day off, also where the government has moved work to a Saturday.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays

DAYS = 10_000
"""Days, slots and their ends that are remembered: a year in each zone of Russia."""
_DAY = timedelta(days=1)
_SATURDAY = 5
_russia = holidays.country_holidays("RU")


@lru_cache(DAYS)
def is_workday(day: date) -> bool:
    """Whether people in Russia are at work, as far as the library knows the government's decrees."""
    return day.weekday() < _SATURDAY and day not in _russia


def previous_workday(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_workday(day):
        day -= _DAY
    return day


def next_workday(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_workday(day):
        day += _DAY
    return day


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The hours of one person: the zone, the time of the digest («09:00»), quiet hours («20:00-08:00» or "")."""

    zone: str
    digest_at: str
    quiet: str

    def day(self, now: int) -> date:
        """The day that it is there."""
        return _day(self.zone, now)

    def slot(self, day: date) -> int:
        """The instant of that day's digest; never within quiet hours."""
        return _slot(self.zone, self.digest_at, self.quiet, day)

    def closes(self, day: date) -> int:
        """Until when that day's digest makes sense: quiet hours or midnight, what comes first after its slot."""
        return _closes(self.zone, self.digest_at, self.quiet, day)

    def open(self, now: int) -> bool:
        """Whether a digest may go now."""
        day = self.day(now)
        return is_workday(day) and self.slot(day) <= now < self.closes(day)

    def next_slot(self, now: int) -> int:
        """The first slot of a working day that is not before now."""
        day = self.day(now)
        if self.slot(day) < now:
            day += _DAY
        return self.slot(next_workday(day))

    def slot_after(self, day: date) -> int:
        """The first slot of a working day after that day."""
        return self.slot(next_workday(day + _DAY))


def next_slot(now: int, zone: ZoneInfo, digest_at: str) -> int:
    """The first digest time of a working day that is not before now."""
    return Rhythm(zone.key, digest_at, "").next_slot(now)


def after_quiet(now: int, zone: ZoneInfo, quiet: str) -> int:
    """Now, or the end of the quiet hours that it falls into."""
    local = _local(now, zone)
    if not _within(local.time(), quiet):
        return now
    end = _instant(local.date(), _bounds(quiet)[1], zone)
    # After a clock has been put back, the end of today's quiet hours may come twice.
    return end if end > now else _instant(local.date() + _DAY, _bounds(quiet)[1], zone)


@lru_cache(DAYS)
def _slot(zone: str, digest_at: str, quiet: str, day: date) -> int:
    at = _time(digest_at)
    if _within(at, quiet):
        at = _bounds(quiet)[1]
    return _instant(day, at, ZoneInfo(zone))


@lru_cache(DAYS)
def _closes(zone: str, digest_at: str, quiet: str, day: date) -> int:
    if not _loud(quiet):
        evening = _instant(day, _bounds(quiet)[0], ZoneInfo(zone))
        if evening > _slot(zone, digest_at, quiet, day):
            return evening
    return _instant(day + _DAY, time.min, ZoneInfo(zone))


@lru_cache(DAYS)
def _day(zone: str, now: int) -> date:
    return _local(now, ZoneInfo(zone)).date()


def _local(now: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(now, UTC).astimezone(zone)


def _instant(day: date, at: time, zone: ZoneInfo) -> int:
    """An hour that a clock put forward skips counts as the first one after the gap."""
    return int(datetime.combine(day, at, zone).timestamp())


def _within(at: time, quiet: str) -> bool:
    if _loud(quiet):
        return False
    start, end = _bounds(quiet)
    return start <= at < end if start < end else at >= start or at < end


def _loud(quiet: str) -> bool:
    return not quiet or _bounds(quiet)[0] == _bounds(quiet)[1]


@cache
def _bounds(quiet: str) -> tuple[time, time]:
    start, _, end = quiet.partition("-")
    return _time(start), _time(end)


@cache
def _time(written: str) -> time:
    return time.fromisoformat(written.strip())
