"""From tasks to rows of an appendix: how each stands, since when, with what evidence. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from messages.reports.roadmap_figures import Part, Place, Progress, Stand
from messages.reports.roadmap_figures import Point as Row
from storage.fulfilment import Duty, Point
from storage.organisations import Organisation
from storage.tasks import TaskState


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows are drawn up from, beside them. `zone` is the programme's; each organisation has its own day."""

    places: Mapping[int, Organisation]
    results: Mapping[int, Sequence[str]]
    owners: Callable[[str], Sequence[str]]
    now: int
    zone: str
    single: bool = False

    def day(self, zone: str) -> str:
        """Which day it is there."""
        return day_at(self.now, zone)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def day_at(instant: int, zone: str) -> str:
    """The day of an instant there, ISO."""
    return datetime.fromtimestamp(instant, UTC).astimezone(_zone(zone)).date().isoformat()


def stand(duty: Duty, today: str) -> Stand:
    """Of one task."""
    if duty.state is TaskState.ACCEPTED:
        return Stand.ACCEPTED
    if duty.state is TaskState.DONE:
        return Stand.WAITING
    if duty.due_on and duty.due_on < today:
        return Stand.LATE
    return Stand.RETURNED if duty.state is TaskState.RETURNED else Stand.OPEN


def progress(stands: Sequence[Stand], starts_on: str, today: str) -> Progress:
    """Of all tasks of a row together."""
    done = sum(each in (Stand.ACCEPTED, Stand.WAITING) for each in stands)
    if not stands:
        return Progress.NOBODY
    if done == len(stands):
        return Progress.DONE if Stand.WAITING not in stands else Progress.WAITING
    if Stand.LATE in stands:
        return Progress.LATE
    if done:
        return Progress.GOING
    return Progress.AHEAD if starts_on > today else Progress.OPEN


def parts(points: Sequence[Point], duties: Iterable[Duty], frame: Frame) -> list[Part]:
    """The sections in their order, each with its rows."""
    of: defaultdict[int, list[Duty]] = defaultdict(list)
    for duty in duties:
        of[duty.activity].append(duty)
    titles: dict[str, list[Row]] = {}
    for point in points:
        titles.setdefault(_title(point), []).append(_row(point, of[point.id], frame))
    return [Part(title, rows) for title, rows in titles.items()]


def _title(point: Point) -> str:
    """A section without a number goes by its title alone."""
    number, title = point.section_number, point.section_title
    return title if number in ("", title) else f"{number}. {title}"


def _row(point: Point, duties: Sequence[Duty], frame: Frame) -> Row:
    zones = {each.id: frame.places[each.organisation].time_zone for each in duties}
    stands = [stand(each, frame.day(zones[each.id])) for each in duties]
    facts = {each.id: day_at(each.reported_at, zones[each.id]) for each in duties if each.reported_at is not None}
    due_on = (duties[0] if frame.single and duties else point).due_on or ""
    start = _start(point, due_on)
    moved = day_at(point.moved_at, frame.zone) if point.moved_at and point.due_on != point.file_due_on else ""
    return Row(
        point.number, point.title, start, due_on,
        (point.file_due_on or "") if moved else "", moved, frame.owners(point.owners),
        frame.results.get(point.id, ()), progress(stands, start, frame.day(frame.zone)),
        total=len(duties), done=len(facts), accepted=stands.count(Stand.ACCEPTED), late=stands.count(Stand.LATE),
        belated=sum(bool(each.due_on) and facts.get(each.id, "") > (each.due_on or "") for each in duties),
        first_fact=min(facts.values(), default=""), last_fact=max(facts.values(), default=""),
        words=sum(each.words for each in duties), photos=sum(each.photos for each in duties),
        files=sum(each.files for each in duties), longer=_longer(point, duties, frame))


def _start(point: Point, due_on: str) -> str:
    """The first day. Where one single day was moved, it goes along; a row that was due before it began just ends."""
    start = point.starts_on or ""
    if start and start == point.file_due_on:
        return due_on
    return start if start <= due_on else ""


def _longer(point: Point, duties: Iterable[Duty], frame: Frame) -> list[tuple[str, str]]:
    """Organisations that were given a day of their own, and that day; the earliest first."""
    found = sorted((each.due_on, frame.places[each.organisation].title) for each in duties
                   if each.extended_at is not None and each.due_on and each.due_on != point.due_on)
    return [(place, day) for day, place in found]


def matrix(points: Sequence[Point], duties: Iterable[Duty], frame: Frame) -> list[Place]:
    """Each organisation that has to do something, by municipality and name."""
    at = {point.id: place for place, point in enumerate(points)}
    rows: dict[int, list[str]] = {}
    for duty in duties:
        row = rows.setdefault(duty.organisation, [Stand.NOT_THEIRS.value] * len(points))
        today = frame.day(frame.places[duty.organisation].time_zone)
        if duty.activity in at:
            row[at[duty.activity]] = stand(duty, today).value
    found = [Place(frame.places[id].title, _municipality(frame.places[id], frame.places), "".join(row))
             for id, row in rows.items()]
    return sorted(found, key=lambda place: (place.municipality, place.title))


def _municipality(place: Organisation, places: Mapping[int, Organisation]) -> str:
    found = places.get(place.municipality or 0)
    return found.title if found else ""

