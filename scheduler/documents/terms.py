"""A deadline as it was read → the days on which an activity is due: one, several, or none."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from messages import russian
from scheduler.documents.answers import Answer, Said
from scheduler.programme.model import Period
from scheduler.programme.reading import Reading, Sort
from scheduler.programme.when import NO_DATE, When

MOST = 40
"""Activities that one row may become."""
_DAYS = ("BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO")
_EVERY_QUARTER = {"3": "3,6,9,12", "6": "6,12"}
"""Months in which quarters and half-years end, by the interval of a rule that names none."""


@dataclass(frozen=True, slots=True)
class Term:
    """One of the days. Where there are several, `label` says of which month or day it is, for the title."""

    due: When
    label: str = ""


def of(reading: Reading, period: Period, answer: Answer | None = None) -> tuple[Term, ...]:
    """At least one; without a day where there is none."""
    if answer and answer.said is Said.DAY:
        return (Term(When(None, answer.day)),)
    if answer and answer.said is Said.NO_DATE:
        return (Term(NO_DATE),)
    if reading.sort is Sort.LIST and len(reading.parts) > 1:
        return _labelled(reading.parts)
    if reading.sort is Sort.RECURRING and reading.recurrence:
        return _recurring(reading, period)
    if reading.sort is Sort.WHOLE_PERIOD and reading.when.end is None:
        return (Term(When(period.start, period.end)),)
    return (Term(reading.when if reading.when.end else NO_DATE),)


def _labelled(parts: Sequence[When]) -> tuple[Term, ...]:
    """Each by its month, or by its day where a month has several."""
    ends = [part.end for part in parts if part.end]
    months = {(end.year, end.month) for end in ends}
    name = russian.month if len(months) == len(ends) else russian.full_day
    return tuple(Term(part, name(part.end) if part.end else "") for part in parts[:MOST])


def _recurring(reading: Reading, period: Period) -> tuple[Term, ...]:
    """One for each time within the programme; what is done daily or weekly is one piece of work."""
    start = max(filter(None, (reading.when.start, period.start)))
    end = min(filter(None, (reading.when.end, period.end)))
    days = [] if end < start or _often(reading.recurrence) else _occurrences(reading.recurrence, start, end)
    if not 1 < len(days) <= MOST:
        whole = When(start, end) if start <= end else NO_DATE
        return (Term(When(None, days[0]) if len(days) == 1 else whole),)
    return _labelled([When(None, day) for day in days])


def _often(rule: str) -> bool:
    return any(f"FREQ={often}" in rule for often in ("DAILY", "WEEKLY", "HOURLY", "MINUTELY", "SECONDLY"))


def _occurrences(rule: str, start: date, end: date) -> list[date]:
    """A rule that names no day means the last one of its month; the last month may end before that."""
    named = any(part in rule for part in _DAYS)
    until = end if named else end.replace(day=calendar.monthrange(end.year, end.month)[1])
    found = rrulestr(rule if named else _at_the_end(rule, end), dtstart=datetime.combine(start, time()), ignoretz=True)
    days: list[date] = []
    for moment in found:
        if moment.date() > until or len(days) > MOST:
            break
        days.append(min(moment.date(), end))
    return list(dict.fromkeys(days))


def _at_the_end(rule: str, end: date) -> str:
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if parts.get("FREQ") == "MONTHLY" and "BYMONTH" not in parts and parts.get("INTERVAL") in _EVERY_QUARTER:
        parts["BYMONTH"] = _EVERY_QUARTER[parts.pop("INTERVAL")]
    if parts.get("FREQ") == "YEARLY" and "BYMONTH" not in parts:
        parts["BYMONTH"] = str(end.month)
    parts["BYMONTHDAY"] = "-1"
    return ";".join(f"{key}={value}" for key, value in parts.items())
