"""Instants as the page shows them: in Russian, in the programme's zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime


def weekday_and_day(at: int, zone: str) -> str:
    """Like the head of a diary page: weekday, day, month and year."""
    return _formatted(at, zone, "EEEE, d MMMM y")


def day(at: int, zone: str) -> str:
    """Day, month and year, for the line between two days of a chat."""
    return _formatted(at, zone, "d MMMM y")


def time(at: int, zone: str) -> str:
    """Hours and minutes."""
    return _formatted(at, zone, "HH:mm")


def _formatted(at: int, zone: str, pattern: str) -> str:
    return format_datetime(datetime.fromtimestamp(at, tz=ZoneInfo(zone)), pattern, locale="ru")
