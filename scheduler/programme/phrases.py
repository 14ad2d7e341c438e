"""How people write a deadline: «до 30.05.2018», «в течение II квартала», «ежемесячно до 25 числа» → its meaning.

The language itself is read in `scheduler/deadlines/`. Nothing is guessed in silence: a reading says how sure it is and
why, and what is not understood is given back.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduler.deadlines import meaning, tokens
from scheduler.programme.reading import Context, Doubt, Reading, Sort, Status, Why
from scheduler.programme.when import When
from scheduler.programme.words import fold


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The phrase as it stood."""

    phrase: str


LONGEST = 400
"""Characters; what is longer is no deadline."""
_NO_DATE = frozenset({"", "без срока", "нет срока", "срок не установлен", "не установлен", "-", "--"})
_G = r"(?: ?(?:г\.?|года|году))?"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_SHORT_YEAR = re.compile(rf"^(\d{{1,2}}\.\d{{1,2}})\.(\d\d){_G}$", re.ASCII)
_NEAR = {"сегодня": 0, "вчера": 1, "позавчера": 2}
DAY_WITHIN = (r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})"
              rf"|\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?){_G}(?!\w)")
"""A day within other words, as `past_day` reads it."""


def understood(value: str | date, context: Context | None = None, above: When | None = None) -> Reading:
    """The meaning of a phrase or of a date cell, with how sure it is. Never raises.

    `context` are the years of the document; without it a year must be said. `above` is the deadline of the section
    or row above, for «1 неделя» below a month.
    """
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _warned(Reading(day.isoformat(), Status.READ, Sort.DAYS, When(day, day)), context)
    if fold(value) in _NO_DATE:
        return Reading(value, Status.READ, Sort.NONE)
    if len(value) > LONGEST:
        return Reading(value, Status.NOT_UNDERSTOOD, Sort.UNKNOWN, doubts=(Doubt(Why.UNKNOWN, value),))
    found = meaning.meaning(tokens.read(value), context, above)
    doubts = tuple(doubt if doubt.words else replace(doubt, words=value) for doubt in found.doubts)
    return _warned(replace(found, phrase=value, doubts=doubts), context)


def _warned(reading: Reading, context: Context | None) -> Reading:
    """With a word about days outside the years of the document. They are read as they stand."""
    ends = [day for day in (reading.when.start, reading.when.end) if day and reading.sort is not Sort.RECURRING]
    if context is None or all(day in context for day in ends):
        return reading
    return replace(reading, doubts=(*reading.doubts, Doubt(Why.OUTSIDE, reading.phrase)))


def read(value: str | date) -> When | NotUnderstood:
    """One day or one period that leaves no doubt, its year included, or that there is none. Never raises.

    A number alone is nobody's period here: it is what is left where a day was forgotten.
    """
    found, text = understood(value), str(value)
    sure = found.status is Status.READ and not found.doubts and found.sort in (Sort.DAYS, Sort.NONE)
    number = bool(text.strip()) and not text.strip(" .0123456789") and found.when.start != found.when.end
    return found.when if sure and text.strip() and not number else NotUnderstood(text)


def past_day(words: str, today: date) -> date | None:
    """One day that has been: «вчера», «12.03.18», and without a year the last such day. A year that is written holds,
    even where the day lies ahead.
    """
    phrase = _SHORT_YEAR.sub(r"\1.20\2", fold(words))
    if phrase in _NEAR:
        return today - timedelta(_NEAR[phrase])
    if day := _one_day(phrase):
        return day
    nearby = [_one_day(f"{phrase.rstrip('.')}{gap}{year}") for year in (today.year, today.year - 1) for gap in ". "]
    return max((day for day in nearby if day and day <= today), default=None)


def _one_day(phrase: str) -> date | None:
    found = read(phrase)
    return found.end if isinstance(found, When) and found.start == found.end else None


