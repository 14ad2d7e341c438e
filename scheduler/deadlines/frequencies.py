"""«Ежемесячно», «1 раз в квартал», «по понедельникам», «до 25 числа каждого месяца»: how often something is done."""

from collections.abc import Sequence

from scheduler.deadlines.lexicon import (
    DAILY,
    HALF_YEARLY,
    MONTHLY,
    QUARTERLY,
    TEN_DAYS,
    TERMLY,
    TRIMESTERLY,
    WEEKLY,
    YEARLY,
    Kind,
)
from scheduler.deadlines.pieces import Following, Numbered, Often
from scheduler.deadlines.rules import Line, of_kind
from scheduler.deadlines.tokens import Token

_UNIT = "(OF_MONTH|WEEK|OF_DAY|QUARTER|TERM|HALF|TRIMESTER|DECADE|(SCHOOL|FILLING)? OF_YEAR|(SCHOOL|FILLING)? TERM)"
_UNITS = {Kind.OF_DAY: DAILY, Kind.WEEK: WEEKLY, Kind.OF_MONTH: MONTHLY, Kind.QUARTER: QUARTERLY, Kind.TERM: TERMLY,
          Kind.TRIMESTER: TRIMESTERLY, Kind.HALF: HALF_YEARLY, Kind.OF_YEAR: YEARLY, Kind.DECADE: TEN_DAYS}
_LIMIT = "(NOT BOUND FILLING?)?"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"


def frequency(line: Line) -> Often | Numbered | Following | None:
    """The frequency that comes next, or a part of one."""
    return _times(line) or _every(line) or _on_weekdays(line) or _in_month(line)


def _times(line: Line) -> Often | None:
    """«Ежемесячно», «не реже 1 раза в месяц», «раз в две недели»."""
    if line.sees("FREQUENCY") and line.tokens[line.at].value == WEEKLY and (taken := line.take(
            "FREQUENCY (OPEN|COMMA|DASH|COLON)? IN? WEEKDAY ((COMMA|AND) WEEKDAY)* CLOSE?")):
        return Often(WEEKLY, by=_by_weekdays(taken))
    if taken := line.take(f"{_LIMIT} (IN? FREQUENCY)"):
        return Often(of_kind(taken, Kind.FREQUENCY)[0].value)
    head = (f"{_LIMIT} (NUMBER|COUNT|ORDINAL)? (DASH (NUMBER|COUNT))? TIMES (IN|FOR) DURING? ALL?"
            f" (NUMBER|COUNT)? {_UNIT}")
    if not (taken := line.take(head)):
        return None
    at = next(number for number, token in enumerate(taken) if token.kind is Kind.TIMES)
    often = [token.value for token in of_kind(taken[:at], Kind.NUMBER, Kind.COUNT, Kind.ORDINAL)]
    during = bool(of_kind(taken, Kind.DURING))
    return Often(_unit(taken[at:]), _count(taken[at + 1 :]), max(often, default=taken[at].value), vague=during)


def _every(line: Line) -> Often | None:
    """«Каждый месяц», «каждые две недели», «каждая первая среда месяца», «каждое 25 число»."""
    if taken := line.take("EVERY (NUMBER|ORDINAL) DAY_OF_MONTH (IN? EVERY? OF_MONTH)?"):
        return Often(MONTHLY, by=f"BYMONTHDAY={taken[1].value}")
    if taken := line.take("IN? (START|MIDDLE|END|(NUMBER|ORDINAL) WEEK) IN? EVERY OF_MONTH"
                          "|IN? (NUMBER|ORDINAL) WEEK IN? OF_MONTH"):
        return Often(MONTHLY, by=f"BYMONTHDAY={_within_month(taken)}", vague=True)
    if _is_monthly(line.tokens) and (taken := line.take("IN? (NUMBER|ORDINAL) WEEK(?!IN? (MONTH|EVERY|OF_MONTH))")):
        return Often(MONTHLY, by=f"BYMONTHDAY={_within_month(taken)}", vague=True)
    if _is_monthly(line.tokens) and (taken := line.take("IN? ORDINAL WEEKDAY(?!IN? (MONTH|EVERY|OF_MONTH))")):
        return Often(MONTHLY, by=f"BYDAY={taken[-2].value}{_WEEKDAYS[taken[-1].value]}")
    if taken := line.take("(BY|IN|UNTIL|NOT LATER)? EVERY? (NUMBER|ORDINAL) ((AND|COMMA) (NUMBER|ORDINAL))* WEEKDAY"
                          " IN? EVERY? OF_MONTH"):
        places = of_kind(taken, Kind.NUMBER, Kind.ORDINAL)
        day = _WEEKDAYS[of_kind(taken, Kind.WEEKDAY)[0].value]
        return Often(MONTHLY, by="BYDAY=" + ",".join(f"{place.value}{day}" for place in places))
    if taken := line.take("(BY|IN)? EVERY WEEKDAY ((COMMA|AND) EVERY? WEEKDAY)*"):
        return Often(WEEKLY, by=_by_weekdays(taken))
    if taken := line.take("IN? EVERY WORKING OF_DAY"):
        return Often(WEEKLY, by=WORKDAYS)
    if taken := line.take(f"(IN|DURING)* EVERY (NUMBER|COUNT)? {_UNIT}"):
        return Often(_unit(taken), _count(taken))
    return None


