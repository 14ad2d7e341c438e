"""Consultations as they are stored → the sheets of a workbook; those that were added up come ready.

It works in the process of its own: the rows are many, and each has instants that become days and hours.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from messages import lexicon, russian
from messages.reports.figures import Ledger, Page, Paper, Workbook
from storage.hours import Place, Told
from storage.tallies import Rated

Row = list[str | int | float | None]
Words = Mapping[str, str]


def sheets(ledger: Ledger) -> Workbook:
    """In their order."""
    zone, (first, last) = ZoneInfo(ledger.zone), ledger.above
    entries = Page(headings()["entries"]["title"], [7, 12, 36, 18, 10, 10, 40, 48, 10, 22, 13, 22, 9],
                   _entries(ledger, zone), Paper(first, landscape=True))
    ratings = Page(headings()["ratings"]["title"], [11, 34, 9, 70, 18], _ratings(ledger.ratings, zone),
                   Paper(last, landscape=True))
    return Workbook([entries, *ledger.pages, ratings])


def headings() -> Mapping[str, Words]:
    """Titles of sheets and columns."""
    return lexicon.read("hours/workbook")


def _entries(ledger: Ledger, zone: ZoneInfo) -> list[Row]:
    """Also those that count no more: what took their place stands below, with the number of what it replaced."""
    words = headings()["entries"]
    places: dict[int, list[Place]] = defaultdict(list)
    for place in ledger.places:
        places[place.entry].append(place)
    rows: list[Row] = [[words[key] for key in (
        "number", "day", "name", "kind", "minutes", "people", "schools", "municipality", "thread", "entered", "state",
        "corrected", "replaces")]]
    rows += [_entry(each, places.get(each.id, ()), zone) for each in ledger.entries]
    rows.append([None, None, words["total"], None, ledger.minutes, *[None] * 8])
    return rows


def _entry(entry: Told, places: Sequence[Place], zone: ZoneInfo) -> Row:
    return [
        entry.id, date.fromisoformat(entry.on_day).strftime("%d.%m.%Y"), entry.name, headings()["kinds"][entry.kind],
        entry.minutes, entry.people, "\n".join(place.title for place in places) or None,
        "\n".join(dict.fromkeys(place.municipality for place in places if place.municipality)) or None,
        entry.consultation, _by(entry.entered_at, entry.entered_by_name, zone), headings()["entries"][_state(entry)],
        _by(entry.replaced_at, entry.replaced_by_name, zone), entry.replaces]


def _ratings(ratings: Sequence[Rated], zone: ZoneInfo) -> list[Row]:
    words = headings()["ratings"]
    rows: list[Row] = [[words[key] for key in ("thread", "name", "stars", "note", "day")]]
    return rows + [[each.thread, each.name or None, each.stars, each.note or None, _moment(each.rated_at, zone)]
                   for each in ratings]


def _state(entry: Told) -> str:
    if entry.replaced_at is None:
        return "counts"
    return "replaced" if entry.successor else "struck"


def _by(at: int | None, name: str, zone: ZoneInfo) -> str | None:
    return ", ".join(filter(None, (_moment(at, zone), russian.short_name(name)))) if at else None


def _moment(at: int | None, zone: ZoneInfo) -> str | None:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).strftime("%d.%m.%Y %H:%M") if at else None
