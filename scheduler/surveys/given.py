"""An answer as the storage keeps it, and back again: JSON, null for a question that was passed over. Pure."""

import json
import math
from datetime import date

from scheduler.surveys.expressions import Answer, number
from scheduler.surveys.form import CHOICES, Kind, Question

PASSED = "null"
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE)


def write(answer: Answer) -> str:
    """As JSON: options that were chosen together are a list, a day is its ISO text, a whole number has no comma."""
    match answer:
        case date():
            return json.dumps(answer.isoformat())
        case float() if answer.is_integer():
            return str(int(answer))
        case _:
            return json.dumps(answer, ensure_ascii=False)


def read(question: Question, text: str) -> Answer:
    """The answer; None where the question was passed over, or has become one that this does not answer."""
    value = json.loads(text)
    options = {option.name for option in question.options}
    match question.kind, value:
        case Kind.SELECT_ONE, str() if value in options:
            return value
        case Kind.SELECT_MULTIPLE, list():
            return tuple(name for name in value if name in options) or None
        case Kind.DATE, str():
            return _day(value)
        case (Kind.TEXT | Kind.IMAGE | Kind.FILE), str():
            return value
        case kind, int() | float() if kind in _NUMBERS:
            return float(value)
        case _:
            return None


def worked_out(text: str) -> str | float | None:
    """What a calculation has brought; None where the question was one that people answered, once."""
    value = json.loads(text)
    return value if isinstance(value, str | int | float) else None


def suggested(question: Question, today: date) -> Answer:
    """What the form gives as an answer that may be kept; None where it gives none, or one that cannot be."""
    word = question.default.strip()
    options = {option.name for option in question.options}
    match question.kind:
        case Kind.SELECT_ONE:
            return word if word in options else None
        case Kind.SELECT_MULTIPLE:
            return tuple(name for name in word.split() if name in options) or None
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            found = number(word)
            return found if word and math.isfinite(found) else None
        case Kind.DATE:
            return today if word == "today()" else _day(word)
        case Kind.TEXT:
            return word or None
    return None


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def is_typed(question: Question) -> bool:
    """Whether a message is the answer, and not a button."""
    return question.kind not in (*CHOICES, Kind.NOTE)
