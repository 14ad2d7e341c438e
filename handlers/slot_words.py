"""When somebody has time, as they write it: «вт 15:00», «12 июня 15:00-17:00», «вт, чт 10:00; пт 12:00-14:00»; and the
slots that come of it. Times are those of the clock on the wall until the last moment, so that a series keeps its hour.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from handlers.broadcast_sending import read_moment
from handlers.forms import Given, Wrong
from scheduler import workdays

AT_ONCE = 60
"""Slots that are published at once."""
_HOUR = r"(?:[01]?\d|2[0-3])"
_TIME = re.compile(
    rf"(?:^|(?<=\s))(?:[вс]\s+)?({_HOUR})([:.])([0-5]\d)(?:\s*(?:[-–—]|до)\s*({_HOUR})[:.]([0-5]\d))?$")
"""At the end of the words; alone, «12.05» is a day."""
_PARTS = re.compile(r"[\n;,]|\s+и\s+")
_DAYS = ("понедельник пн", "вторник вт", "среда среду ср", "четверг чт", "пятница пятницу пт", "суббота субботу сб",
         "воскресенье вс")
_WEEKDAYS = {word: number for number, words in enumerate(_DAYS) for word in words.split()}


@dataclass(frozen=True, slots=True)
class Plan:
    """The beginnings and ends of the slots, instants; and the days, ISO, that are left out: they are days off, or
    after the end of the programme.
    """

    times: tuple[tuple[int, int], ...]
    days_off: tuple[str, ...]
    beyond: tuple[str, ...]


def spans(given: Given, today: str, zone: str, now: int) -> list[list[str]]:
    """Pairs of a local beginning and a local end, ISO; the end is empty where none was named. Raises `Wrong`."""
    if given.picked is not None:
        return [[given.picked, ""]]
    found: list[list[str]] = []
    waiting: list[str] = []
    last: list[str] = []
    for part in filter(None, (each.strip(" .") for each in _PARTS.split(given.text.casefold()))):
        match = _TIME.search(part)
        words = part[:match.start()].strip() if match and (match.start() or match[2] == ":") else part
        if words:
            waiting.append(words)
        if words == part:
            continue
        last = waiting or last
        waiting = []
        if match is None or not last:
            raise Wrong("slots/when_not_understood", words=part)
        found += [_span(day, match, today, zone, now) for day in last]
    if waiting or not found:
        raise Wrong("slots/when_not_understood", words=" ".join(waiting) or given.text)
    return sorted(found)


def planned(written: list[list[str]], minutes: int, weeks: int, zone: str, ends_on: str) -> Plan:
    """Cut into slots, once or week after week. Repetitions leave out days off, unless the first day is one."""
    times: list[tuple[int, int]] = []
    days_off: list[str] = []
    beyond: list[str] = []
    for starts, ends in written:
        first = datetime.fromisoformat(starts)
        for week in range(weeks):
            begins = first + timedelta(weeks=week)
            if begins.date().isoformat() > ends_on:
                beyond.append(begins.date().isoformat())
            elif week and workdays.is_workday(first.date()) and not workdays.is_workday(begins.date()):
                days_off.append(begins.date().isoformat())
            else:
                times += _cut(begins, ends, minutes, zone)
    return Plan(tuple(sorted(times)), tuple(sorted(set(days_off))), tuple(sorted(set(beyond))))


def checked(plan: Plan) -> Plan:
    """Raises `Wrong` where there is nothing, too much, or two slots at the same time."""
    if not plan.times:
        raise Wrong("slots/span_short")
    if len(plan.times) > AT_ONCE:
        raise Wrong("slots/too_many", number=len(plan.times), limit=AT_ONCE)
    for before, after in pairwise(plan.times):
        if after[0] < before[1]:
            raise Wrong("slots/own_overlap")
    return plan


def offered(now: int, zone: str) -> list[str]:
    """Two hours of each of the next two working days, local, ISO."""
    day = workdays.next_workday(datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(zone)).date() + timedelta(1))
    days = (day, workdays.next_workday(day + timedelta(1)))
    return [datetime.combine(each, time(hour)).isoformat(timespec="minutes") for each in days for hour in (10, 15)]


def instant(local: str | datetime, zone: str) -> int:
    """Of a local moment."""
    moment = datetime.fromisoformat(local) if isinstance(local, str) else local
    return int(moment.replace(tzinfo=ZoneInfo(zone)).timestamp())


def _span(words: str, match: re.Match[str], today: str, zone: str, now: int) -> list[str]:
    at = time(int(match[1]), int(match[3]))
    day = _day(words, today)
    if _is_weekday(words) and instant(datetime.combine(day, at), zone) <= now:
        day += timedelta(7)
    starts = datetime.combine(day, at)
    if instant(starts, zone) <= now:
        raise Wrong("broadcasts/when_past")
    if not match[4]:
        return [starts.isoformat(timespec="minutes"), ""]
    ends = datetime.combine(day, time(int(match[4]), int(match[5])))
    if ends <= starts:
        raise Wrong("slots/ends_before")
    return [starts.isoformat(timespec="minutes"), ends.isoformat(timespec="minutes")]


def _day(words: str, today: str) -> date:
    """Of a day of the week the next one is meant, which may be today. Raises `Wrong`."""
    weekday = _WEEKDAYS.get(_bare(words))
    if weekday is not None:
        start = date.fromisoformat(today)
        return start + timedelta((weekday - start.weekday()) % 7)
    try:
        return date.fromisoformat(read_moment(Given(text=f"{words} 00:00"), today)[:10])
    except Wrong:
        raise Wrong("slots/when_not_understood", words=words) from None


def _is_weekday(words: str) -> bool:
    return _bare(words) in _WEEKDAYS


def _bare(words: str) -> str:
    return re.sub(r"^(во?|по)\s+", "", words).rstrip(".")


def _cut(begins: datetime, ends: str, minutes: int, zone: str) -> list[tuple[int, int]]:
    """One slot, or as many as fit before the end."""
    length = timedelta(minutes=minutes)
    until = datetime.combine(begins.date(), datetime.fromisoformat(ends).time()) if ends else begins + length
    number = (until - begins) // length
    firsts = [instant(begins + place * length, zone) for place in range(number)]
    return [(each, each + minutes * 60) for each in firsts]
