"""Events → a file that a calendar program opens: it puts the event in, moves it or takes it out again.

Nobody is named as a guest, so nothing asks to be answered by post: METHOD is PUBLISH, never REQUEST, until the event is
cancelled. The same `uid` with a greater `sequence` is a later word of the same event.
https://www.rfc-editor.org/rfc/rfc5546#section-3.2 https://www.rfc-editor.org/rfc/rfc5545
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vCalAddress

from messages.visible import visible, visible_lines

PRODUCT = "-//Vekha//Events//RU"
NOBODY = "mailto:nobody@vekha.invalid"
"""A published event must have an organiser, who must have an address; ours is to be written to in the chat."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Instants are seconds UTC. `day_before` and `hour_before` are the words of its alarms; empty: none."""

    uid: str
    sequence: int
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    stamped_at: int
    place: str = ""
    link: str = ""
    about: str = ""
    agenda: tuple[str, ...] = ()
    organiser: str = ""
    day_before: str = ""
    hour_before: str = ""
    cancelled: bool = False


def write(*entries: Entry) -> bytes:
    """The file, text/calendar in UTF-8. The times of several are in UTC, so that no zone stands there twice.

    CANCEL may speak of one event only; several that are off are published as such.
    https://www.rfc-editor.org/rfc/rfc5546#section-3.2.5
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    alone = len(entries) == 1
    made.add("method", "CANCEL" if alone and entries[0].cancelled else "PUBLISH")
    for entry in entries:
        starts, ends = _times(entry)
        if not alone:
            starts, ends = starts.astimezone(UTC), ends.astimezone(UTC)
        if starts.tzinfo is not UTC:
            made.add_component(_zone(starts))
        made.add_component(_event(entry, starts, ends))
    return bytes(made.to_ical())


def _times(entry: Entry) -> tuple[datetime, datetime]:
    """Where the clocks are changed meanwhile, or show the same hour twice, UTC alone is understood by all."""
    zone = ZoneInfo(entry.time_zone)
    starts, ends = (datetime.fromtimestamp(each, zone) for each in (entry.starts_at, entry.ends_at))
    if starts.utcoffset() == ends.utcoffset() != timedelta() and not starts.fold and not ends.fold:
        return starts, ends
    return starts.astimezone(UTC), ends.astimezone(UTC)


def _zone(starts: datetime) -> Timezone:
    """As it is while the event goes on. Outlook takes one rule a year at most, and drops zones of more.

    https://learn.microsoft.com/openspecs/exchange_standards/ms-stanoical/b827ac3d-16b5-46e8-b885-a2c45b2f5716
    """
    then = TimezoneStandard()
    then.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - what the clock on the wall shows
    then.add("tzoffsetfrom", starts.utcoffset())
    then.add("tzoffsetto", starts.utcoffset())
    then.add("tzname", starts.tzname())
    made = Timezone()
    made.add("tzid", str(starts.tzinfo))
    made.add_component(then)
    return made


def _event(entry: Entry, starts: datetime, ends: datetime) -> Event:
    made, stamped = Event(), datetime.fromtimestamp(entry.stamped_at, UTC)
    made.add("uid", visible(entry.uid))
    made.add("sequence", entry.sequence)
    made.add("dtstamp", stamped)
    made.add("last-modified", stamped)
    made.add("dtstart", starts)
    if entry.ends_at > entry.starts_at:
        made.add("dtend", ends)
    made.add("summary", visible(entry.title))
    made.add("organizer", _organiser(entry.organiser))
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    for name, value in _words(entry).items():
        if value:
            made.add(name, value)
    for alarm in _alarms(entry):
        made.add_component(alarm)
    return made


def _organiser(name: str) -> vCalAddress:
    made = vCalAddress(NOBODY)
    if shown := visible(name).replace('"', "'"):  # the sign that would end a quoted name
        made.params["CN"] = shown
    return made


def _words(entry: Entry) -> dict[str, str]:
    """The link stands also where programs that know no URL show it."""
    link = visible(entry.link)
    parts = (entry.about, "\n".join(map(visible, entry.agenda)), link)
    return {"location": visible(entry.place) or link,
            "url": link if link.startswith(("https://", "http://")) and " " not in link else "",
            "description": "\n\n".join(filter(None, (visible_lines(part).strip() for part in parts)))}


def _alarms(entry: Entry) -> list[Alarm]:
    """None for what is cancelled, none that would ring at once."""
    ahead = timedelta(seconds=entry.starts_at - entry.stamped_at)
    wanted = [] if entry.cancelled else [(DAY, entry.day_before), (HOUR, entry.hour_before)]
    return [_alarm(before, text) for before, text in wanted if visible(text) and before < ahead]


def _alarm(before: timedelta, text: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", visible(text))
    made.add("trigger", -before)
    return made
