"""A deadline that stands within other words: in the name of a stage, of an activity, in a result.

Only what can be nothing else is taken: «до 1 мая», «в марте 2018 г.», «ежемесячно», brackets with months in them. The
date of an order («от 25.04.2017 № 302») and the year of some other work («по итогам 2017 года») are no deadlines.
"""

import re

from scheduler.documents import looks
from scheduler.programme import words

_M = looks.MONTH
_G = r"(?:\s*(?:г\b\.?|года?\b|гг\b\.?))?"
_YEAR = rf"(?:\s*(?:19|20)\d\d{_G})"
_DAY = rf"(?:\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}}(?!\d)){_G}|\d{{1,2}}(?:-го)?\s+{_M}(?!\w){_YEAR}?)"
_SHORT_DAY = r"\d{1,2}\.\d{1,2}(?![\d.]*\d)"
_D = r"\s*[-–—]\s*"
_MONTHS = rf"{_M}(?!\w){_YEAR}?(?:(?:{_D}|,\s*|\s+и\s+){_M}(?!\w){_YEAR}?)*"
_QUARTER = (rf"(?:I{{1,3}}|IV|[1-4](?:-?[йом]{{1,2}})?)(?:{_D}(?:I{{1,3}}|IV|[1-4]))?\s+"
            rf"(?:квартал\w*|кв\.|полугоди\w+|четверт\w+|триместр\w*){_YEAR}?")
_OFTEN = (r"(?:ежегодно|еже(?:дневн|недельн|месячн|квартальн)(?:о|ый|ая|ое|ые|ой|ого|ых))(?!\w)"
          r"(?:\s*,?\s*(?:до|к|не позднее)\s+\d{1,2}(?:-го)?\s+(?:числа|дня)(?:\s+(?:каждого|следующего)?\s*месяца)?)?"
          r"|(?:не реже\s+)?(?:\d+|один|одного|два|двух)?\s*раза?\s+в\s+"
          r"(?:неделю|месяц|квартал|четверть|триместр|полугодие|год)"
          r"|каждую\s+(?:неделю|четверть)|каждый\s+(?:месяц|квартал|понедельник|вторник|четверг)")
_WEEK = rf"(?:\d|I{{1,3}}|IV|перв\w+|втор\w+|треть\w|четв[её]рт\w+|последн\w+)(?:-?я)?\s+недел[яи](?:\s+{_M}(?!\w))?"
_LIMIT = rf"(?:в срок\s+)?(?:до|к|не позднее|не позже)\s+(?:{_DAY}|{_SHORT_DAY})"
_SPAN = (rf"(?:в период\s+)?с\s+(?:{_DAY}|{_SHORT_DAY}|\d{{1,2}}|{_M}{_YEAR}?)"
         rf"\s+по\s+(?:{_DAY}|{_SHORT_DAY}|{_M}(?!\w){_YEAR}?)")
_DAYS = rf"\d{{1,2}}{_D}{_DAY}|{_DAY}{_D}{_DAY}"
_WHILE = r"в течение\s+(?:всего\s+)?(?:учебного\s+|календарного\s+)?(?:года|периода|полугодия)(?!\w)"
_NOT_AFTER = r"(?<!\w)(?<!от )(?<!за )(?<!№ )"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(f"{_NOT_AFTER}(?:{'|'.join(patterns)})", re.IGNORECASE)


_IN_WORDS = (
    _any(_LIMIT, _SPAN),
    _any(_DAYS),
    _any(_DAY),
    _any(_OFTEN, _WHILE, rf"в\s+(?:{_MONTHS}|{_QUARTER})"),
)
"""The surest first."""
_WHOLE = re.compile(rf"(?:срок:?\s*)?((?:в\s+|во\s+)?(?:{_LIMIT}|{_SPAN}|{_DAYS}|{_DAY}|{_MONTHS}|{_QUARTER}|{_OFTEN}"
                    rf"|{_WHILE}))", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_IN_TITLE = (*_IN_WORDS[:3], _any(_QUARTER), _any(_WEEK), _any(_MONTHS), _any(_OFTEN, _WHILE))
_FAR = 5_000
"""Signs of a text within which a deadline is looked for."""
_TRIM = " .,;:()[]–—-"


def of_words(text: str) -> str:
    """The deadline within an activity or a result, as it is written, or ""."""
    seen = words.clean(text[:_FAR]).replace("ё", "е")
    for inner in _BRACKETS.findall(seen):
        if phrase := _whole(inner):
            return phrase
    return _first(_IN_WORDS, seen)


def of_title(text: str) -> str:
    """The deadline within the name of a stage or a section: also a bare month or quarter, in brackets or behind."""
    seen = words.clean(text[:_FAR]).replace("ё", "е")
    for inner in reversed(_BRACKETS.findall(seen)):
        if phrase := _whole(inner) or _first(_IN_TITLE, inner):
            return phrase
    return _first(_IN_TITLE, seen)


def _whole(inner: str) -> str:
    """What stands in brackets, if it is a deadline and nothing else."""
    found = _WHOLE.fullmatch(inner.strip())
    return _tidy(found[1]) if found else ""


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    for pattern in patterns:
        if found := pattern.search(text):
            return _tidy(found[0])
    return ""


def _tidy(phrase: str) -> str:
    return phrase.strip(_TRIM) + ("." if phrase.rstrip().endswith("г.") else "")
