"""How people write a deadline: «до 30.05.2018», «май – июнь 2018 г.» → `When`, or what was not understood.

Nothing is guessed: a phrase without a year, an impossible day or a period that runs backwards is given back.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.programme.reading import Context, Doubt, Reading, Sort, Status, Why
from scheduler.programme.when import NO_DATE, When
from scheduler.programme.words import fold


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The phrase as it stood."""

    phrase: str


_NAMES = (
    ("январь", "января", "январе"),
    ("февраль", "февраля", "феврале"),
    ("март", "марта", "марте"),
    ("апрель", "апреля", "апреле"),
    ("май", "мая", "мае"),
    ("июнь", "июня", "июне"),
    ("июль", "июля", "июле"),
    ("август", "августа", "августе"),
    ("сентябрь", "сентября", "сентябре"),
    ("октябрь", "октября", "октябре"),
    ("ноябрь", "ноября", "ноябре"),
    ("декабрь", "декабря", "декабре"),
)
_MONTHS = {forms[0]: number for number, forms in enumerate(_NAMES, 1)}
_OF_MONTHS = {forms[1]: number for number, forms in enumerate(_NAMES, 1)}
_IN_MONTHS = {forms[2]: number for number, forms in enumerate(_NAMES, 1)}

_NO_DATE = frozenset({"без срока", "нет срока", "-"})
_G = r"(?: ?(?:г\.?|года|году))?"
_YEAR = rf"(\d{{4}}){_G}"
_MONTH = f"({'|'.join(_MONTHS)})"
_DAY = rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{_G}|\d{{1,2}} [а-я]+ \d{{4}}{_G})"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_ISO = _whole(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = _whole(rf"(\d{{1,2}})\.(\d{{1,2}})\.{_YEAR}")
_WORDED = _whole(rf"(\d{{1,2}}) ({'|'.join(_OF_MONTHS)}) {_YEAR}")
_UNTIL = _whole(rf"(?:до|к|не позднее|не позже|(?:в )?срок до) ({_DAY})")
_DAYS = _whole(rf"(?:(?:в период )?с )?({_DAY}) ?(?:-|по) ?({_DAY})")
_ONE_MONTH = _whole(rf"{_MONTH} {_YEAR}")
_IN_MONTH = _whole(rf"в ({'|'.join(_IN_MONTHS)}) {_YEAR}")
_MONTHS_OF_YEAR = _whole(rf"{_MONTH} ?- ?{_MONTH} {_YEAR}")
_MONTHS_OF_YEARS = _whole(rf"{_MONTH} {_YEAR} ?- ?{_MONTH} {_YEAR}")
_NEAR = {"сегодня": 0, "вчера": 1, "позавчера": 2}
_SHORT_YEAR = _whole(rf"^(\d{{1,2}}\.\d{{1,2}})\.(\d\d){_G}$")
DAY_WITHIN = (r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})"
              rf"|\d{{1,2}} (?:{'|'.join(_OF_MONTHS)})(?: \d{{4}})?){_G}(?!\w)")
"""A day within other words, as `past_day` reads it."""


def read(value: str | date) -> When | NotUnderstood:
    """The meaning of a phrase or of a date cell. Never raises."""
    if isinstance(value, datetime):
        return When(value.date(), value.date())
    if isinstance(value, date):
        return When(value, value)
    phrase = fold(value)
    if phrase in _NO_DATE:
        return NO_DATE
    try:
        return _days(phrase) or _months(phrase) or NotUnderstood(value)
    except ValueError:  # a day or a year that no calendar has, or a period that runs backwards
        return NotUnderstood(value)


def understood(phrase: str | date, context: Context | None = None, above: When | None = None) -> Reading:
    """The meaning of a phrase with how sure it is. `above` is the deadline of the section or row above. Never raises."""
    when = read(phrase)
    if isinstance(when, NotUnderstood):
        return Reading(str(phrase), Status.NOT_UNDERSTOOD, Sort.UNKNOWN, doubts=(Doubt(Why.UNKNOWN, str(phrase)),))
    return Reading(str(phrase), Status.READ, Sort.NONE if when == NO_DATE else Sort.DAYS, when)


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


def _days(phrase: str) -> When | None:
    if day := _day(phrase):
        return When(day, day)
    if found := _UNTIL.fullmatch(phrase):
        end = _day(found[1])
        return When(None, end) if end else None
    if found := _DAYS.fullmatch(phrase):
        start, end = _day(found[1]), _day(found[2])
        return When(start, end) if start and end else None
    return None


def _day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDED.fullmatch(text):
        return date(int(found[3]), _OF_MONTHS[found[2]], int(found[1]))
    return None


def _months(phrase: str) -> When | None:
    if found := _ONE_MONTH.fullmatch(phrase):
        return _span(found[2], _MONTHS[found[1]], found[2], _MONTHS[found[1]])
    if found := _IN_MONTH.fullmatch(phrase):
        return _span(found[2], _IN_MONTHS[found[1]], found[2], _IN_MONTHS[found[1]])
    if found := _MONTHS_OF_YEAR.fullmatch(phrase):
        return _span(found[3], _MONTHS[found[1]], found[3], _MONTHS[found[2]])
    if found := _MONTHS_OF_YEARS.fullmatch(phrase):
        return _span(found[2], _MONTHS[found[1]], found[4], _MONTHS[found[3]])
    return None


def _span(first_year: str, first: int, last_year: str, last: int) -> When:
    """From the first day of one month to the last day of another."""
    year = int(last_year)
    start = date(int(first_year), first, 1)
    return When(start, date(year, last, calendar.monthrange(year, last)[1]))
