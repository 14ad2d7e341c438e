"""What those who hold events write about them: when, where, the agenda; read from words, the same when an event is made
and when it is changed.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from handlers.broadcast_sending import read_moment
from handlers.forms import Given, Wrong
from messages.visible import visible
from storage.events import Slot

TITLE_LIMIT = 200
PLACE_LIMIT = 200
DIRECTIONS_LIMIT = 600
SLOTS_LIMIT = 40
SEATS_LIMIT = 100_000
HOURS_LIMIT = 500
_TIME = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")
_BARE = re.compile(r"(?:в\s+)?(?:[01]?\d|2[0-3])[:.][0-5]\d", re.IGNORECASE)
_SPAN = re.compile(r"^\s*([01]?\d|2[0-3])[:.]([0-5]\d)(?:\s*[-–—]\s*([01]?\d|2[0-3])[:.]([0-5]\d))?[\s,.:–—-]+(.+)$")
_SPEAKER = re.compile(r"\s+[–—]\s+|\s+-\s+")


def title(given: Given) -> str:
    """One line. Raises `Wrong`."""
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > TITLE_LIMIT:
        raise Wrong("desk/title_long", length=len(words), limit=TITLE_LIMIT)
    return words


def beginning(given: Given, today: str, zone: str, now: int) -> int:
    """An instant that lies ahead. Raises `Wrong`."""
    try:
        local = datetime.fromisoformat(read_moment(given, today)).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise Wrong("broadcasts/when_not_understood") from None
    if local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Wrong("broadcasts/when_not_understood")  # the clocks skip this hour
    if local.timestamp() <= now:
        raise Wrong("broadcasts/when_past")
    return int(local.timestamp())


def new_beginning(given: Given, today: str, before: int, zone: str, now: int) -> int:
    """The same for what began `before`: a time without a day is one of its old day. Raises `Wrong`."""
    is_bare = _BARE.fullmatch(given.text.strip())
    return beginning(given, day_of(before, zone) if is_bare else today, zone, now)


def day_of(instant: int, zone: str) -> str:
    """The day of an instant there, ISO."""
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).date().isoformat()


def ending(given: Given, starts_at: int, zone: str) -> int:
    """A time of the same day, or a day and a time. Raises `Wrong`."""
    starts = datetime.fromtimestamp(starts_at, UTC).astimezone(ZoneInfo(zone))
    if found := _TIME.fullmatch(given.text.strip()):
        ends = starts.replace(hour=int(found[1]), minute=int(found[2]))
    else:
        try:
            ends = datetime.fromisoformat(read_moment(given, starts.date().isoformat())).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            raise Wrong("broadcasts/when_not_understood") from None
    if ends <= starts:
        raise Wrong("desk/ends_before", starts_at=starts_at, zone=zone)
    if ends - starts > timedelta(days=60):
        raise Wrong("desk/ends_late")
    return int(ends.timestamp())


def whereabouts(given: Given) -> dict[str, str]:
    """Lines: a link is where it can be watched, the first other line the place, the rest the way. Raises `Wrong`."""
    lines = [visible(line) for line in given.text.splitlines() if line.strip()]
    links = [line for line in lines if re.match(r"https?://\S+$", line)]
    words = [line for line in lines if line not in links]
    if not lines:
        raise Wrong("forms/words_please")
    if len(links) > 1 or (links and not urlsplit(links[0]).hostname):
        raise Wrong("desk/one_link")
    place, directions = words[0] if words else "", " ".join(words[1:])
    if len(place) > PLACE_LIMIT or len(directions) > DIRECTIONS_LIMIT:
        raise Wrong("desk/place_long", limit=PLACE_LIMIT)
    return {"place": place, "directions": directions, "link": links[0] if links else ""}


def agenda(given: Given) -> list[dict[str, str]]:
    """Lines like «10:00–10:30 Открытие – Иванова А. П.», in order of time. Raises `Wrong`."""
    lines = [line for line in given.text.splitlines() if line.strip()]
    if not lines:
        raise Wrong("forms/words_please")
    if len(lines) > SLOTS_LIMIT:
        raise Wrong("desk/agenda_long", limit=SLOTS_LIMIT)
    made = [_slot(number, line) for number, line in enumerate(lines, 1)]
    for number, (before, after) in enumerate(pairwise(made), 2):
        if after["starts"] < before["starts"]:
            raise Wrong("desk/agenda_order", number=number)
    return made


def points(lines: Sequence[str]) -> list[dict[str, str]]:
    """An agenda without times. Raises `Wrong`."""
    if len(lines) > SLOTS_LIMIT:
        raise Wrong("desk/agenda_long", limit=SLOTS_LIMIT)
    return [{"starts": "", "ends": "", "title": each[:TITLE_LIMIT], "speaker": ""} for each in lines]


def slots(written: object) -> tuple[Slot, ...]:
    """The same as the storage takes it."""
    return tuple(Slot(**each) for each in written) if isinstance(written, list) else ()


def number(given: Given, limit: int) -> int:
    """A whole number from 1 to the limit. Raises `Wrong`."""
    words = given.picked or given.text.strip()
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= limit):
        raise Wrong("desk/number_please", limit=limit)
    return int(words)


def _slot(number: int, line: str) -> dict[str, str]:
    found = _SPAN.match(line)
    if found is None:
        raise Wrong("desk/agenda_line", number=number)
    words = _SPEAKER.split(visible(found[5]))
    speaker = words.pop() if len(words) > 1 else ""
    ends = f"{int(found[3]):02}:{found[4]}" if found[3] else ""
    return {"starts": f"{int(found[1]):02}:{found[2]}", "ends": ends, "title": " – ".join(words)[:TITLE_LIMIT],
            "speaker": speaker[:TITLE_LIMIT]}
