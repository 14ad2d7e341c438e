"""A deadline as an order writes it: «до 30 мая 2018 г.», «с 5 по 9 декабря 2022 г.», «I квартал 2024 г.». Pure.

Each phrase names its years and has one meaning, so that what we write can be read back. What repeats is put into words
in `recurrences.py`.
"""

import calendar
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from babel.dates import format_date

from messages import lexicon

ROMAN = ("I", "II", "III", "IV")


class Days(Protocol):
    """From a day to a day, both inclusive; `end` is the deadline. Without `start`: until; without both: no deadline."""

    @property
    def start(self) -> date | None: ...

    @property
    def end(self) -> date | None: ...


def written(when: Days) -> str:
    """Of a day or a range, as an order has it."""
    start, end = when.start, when.end
    if end is None:
        return say("since", day=day(start)) if start else say("none")
    if start is None:
        return say("until", day=day(end))
    if start == end:
        return day(end)
    return whole(start, end) or _range(start, end)


def listed(parts: Sequence[Days]) -> str:
    """Of several deadlines: «1, 15 и 20 октября 2023 г.», «октябрь 2015 г., январь и апрель 2016 г.»."""
    days = [each.end for each in parts if each.start == each.end and each.end]
    if parts and len(days) == len(parts):
        return ", ".join(say("year", words=_days_of_year(list(group)), year=year)
                         for year, group in groupby(days, lambda day: day.year))
    months = [each.start for each in parts if each.start and each.end and one_month(each.start, each.end)]
    if parts and len(months) == len(parts):
        return ", ".join(say("year", words=joined([month(first) for first in group]), year=year)
                         for year, group in groupby(months, lambda first: first.year))
    return ", ".join(written(each) for each in parts)


def in_table(when: Days) -> str:
    """The same in figures, as plans have it: «до 30.05.2018», «с 01.09.2018 по 31.05.2019», «май 2018 года»."""
    start, end = when.start, when.end
    if end is None:
        return say("since", day=figures(start)) if start else say("none")
    if start is None:
        return say("until", day=figures(end))
    if start == end:
        return figures(end)
    if whole_months(start, end):
        return _months_in_table(start, end)
    return say("range", first=figures(start), last=figures(end))


def _months_in_table(start: date, end: date) -> str:
    last = say("table.month", month=month(end), year=end.year)
    if one_month(start, end):
        return last
    if start.year == end.year:
        return say("table.months", first=month(start), last=month(end), year=end.year)
    return say("months", first=say("table.month", month=month(start), year=start.year), last=last)


def whole(start: date, end: date) -> str:
    """Words for a range that begins and ends with months, "" for any other."""
    if not whole_months(start, end):
        return ""
    if school_year(start, end):
        return say("school_year", first=start.year, last=end.year)
    if (start.month, end.month) == (1, 12):
        one = start.year == end.year
        return say("calendar_year" if one else "years", year=end.year, first=start.year, last=end.year)
    if start.year == end.year and end.month - start.month == 2 and end.month % 3 == 0:
        return say("quarter", number=ROMAN[end.month // 3 - 1], year=end.year)
    return _months(start, end)


def _months(start: date, end: date) -> str:
    last = say("year", words=month(end), year=end.year)
    if one_month(start, end):
        return last
    first = month(start)
    return say("months", first=first if start.year == end.year else say("year", words=first, year=start.year),
               last=last)


def _range(start: date, end: date) -> str:
    if start.year != end.year:
        return say("range", first=day(start), last=day(end))
    if start.month != end.month:
        return say("range", first=day_and_month(start), last=day(end))
    return say("range", first=start.day, last=day(end))


def _days_of_year(days: Sequence[date]) -> str:
    """«1, 15 и 20 октября», «2 февраля и 19 мая»."""
    groups = [list(group) for _, group in groupby(days, lambda day: day.month)]
    if len(groups) == 1:
        return f"{joined([str(each.day) for each in days])} {of_month(days[0])}"
    return joined([day_and_month(each) for each in days])


def whole_months(start: date, end: date) -> bool:
    """Whether the range begins with the first day of a month and ends with the last one of a month."""
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]


def one_month(start: date, end: date) -> bool:
    """Whether the range is a whole month."""
    return whole_months(start, end) and (start.year, start.month) == (end.year, end.month)


def school_year(start: date, end: date) -> bool:
    """Whether the range is a school year, from September to May."""
    return (start.month, start.day, end.month, end.day, end.year - start.year) == (9, 1, 5, 31, 1)


def joined(words: Sequence[str]) -> str:
    """«октябрь, январь и апрель»."""
    return say("and").join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def day(when: date) -> str:
    """«30 мая 2018 г.»."""
    return say("year", words=day_and_month(when), year=when.year)


def figures(when: date) -> str:
    """«30.05.2018»."""
    return f"{when.day:02}.{when.month:02}.{when.year:04}"


def day_and_month(when: date) -> str:
    """«30 мая»."""
    return f"{when.day} {of_month(when)}"


def month(when: date) -> str:
    """«май»."""
    return format_date(when, "LLLL", "ru")


def of_month(when: date) -> str:
    """«мая»."""
    return format_date(when, "MMMM", "ru")


def in_month(when: date) -> str:
    """«мае»."""
    return say("in_months").split("|")[when.month - 1]


def say(key: str, **facts: Any) -> str:
    """Our words; `key` leads into the file, as `every.MONTHLY`."""
    return lexicon.sayings("roadmap/deadlines")[key](**facts)
