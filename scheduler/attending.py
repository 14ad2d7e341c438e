"""When people can be marked as having come to an event, and the code that proves that they are there. Pure.

The code changes every five minutes and is accepted for five more, so that nobody need hurry; it is made anew from the
event's secret each time and kept nowhere.
"""

import hmac
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from storage.events import Event

STEP = 300
"""Seconds for which a code is shown, and once more for which it is accepted."""
OPENS_BEFORE = 2 * 3600
CLOSES_AFTER = 24 * 3600
TICKED_FOR = 14 * 86400
"""Seconds after the end for which the list can be put right."""
DIGITS = 6


class Door(StrEnum):
    """Whether somebody who is there can be marked by the code."""

    OPEN = "open"
    EARLY = "early"
    LATE = "late"
    CANCELLED = "cancelled"
    COURSE = "course"
    """People come to its sessions."""


class Fit(StrEnum):
    """What a code is to an event."""

    GOOD = "good"
    OLD = "old"
    WRONG = "wrong"


def opens_at(event: Event) -> int:
    return event.starts_at - OPENS_BEFORE


def door(event: Event, now: int) -> Door:
    if event.cancelled_at or event.is_course:
        return Door.CANCELLED if event.cancelled_at else Door.COURSE
    if now < opens_at(event):
        return Door.EARLY
    return Door.OPEN if now < event.ends_at + CLOSES_AFTER else Door.LATE


def tickable(event: Event, now: int) -> Door:
    """The same of the list: from the event's day on, and longer."""
    if event.cancelled_at or event.is_course:
        return Door.CANCELLED if event.cancelled_at else Door.COURSE
    midnight = datetime.combine(day(event.starts_at, event.time_zone), time(), ZoneInfo(event.time_zone))
    if now < min(int(midnight.timestamp()), opens_at(event)):
        return Door.EARLY
    return Door.OPEN if now < event.ends_at + TICKED_FOR else Door.LATE


def day(instant: int, zone: str) -> date:
    """The day it was there."""
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).date()


def last_day(starts_at: int, ends_at: int, zone: str) -> date:
    """What ends at midnight does not reach into the next day."""
    return day(max(starts_at, ends_at - 1), zone)


def code(event: Event, now: int) -> str:
    """Six digits."""
    return _code(event.secret, now // STEP)


def good_until(now: int) -> int:
    """Until when the code of now is accepted."""
    return (now // STEP + 2) * STEP


def fit(event: Event, said: str, now: int) -> Fit:
    """Nothing is told of codes that have not been shown yet."""
    at = now // STEP
    if any(hmac.compare_digest(_code(event.secret, step), said) for step in (at, at - 1)):
        return Fit.GOOD
    old = range(opens_at(event) // STEP, at - 1)
    return Fit.OLD if any(hmac.compare_digest(_code(event.secret, step), said) for step in old) else Fit.WRONG


def _code(secret: str, step: int) -> str:
    digest = hmac.digest(secret.encode(), str(step).encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}}"
