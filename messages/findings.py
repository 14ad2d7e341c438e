"""What an examination has found: a neutral value that adapters give and the command line puts into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum

SKEW = 30.0
"""Seconds between two clocks that nobody need care about."""


class Level(StrEnum):
    """How bad it is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `name` is that of its words; the facts never hold a secret or a person."""

    level: Level
    name: str
    facts: Mapping[str, object] = field(default_factory=dict)


def good(name: str, /, **facts: object) -> Finding:
    return Finding(Level.GOOD, name, facts)


def warning(name: str, /, **facts: object) -> Finding:
    return Finding(Level.WARNING, name, facts)


def bad(name: str, /, **facts: object) -> Finding:
    return Finding(Level.BAD, name, facts)


def clock_of(channel: str, header: str, real: float) -> list[Finding]:
    """What an HTTP answer's `Date` says of our clock; nothing where there is no date in it."""
    try:
        theirs = parsedate_to_datetime(header).timestamp()
    except ValueError:
        return []
    off = round(real - theirs)
    return [warning("clock_off", channel=channel, seconds=abs(off), ahead=off > 0) if abs(off) > SKEW
            else good("clock", channel=channel)]
