"""`events.yaml` of a programme → its events, or their mistakes by line."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from messages import russian
from scheduler.programme import references, text_file, words, yaml_file
from scheduler.programme.event import PlannedEvent, PlannedSlot
from scheduler.programme.event_parts import KEYS, EventPart, EventsFile, SlotPart
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.model import Period, Person
from scheduler.programme.scalars import SHORT
from scheduler.programme.yaml_file import Lines, Step
from scheduler.surveys.wave import Audience

NAME = "events.yaml"


@dataclass(frozen=True, slots=True)
class Known:
    """What an event may name: activities by number, groups and organisations as code → title, people, surveys by code.

    None where that is not known for another mistake's sake.
    """

    period: Period | None
    time_zone: str
    activities: Mapping[str, str] | None
    groups: Mapping[str, str] | None
    places: Mapping[str, str] | None
    people: Sequence[Person] | None
    surveys: Collection[str] | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One entry with what is needed to judge it."""

    number: int
    part: EventPart
    lines: Lines
    known: Known
    people: references.People | None
    found: Found

    def place(self, *way: Step) -> Place:
        return self.lines.place("events", self.number, *way)

    def wrong(self, kind: Kind, *way: Step, **facts: str) -> None:
        self.found.add(kind, self.place(*way), **facts)


def read(folder: Path, known: Known, found: Found) -> tuple[PlannedEvent, ...]:
    """The events; none where there is no file, and mistakes for whoever wrote it."""
    path = folder / NAME
    written = path.exists() and not text_file.only_remarks(path)
    parsed = yaml_file.read(path, EventsFile, found, KEYS) if written else None
    if parsed is None:
        return ()
    file, lines = parsed
    people = None if known.people is None else references.People(known.people, known.places or {})
    readings = [_Reading(number, part, lines, known, people, found) for number, part in enumerate(file.events)]
    _check_codes(readings)
    return tuple(map(_event, readings))


def _check_codes(readings: Sequence[_Reading]) -> None:
    seen: dict[str, _Reading] = {}
    for each in readings:
        if (first := seen.setdefault(each.part.code, each)) is not each:
            each.wrong(Kind.DUPLICATE, "code", value=each.part.code, other=str(first.place("code").line))


def _event(reading: _Reading) -> PlannedEvent:
    part, known = reading.part, reading.known
    zone = part.time_zone or known.time_zone or "UTC"
    starts_at, ends_at = _span(reading, ZoneInfo(zone))
    if not (part.place or part.link):
        reading.wrong(Kind.EVENT_NOWHERE)
    if part.feedback and known.surveys is not None and part.feedback not in known.surveys:
        near = words.near(part.feedback, known.surveys)
        reading.wrong(Kind.SURVEY_UNKNOWN, "feedback", word=part.feedback, near=near)
    return PlannedEvent(
        part.code, part.kind, _title(reading), starts_at, ends_at, zone, place=part.place or "",
        directions=part.directions or "", link=part.link or "", about=part.about or "", capacity=part.capacity,
        minutes=part.hours or 0, activity=part.activity or "", audience=_audience(reading),
        organisers=tuple(_organisers(reading)), agenda=_agenda(reading), guests=part.guests,
        feedback=part.feedback or "")


def _title(reading: _Reading) -> str:
    """Its own, or that of the row of the roadmap."""
    part, known = reading.part, reading.known.activities
    if part.activity and known is not None and part.activity not in known:
        reading.wrong(Kind.ACTIVITY_UNKNOWN, "activity", word=part.activity, near=words.near(part.activity, known))
    if not (part.title or part.activity):
        reading.wrong(Kind.KEY_MISSING, key=f"events.{reading.number}.title")
    return part.title or russian.cut((known or {}).get(part.activity or "", ""), SHORT)


def _span(reading: _Reading, zone: ZoneInfo) -> tuple[int, int]:
    """The instants of beginning and end."""
    part, period = reading.part, reading.known.period
    starts, ends = part.starts, _end(part)
    starts_at, ends_at = (_instant(reading, key, at, zone) for key, at in (("starts", starts), ("ends", ends)))
    if ends_at <= starts_at:
        reading.wrong(Kind.EVENT_ORDER, "ends", starts=_shown(starts), ends=_shown(ends))
    for key, at in (("starts", starts), ("ends", ends)):
        if period is not None and at.date() not in period:
            reading.wrong(Kind.EVENT_OUTSIDE, key, day=f"{at:%d.%m.%Y}", first=f"{period.start:%d.%m.%Y}",
                          last=f"{period.end:%d.%m.%Y}")
    return starts_at, ends_at


def _end(part: EventPart) -> datetime:
    """Of the first day, where only a time is given."""
    return datetime.combine(part.starts.date(), part.ends) if isinstance(part.ends, time) else part.ends


def _instant(reading: _Reading, key: str, at: datetime, zone: ZoneInfo) -> int:
    """The first one at which the clocks of the zone show this; a mistake where they never do."""
    instant = at.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != at:
        reading.wrong(Kind.TIME_SKIPPED, key, value=_shown(at), zone=zone.key)
    return int(instant.timestamp())


def _shown(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"


def _audience(reading: _Reading) -> Audience:
    part, known, way = reading.part, reading.known, ("events", reading.number)
    groups = references.coded(part.groups, known.groups, Kind.GROUP_UNKNOWN, (*way, "groups"), reading.lines,
                              reading.found)
    places = references.coded(part.places, known.places, Kind.ORGANISATION_UNKNOWN, (*way, "places"), reading.lines,
                              reading.found)
    return Audience(tuple(part.roles), groups, places, tuple(part.subjects))


def _organisers(reading: _Reading) -> Iterator[str]:
    """The keys of the people, each once."""
    people = reading.people
    keys = [people.key(name, reading.place("organisers", number), reading.found)
            for number, name in enumerate(reading.part.organisers)] if people else []
    yield from dict.fromkeys(filter(None, keys))


def _agenda(reading: _Reading) -> tuple[PlannedSlot, ...]:
    before: SlotPart | None = None
    for number, slot in enumerate(reading.part.agenda):
        if before and slot.at < before.at:
            reading.wrong(Kind.AGENDA_ORDER, "agenda", number, "at", at=f"{slot.at:%H:%M}", before=f"{before.at:%H:%M}")
        if slot.until and slot.until <= slot.at:
            reading.wrong(Kind.AGENDA_SPAN, "agenda", number, "until", at=f"{slot.at:%H:%M}",
                          until=f"{slot.until:%H:%M}")
        elif not _within(reading.part, slot):
            reading.wrong(Kind.AGENDA_OUTSIDE, "agenda", number, "at", at=f"{slot.at:%H:%M}",
                          starts=_shown(reading.part.starts), ends=_shown(_end(reading.part)))
        before = slot
    return tuple(PlannedSlot(f"{each.at:%H:%M}", f"{each.until:%H:%M}" if each.until else "", each.title,
                             each.speaker or "") for each in reading.part.agenda)


def _within(part: EventPart, slot: SlotPart) -> bool:
    """The agenda is that of the first day."""
    end, last = _end(part), datetime.combine(part.starts.date(), slot.until or slot.at)
    return end <= part.starts or (slot.at >= part.starts.time() and last <= end)