def _on_weekdays(line: Line) -> Often | None:
    if taken := line.take("BY? WEEKDAYS ((COMMA|AND) BY? WEEKDAYS)*"):
        return Often(WEEKLY, by=_by_weekdays(taken))
    if line.take("(IN|BY) WORKING OF_DAY"):
        return Often(WEEKLY, by=WORKDAYS)
    return None


def _in_month(line: Line) -> Often | Numbered | Following | None:
    """«25 числа», «последний день месяца», «месяца, следующего за отчётным»."""
    if line.take("ORDINAL WORKING OF_DAY IN? EVERY? OF_MONTH"):
        return Often(MONTHLY, by=f"{WORKDAYS};BYSETPOS=-1")
    if taken := line.take("ORDINAL (OF_DAY|DAY_OF_MONTH) IN? EVERY? OF_MONTH"):
        return Often(MONTHLY, by=f"BYMONTHDAY={taken[0].value}")
    if taken := line.take(
            "(NUMBER|ORDINAL) (((COMMA|AND) UNTIL?|DASH|BY) (NUMBER|ORDINAL))* DAY_OF_MONTH(?!IN? MONTH)"):
        days = tuple(token.value for token in of_kind(taken, Kind.NUMBER, Kind.ORDINAL))
        return Numbered(days, span=bool(of_kind(taken, Kind.DASH, Kind.BY)))
    if taken := line.take("(ORDINAL|NUMBER) OF_MONTH IN? EVERY? QUARTER"):
        return Following(MONTHLY, QUARTERLY, inside=taken[0].value)
    following = "(OF_MONTH|OF_YEAR) COMMA? NEXT FOR REPORTED? (OF_MONTH|QUARTER|PERIOD|OF_YEAR|HALF)?"
    if taken := line.take(following):
        of = of_kind(taken[2:], Kind.OF_MONTH, Kind.QUARTER, Kind.OF_YEAR, Kind.HALF)
        return Following(_UNITS[taken[0].kind], _UNITS[of[0].kind] if of else _UNITS[taken[0].kind])
    return None


def _is_monthly(tokens: Sequence[Token]) -> bool:
    """Whether a month is said to be the unit, somewhere in the phrase."""
    kinds = {token.kind for token in tokens}
    return {Kind.TIMES, Kind.OF_MONTH} <= kinds or any(
        token.kind is Kind.FREQUENCY and token.value == MONTHLY for token in tokens)


def _within_month(taken: Sequence[Token]) -> int:
    """The last day of a part of the month."""
    place = of_kind(taken, Kind.START, Kind.MIDDLE, Kind.END, Kind.NUMBER, Kind.ORDINAL)[0]
    named = {Kind.START: 10, Kind.MIDDLE: 20, Kind.END: -1}
    return named[place.kind] if place.kind in named else (7 * place.value if 0 < place.value < 5 else -1)


def _by_weekdays(taken: Sequence[Token]) -> str:
    days = sorted({token.value for token in of_kind(taken, Kind.WEEKDAY, Kind.WEEKDAYS)})
    return "BYDAY=" + ",".join(_WEEKDAYS[day] for day in days)


def _unit(taken: Sequence[Token]) -> int:
    return next(_UNITS[token.kind] for token in reversed(taken) if token.kind in _UNITS)


def _count(taken: Sequence[Token]) -> int:
    counted = of_kind(taken, Kind.NUMBER, Kind.COUNT)
    return counted[0].value if counted else 1
