"""An event as a programme's files plan it: when it is, where, and whom it is for. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.surveys.wave import Audience


class EventKind(StrEnum):
    """What people come together for."""

    SEMINAR = "seminar"
    WEBINAR = "webinar"
    LANDING = "landing"
    """A team of the institute works in a municipality for a day or two."""
    CONFERENCE = "conference"
    COURSE = "course"
    CONSULTATION = "consultation"
    MEETING = "meeting"
    """Comes again and again, and decides something."""
    VISIT = "visit"
    """Of a school. Only the chat plans these."""


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A line of the agenda. Times are HH:MM of the event's first day; `ends` and `speaker` may be empty."""

    starts: str
    ends: str
    title: str
    speaker: str = ""


EVERYBODY = Audience(())


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """One event. `code` is its key over all loadings; `starts_at` and `ends_at` are instants.

    `activity` is the number of a row of the roadmap, `organisers` are keys of people, `feedback` is the code of a
    survey. An audience without roles is of all of them. `minutes` are credited to whoever comes; without a `capacity`
    all may come.
    """

    code: str
    kind: EventKind
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    place: str = ""
    directions: str = ""
    link: str = ""
    about: str = ""
    capacity: int | None = None
    minutes: int = 0
    activity: str = ""
    audience: Audience = EVERYBODY
    organisers: tuple[str, ...] = ()
    agenda: tuple[PlannedSlot, ...] = ()
    guests: bool = False
    feedback: str = ""
