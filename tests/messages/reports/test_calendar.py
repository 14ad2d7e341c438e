"""Calendar files, read back by a library that did not write them: https://github.com/allenporter/ical"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from ical.store import EventStore

from messages.reports import calendar
from messages.reports.calendar import Entry
from messages.visible import visible


def instant(zone: str, *when: int, fold: int = 0) -> int:
    year, month, day, hour, minute = when
    return int(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold).timestamp())


START = instant("Asia/Irkutsk", 2026, 9, 10, 16, 0)
ENTRY = Entry(
    uid="event-7@vekha", sequence=0, title="Вебинар «Школа, семья; двор»: итоги \\ планы", starts_at=START,
    ends_at=START + 5400, time_zone="Asia/Irkutsk", stamped_at=START - 7 * 86400,
    place="г. Иркутск, ул. Лесная, 12; каб. 5", link="https://meet.example/room?a=1;b,c",
    about="О чём:\nо школе, о нас", agenda=("16:00 Начало", "16:10 Доклад, вопросы"),
    organiser='Институт "Исток": отдел, 1',
    day_before="Завтра вебинар", hour_before="Вебинар через час")
HOSTILE = ["А\nBEGIN:VEVENT\nUID:x", "А\r\nEND:VEVENT\r\nEND:VCALENDAR", "А\u2028BEGIN:VALARM", "А\x00\x07\x1b",
           '";X=1:mailto:a@b.c', "\\n\\N\\;", "^n^'", "Ы" * 3000, "👨‍👩‍👧 漢字", "\ud800", "", " "]


def read(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def only(content: bytes) -> Event:
    (event,) = read(content).events
    return event


def merged(store: EventStore, mine: Calendar, content: bytes) -> None:
    """What RFC 5546 asks of a calendar program: the uid says which entry, the greater sequence wins, CANCEL removes."""
    theirs = read(content)
    (event,) = theirs.events
    known = [each for each in mine.events if each.uid == event.uid]
    if any((each.sequence or 0) >= (event.sequence or 0) for each in known):
        return
    if known:
        store.delete(str(event.uid))
    if theirs.method == "PUBLISH":
        store.add(event)


def listing(mine: Calendar, zone: str) -> list[str]:
    """What a person sees in their calendar."""
    return [f"{event.start_datetime.astimezone(ZoneInfo(zone)):%d.%m %H:%M}–"
            f"{event.end_datetime.astimezone(ZoneInfo(zone)):%H:%M} {event.summary}"
            for event in mine.timeline_tz(ZoneInfo(zone))]


def test_another_library_reads_what_was_written() -> None:
    event = only(calendar.write(ENTRY))
    assert event.dtstart == datetime(2026, 9, 10, 16, 0, tzinfo=ZoneInfo("Asia/Irkutsk"))
    assert event.dtend == datetime(2026, 9, 10, 17, 30, tzinfo=ZoneInfo("Asia/Irkutsk"))
    assert (event.uid, event.sequence, event.status) == ("event-7@vekha", 0, "CONFIRMED")
    assert (event.summary, event.location) == (ENTRY.title, ENTRY.place)
    assert event.url == ENTRY.link
    assert event.description == ("О чём:\nо школе, о нас\n\n16:00 Начало\n16:10 Доклад, вопросы\n\n" + ENTRY.link)
    assert event.organizer
    assert event.organizer.common_name == "Институт 'Исток': отдел, 1"
    assert event.attendees == []
    assert event.dtstamp == event.last_modified == datetime.fromtimestamp(ENTRY.stamped_at, UTC)
    assert [(each.trigger, each.description) for each in event.alarm] == [
        (-timedelta(days=1), "Завтра вебинар"), (-timedelta(hours=1), "Вебинар через час")]


def test_another_library_lists_the_entries_in_the_order_of_their_time() -> None:
    mine = Calendar()
    store = EventStore(mine)
    later = replace(ENTRY, uid="b", title="Совещание", starts_at=START + 86400, ends_at=START + 90000)
    for entry in (later, ENTRY):
        merged(store, mine, calendar.write(entry))
    assert listing(mine, "Asia/Irkutsk") == [f"10.09 16:00–17:30 {ENTRY.title}", "11.09 16:00–17:00 Совещание"]
    assert listing(mine, "Europe/Moscow")[0].startswith("10.09 11:00–12:30")


def test_merged_by_uid_as_the_rfc_says_a_change_moves_the_entry_and_a_cancellation_takes_it_out() -> None:
    """The library reads and keeps; it has no merging of its own, so the rule is written out here."""
    mine = Calendar()
    store = EventStore(mine)
    moved = replace(ENTRY, sequence=1, starts_at=START + 3600, ends_at=START + 9000, place="Zoom")
    for entry in (ENTRY, moved, ENTRY):
        merged(store, mine, calendar.write(entry))
    assert listing(mine, "Asia/Irkutsk") == [f"10.09 17:00–18:30 {ENTRY.title}"]
    assert [event.location for event in mine.events] == ["Zoom"]
    merged(store, mine, calendar.write(replace(moved, sequence=2, cancelled=True)))
    assert listing(mine, "Asia/Irkutsk") == []


def test_several_that_are_off_stand_in_one_file() -> None:
    """CANCEL is for one uid."""
    many = [replace(ENTRY, uid=str(number), sequence=1, cancelled=True, starts_at=START + number * 86400,
                    ends_at=START + number * 86400 + 1800) for number in range(60)]
    content = calendar.write(*many)
    made = read(content)
    assert [(each.uid, each.status, each.start_datetime.timestamp()) for each in made.events] == [
        (each.uid, "CANCELLED", each.starts_at) for each in many]
    assert made.method == "PUBLISH"
    assert b"VTIMEZONE" not in content


def test_a_cancellation_rings_no_more_and_takes_no_time() -> None:
    made = read(calendar.write(replace(ENTRY, sequence=2, cancelled=True)))
    (event,) = made.events
    assert (made.method, event.status, event.transparency, event.alarm) == ("CANCEL", "CANCELLED", "TRANSPARENT", [])
    assert event.uid == ENTRY.uid


@pytest.mark.parametrize(("zone", "start", "end", "told"), [
    ("Asia/Irkutsk", (2026, 9, 10, 23, 30), (2026, 9, 11, 0, 45), True),
    ("Asia/Irkutsk", (2026, 12, 31, 22, 0), (2027, 1, 1, 1, 0), True),
    ("Europe/Berlin", (2026, 7, 1, 10, 0), (2026, 7, 1, 12, 0), True),
    ("Europe/Berlin", (2026, 10, 24, 22, 0), (2026, 10, 25, 9, 0), False),
    ("Europe/Berlin", (2027, 3, 28, 1, 0), (2027, 3, 28, 4, 0), False),
    ("Europe/London", (2026, 12, 1, 10, 0), (2026, 12, 1, 12, 0), False),
    ("UTC", (2026, 12, 1, 10, 0), (2026, 12, 1, 12, 0), False),
])
def test_times_are_right_over_midnight_and_where_the_clocks_are_changed(
        zone: str, start: tuple[int, ...], end: tuple[int, ...], told: bool) -> None:
    starts, ends = instant(zone, *start), instant(zone, *end)
    made = read(calendar.write(replace(ENTRY, time_zone=zone, starts_at=starts, ends_at=ends)))
    (event,) = made.events
    assert (event.start_datetime.timestamp(), event.end_datetime.timestamp()) == (starts, ends)
    assert [each.tz_id for each in made.timezones] == ([zone] if told else [])


def test_the_second_of_two_hours_that_the_clock_shows_twice_is_told_from_the_first() -> None:
    for fold in (0, 1):
        starts = instant("Europe/Berlin", 2026, 10, 25, 2, 30, fold=fold)
        event = only(calendar.write(replace(ENTRY, time_zone="Europe/Berlin", starts_at=starts, ends_at=starts + 600)))
        assert event.start_datetime.timestamp() == starts
        assert event.end_datetime.timestamp() == starts + 600


def test_the_zone_that_is_told_has_the_offset_of_the_event() -> None:
    starts = instant("Europe/Berlin", 2026, 7, 1, 10, 0)
    made = read(calendar.write(replace(ENTRY, time_zone="Europe/Berlin", starts_at=starts, ends_at=starts + 600)))
    assert [each.tz_offset_to.offset for each in made.timezones[0].standard] == [timedelta(hours=2)]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_break_out_of_their_place(text: str) -> None:
    entry = replace(ENTRY, title=text, place=text, link=text, about=text, agenda=(text, text), organiser=text,
                    day_before=text, hour_before=text)
    content = calendar.write(entry)
    made = read(content)
    assert [event.uid for event in made.events] == [ENTRY.uid]
    assert made.method == "PUBLISH"
    assert len(made.events[0].alarm) == (2 if visible(text) else 0)
    names = [line.split(b":")[0] for line in content.split(b"\r\n")]
    assert names.count(b"BEGIN") == names.count(b"END") == (6 if visible(text) else 4)


def test_lines_end_as_the_rule_wants_and_are_folded_by_octets_between_letters() -> None:
    content = calendar.write(replace(ENTRY, title="Ы" * 300, about="漢" * 300 + "я"))
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


def test_what_is_empty_is_left_out() -> None:
    event = only(calendar.write(Entry("a", 0, "А", START, START, "Asia/Irkutsk", START)))
    assert (event.location, event.url, event.description, event.alarm, event.dtend) == (None, None, None, [], None)


def test_where_there_is_no_place_the_link_stands_there() -> None:
    assert only(calendar.write(replace(ENTRY, place=""))).location == ENTRY.link


def test_an_alarm_that_would_ring_at_once_is_left_out() -> None:
    event = only(calendar.write(replace(ENTRY, stamped_at=START - 7200)))
    assert [each.trigger for each in event.alarm] == [-timedelta(hours=1)]
