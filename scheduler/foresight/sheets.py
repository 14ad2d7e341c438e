"""The rehearsal as an Excel file: the calendar, the days, the people, the remarks, and the chart on its own sheet."""

from collections.abc import Mapping, Sequence
from datetime import date

from messages import russian
from messages.catalogue import Catalogue
from messages.reports.figures import Days, Page, Paper, Stripe, Workbook
from scheduler.foresight import figures, remarks
from scheduler.foresight.figures import Busy, Day
from scheduler.foresight.foreseen import Foreseen, Heard, local
from scheduler.foresight.remarks import words
from storage.outbox import Lane
from storage.participants import Role

CALENDAR = {"day": 12, "weekday": 14, "time": 15, "who": 34, "role": 26, "place": 44, "municipality": 34, "channel": 16,
            "lane": 15, "kind": 25, "line": 90}
PEOPLE = {"name": 36, "role": 26, "place": 48, "municipality": 34, "joined": 24, "number": 12, "days": 21, "most": 22,
          "most_on": 16, "first": 12, "last": 12}
REMARKS = {"kind": 30, "what": 64, "where": 44, "note": 100}
Row = list[str | int | float | None]


def workbook(foreseen: Foreseen, catalogue: Catalogue, titles: Mapping[str, str], picture: bytes) -> Workbook:
    """All sheets. `titles` are what people call the messengers, `picture` is the chart as PNG."""
    return Workbook([
        _calendar(foreseen, catalogue, titles), _days(foreseen, catalogue, titles), _people(foreseen, catalogue),
        _remarks(foreseen, titles), Page(words("chart")["title"], [], [], picture=picture)])


def chart(foreseen: Foreseen, catalogue: Catalogue) -> Days:
    """Messages of each day of the span, by role, the role that gets most at the bottom."""
    said, days = words("chart_words"), figures.days(foreseen)
    on = {each.day: each for each in days}
    span = [date.fromordinal(number) for number in range(foreseen.span.first.toordinal(),
                                                         foreseen.span.last.toordinal() + 1)]
    stripes = [Stripe(said["chat"] if role is None else _role(catalogue, role),
                      [on[day].roles[role] if day in on else 0 for day in span]) for role in _roles(days)]
    busiest = max(days, key=lambda each: each.number, default=None)
    note = said["note"].format(messages=len(foreseen.heard), day=russian.weekday(busiest.day),
                               number=busiest.number) if busiest else ""
    ends = {"first": foreseen.span.first, "last": foreseen.span.last}
    heading = said["heading"].format(**{name: russian.full_day(day) for name, day in ends.items()})
    return Days(heading, foreseen.span.first.isoformat(), stripes, note, said["empty"])


def _calendar(foreseen: Foreseen, catalogue: Catalogue, titles: Mapping[str, str]) -> Page:
    said = words("calendar")
    rows: list[Row] = [[said[key] for key in CALENDAR]]
    rows += [_of_message(foreseen, each, catalogue, titles) for each in foreseen.heard]
    return Page(said["title"], [*CALENDAR.values()], rows)


def _of_message(foreseen: Foreseen, heard: Heard, catalogue: Catalogue, titles: Mapping[str, str]) -> Row:
    at, person = local(heard.at, foreseen.zone_of(heard)), foreseen.people.get(heard.person or 0)
    whose: Row = [heard.chat, None, None, None]
    line = words("calendar")["withheld"] if person is not None and person.shared else heard.line
    if person is not None:
        whose = [person.name, _role(catalogue, person.role), person.place, person.municipality or None]
    return [_day_words(at.date()), _weekday(at.date()), at.strftime("%H:%M"), *whose, channel(heard.channel, titles),
            words("lanes")[heard.lane.name.lower()], _kind(heard), line]


def _days(foreseen: Foreseen, catalogue: Catalogue, titles: Mapping[str, str]) -> Page:
    said, days = words("days"), figures.days(foreseen)
    roles, channels = _roles(days), sorted({each for day in days for each in day.channels})
    names = [*(said["chat"] if role is None else _role(catalogue, role) for role in roles),
             *(channel(each, titles) for each in channels)]
    rows: list[Row] = [[said["day"], said["weekday"], said["number"], said["people"], said["most"], *names]]
    rows += [_of_day(each, roles, channels) for each in days]
    rows.append([said["total"], None, len(foreseen.heard), len({each.person for each in foreseen.heard} - {None}), None,
                 *(sum(day.roles[role] for day in days) for role in roles),
                 *(sum(day.channels[each] for day in days) for each in channels)])
    return Page(said["title"], [12, 14, 12, 12, 24, *(max(12.0, len(name) * 1.2) for name in names)], rows)


def _of_day(day: Day, roles: Sequence[Role | None], channels: Sequence[str]) -> Row:
    return [_day_words(day.day), _weekday(day.day), day.number, day.people, day.most,
            *(day.roles[role] or None for role in roles), *(day.channels[each] or None for each in channels)]


def _people(foreseen: Foreseen, catalogue: Catalogue) -> Page:
    said = words("people")
    rows: list[Row] = [[said[key] for key in PEOPLE]]
    rows += [_of_person(each, catalogue) for each in figures.people(foreseen)]
    return Page(said["title"], [*PEOPLE.values()], rows)


def _of_person(busy: Busy, catalogue: Catalogue) -> Row:
    person = busy.person
    joined = "no" if person.joined_at is None else "unreachable" if remarks.is_unreachable(busy) else "yes"
    return [person.name, _role(catalogue, person.role), person.place, person.municipality or None,
            words("joined")[joined], busy.number, busy.days, busy.most,
            *(_day_words(each) if each else None for each in (busy.most_on, busy.first, busy.last))]


def _remarks(foreseen: Foreseen, titles: Mapping[str, str]) -> Page:
    said = words("remarks")
    rows: list[Row] = [[said[key] for key in REMARKS]]
    rows += [[remarks.kind(each), each.what, each.where or None, each.note or None]
             for each in remarks.all_of(foreseen, titles)]
    return Page(said["title"], [*REMARKS.values()], rows, Paper(said["title"], landscape=True))


def channel(name: str, titles: Mapping[str, str]) -> str:
    """What people call it; whoever has not joined has none yet."""
    return words("channels").get(name) or titles.get(name, name)


def _roles(days: Sequence[Day]) -> list[Role | None]:
    """Those that get anything, the one that gets most first."""
    totals: dict[Role | None, int] = {}
    for day in days:
        for role, number in day.roles.items():
            totals[role] = totals.get(role, 0) + number
    return sorted(totals, key=lambda role: (-totals[role], role or ""))


def _kind(heard: Heard) -> str:
    said = words("kinds")
    if heard.kind == "broadcast" and heard.lane is Lane.BROADCAST:
        return said["sent"]
    return said.get(heard.kind, said["other"])


def _role(catalogue: Catalogue, role: Role) -> str:
    return catalogue.words("demo/role", role=role.value)


def _day_words(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _weekday(day: date) -> str:
    return russian.weekday(day).partition(",")[0]
