"""An event → the file by which somebody takes it into their calendar, moves it there, or takes it out."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue
from messages.reports import calendar
from messages.reports.calendar import Entry
from storage.events import Event, Slot

MIME = "text/calendar"
HOURS = (24, 1)
"""Before the beginning, when the calendar rings."""


def name(catalogue: Catalogue, event: Event) -> str:
    """What the file is called."""
    day = datetime.fromtimestamp(event.starts_at, ZoneInfo(event.time_zone)).date()
    return catalogue.words("events/calendar_name", day=day.isoformat())


def content(catalogue: Catalogue, event: Event, slots: Iterable[Slot], *, programme: str, with_link: bool,
            now: int) -> bytes:
    """The file. `programme` is the code of the event's; the link is for those who come."""
    day_before, hour_before = [catalogue.words("events/alarm", hours=hours, title=event.title) for hours in HOURS]
    return calendar.write(Entry(
        uid=f"event-{event.id}@vekha.{programme}", sequence=event.sequence, title=event.title,
        starts_at=event.starts_at, ends_at=event.ends_at, time_zone=event.time_zone, stamped_at=now,
        place=". ".join(filter(None, (event.place, event.directions))), link=event.link if with_link else "",
        about=event.about, agenda=tuple(map(_line, slots)), day_before=day_before, hour_before=hour_before,
        cancelled=event.is_off))


def _line(slot: Slot) -> str:
    hours = f"{slot.starts}–{slot.ends}" if slot.ends else slot.starts
    return " — ".join(filter(None, (f"{hours} {slot.title}".strip(), slot.speaker)))
