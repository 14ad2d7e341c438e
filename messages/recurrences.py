"""What repeats, as an order writes it: an RRULE (RFC 5545) → «ежемесячно до 25 числа». Pure."""

from collections.abc import Mapping
from datetime import date

from messages import deadlines
from messages.deadlines import say

_LEAP = 2024
"""Days of no year are named by one that has all of them."""
_WORKDAYS = "MO,TU,WE,TH,FR"
_TERMS = {"3,6,9,12": "quarter", "3,5,10,12": "term", "2,5,11": "trimester", "5,12": "half"}
"""Months on whose last day a quarter of the calendar ends, or a term of school."""
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PLACES = ("1", "2", "3", "4", "-1")
"""Of a day of the week within its month."""
_Parts = Mapping[str, str]


def written(rule: str, start: date | None = None, end: date | None = None) -> str:
    """The words for a rule within its bounds; a rule that our language has no words for stays as it is."""
    return " ".join(filter(None, (_often(rule) or rule, _bounds(start, end))))


def _often(rule: str) -> str:
    parts = dict(each.split("=", 1) for each in rule.split(";") if "=" in each)
    frequency, rest = parts.pop("FREQ", ""), frozenset(parts) - {"INTERVAL"}
    number = int(parts.get("INTERVAL", "1"))
    if frequency not in _FREQUENCIES:
        return ""
    often = say(f"every.{frequency}") if number == 1 else say(f"each.{frequency}", number=number)
    if not rest:
        return often
    if frequency == "WEEKLY" and rest == {"BYDAY"}:
        return _weekly(often, parts["BYDAY"], number)
    if frequency == "MONTHLY":
        return _monthly(often, parts, rest)
    return _yearly(often, parts, rest) if frequency == "YEARLY" else ""


def _weekly(often: str, days: str, number: int) -> str:
    if days == _WORKDAYS and number == 1:
        return say("workdays")
    return say("on_weekdays", often=often, days=deadlines.joined([say(f"weekdays.{day}") for day in days.split(",")]))


def _monthly(often: str, parts: _Parts, rest: frozenset[str]) -> str:
    if rest == {"BYMONTHDAY"}:
        days = parts["BYMONTHDAY"]
        if days == "-1":
            return say("last_day", often=often)
        return "" if "-" in days else say("by_days", often=often, days=deadlines.joined(days.split(",")))
    day, place = parts.get("BYDAY", "")[-2:], parts.get("BYDAY", "")[:-2]
    if rest == {"BYDAY"} and "INTERVAL" not in parts and place in _PLACES:
        return say(f"weekday_of_month.{day}", place=say(f"places.{day}.{place}"))
    return ""


def _yearly(often: str, parts: _Parts, rest: frozenset[str]) -> str:
    if not rest <= {"BYMONTH", "BYMONTHDAY"} or "BYMONTH" not in rest:
        return ""
    months, days = parts["BYMONTH"], parts.get("BYMONTHDAY", "")
    firsts = [date(_LEAP, int(month), 1) for month in months.split(",")]
    if not days:
        return say("in_month", often=often, months=deadlines.joined([deadlines.in_month(each) for each in firsts]))
    if days == "-1" and months in _TERMS and "INTERVAL" not in parts:
        return say(f"terms.{_TERMS[months]}")
    if days == "-1":
        return say("end_of_months", often=often,
                   months=deadlines.joined([deadlines.of_month(each) for each in firsts]))
    return "" if "," in days else say("by_day_of_year", often=often, days=deadlines.joined(
        [f"{days} {deadlines.of_month(each)}" for each in firsts]))


def _bounds(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return say("since", day=deadlines.day(start)) if start else say("until", day=deadlines.day(end)) if end else ""
    if not deadlines.whole_months(start, end):
        return say("range", first=deadlines.day(start), last=deadlines.day(end))
    whole = deadlines.school_year(start, end) or (start.year == end.year and (start.month, end.month) == (1, 12))
    if whole:
        return deadlines.whole(start, end)
    first = say("year", words=deadlines.of_month(start), year=start.year)
    return say("range", first=first, last=say("year", words=deadlines.month(end), year=end.year))
