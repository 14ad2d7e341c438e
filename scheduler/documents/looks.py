"""What the text of a cell looks like, whatever its column is called: a number, a deadline, a mark, a remark."""

import re

from scheduler.programme import words

MONTH = (r"(?:январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]"
         r"|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])")
"""A month in the forms that stand in deadlines, folded."""
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]+(?:\.\d{1,3})*|[а-яa-z])[.)]{0,2}")
_PLAIN = re.compile(r"(\d{1,3})\.?")
_DEADLINE = re.compile(
    rf"\b{MONTH}\b|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?|\b(?:янв|фев|февр|мар|апр|авг|сен|сент|окт|ноя|нояб|дек)\b"
    r"|квартал|полугоди|четверт|триместр|еже(?:дневн|недельн|месячн|квартальн|годн)|постоянно|\bраз[а]? в\b"
    r"|в течени|учебн\w+ год|весь период|по (?:мере|отдельному|графику|плану|необходимости)|\bдекада|\bнедел[яию]"
    r"|(?:19|20)\d\d(?:[-/ ]|$)")
_MARKS = frozenset({"х", "x", "+", "v", "*", "✓", "√", "✔", "●", "•", "■", "█", "да", "1", "\u00d7", "☑"})
_DITTO = re.compile(r"[-–—\s]*(?://|''|\"|то же)[-–—\s]*")
_NOTHING = frozenset({"-", "--", "---", "_", ".", "н/д", "нет"})
_REMARK = re.compile(r"^(?:итого\b|всего\b|примечани|\*|исп\.|исполнитель:|согласовано|утвержда|подпись|сноск|<\*>"
                     r"|директор _|_{3,})|_{4,}")
_CLOSING = re.compile(r"(?:итоги|(?:условные )?обозначения)[:.]?")
_CLOCK = re.compile(r"(?:[сСвВ] )?\d{1,2}([:.])(\d\d)(?!\d|\.\d)")
_MONTHS = 12
_SHORT = 120
_SIGNED = re.compile(r"\b[а-я]\. ?[а-я]\. ?[а-я]{2,}$|\b[а-я]{3,} [а-я]\. ?[а-я]\.$")


def is_number(text: str) -> bool:
    """«1.», «1.2», «IV.», «а)»: the number of a row or a section, and nothing else."""
    return _NUMBER.fullmatch(words.fold(text)) is not None


def is_roman(text: str) -> bool:
    """A number in Roman figures."""
    return bool(text) and re.fullmatch(r"[ivxl]+[.)]?", words.fold(text)) is not None


def counts(texts: list[str]) -> bool:
    """Whether these are the numbers of columns: «1 2 3 4 5»."""
    found = [_PLAIN.fullmatch(words.clean(text)) for text in texts]
    numbers = [int(each[1]) for each in found if each]
    return len(numbers) == len(texts) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_deadline(text: str) -> bool:
    """Whether it speaks of days, months, terms or how often. Not whether it can be read."""
    return len(text) <= 200 and _DEADLINE.search(words.fold(text)) is not None


def is_clock(text: str) -> bool:
    """«10:00», «14.30 – 15.30»: a time of the day. «10.10» may be a date."""
    found = _CLOCK.match(text)
    return found is not None and (found[1] == ":" or int(found[2]) > _MONTHS or found[2] == "00")


def is_mark(text: str) -> bool:
    """A sign in a column of a quarter or a month."""
    return words.fold(text) in _MARKS


def is_ditto(text: str) -> bool:
    """The sign for "as above"."""
    return bool(text) and _DITTO.fullmatch(text.casefold()) is not None


def is_nothing(text: str) -> bool:
    """A dash where nothing is to be said."""
    return words.fold(text) in _NOTHING


def is_remark(text: str) -> bool:
    """A total or a note rather than a heading or an activity."""
    return _REMARK.search(words.clean(text).casefold()) is not None


def is_closing(text: str) -> bool:
    """The heading of what follows a plan: totals, a legend."""
    return _CLOSING.fullmatch(words.fold(text)) is not None


def is_signature(text: str) -> bool:
    """The name of a person at the end of a short line."""
    folded = words.clean(text).casefold()
    return len(folded) < _SHORT and _SIGNED.search(folded) is not None
