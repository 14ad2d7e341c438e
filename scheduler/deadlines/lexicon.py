"""The words of deadlines in all their forms. What is not here is no word of a deadline.

A form belongs to one kind and has one value: a month its number, an ordinal its place (the last is -1), a frequency
its unit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is. Each is one sign, so that the rules of `pieces.py` are regular expressions over tokens."""

    NUMBER = "n"
    YEAR = "y"
    DATE = "d"
    ROMAN = "r"
    ORDINAL = "o"
    COUNT = "c"
    MONTH = "m"
    QUARTER = "q"
    TERM = "t"
    """Учебная четверть."""
    HALF = "h"
    TRIMESTER = "i"
    SEASON = "s"
    OF_YEAR = "g"
    """The word «год»; its value is 2 for several years."""
    SCHOOL = "u"
    OF_MONTH = "e"
    WEEK = "w"
    DECADE = "k"
    OF_DAY = "a"
    WORKING = "b"
    WEEKDAY = "x"
    WEEKDAYS = "X"
    """«По понедельникам»."""
    HALF_OF = "p"
    START = "1"
    MIDDLE = "2"
    END = "3"
    UNTIL = "U"
    NOT = "N"
    LATER = "L"
    EARLIER = "0"
    FROM = "F"
    BY = "B"
    IN = "I"
    FOR = "Z"
    AND = "A"
    DASH = "-"
    COMMA = ","
    SLASH = "/"
    COLON = ":"
    OPEN = "("
    CLOSE = ")"
    FREQUENCY = "f"
    EVERY = "E"
    TIMES = "T"
    BOUND = "R"
    """«Реже», «чаще», «менее»: one end of a frequency."""
    DURING = "D"
    ALWAYS = "W"
    ALL = "V"
    PERIOD = "P"
    OF_PROGRAMME = "G"
    DAY_OF_MONTH = "C"
    """The word «число»."""
    THIS = "H"
    NEXT = "J"
    LAST = "K"
    REPORTED = "Q"
    HOUR = "O"
    NO_SCHEDULE = "Y"
    """Words that point elsewhere: a schedule, a request, a need."""
    ANCHOR = "S"
    """Words from which something is counted, or that exclude."""
    STAGE = "l"
    ABOUT = "M"
    """«Ориентировочно»."""
    BEGINNING = "j"
    """The adverb «начиная»."""
    FILLING = "_"
    WORD = "?"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a form stands for."""

    kind: Kind
    value: int = 0


DAILY, WEEKLY, MONTHLY, QUARTERLY, TERMLY, TRIMESTERLY, HALF_YEARLY, YEARLY, TEN_DAYS = range(1, 10)
"""Units of frequency, from short to long, and the decade of a month."""

_SOFT = "ь я ю ем ём е"
_HARD = "- а у ом е ы ов ам ами ах"
_NEUTER = "е я ю ем и й ям ями ях"
_ADJECTIVE = "ый ая ое ого ой ому ом ую ые ых ым ыми"
_SOFT_ADJECTIVE = "ий яя ее его ей ему ем юю ие их им ими"
_THIRD = "ий ья ье ьего ьей ьему ьем ью ьи ьих"
_MONTH_STEMS = (
    ("январ", _SOFT, "янв"), ("феврал", _SOFT, "фев февр"), ("март", "- а у ом е", "мар"), ("апрел", _SOFT, "апр"),
    ("ма", "й я ю ем е", ""), ("июн", _SOFT, "июн"), ("июл", _SOFT, "июл"), ("август", "- а у ом е", "авг"),
    ("сентябр", _SOFT, "сен сент"), ("октябр", _SOFT, "окт"), ("ноябр", _SOFT, "ноя нояб"), ("декабр", _SOFT, "дек"),
)
_ORDINALS = (
    ("перв", _ADJECTIVE, 1), ("втор", "ой ая ое ого ому ом ую ые ых ым ыми", 2), ("трет", _THIRD, 3),
    ("четверт", _ADJECTIVE, 4), ("пят", _ADJECTIVE, 5), ("шест", "ой ая ое ого ому ом ую ые ых", 6),
    ("седьм", "ой ая ое ого ому ом ую ые ых", 7), ("восьм", "ой ая ое ого ому ом ую ые ых", 8),
    ("девят", _ADJECTIVE, 9), ("десят", _ADJECTIVE, 10), ("пятнадцат", _ADJECTIVE, 15), ("двадцат", _ADJECTIVE, 20),
    ("последн", _SOFT_ADJECTIVE, -1), ("предпоследн", _SOFT_ADJECTIVE, -2),
)
_COUNTS = ("один одного одной одну одна одно одному одном", "два двух две двум двумя", "три трех трем тремя",
           "четыре четырех четырем", "пять пяти", "шесть шести", "семь семи", "восемь восьми", "девять девяти",
           "десять десяти")
_WEEKDAYS = (
    ("понедельник", "- а у ом е и", "понедельникам", "пн"), ("вторник", "- а у ом е и", "вторникам", "вт"),
    ("сред", "а у ы е ой", "средам", "ср"), ("четверг", "- а у ом е и", "четвергам", "чт"),
    ("пятниц", "а у ы е ей", "пятницам", "пт"), ("суббот", "а у ы е ой", "субботам", "сб"),
    ("воскресень", "е я ю ем и", "воскресеньям", "вс"),
)
_SEASONS = (("зим", "а ы у ой е", "зимн"), ("весн", "а ы у ой е", "весенн"), ("лет", "о а у ом е", "летн"),
            ("осен", "ь и ью", "осенн"))
_FREQUENCIES = (("ежедневн", DAILY), ("еженедельн", WEEKLY), ("ежемесячн", MONTHLY), ("ежеквартальн", QUARTERLY),
                ("ежегодн", YEARLY), ("ежечетвертн", TERMLY), ("ежетриместров", TRIMESTERLY))
_STEMS: tuple[tuple[Kind, int, str, str], ...] = (
    (Kind.QUARTER, 0, "квартал", _HARD),
    (Kind.TERM, 0, "четверт", "ь и ью ей ям ями ях"),
    (Kind.HALF, 0, "полугоди", _NEUTER),
    (Kind.TRIMESTER, 0, "триместр", _HARD),
    (Kind.OF_YEAR, 1, "год", "- а у ом е"),
    (Kind.OF_YEAR, 2, "год", "ы ов ам ами ах"),
    (Kind.SCHOOL, 0, "учебн", _ADJECTIVE),
    (Kind.OF_MONTH, 0, "месяц", "- а у ем е ы ев ам ами ах"),
    (Kind.WEEK, 0, "недел", "я и ю е ей ь ям ями ях ью"),
    (Kind.DECADE, 0, "декад", "а ы у е ой - ам ах"),
    (Kind.OF_DAY, 0, "дн", "я ю ем е и ей ям ями ях"),
    (Kind.WORKING, 0, "рабоч", "ий его ему ем ие их им ими"),
    (Kind.HALF_OF, 0, "половин", "а ы у е ой"),
    (Kind.START, 0, "начал", "о а у ом е"),
    (Kind.MIDDLE, 0, "середин", "а ы у е ой"),
    (Kind.END, 0, "кон", "ец ца цу цом це"),
    (Kind.END, 0, "окончани", "е я ю ем"),
    (Kind.EVERY, 0, "кажд", _ADJECTIVE),
    (Kind.PERIOD, 0, "период", _HARD),
    (Kind.OF_PROGRAMME, 0, "реализаци", "я и ю ей"),
    (Kind.OF_PROGRAMME, 0, "программ", "а ы у е ой"),
    (Kind.OF_PROGRAMME, 0, "проект", "- а у ом е"),
    (Kind.OF_PROGRAMME, 0, "дорожн", "ая ой ую"),
    (Kind.OF_PROGRAMME, 0, "карт", "а ы у е ой"),
    (Kind.OF_PROGRAMME, 0, "план", "а"),
    (Kind.OF_PROGRAMME, 0, "действи", "я"),
    (Kind.THIS, 0, "текущ", _SOFT_ADJECTIVE),
    (Kind.THIS, 0, "нынешн", _SOFT_ADJECTIVE),
    (Kind.NEXT, 0, "следующ", _SOFT_ADJECTIVE),
    (Kind.NEXT, 0, "последующ", _SOFT_ADJECTIVE),
    (Kind.NEXT, 0, "будущ", _SOFT_ADJECTIVE),
    (Kind.LAST, 0, "прошл", _ADJECTIVE),
    (Kind.LAST, 0, "предыдущ", _SOFT_ADJECTIVE),
    (Kind.REPORTED, 0, "отчетн", _ADJECTIVE),
    (Kind.HOUR, 0, "час", _HARD),
    (Kind.FILLING, 0, "календарн", _ADJECTIVE),
    (Kind.FILLING, 0, "хозяйственн", _ADJECTIVE),
    (Kind.FILLING, 0, "срок", "и ов"),
    (Kind.FILLING, 0, "дат", "а ы"),
    (Kind.NO_SCHEDULE, 0, "график", _HARD),
    (Kind.NO_SCHEDULE, 0, "расписани", "е ю ем я"),
    (Kind.NO_SCHEDULE, 0, "циклограмм", "а ы е ой"),
    (Kind.NO_SCHEDULE, 0, "план", "- у ом ам ами"),
    (Kind.NO_SCHEDULE, 0, "необходимост", "ь и ью"),
    (Kind.NO_SCHEDULE, 0, "запрос", _HARD),
    (Kind.NO_SCHEDULE, 0, "заявк", "а и е ам"),
    (Kind.NO_SCHEDULE, 0, "требовани", "е ю ям"),
    (Kind.NO_SCHEDULE, 0, "согласовани", "ю и"),
    (Kind.NO_SCHEDULE, 0, "установленн", _ADJECTIVE),
    (Kind.NO_SCHEDULE, 0, "определенн", _ADJECTIVE),
    (Kind.NO_SCHEDULE, 0, "усмотрени", "е ю"),
    (Kind.ANCHOR, 0, "завершени", "е я ю и ем"),
    (Kind.ANCHOR, 0, "проведени", "е я ю и ем"),
    (Kind.ANCHOR, 0, "получени", "е я ю и ем"),
    (Kind.ANCHOR, 0, "поступлени", "е я ю и ем"),
    (Kind.ANCHOR, 0, "подписани", "е я ю и ем"),
    (Kind.ANCHOR, 0, "утверждени", "е я ю и ем"),
    (Kind.ANCHOR, 0, "издани", "е я ю и ем"),
    (Kind.ANCHOR, 0, "итог", "ам"),
    (Kind.ANCHOR, 0, "результат", "ам"),
    (Kind.ANCHOR, 0, "каникул", "- ы ам ах ами"),
    (Kind.ANCHOR, 0, "каникулярн", _ADJECTIVE),
    (Kind.STAGE, 0, "этап", _HARD),
)
_PLAIN: tuple[tuple[Kind, int, str], ...] = (
    (Kind.QUARTER, 0, "кв"),
    (Kind.START, 0, "нач"),
    (Kind.MIDDLE, 0, "сер"),
    (Kind.END, 0, "кон"),
    (Kind.HALF_OF, 0, "пол"),
    (Kind.ORDINAL, 1, "перв"),
    (Kind.ORDINAL, 2, "втор"),
    (Kind.FREQUENCY, DAILY, "ежедн"),
    (Kind.FREQUENCY, WEEKLY, "еженед"),
    (Kind.FREQUENCY, MONTHLY, "ежемес"),
    (Kind.FREQUENCY, QUARTERLY, "ежекв ежекварт"),
    (Kind.FREQUENCY, YEARLY, "ежегод"),
    (Kind.TERM, 0, "четв"),
    (Kind.HALF, 0, "полуг полгода"),
    (Kind.OF_YEAR, 1, "г"),
    (Kind.OF_YEAR, 2, "гг"),
    (Kind.OF_YEAR, 2, "лет"),
    (Kind.SCHOOL, 0, "уч учеб"),
    (Kind.OF_MONTH, 0, "мес"),
    (Kind.WEEK, 0, "нед"),
    (Kind.OF_DAY, 0, "день дн"),
    (Kind.UNTIL, 0, "до к ко"),
    (Kind.NOT, 0, "не"),
    (Kind.LATER, 0, "позднее позже"),
    (Kind.EARLIER, 0, "ранее раньше"),
    (Kind.FROM, 0, "с со от"),
    (Kind.BY, 0, "по"),
    (Kind.IN, 0, "в во на"),
    (Kind.FOR, 0, "за"),
    (Kind.AND, 0, "и а или также затем далее"),
    (Kind.TIMES, 1, "раз раза разу разов"),
    (Kind.TIMES, 2, "дважды"),
    (Kind.TIMES, 3, "трижды"),
    (Kind.BOUND, 0, "реже чаще менее более"),
    (Kind.DURING, 0, "течение течении теч протяжении протяжение"),
    (Kind.ALWAYS, 1, "постоянно постоянной пост непрерывно круглогодично"),
    (Kind.ALWAYS, 2, "систематически регулярно регулярной периодически"),
    (Kind.ALL, 0, "весь всего всей всем всю все круглый"),
    (Kind.PERIOD, 0, "срока"),
    (Kind.DAY_OF_MONTH, 0, "число числа числу числе чисел числам числах"),
    (Kind.THIS, 0, "этого этом этот этой сего настоящего"),
    (Kind.HOUR, 0, "ч"),
    (Kind.NO_SCHEDULE, 0, "согласно соответствии отдельному плану плана-графика мере графиком"),
    (Kind.ANCHOR, 0, "после через перед накануне момента кроме исключением при ходе время данного"),
    (Kind.ABOUT, 0, "ориентировочно предварительно примерно около уточняется уточняются уточнить"),
    (Kind.BEGINNING, 0, "начиная"),
    (Kind.FILLING, 0, "срок дату включительно основе основной только чем"),
)


def _forms() -> Iterator[tuple[str, Meaning]]:
    for number, (stem, endings, short) in enumerate(_MONTH_STEMS, 1):
        yield from _ended(stem, endings, Meaning(Kind.MONTH, number))
        yield from _each(short, Meaning(Kind.MONTH, number))
    for stem, endings, place in _ORDINALS:
        yield from _ended(stem, endings, Meaning(Kind.ORDINAL, place))
    for number, forms in enumerate(_COUNTS, 1):
        yield from _each(forms, Meaning(Kind.COUNT, number))
    for day, (stem, endings, dative, short) in enumerate(_WEEKDAYS):
        yield from _ended(stem, endings, Meaning(Kind.WEEKDAY, day))
        yield from _each(short, Meaning(Kind.WEEKDAY, day))
        yield dative, Meaning(Kind.WEEKDAYS, day)
    for season, (stem, endings, adjective) in enumerate(_SEASONS):
        yield from _ended(stem, endings, Meaning(Kind.SEASON, season))
        yield from _ended(adjective, f"е {_SOFT_ADJECTIVE}", Meaning(Kind.SEASON, season))
    for stem, unit in _FREQUENCIES:
        yield from _ended(stem, f"о {_ADJECTIVE}", Meaning(Kind.FREQUENCY, unit))
    for kind, value, stem, endings in _STEMS:
        yield from _ended(stem, endings, Meaning(kind, value))
    for kind, value, forms in _PLAIN:
        yield from _each(forms, Meaning(kind, value))


def _ended(stem: str, endings: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((stem + ending.strip("-"), meaning) for ending in endings.split())


def _each(forms: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((form, meaning) for form in forms.split())


FORMS: Mapping[str, Meaning] = dict(_forms())
"""Every form, folded, and what it stands for."""
SHORT = frozenset(form for _, _, forms in _MONTH_STEMS for form in forms.split()) | frozenset({
    "уч", "кв", "нед", "мес", "теч", "нач", "сер", "кон", "пол", "перв", "втор", "пост", "полуг", "четв", "ежедн",
    "еженед", "ежемес", "ежекв", "ежекварт", "ежегод"})
"""Forms that are the beginning of a longer word as well."""
