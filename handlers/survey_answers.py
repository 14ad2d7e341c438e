"""Texts and files as answers: numbers, days, words, photos. What does not fit is said, and nothing is stored."""

import re
from datetime import date

from handlers.forms import Given
from handlers.turn import Kept
from messages.updates import FileKind
from messages.visible import visible_lines
from scheduler.programme import phrases
from scheduler.programme.when import When
from scheduler.programme.words import fold
from scheduler.surveys.expressions import Answer
from scheduler.surveys.form import Kind, Question

_NUMBER = re.compile(
    r"(?P<sign>[-−–]?)\s*(?P<whole>\d{1,3}(?:\s\d{3})+|\d{1,15})(?:[.,](?P<part>\d{1,6}))?\s*(?P<unit>\D{0,20})")
"""«1 200», «3,5 часа», «12 чел.», «60 %»: a unit may follow, and is not looked at."""
_SHORT_YEAR = re.compile(r"^(\d{1,2}\.\d{1,2})\.(\d\d)$")
YEARS = range(1900, 2200)
"""Of the days that somebody may mean."""


class Misfit(Exception):
    """No answer to this question; `objection` names the reason as `surveys/objection` knows it."""

    def __init__(self, objection: str) -> None:
        super().__init__(objection)
        self.objection = objection


def options(question: Question, given: Given) -> Answer:
    """The options that a text names by their labels or numbers; None where it says something else."""
    by_word = {str(number): option.name for number, option in enumerate(question.options, 1)}
    by_word |= {fold(option.label): option.name for option in question.options}
    whole = by_word.get(fold(given.text.strip().rstrip(".")))
    if question.kind is Kind.SELECT_ONE:
        return whole
    named = {by_word.get(fold(part)) for part in re.split(r"[,;\s]+", given.text.strip().rstrip("."))}
    chosen = {whole} if whole else named
    return None if None in chosen else tuple(one.name for one in question.options if one.name in chosen)


def read(question: Question, given: Given, today: date) -> tuple[Answer, int | None]:
    """The answer, and the file that is it. Raises `Misfit`."""
    match question.kind:
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            return _number(given.text), None
        case Kind.DATE:
            return _day(given.text, today), None
        case Kind.IMAGE | Kind.FILE:
            kept = _file(question, given)
            return kept.name, kept.id
        case _:
            if not given.text:
                raise Misfit("words_please")
            return visible_lines(given.text).strip(), None


def _number(text: str) -> float:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise Misfit("no_number")
    whole = re.sub(r"\D", "", found["whole"])
    value = float(f"{whole}.{found['part'] or 0}")
    return -value if found["sign"] else value


def _day(text: str, today: date) -> date:
    """A day without a year is the one nearest to today; a year of two digits is one of this century."""
    words = _SHORT_YEAR.sub(r"\1.20\2", text.strip().rstrip("."))
    whole = _one_day(words)
    nearby = [_one_day(f"{words}{gap}{today.year + step}") for step in (-1, 0, 1) for gap in (".", " ")]
    found = [whole] if whole else [day for day in nearby if day]
    if not found:
        raise Misfit("no_day")
    nearest = min(found, key=lambda day: abs((day - today).days))
    if nearest.year not in YEARS:
        raise Misfit("date_far")
    return nearest


def _one_day(phrase: str) -> date | None:
    read = phrases.read(phrase)
    return read.end if isinstance(read, When) and read.start == read.end else None


def _file(question: Question, given: Given) -> Kept:
    image = question.kind is Kind.IMAGE
    if not given.files:
        raise Misfit("no_photo" if image else "no_file")
    if len(given.files) > 1:
        raise Misfit("one_file")
    kept = given.files[0]
    if kept.kind is FileKind.VOICE and not image:
        raise Misfit("no_file")
    if image and kept.kind is not FileKind.PHOTO and not kept.mime.startswith("image/"):
        raise Misfit("no_photo")
    return kept
